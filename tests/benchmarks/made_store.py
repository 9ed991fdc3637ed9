"""A large store of made records: actors and words as unevenly frequent as in the news, dates over years.

A few thousand dispatches are put as the keeper would put them; the rest are copies of their rows under other names,
made inside SQLite, so that a million claims take minutes and every table stays as the store wrote it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import os
import random
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from models.comparing.version import comparing_version
from models.reading.version import reading_version
from models.records import Actor, Claim, Cue, Dispatch, Event, Mention, Reading, Span, When
from models.store import FileState, Store
from models.store.schema import SHAPE
from models.store.searched import index_all

#: A word that stands in every sentence, and one that stands in hardly any.
EVERYWHERE, RARE = "officials", "quixotry"
CLAIMS_EACH, EVENTS_EACH = 10, 7
#: So many make a store where nobody says how many.
DISPATCHES = 5_000

_TEMPLATES = 2_000
_LAST_DAY = dt.date(2026, 6, 30)
_DAYS = 6 * 365
_COUNTRIES = (
    "USA", "RUS", "ISR", "IRN", "CHN", "UKR", "GBR", "FRA", "DEU", "TUR", "IND", "SAU", "SYR", "EGY", "JPN", "ITA",
    "POL", "KOR", "ESP", "BRA", "IRQ", "NOR", "SWE", "CHE",
)  # fmt: skip
_CATEGORIES = (
    "CONSULT", "ASSAULT", "SUPPORT", "ACCUSE", "AGREE", "COOPERATE", "REQUEST", "THREATEN", "REJECT", "AID",
    "COERCE", "PROTEST", "MOBILIZE", "SANCTION", "CONCEDE", "RETREAT",
)  # fmt: skip
_PATH_BEFORE = "w00/"


class Size(NamedTuple):
    """How many dispatches there are, and copies of the templates that make them."""

    dispatches: int

    @property
    def templates(self) -> int:
        """How many are put as they are."""
        return min(_TEMPLATES, self.dispatches)

    @property
    def copies(self) -> int:
        """How often the templates stand in the store."""
        return max(1, self.dispatches // self.templates)


class Maker:
    """Makes readings; the same seed makes the same ones."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)
        syllables = ("ba", "ke", "li", "mo", "ru", "ta", "ve", "si", "no", "da", "pe", "ga")
        shapes = (itertools.product(syllables, repeat=length) for length in (2, 3, 4))
        self._words = ["".join(shape) for shape in itertools.islice(itertools.chain(*shapes), 12_000)]
        self._random.shuffle(self._words)
        self._word_weights = list(itertools.accumulate(1 / rank for rank in range(1, len(self._words) + 1)))
        self._actors = [self._actor(number) for number in range(600)]
        self._actor_weights = list(itertools.accumulate(1 / rank for rank in range(1, len(self._actors) + 1)))

    def reading(self, number: int) -> Reading:
        """A dispatch with its claims and events."""
        day = _LAST_DAY - dt.timedelta(days=int(_DAYS * self._random.random() ** 1.5))
        id_ = f"{_PATH_BEFORE}{number:06}.txt"
        sentences = [self._sentence(number) for _ in range(CLAIMS_EACH)]
        starts = list(itertools.accumulate((len(s) + 1 for s in sentences), initial=0))
        spans = [(start, start + len(s)) for start, s in zip(starts, sentences, strict=False)]
        text = " ".join(sentences) + "\n"
        dispatch = Dispatch(
            id=id_, path=id_, sha256=hashlib.sha256(f"{id_}{text}".encode()).hexdigest(), text=text,
            body=(0, len(text)), headline=sentences[0][:60], agency=f"Agency {number % 7}", date=day,
            date_basis="dateline",
        )  # fmt: skip
        claims = tuple(self._claim(dispatch, n, spans[n], day) for n in range(CLAIMS_EACH))
        events = tuple(self._event(dispatch, n, spans[n], day, claims[n].id) for n in range(EVENTS_EACH))
        return Reading(dispatch=dispatch, claims=claims, events=events)

    def _actor(self, number: int) -> Actor:
        if number < len(_COUNTRIES):
            code = _COUNTRIES[number]
            return Actor(id=code, name=f"State {code}", kind="country", country=code)
        name = f"{self._words[number].title()} {self._words[-number].title()}"
        country = self._random.choice([*_COUNTRIES, *_COUNTRIES, None])
        return Actor(id=name.lower().replace(" ", "-"), name=name, kind="person", country=country, role="GOV")

    def _sentence(self, number: int) -> str:
        words = self._random.choices(self._words, cum_weights=self._word_weights, k=self._random.randint(12, 28))
        words.insert(3, EVERYWHERE)
        if number == 7:
            words.insert(5, RARE)
        return " ".join(words).capitalize() + "."

    def _mentions(self, most: int) -> tuple[Mention, ...]:
        actors = self._random.choices(self._actors, cum_weights=self._actor_weights, k=self._random.randint(1, most))
        return tuple(Mention(actor=actor, span=(0, 4), text=actor.name) for actor in dict.fromkeys(actors))

    def _when(self, day: dt.date) -> When | None:
        if self._random.random() < 0.12:
            return None
        first = day - dt.timedelta(days=int(self._random.expovariate(0.2)))
        last = first + dt.timedelta(days=self._random.choice((0, 0, 0, 0, 6, 30)))
        edtf = first.isoformat() if first == last else f"{first}/{last}"
        return When(earliest=first, latest=last, edtf=edtf, span=(0, 4), text="then", basis="as printed")

    def _claim(self, dispatch: Dispatch, n: int, span: Span, day: dt.date) -> Claim:
        return Claim(
            id=f"{dispatch.id}:c{n}", dispatch=dispatch.id, sources=self._mentions(1), about=self._mentions(2),
            cue=Cue(text="said", lemma="say", span=(span[0], span[0] + 4)), content=(span,), said=self._when(day),
            mode=self._random.choice(("indirect", "indirect", "mixed", "direct")), sentence=span,
        )  # fmt: skip

    def _event(self, dispatch: Dispatch, n: int, span: Span, day: dt.date, claim: str) -> Event:
        weights = [1 / rank for rank in range(1, len(_CATEGORIES) + 1)]
        return Event.model_validate(
            {
                "id": f"{dispatch.id}:e{n}", "dispatch": dispatch.id, "sources": self._mentions(2),
                "targets": self._mentions(2), "category": self._random.choices(_CATEGORIES, weights)[0],
                "verb": "act", "span": (span[0], span[0] + 8), "sentence": span, "when": self._when(day),
                "status": self._random.choices(("happened", "ongoing", "planned", "negated"), (8, 1, 2, 1))[0],
                "claim": claim if n % 2 else None,
            }
        )  # fmt: skip


def kept(place: Path) -> Path:
    """A made store of `DISPATCHES`, its files beside it: filled in a place, or kept at the path of `BENCH_STORE`.

    Whatever version of the rules it was filled by, it is one that needs no reading and comparing again; one of another
    shape is filled anew.
    """
    path = Path(os.environ.get("BENCH_STORE") or place / "made.sqlite3")
    if path.exists() and _shape(path) != SHAPE:
        print(f"{path} is of another shape, and is filled anew.", file=sys.stderr)
        path.unlink()
    if not path.exists():
        fill(path, int(os.environ.get("DISPATCHES", DISPATCHES)), path.with_suffix(".wire"))
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE file SET version = ?", (reading_version(),))
        db.execute("UPDATE state SET compared = ?", (comparing_version(),))
    return path


def _shape(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])


def fill(path: Path, dispatches: int, folder: Path | None = None) -> Size:
    """Make a store of so many dispatches; with a folder, the files that it says it was read from."""
    size = Size(dispatches)
    maker = Maker()
    state = FileState(1, 1, "0" * 64, reading_version())
    with Store(path) as store:
        for number in range(size.templates):
            reading = maker.reading(number)
            store.put(reading.dispatch.path, state, [reading])
    db = sqlite3.connect(path, isolation_level=None)
    try:
        _multiply(db, size)
        if folder is not None:
            _write_files(db, folder)
    finally:
        db.close()
    return size


def _multiply(db: sqlite3.Connection, size: Size) -> None:
    """Copy all rows under other names, with the indexes made last."""
    db.execute("PRAGMA journal_mode = OFF")
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA cache_size = -400000")
    indexes = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL").fetchall()
    for name, _ in indexes:
        db.execute(f"DROP INDEX {name}")
    db.execute("BEGIN")
    ranges = {
        table: db.execute(f"SELECT coalesce(max(n), 0) FROM {table}").fetchone()[0]
        for table in ("file", "dispatch", "event", "claim")
    }
    tables = ("file", "dispatch", "event", "event_body", "claim", "claim_body", "event_actor", "claim_actor", "dyad")
    for table in tables:
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        chosen = ", ".join(_copied(table, column, ranges) for column in columns)
        own = {"event_body": "event", "claim_body": "claim"}.get(table, table)
        key = "n" if "n" in columns else columns[0]
        of = ranges[own] if own in ranges else ranges[columns[0] if columns[0] in ranges else "event"]
        for copy in range(1, size.copies):
            db.execute(
                f"INSERT INTO {table} SELECT {chosen} FROM {table} WHERE {key} <= :of",
                {"copy": copy, "of": of, "path": f"w{copy:02}/", "blob": f"w{copy:02}/".encode()},
            )
    _multiply_sums(db, size.copies)
    db.execute("COMMIT")
    for _, sql in indexes:
        db.execute(sql)
    for kind in ("event", "claim"):
        db.execute(f"INSERT INTO {kind}_words ({kind}_words) VALUES ('delete-all')")
    db.execute("BEGIN")
    index_all(db)
    db.execute("COMMIT")
    db.execute("PRAGMA journal_mode = WAL")


def _multiply_sums(db: sqlite3.Connection, copies: int) -> None:
    """The counts that are kept, and nothing left to compare."""
    db.create_function("multiplied", 1, lambda text: _multiplied(text, copies))
    db.execute("UPDATE relation SET count = count * ?, categories = multiplied(categories)", (copies,))
    db.execute("UPDATE pulse SET count = count * ?", (copies,))
    db.execute(
        "UPDATE state SET dispatches = dispatches * ?1, problems = problems * ?1, claims = claims * ?1,"
        " events = events * ?1",
        (copies,),
    )
    db.execute("DELETE FROM uncompared")


def _multiplied(categories: str, copies: int) -> str:
    import json

    return json.dumps({category: count * copies for category, count in json.loads(categories).items()})


def _copied(table: str, column: str, ranges: dict[str, int]) -> str:
    """A column of a copy: its row numbers moved on, its names another folder's."""
    if column == "n":
        own = {"event_body": "event", "claim_body": "claim"}.get(table, table)
        return f"n + :copy * {ranges[own]}"
    if column in ranges:
        return f"{column} + :copy * {ranges[column]}"
    if table == "file" and column == "path":
        return f"CAST(:path || substr(CAST(path AS TEXT), {len(_PATH_BEFORE) + 1}) AS BLOB)"
    if column in ("id", "dispatch_id", "path"):
        return f":path || substr({column}, {len(_PATH_BEFORE) + 1})"
    if column == "record":
        return f"replace(record, '\"{_PATH_BEFORE}', '\"' || :path)"
    if column == "sha256" and table == "dispatch":
        return ":path || sha256"
    return column


def _write_files(db: sqlite3.Connection, folder: Path) -> None:
    """A file for each dispatch, and in the store what it looks like on the disk."""
    states: list[Sequence[object]] = []
    made: set[str] = set()
    for n, path in db.execute("SELECT n, CAST(path AS TEXT) FROM file").fetchall():
        file = os.path.join(folder, path)
        parent = os.path.dirname(file)
        if parent not in made:
            os.makedirs(parent, exist_ok=True)
            made.add(parent)
        with open(file, "w", encoding="utf-8") as written:
            written.write(path)
        seen = os.stat(file)
        states.append((seen.st_size, seen.st_mtime_ns, hashlib.sha256(path.encode()).hexdigest(), n))
    db.execute("BEGIN")
    db.executemany("UPDATE file SET size = ?, mtime_ns = ?, sha256 = ? WHERE n = ?", states)
    db.execute("COMMIT")
