"""A draft of a reading, with words looked up in its text, and a store to put it into."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from models.records import Actor, Claim, Cue, Dispatch, Event, Mention, Reading, Span, Timex, When
from models.store import FileState, Store

STATE = FileState(size=10, mtime_ns=1_750_000_000_000_000_000, sha256="0" * 64, version="1")

IRAN = Actor(id="IRN", name="Iran", kind="country", country="IRN")
ISRAEL = Actor(id="ISR", name="Israel", kind="country", country="ISR")
RUSSIA = Actor(id="RUS", name="Russia", kind="country", country="RUS")
KREMLIN = Actor(id="kremlin", name="Kremlin", kind="organization", country="RUS", role="GOV")
PEZESHKIAN = Actor(id="pezeshkian", name="Masoud Pezeshkian", kind="person", country="IRN", role="GOV")
KAN = Actor(id="kan", name="Kan", kind="organization", country="ISR", role="MED")
RED_CROSS = Actor(id="red-cross", name="Red Cross", kind="organization", role="NGO")

TEXT = "Israel struck a depot in Isfahan. Iran denied it,\n saying \u201cno  depot\u201d was hit. Talks were held."


class Draft:
    """A dispatch and what is read from it; words are found in the text, actors named by their names."""

    IRAN, ISRAEL, RUSSIA, KREMLIN = IRAN, ISRAEL, RUSSIA, KREMLIN
    PEZESHKIAN, KAN, RED_CROSS, TEXT = PEZESHKIAN, KAN, RED_CROSS, TEXT

    def __init__(
        self,
        path: str = "a.txt",
        text: str = TEXT,
        date: str | None = "2025-06-23",
        *,
        agency: str | None = None,
        problem: str | None = None,
        id: str | None = None,
    ) -> None:
        self.path = path
        self.dispatch = Dispatch(
            id=id or path,
            path=path,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            text=text,
            body=(0, len(text)),
            agency=agency,
            date=dt.date.fromisoformat(date) if date else None,
            problem=problem,
        )
        self.claims: list[Claim] = []
        self.events: list[Event] = []
        self.timexes: list[Timex] = []

    @property
    def reading(self) -> Reading:
        return Reading(
            dispatch=self.dispatch,
            timexes=tuple(self.timexes),
            claims=tuple(self.claims),
            events=tuple(self.events),
        )

    @staticmethod
    def when(first: str | None, last: str | None = "same") -> When:
        """A day, or an interval; None is an open end."""
        begins = dt.date.fromisoformat(first) if first else None
        ends = begins if last == "same" else dt.date.fromisoformat(last) if last else None
        edtf = f"{first or '..'}/{last or '..'}"
        return When(earliest=begins, latest=ends, edtf=edtf, span=(0, 3), text="then", basis="as printed")

    def span(self, words: str) -> Span:
        at = self.dispatch.text.index(words)
        return at, at + len(words)

    def timex(self, words: str, value: str) -> Draft:
        n = len(self.timexes)
        self.timexes.append(
            Timex(
                id=f"{self.dispatch.id}:t{n}",
                dispatch=self.dispatch.id,
                span=self.span(words),
                text=words,
                kind="DATE",
                value=value,
                when=self.when(value),
            )
        )
        return self

    def claim(
        self,
        content: Sequence[str] | str,
        sources: Sequence[Actor] = (),
        *,
        via: Sequence[Actor] = (),
        about: Sequence[Actor] = (),
        said: When | None = None,
        cue: str | None = None,
        quotes: Sequence[str] = (),
        parent: str | None = None,
        **manner: str,
    ) -> Draft:
        pieces = [content] if isinstance(content, str) else content
        self.claims.append(
            Claim.model_validate(
                {
                    "id": f"{self.dispatch.id}:c{len(self.claims)}",
                    "dispatch": self.dispatch.id,
                    "sources": _mentions(sources),
                    "via": _mentions(via),
                    "about": _mentions(about),
                    "cue": Cue(text=cue, lemma=cue, span=self.span(cue)) if cue else None,
                    "content": tuple(map(self.span, pieces)),
                    "quotes": tuple(map(self.span, quotes)),
                    "said": said,
                    "parent": parent,
                    "sentence": (0, len(self.dispatch.text)),
                    **manner,
                }
            )
        )
        return self

    def event(
        self,
        category: str,
        sources: Sequence[Actor] = (),
        targets: Sequence[Actor] = (),
        *,
        words: str = "struck a depot",
        sentence: str | None = None,
        when: When | None = None,
        status: str = "happened",
        claim: str | None = None,
    ) -> Draft:
        self.events.append(
            Event.model_validate(
                {
                    "id": f"{self.dispatch.id}:e{len(self.events)}",
                    "dispatch": self.dispatch.id,
                    "sources": _mentions(sources),
                    "targets": _mentions(targets),
                    "category": category,
                    "verb": "act",
                    "span": self.span(words),
                    "sentence": self.span(sentence or words),
                    "when": when,
                    "status": status,
                    "claim": claim,
                }
            )
        )
        return self

    def put(self, store: Store, state: FileState = STATE) -> Draft:
        store.put(self.path, state, [self.reading])
        return self


def _mentions(actors: Sequence[Actor]) -> tuple[Mention, ...]:
    return tuple(Mention(actor=actor, span=(0, 3), text=f"the {actor.name} side") for actor in actors)


@pytest.fixture
def draft() -> type[Draft]:
    return Draft


@pytest.fixture
def state() -> FileState:
    return STATE


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "store.sqlite3"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store(path) as store:
        yield store
