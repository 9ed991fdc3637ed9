"""Made-up dispatches with their readings, the spans looked up in the text: what the panels' tests show.

`ScriptedLink` stands in for the keeper; `filled_store` puts the readings into a store.
"""

from __future__ import annotations

import datetime as dt
import queue
from collections.abc import Iterator
from pathlib import Path

from models.folder.progress import Progress
from models.records import (
    Actor,
    Category,
    Certainty,
    Claim,
    Cue,
    Dispatch,
    Event,
    Mention,
    Mode,
    Polarity,
    Reading,
    Span,
    Stance,
    Status,
    When,
)
from models.store import FileState, Store

ISR = Actor(id="ISR", name="Israel", kind="country", country="ISR")
IRN = Actor(id="IRN", name="Iran", kind="country", country="IRN")
USA = Actor(id="USA", name="United States", kind="country", country="USA")
RUS = Actor(id="RUS", name="Russia", kind="country", country="RUS")
KAN = Actor(id="kan", name="Kan", kind="organization", country="ISR", role="MED")
WIRE = Actor(id="example", name="EXAMPLE", kind="organization", role="MED")
PUTIN = Actor(id="vladimir-putin", name="Vladimir Putin", kind="person", country="RUS", role="GOV")
NETANYAHU = Actor(id="benjamin-netanyahu", name="Benjamin Netanyahu", kind="person", country="ISR", role="GOV")


class Draft:
    """A dispatch and what is read from it; words are given as they stand in the text."""

    def __init__(self, path: str, text: str, date: dt.date | None, agency: str = "EXAMPLE") -> None:
        self.dispatch = Dispatch(
            id=path,
            path=path,
            sha256=path,
            text=text,
            body=(0, len(text)),
            agency=agency,
            date=date,
            date_basis="header" if date else None,
        )
        self.claims: list[Claim] = []
        self.events: list[Event] = []

    def span(self, words: str, after: int = 0) -> Span:
        start = self.dispatch.text.index(words, after)
        return start, start + len(words)

    def mention(self, actor: Actor, words: str, after: int = 0) -> Mention:
        return Mention(actor=actor, span=self.span(words, after), text=words)

    def sentence(self, span: Span) -> Span:
        text = self.dispatch.text
        before = text.rfind(". ", 0, span[0])
        start = max(before + 2 if before >= 0 else 0, text.rfind("\n", 0, span[0]) + 1)
        end = text.find(". ", span[1])
        line = text.find("\n", span[1])
        ends = [at + 1 for at in (end,) if at >= 0] + [at for at in (line,) if at >= 0] + [len(text)]
        return start, min(ends)

    def event(
        self,
        sources: list[tuple[Actor, str]],
        category: Category,
        verb: str,
        words: str,
        targets: list[tuple[Actor, str]],
        when: When | None = None,
        *,
        status: Status = "happened",
        where: str | None = None,
        claim: int | None = None,
    ) -> None:
        span = self.span(words)
        sentence = self.sentence(span)
        self.events.append(
            Event(
                id=f"{self.dispatch.id}:e{len(self.events) + 1}",
                dispatch=self.dispatch.id,
                sources=tuple(self.mention(actor, name, sentence[0]) for actor, name in sources),
                targets=tuple(self.mention(actor, name, sentence[0]) for actor, name in targets),
                category=category,
                verb=verb,
                span=span,
                sentence=sentence,
                when=when,
                where=where,
                status=status,
                claim=self.claims[claim].id if claim is not None else None,
            )
        )

    def claim(
        self,
        source: tuple[Actor, str] | None,
        cue: str | None,
        content: str,
        *,
        quotes: tuple[str, ...] = (),
        said: When | None = None,
        polarity: Polarity = "affirmed",
        certainty: Certainty = "asserted",
        stance: Stance = "neutral",
        relayed: bool = True,
    ) -> None:
        span = self.span(content)
        modes: dict[bool, Mode] = {True: "mixed", False: "indirect"}
        sentence = self.sentence(span)
        self.claims.append(
            Claim(
                id=f"{self.dispatch.id}:c{len(self.claims) + 1}",
                dispatch=self.dispatch.id,
                sources=(self.mention(source[0], source[1], sentence[0]),) if source else (),
                via=(Mention(actor=WIRE, span=None, text="EXAMPLE"),) if relayed else (),
                cue=Cue(text=cue, lemma=cue, span=self.span(cue, sentence[0])) if cue else None,
                content=(span,),
                quotes=tuple(self.span(quote, span[0]) for quote in quotes),
                mode=modes[bool(quotes)],
                polarity=polarity,
                certainty=certainty,
                stance=stance,
                said=said,
                sentence=sentence,
            )
        )

    def reading(self) -> Reading:
        return Reading(dispatch=self.dispatch, claims=tuple(self.claims), events=tuple(self.events))


def on(first: str, last: str | None = None, *, text: str = "", basis: str = "", about: bool = False) -> When:
    earliest, latest = dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)
    edtf = first if last is None else f"{first}/{last}"
    return When(
        earliest=earliest,
        latest=latest,
        approximate=about,
        edtf=edtf,
        text=text or first,
        basis=basis or first,
    )


TALKS = """\
HAIFA, July 3. /EXAMPLE/. Israeli broadcaster Kan claims that Israel and Russia are "secretly maintaining contacts" \
about Iran and Syria.

According to Kan, the talks began about a week after the end of Israel's military campaign against Iran. Iran answered \
with missile attacks on Israel. The United States attacked three nuclear sites in Iran on the night of June 22.

Moscow did not arm Tehran, Kan stressed. Israel and the United States will discuss guarantees next week.
"""

CALL = """\
MOSCOW, June 13. /EXAMPLE/. Russian President Vladimir Putin, in a conversation with Prime Minister Benjamin \
Netanyahu, offered to mediate. Putin said that Russia "is ready to help" if both sides want it.
"""

STRIKES = """\
DOHA, June 24. /EXAMPLE/. Iran fired missiles at an American air base in Qatar on June 23. The United States denied \
that it would strike Iran again.
"""


def talks() -> Reading:
    draft = Draft("2025/talks.txt", TALKS, dt.date(2025, 7, 3))
    third = on("2025-07-03", basis="the dispatch's date")
    draft.claim(
        (KAN, "Kan"),
        "claims",
        'that Israel and Russia are "secretly maintaining contacts" about Iran and Syria',
        quotes=('"secretly maintaining contacts"',),
        said=third,
        stance="distancing",
    )
    draft.claim(
        (KAN, "Kan"),
        "According to",
        "the talks began about a week after the end of Israel's military campaign against Iran",
        said=third,
    )
    draft.claim(
        (KAN, "Kan"),
        "stressed",
        "Moscow did not arm Tehran",
        said=third,
        polarity="negated",
        stance="endorsing",
    )
    draft.event(
        [(ISR, "Israel"), (RUS, "Russia")],
        "CONSULT",
        "talks",
        "contacts",
        [(ISR, "Israel"), (RUS, "Russia")],
        on("2025-07-01", about=True, text="about a week after the end", basis="a week after 24 June"),
        claim=0,
    )
    draft.event(
        [(ISR, "Israel's")],
        "ASSAULT",
        "campaign",
        "military campaign against Iran",
        [(IRN, "Iran")],
        on("2025-06-13", "2025-06-24", basis="the days of the campaign"),
        claim=1,
    )
    draft.event([(IRN, "Iran")], "ASSAULT", "attack", "missile attacks", [(ISR, "Israel")], None, where="Israel")
    draft.event(
        [(USA, "The United States")],
        "ASSAULT",
        "attack",
        "attacked",
        [(IRN, "Iran")],
        on("2025-06-22", text="the night of June 22"),
        where="Iran",
    )
    draft.event(
        [(RUS, "Moscow")],
        "AID",
        "arm",
        "did not arm",
        [(IRN, "Tehran")],
        None,
        status="negated",
        claim=2,
    )
    draft.event(
        [(ISR, "Israel"), (USA, "the United States")],
        "CONSULT",
        "discuss",
        "will discuss",
        [(ISR, "Israel"), (USA, "the United States")],
        on("2025-07-07", "2025-07-13", text="next week", basis="the week after 3 July"),
        status="planned",
    )
    return draft.reading()


def call() -> Reading:
    draft = Draft("2025/call.txt", CALL, dt.date(2025, 6, 13))
    day = on("2025-06-13", basis="the dispatch's date")
    draft.claim(
        (PUTIN, "Putin"),
        "said",
        'that Russia "is ready to help" if both sides want it',
        quotes=('"is ready to help"',),
        said=day,
        certainty="conditional",
    )
    draft.event(
        [(PUTIN, "Vladimir Putin"), (NETANYAHU, "Benjamin Netanyahu")],
        "CONSULT",
        "conversation",
        "conversation",
        [(PUTIN, "Vladimir Putin"), (NETANYAHU, "Benjamin Netanyahu")],
        day,
    )
    draft.event([(PUTIN, "Vladimir Putin")], "AID", "mediate", "mediate", [], day, status="possible")
    return draft.reading()


def strikes() -> Reading:
    draft = Draft("2025/strikes.txt", STRIKES, dt.date(2025, 6, 24))
    draft.claim(
        (USA, "The United States"),
        "denied",
        "that it would strike Iran again",
        said=on("2025-06-24"),
        polarity="negated",
    )
    draft.event([(IRN, "Iran")], "ASSAULT", "fire", "fired", [(USA, "American")], on("2025-06-23"), where="Qatar")
    draft.event(
        [(USA, "The United States")],
        "THREATEN",
        "strike",
        "strike",
        [(IRN, "Iran")],
        None,
        status="negated",
        claim=0,
    )
    return draft.reading()


def broken() -> Reading:
    return Reading(
        dispatch=Dispatch(id="2025/empty.txt", path="2025/empty.txt", sha256="0", problem="The file is empty.")
    )


def late(number: int, verb: str = "visit") -> Reading:
    """A dispatch that lands later: Russia visits Iran on the given day of July."""
    text = f"TEHRAN, July {number}. /EXAMPLE/. A Russian envoy came to Iran for a {verb} on July {number}.\n"
    draft = Draft(f"late/{number:02}.txt", text, dt.date(2025, 7, number))
    draft.event([(RUS, "Russian")], "CONSULT", verb, verb, [(IRN, "Iran")], on(f"2025-07-{number:02}"))
    return draft.reading()


def put(store: Store, *readings: Reading) -> None:
    for reading in readings:
        path = reading.dispatch.path
        store.put(path, FileState(1, 1, reading.dispatch.sha256, "test"), [reading])


def filled_store(path: Path | None = None) -> Store:
    store = Store(path)
    put(store, call(), strikes(), talks(), broken())
    return store


class ScriptedLink:
    """A keeper that says what the test says."""

    def __init__(self) -> None:
        self.said: queue.Queue[Progress | None] = queue.Queue()
        self.stopped = False

    def say(self, progress: Progress) -> None:
        self.said.put(progress)

    def idle(self, store: Store) -> None:
        self.say(Progress(state="idle", generation=store.generation()))

    def end(self) -> None:
        self.said.put(None)

    def messages(self) -> Iterator[Progress]:
        while (progress := self.said.get()) is not None:
            yield progress

    def stop(self) -> None:
        self.stopped = True
        self.end()
