"""A stream of records with all that must not get out as it is: formulas, markup, HTML, escapes, turned lines."""

from __future__ import annotations

import datetime as dt

from models.records import Actor, Claim, Cue, Dispatch, Event, Mention, Record, Relation, Timex, When

TEXT = (
    'GENEVA, July 3. /TASS/. Russian TV claims: "<b>Iran</b> *struck* Israel [x](http://x.example/)\x1b[2J \u202eon'
    ' July 1".\nTalks between Iran and Israel took place 𝄞 about July 2 & more. =cmd|calc!A1\n'
)


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def mention(actor: Actor, words: str) -> Mention:
    return Mention(actor=actor, span=span(words), text=words)


IRN = Actor(id="IRN", name="Iran", kind="country", country="IRN")
ISR = Actor(id="ISR", name="Israel", kind="country", country="ISR")
TV = Actor(id="russian-tv", name="=Russian|TV <i>\x07", kind="organization", country="RUS", role="MED")
TASS = Actor(id="tass", name="TASS", kind="organization", country="RUS", role="MED")

FIRST = span('"<b>Iran</b> *struck* Israel [x](http://x.example/)\x1b[2J \u202eon July 1"')
SECOND = span("Talks between Iran and Israel took place 𝄞 about July 2 & more.")
SENTENCE = (0, FIRST[1] + 1)
ID = "sub folder/a=1.jsonl#7: x"


def on(first: str | None, last: str | None, edtf: str, *, about: bool = False) -> When:
    return When(
        earliest=dt.date.fromisoformat(first) if first else None,
        latest=dt.date.fromisoformat(last) if last else None,
        edtf=edtf,
        approximate=about,
        text="then",
        basis="as *printed*",
    )


def event(number: int, **more: object) -> Event:
    fields: dict[str, object] = {
        "id": f"{ID}:e{number}",
        "dispatch": ID,
        "sources": (mention(IRN, "Iran"),),
        "targets": (mention(ISR, "Israel"),),
        "category": "ASSAULT",
        "verb": "strike",
        "span": span("struck"),
        "sentence": SENTENCE,
    }
    return Event.model_validate(fields | more)


CLAIM = Claim(
    id=f"{ID}:c0",
    dispatch=ID,
    sources=(mention(TV, "Russian TV"),),
    via=(mention(TASS, "TASS"),),
    cue=Cue(text="claims", lemma="claim", span=span("claims")),
    content=(FIRST,),
    quotes=(FIRST,),
    mode="direct",
    stance="distancing",
    said=on("2025-07-03", "2025-07-03", "2025-07-03"),
    sentence=SENTENCE,
)
NOBODYS = Claim(id=f"{ID}:c1", dispatch=ID, content=(SECOND, span("=cmd|calc!A1")), sentence=SECOND, parent=CLAIM.id)
BOTH = (mention(IRN, "Iran"), mention(ISR, "Israel"))
EVENTS = (
    event(0, claim=CLAIM.id, when=on("2025-07-01", "2025-07-01", "2025-07-01")),
    event(
        1,
        sources=BOTH,
        targets=BOTH,
        category="CONSULT",
        verb="talks",
        span=span("Talks"),
        sentence=SECOND,
        status="possible",
        where="<script>",
        when=on("2025-07-02", "2025-07-02", "2025-07-02~", about=True),
    ),
    event(2, status="negated"),
    event(3, when=on("2025-06-13", "2025-06-24", "2025-06-13/2025-06-24")),
    event(4, when=on(None, "2025-06-24", "../2025-06-24")),
    event(5, when=on("2014-01-01", None, "2014/..")),
    event(6, when=on("2025-05-01", "2025-05-31", "2025-05"), claim="left out"),
    event(7, when=on("2024-01-01", "2024-12-31", "2024")),
)
DISPATCH = Dispatch(
    id=ID,
    path="sub folder/a=1.jsonl",
    sha256="0",
    text=TEXT,
    body=(0, len(TEXT)),
    headline="@risk\r\nfolded",
    agency="TASS",
    date=dt.date(2025, 7, 3),
    date_basis="metadata",
)
BROKEN = Dispatch(id="c.txt", path="c.txt", sha256="", problem="c.txt is empty.")
RELATION = Relation(
    source=TV,
    target=IRN,
    count=3,
    categories={"ASSAULT": 2, "CONSULT": 1},
    cooperation=1,
    conflict=2,
    first=dt.date(2025, 6, 1),
    last=dt.date(2025, 6, 30),
    events=("e1", "e2"),
)
UNDATED_RELATION = Relation(source=IRN, target=ISR, count=1, categories={"AID": 1}, cooperation=1)
TIMEX = Timex(id=f"{ID}:t0", dispatch=ID, span=span("July 1"), text="July 1", kind="DATE", value="2025-07-01")
RECORDS: tuple[Record, ...] = (DISPATCH, TIMEX, CLAIM, NOBODYS, *EVENTS, BROKEN, RELATION, UNDATED_RELATION)


class Kept:
    """Some records as a store has them, by their ids."""

    def __init__(self, *records: Dispatch | Claim | Event) -> None:
        self._records = {(type(record), record.id): record for record in records}

    def dispatch(self, id_: str, /) -> Dispatch | None:
        found = self._records.get((Dispatch, id_))
        return found if isinstance(found, Dispatch) else None

    def claim(self, id_: str, /) -> Claim | None:
        found = self._records.get((Claim, id_))
        return found if isinstance(found, Claim) else None

    def event(self, id_: str, /) -> Event | None:
        found = self._records.get((Event, id_))
        return found if isinstance(found, Event) else None


def never_raw(written: str) -> bool:
    """Whether nothing in it moves a cursor or turns a line."""
    return all(char == "\n" or char.isprintable() for char in written)
