"""The store's tables, and how each is searched: every window walks an index that is already in its order.

A record is kept three times: its keys in a narrow table, its JSON and its words in a body that only the rows shown are
read from, and all that filters ask of it in an index (`searched.py`). Dates are day numbers (`date.toordinal`), open
ends the outermost ones, and null where there is no date: such a row stands under the day of its dispatch.
"""

from __future__ import annotations

from typing import Final

from models.store.searched import COLUMNS, INDEXED

#: In the file's header: a brief-tui store ("BRIF"), and of this shape. Any change below is a new shape.
APPLICATION_ID: Final = 0x42524946
SHAPE: Final = 23

#: The day numbers that stand for an interval's open ends.
BEGINNING: Final = 0
END: Final = 4_000_000

#: The days of an interval that few are longer than.
LONG: Final = 62

_WORDS = f"tokenize = \"unicode61 remove_diacritics 2\", prefix = '{INDEXED}', columnsize = 0"


def _told(record: str, gist: str) -> str:
    """Of clashes, the events that one of the two sides tells: in a claim, where the spans of the predicates meet."""
    return f"""
    SELECT e.id AS id, k.id AS claim, c.kind AS kind, c.dispute AS dispute FROM clash AS c
        JOIN claim AS k ON k.id = c.{record} JOIN event AS e ON e.claim = k.n
        JOIN event_body AS b ON b.n = e.n JOIN gist AS g ON g.n = c.{gist}
        WHERE json_extract(b.record, '$.span[0]') < json_extract(g.record, '$.span[1]')
            AND json_extract(g.record, '$.span[0]') < json_extract(b.record, '$.span[1]')"""


_TABLES = f"""
-- One row: what the status line shows, kept up to date by each change; `compared` is by which rules all was.
CREATE TABLE state (
    generation INTEGER NOT NULL, changed TEXT, dispatches INTEGER NOT NULL, problems INTEGER NOT NULL,
    claims INTEGER NOT NULL, events INTEGER NOT NULL, compared TEXT NOT NULL
);
INSERT INTO state VALUES (0, NULL, 0, 0, 0, 0, '');

-- `path` in bytes, for a file name need not be valid Unicode.
CREATE TABLE file (
    n INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    sha256 TEXT NOT NULL, version TEXT NOT NULL
);
CREATE TABLE dispatch (
    n INTEGER PRIMARY KEY, file INTEGER NOT NULL, id TEXT NOT NULL, sha256 TEXT NOT NULL,
    added INTEGER NOT NULL, agency TEXT, path TEXT NOT NULL, problem TEXT,
    record TEXT NOT NULL, timexes TEXT NOT NULL,
    revision TEXT NOT NULL DEFAULT 'original', supersedes INTEGER, superseded INTEGER, down INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX dispatch_added ON dispatch (added DESC, n);
CREATE INDEX dispatch_revised ON dispatch (added DESC, n) WHERE supersedes IS NOT NULL OR down;
CREATE INDEX dispatch_file ON dispatch (file);
CREATE INDEX dispatch_agency ON dispatch (agency COLLATE NOCASE);
CREATE INDEX dispatch_id ON dispatch (id);
CREATE INDEX dispatch_content ON dispatch (sha256);
CREATE INDEX dispatch_problem ON dispatch (added DESC, id, n) WHERE problem IS NOT NULL;
-- The agencies there have been, by the numbers that stand for them where filters look.
CREATE TABLE agency (n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

-- By what other states of a dispatch are found, `later` where it says that it is one; which of two replaces which.
CREATE TABLE edition_key (
    key INTEGER, later INTEGER, dispatch INTEGER, PRIMARY KEY (key, later, dispatch)
) WITHOUT ROWID;
CREATE INDEX edition_key_dispatch ON edition_key (dispatch);
CREATE TABLE edition_link (newer INTEGER, older INTEGER, why TEXT NOT NULL, PRIMARY KEY (newer, older)) WITHOUT ROWID;
CREATE INDEX edition_link_older ON edition_link (older);
-- What was read from the dispatches that are taken down (`down`), and from a file before it changed.
CREATE TABLE shelf (dispatch INTEGER PRIMARY KEY, reading BLOB NOT NULL);
CREATE TABLE former (
    n INTEGER PRIMARY KEY, dispatch_id TEXT NOT NULL, generation INTEGER NOT NULL, at REAL NOT NULL,
    reading BLOB NOT NULL
);
CREATE INDEX former_id ON former (dispatch_id, n);
-- When a generation came, in seconds of Unix time, and which dispatches left with one.
CREATE TABLE moment (generation INTEGER PRIMARY KEY, at REAL NOT NULL);
CREATE TABLE departed (n INTEGER PRIMARY KEY, generation INTEGER NOT NULL, record TEXT NOT NULL);
CREATE INDEX departed_generation ON departed (generation);

-- `day` is where a row stands in its view, `first` and `last` its interval, `number` its place in the text.
CREATE TABLE event (
    n INTEGER PRIMARY KEY, dispatch INTEGER NOT NULL, id TEXT NOT NULL, day INTEGER, last INTEGER,
    first INTEGER, issued INTEGER, dispatch_id TEXT NOT NULL, number INTEGER NOT NULL, category TEXT NOT NULL,
    claim INTEGER, added INTEGER NOT NULL, status TEXT NOT NULL
);
CREATE INDEX event_id ON event (id);
CREATE INDEX event_dispatch ON event (dispatch, number, day, last);
CREATE INDEX event_within ON event (claim) WHERE claim IS NOT NULL;
CREATE INDEX event_added ON event (added, day, last);
CREATE INDEX event_issued ON event (issued, day, last);
CREATE INDEX event_undated ON event (day) WHERE last IS NULL;
CREATE INDEX event_lasting ON event (last, day) WHERE last > day;
CREATE INDEX event_long ON event (last, day) WHERE last > day + {LONG};
CREATE INDEX event_open ON event (day, last) WHERE first = {BEGINNING};
CREATE INDEX event_order
    ON event (day DESC, last DESC, issued DESC, dispatch_id, number, first, category);
CREATE TABLE event_body (
    n INTEGER PRIMARY KEY, record TEXT NOT NULL, begins INTEGER NOT NULL, chain TEXT NOT NULL, words TEXT NOT NULL
);
CREATE VIRTUAL TABLE event_words USING fts5 ({", ".join(COLUMNS["event"])}, content = '', {_WORDS});
CREATE VIRTUAL TABLE event_words_held USING fts5vocab (event_words, instance);

CREATE TABLE claim (
    n INTEGER PRIMARY KEY, dispatch INTEGER NOT NULL, id TEXT NOT NULL, day INTEGER, last INTEGER,
    first INTEGER, issued INTEGER, dispatch_id TEXT NOT NULL, number INTEGER NOT NULL, added INTEGER NOT NULL,
    mode TEXT NOT NULL, certainty TEXT NOT NULL, stance TEXT NOT NULL, polarity TEXT NOT NULL
);
CREATE INDEX claim_id ON claim (id);
CREATE INDEX claim_dispatch ON claim (dispatch, number, day, last);
CREATE INDEX claim_added ON claim (added, day, last);
CREATE INDEX claim_issued ON claim (issued, day, last);
CREATE INDEX claim_lasting ON claim (last, day) WHERE last > day;
CREATE INDEX claim_long ON claim (last, day) WHERE last > day + {LONG};
CREATE INDEX claim_open ON claim (day, last) WHERE first = {BEGINNING};
CREATE INDEX claim_order ON claim (day DESC, issued DESC, dispatch_id, number, first, last);
CREATE TABLE claim_body (
    n INTEGER PRIMARY KEY, record TEXT NOT NULL, quotes TEXT NOT NULL, chain TEXT NOT NULL, words TEXT NOT NULL
);
CREATE VIRTUAL TABLE claim_words USING fts5 ({", ".join(COLUMNS["claim"])}, content = '', {_WORDS});
CREATE VIRTUAL TABLE claim_words_held USING fts5vocab (claim_words, instance);

-- Each way an actor was named, once; `party` is who it counts as in the relations ('' for nobody), `single` who
-- within one that is opened. Both are keys of `party`. `names` and `more` are what filters find it by. Never deleted
-- from.
CREATE TABLE naming (
    n INTEGER PRIMARY KEY, party TEXT NOT NULL, single TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL,
    country TEXT NOT NULL, country_name TEXT NOT NULL, text TEXT NOT NULL, names TEXT NOT NULL, more TEXT NOT NULL,
    UNIQUE (id, country, name, text)
);
CREATE VIRTUAL TABLE naming_words
    USING fts5 (id, name, country, country_name, text, content = 'naming', content_rowid = 'n', {_WORDS});
CREATE VIRTUAL TABLE naming_words_held USING fts5vocab (naming_words, instance);
CREATE TABLE party (key TEXT PRIMARY KEY, actor TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE event_actor (
    event INTEGER, role TEXT, naming INTEGER, party TEXT NOT NULL, PRIMARY KEY (event, role, naming)
) WITHOUT ROWID;
CREATE INDEX event_actor_naming ON event_actor (naming, role, event);
CREATE TABLE claim_actor (
    claim INTEGER, role TEXT, naming INTEGER, party TEXT NOT NULL, PRIMARY KEY (claim, role, naming)
) WITHOUT ROWID;
CREATE INDEX claim_actor_naming ON claim_actor (naming, role, claim);

-- Who is remembered over the folder: a person as dispatches introduce it, and how many do; the ids of the names it
-- may bear; which dispatches. `sought` is who a dispatch calls by such a name alone, `stale` the dispatches in which
-- that may now be another.
CREATE TABLE person (n INTEGER PRIMARY KEY, actor TEXT NOT NULL UNIQUE, dispatches INTEGER NOT NULL);
CREATE TABLE person_name (name TEXT, person INTEGER, PRIMARY KEY (name, person)) WITHOUT ROWID;
CREATE TABLE introduction (
    person INTEGER, dispatch_id TEXT, dispatch INTEGER NOT NULL, PRIMARY KEY (person, dispatch_id, dispatch)
) WITHOUT ROWID;
CREATE INDEX introduction_dispatch ON introduction (dispatch);
CREATE TABLE sought (
    name TEXT, dispatch INTEGER, record TEXT NOT NULL, PRIMARY KEY (name, dispatch)
) WITHOUT ROWID;
CREATE INDEX sought_dispatch ON sought (dispatch);
CREATE TABLE stale (dispatch INTEGER PRIMARY KEY);

-- The directed pairs of each event that counts in the relations, and their sums: in all, and by the day. `day` is that
-- of its date, `stands` the one under which it stands in the timeline.
-- `first` and `last` of a sum are marks (`marks.py`).
CREATE TABLE dyad (
    event INTEGER, source TEXT, target TEXT, category TEXT NOT NULL, day INTEGER, last INTEGER, first INTEGER,
    added INTEGER NOT NULL, stands INTEGER, PRIMARY KEY (event, source, target)
) WITHOUT ROWID;
CREATE INDEX dyad_pair ON dyad (source, target, category, day, added, first, last, stands, event);
CREATE TABLE relation (
    source TEXT, target TEXT, count INTEGER NOT NULL, categories TEXT NOT NULL, first INTEGER, last INTEGER,
    added INTEGER NOT NULL, PRIMARY KEY (source, target)
) WITHOUT ROWID;
CREATE TABLE pulse (
    source TEXT, target TEXT, day INTEGER, count INTEGER NOT NULL, PRIMARY KEY (source, target, day)
) WITHOUT ROWID;
CREATE INDEX relation_order ON relation (count DESC, source, target);

-- What comparing works on (`comparing.py`): the form of a claim or event in which it is compared, and the keys under
-- which its neighbours are found. `uncompared` are dispatches written since.
CREATE TABLE uncompared (dispatch INTEGER PRIMARY KEY);
CREATE TABLE comparable (
    dispatch INTEGER PRIMARY KEY, gists TEXT NOT NULL, sketch TEXT NOT NULL, cited TEXT NOT NULL
);
-- A gist is remembered by its row (`kept.py`), which therefore never becomes another's.
CREATE TABLE gist (
    n INTEGER PRIMARY KEY AUTOINCREMENT, dispatch INTEGER NOT NULL, event INTEGER, day INTEGER NOT NULL,
    tie TEXT NOT NULL, agency TEXT NOT NULL, record TEXT NOT NULL, source TEXT NOT NULL, keys TEXT NOT NULL
);
CREATE INDEX gist_dispatch ON gist (dispatch);
CREATE INDEX gist_event ON gist (event) WHERE event IS NOT NULL;
CREATE TABLE matter (
    key INTEGER, day INTEGER, tie INTEGER, gist INTEGER, dated INTEGER NOT NULL, voice INTEGER NOT NULL,
    PRIMARY KEY (key, day DESC, tie, gist)
) WITHOUT ROWID;

-- The same of claims that may be told by others as well; they stand in `matter` by their own rows.
CREATE TABLE saying (
    claim INTEGER PRIMARY KEY, dispatch INTEGER NOT NULL, day INTEGER NOT NULL, tie TEXT NOT NULL, key TEXT NOT NULL,
    record TEXT NOT NULL, source TEXT NOT NULL, keys TEXT NOT NULL
);
CREATE INDEX saying_dispatch ON saying (dispatch);

-- A clash is a pair of claims or events (by their ids) under one key, `first` and `second` the gists; a dispute all
-- clashes about one thing between the same speakers, its columns those of the pair that is shown (a pair only once).
CREATE TABLE clash (
    first INTEGER, second INTEGER, key INTEGER, kind TEXT NOT NULL, why TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL,
    marks TEXT NOT NULL, dispute TEXT NOT NULL, rank TEXT NOT NULL, day INTEGER NOT NULL, added INTEGER NOT NULL,
    PRIMARY KEY (first, second, key)
) WITHOUT ROWID;
CREATE INDEX clash_second ON clash (second);
CREATE INDEX clash_a ON clash (a);
CREATE INDEX clash_b ON clash (b);
CREATE INDEX clash_dispute ON clash (dispute, rank);
-- Those that lean on words that many dispatches are about, which are in `common`; in how many each word is, and what
-- the words of a dispatch are, as `spread.py` counts them (the empty word: in all).
CREATE TABLE withheld (
    first INTEGER, second INTEGER, key INTEGER, kind TEXT NOT NULL, why TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL,
    marks TEXT NOT NULL, dispute TEXT NOT NULL, rank TEXT NOT NULL, day INTEGER NOT NULL, added INTEGER NOT NULL,
    PRIMARY KEY (first, second, key)
) WITHOUT ROWID;
CREATE INDEX withheld_second ON withheld (second);
CREATE TABLE spread (word TEXT PRIMARY KEY, dispatches INTEGER NOT NULL) WITHOUT ROWID;
-- On which words of both sides each of these clashes leans.
CREATE TABLE leaning (word TEXT, first INTEGER, second INTEGER, PRIMARY KEY (word, first, second)) WITHOUT ROWID;
CREATE INDEX leaning_pair ON leaning (first, second);
CREATE TABLE bearing (dispatch INTEGER PRIMARY KEY, words TEXT NOT NULL);
CREATE TABLE common (word TEXT PRIMARY KEY) WITHOUT ROWID;
-- The clashes of claims as those of the events which the clashing words tell.
CREATE VIEW clash_told AS
    {" UNION ALL ".join(_told(*side) for side in (("a", "first"), ("b", "second")))};
CREATE TABLE dispute (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, why TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL, marks TEXT NOT NULL,
    pairs INTEGER NOT NULL, day INTEGER NOT NULL, added INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX dispute_order ON dispute (day DESC, id);
-- Since when there have been those that stood before all began to be compared anew: they are not new again.
CREATE TABLE dispute_before (id TEXT PRIMARY KEY, added INTEGER NOT NULL) WITHOUT ROWID;

-- A happening that several dispatches tell (its number is the event's that stands for it), and its tellings.
CREATE TABLE happening (n INTEGER PRIMARY KEY, why TEXT NOT NULL, independent INTEGER NOT NULL);
CREATE TABLE telling (
    event INTEGER PRIMARY KEY, happening INTEGER NOT NULL, place INTEGER NOT NULL, origin INTEGER NOT NULL,
    origin_why TEXT NOT NULL
);
-- Which two events are one happening, how strongly, and why.
CREATE TABLE likeness (
    a INTEGER, b INTEGER, strength INTEGER NOT NULL, reasons TEXT NOT NULL, PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX likeness_b ON likeness (b);
CREATE INDEX telling_happening ON telling (happening, place);
-- The same of claims.
CREATE TABLE claim_happening (n INTEGER PRIMARY KEY, why TEXT NOT NULL, independent INTEGER NOT NULL);
CREATE TABLE claim_telling (
    claim INTEGER PRIMARY KEY, happening INTEGER NOT NULL, place INTEGER NOT NULL, origin INTEGER NOT NULL,
    origin_why TEXT NOT NULL
);
CREATE INDEX claim_telling_happening ON claim_telling (happening, place);
CREATE TABLE claim_likeness (
    a INTEGER, b INTEGER, strength INTEGER NOT NULL, reasons TEXT NOT NULL, PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX claim_likeness_b ON claim_likeness (b);
"""

#: Makes an empty store, in one transaction.
CREATE: Final = f"""
BEGIN IMMEDIATE;
{_TABLES}
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {SHAPE};
COMMIT;
"""
