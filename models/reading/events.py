"""Who did what to whom, when: the PLOVER events of a parsed dispatch as records.

`deeds` finds them as tokens; here each is dated, placed, given its status and the claim that tells it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from models.reading.actors import Actors
from models.reading.dates import Dates
from models.reading.dating_events import when_of
from models.reading.deeds import Deed, Deeds, is_happening, party_key
from models.reading.firmness import (
    answered_telling,
    is_about,
    is_denied,
    is_negated,
    is_withheld,
)
from models.reading.interviews import is_asked, turns
from models.reading.language import Parsed
from models.reading.statuses import status_of
from models.reading.tables import table
from models.records import Claim, Event, Mention, Span, Status

if TYPE_CHECKING:
    from models.reading.tokens import Token

_OTHER_CLAUSES = frozenset(
    {"relcl", "advcl", "acl", "ccomp", "xcomp", "conj", "parataxis", "nsubj", "nsubjpass", "pcomp"}
)
_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "inside", "around", "across", "off"})


_AFTERWARDS = frozenset({"after", "before", "following", "since", "until"})

#: Letters that a verb and its noun share: "ready", "readiness".
_STEM = 4


def find_events(parsed: Parsed, actors: Actors, dates: Dates, claims: list[Claim]) -> list[Event]:
    """The events of a dispatch as records, in text order; the same one told twice is one."""
    events: list[Event] = []
    seen: set[tuple[object, ...]] = set()
    told = _Told(claims)
    interview = turns(parsed)
    for found in Deeds(parsed, actors).find():
        if is_asked(interview, found.word.i):
            continue  # who asks tells nothing
        # What is told by words that somebody denies is denied by him, not told by those words.
        within = answered_telling(found.word) or found.word
        claim = told.around(parsed.between(within, within))
        if claim is not None and _is_answered(parsed, found.word, claim):
            claim = None  # "has accused B of shelling, a charge B denies": B says nothing of who accused it
        deed = _without_speaker(parsed, found, claim) if claim is not None else found
        if deed is None:
            continue
        event = _record(parsed, dates, _of_speakers(deed, claim), claim, len(events) + 1)
        key = (
            event.category,
            _who(event.sources),
            frozenset(m.actor.id if m.actor.kind == "unknown" else party_key(m) for m in event.targets),
            event.when and event.when.edtf,
            event.status,
            event.claim and event.sentence,
            _travels(deed),
        )
        if key not in seen:
            seen.add(key)
            events.append(event)
    return [event for event in events if not any(_tells_more(other, event) for other in events)]


def _travels(deed: Deed) -> bool:
    """Whether a deed is a way to somebody, which tells nothing of a meeting there: "arrived in B and met C"."""
    return deed.category == "CONSULT" and deed.word.lemma_.lower() in table("actions")["travels"]["words"]


def _of_speakers(deed: Deed, claim: Claim | None) -> Deed:
    """A deed with "our soldiers" as those of the speaker's country, where one country speaks."""
    countries = {m.actor.country for m in claim.sources} if claim is not None else set()
    of = countries.pop() if len(countries) == 1 else None
    sides = (*deed.sources, *deed.targets)
    if of is None or not any(m.text[:4].lower() == "our " for m in sides):
        return deed

    def own(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        return tuple(
            m.model_copy(update={"actor": m.actor.model_copy(update={"country": of})})
            if m.actor.country is None and m.text[:4].lower() == "our "
            else m
            for m in mentions
        )

    return replace(deed, sources=own(deed.sources), targets=own(deed.targets))


def _without_speaker(parsed: Parsed, deed: Deed, claim: Claim) -> Deed | None:
    """A deed told before its cue, without who tells it: the parse hangs "…, Kan said" on the last name before it.

    None where no party is left.
    """
    end = max(end for _, end in claim.content)
    verb = next((t for t in (deed.word, *deed.word.ancestors) if t.pos_ in ("VERB", "AUX")), deed.word)
    is_within = parsed.between(verb, verb)[1] <= end  # not so in "an apology was offered by Kan", where the cue does it
    if claim.cue is None or claim.cue.span[0] < end or not is_within:
        return deed
    sources, targets = (
        tuple(m for m in mentions if m.span is None or not end <= m.span[0] < claim.sentence[1])
        for mentions in (deed.sources, deed.targets)
    )
    if (sources, targets) == (deed.sources, deed.targets):
        return deed
    return replace(deed, sources=sources, targets=targets) if sources or targets else None


def _tells_more(other: Event, event: Event) -> bool:
    """Whether another event of the dispatch is the same with its target: "is ready to mediate … its readiness"."""
    if event.targets or not other.targets or other.verb[:_STEM] != event.verb[:_STEM]:
        return False
    same = (other.category, _who(other.sources), other.status) == (event.category, _who(event.sources), event.status)
    days = {e.when.edtf for e in (other, event) if e.when is not None}
    return same and len(days) < 2


def _who(mentions: tuple[Mention, ...]) -> frozenset[str]:
    return frozenset(party_key(m) for m in mentions)


def _record(parsed: Parsed, dates: Dates, deed: Deed, claim: Claim | None, index: int) -> Event:
    word = deed.word
    status = _status(parsed, deed, claim)
    return Event(
        id=f"{parsed.dispatch.id}:e{index}",
        dispatch=parsed.dispatch.id,
        sources=deed.sources,
        targets=deed.targets,
        category=deed.category,
        verb=deed.lemma,
        span=_event_span(parsed, word),
        sentence=parsed.span_of(word.sent),
        when=when_of(dates, word, status, claim),
        where=_where(parsed, word),
        status=status,
        claim=claim and claim.id,
    )


def _status(parsed: Parsed, deed: Deed, claim: Claim | None) -> Status:
    """Whether it happened, by its own words and by who tells it."""
    word = deed.word
    status = deed.status or status_of(word)
    if deed.status == "negated":
        return status  # its own words deny it: "denied any part in the raid"
    telling = answered_telling(word)
    is_told = status in ("happened", "ongoing")
    if telling is not None and is_denied(telling) and is_told:
        return "negated"
    if _is_denied_by(parsed, word, claim):
        denials = table("cues")["denials"]["verbs"]
        withheld = any(is_withheld(at) or (at.lemma_ in denials and is_negated(at)) for at in word.ancestors)
        if is_told:
            return "possible" if withheld else "negated"  # "denies shelling the town"
        return "possible" if status == "negated" and not withheld else status  # "denied that the visit was called off"
    if status == "happened" and _is_told_by_nobody(parsed, word, claim):
        return "possible"  # "has not confirmed that it struck the town"
    return status


def _is_denied_by(parsed: Parsed, word: Token, claim: Claim | None) -> bool:
    """Whether a claim denies, and denies this deed, not only what is told about it."""
    if claim is None or claim.cue is None or claim.cue.lemma not in table("cues")["denials"]["verbs"]:
        return False
    above = next((at for at in word.ancestors if parsed.between(at, at)[0] == claim.cue.span[0]), None)
    return above is None or not is_about(word, above.i)


def _is_answered(parsed: Parsed, word: Token, claim: Claim) -> bool:
    """Whether a claim denies only the words that a deed consists in, or what stands beside them."""
    if claim.cue is None or claim.cue.lemma not in table("cues")["denials"]["verbs"]:
        return False
    over = [word, *word.ancestors]
    cue = next((at for at in over if parsed.between(at, at)[0] == claim.cue.span[0]), None)
    told = table("cues")["untrue"]["told"]
    if cue is None or not any(c.dep_ == "dobj" and c.lemma_.lower() in told for c in cue.children):
        return False
    below = over[: over.index(cue)]
    return bool(below) and below[-1].dep_ == "ccomp" and not any(at.dep_ in ("pcomp", "xcomp") for at in below)


def _is_told_by_nobody(parsed: Parsed, word: Token, claim: Claim | None) -> bool:
    """Whether the words over a deed say that somebody has not told it."""
    if claim is None or claim.cue is None:
        return False
    first, last = claim.cue.span
    above = (at for at in word.ancestors if at.pos_ == "VERB" and first <= parsed.between(at, at)[0] < last)
    return any(is_negated(at) for at in above)


def _event_span(parsed: Parsed, word: Token) -> Span:
    """The event's words: its word with what stands right before and after it in its own phrase."""
    inside = [
        word,
        *(
            c
            for c in word.children
            if c.dep_ in ("aux", "auxpass", "neg", "compound", "amod", "det", "prt", "dobj") and abs(c.i - word.i) <= 6
        ),
    ]
    return parsed.between(min(inside, key=lambda t: t.i), max(inside, key=lambda t: t.i))


class _Told:
    """The claims of a dispatch by where their contents stand."""

    def __init__(self, claims: list[Claim]) -> None:
        self._spans = sorted(((start, end, c) for c in claims for start, end in c.content), key=lambda s: s[:2])
        self._starts = [start for start, _, _ in self._spans]
        self._longest = max((end - start for start, end, _ in self._spans), default=0)

    def around(self, word: Span) -> Claim | None:
        """The innermost claim whose content holds a word."""
        first = bisect_left(self._starts, word[1] - self._longest)
        near = self._spans[first : bisect_right(self._starts, word[0])]
        holding = [c for _, end, c in near if word[1] <= end]
        return min(holding, key=lambda c: sum(e - s for s, e in c.content), default=None)


def _where(parsed: Parsed, word: Token) -> str | None:
    """The place printed with an event: the last "in …" of its own phrase, else of its clause, not of another's."""
    for start in (word, word.head if word.pos_ == "NOUN" and word.head.pos_ == "VERB" else word):
        found = [
            place
            for phrase in _own_words(start)
            if phrase.dep_ == "prep" and phrase.lower_ in _PLACE_PREPOSITIONS
            for place in phrase.rights
            if place.dep_ == "pobj" and place.ent_type_ in ("GPE", "LOC", "FAC")
        ]
        if found:
            return parsed.text(parsed.between(found[-1].left_edge, found[-1]))
    return None


def _own_words(token: Token) -> list[Token]:
    """A word and what depends on it, without other clauses and other happenings, each before its dependents."""
    found, waiting = [], [token]
    while waiting:
        at = waiting.pop()
        found.append(at)
        for child in reversed(at.children):
            later = child.dep_ == "prep" and child.lower_ in _AFTERWARDS  # "will visit B after a stop in C"
            if child.dep_ not in _OTHER_CLAUSES and not later and not (child.pos_ == "NOUN" and is_happening(child)):
                waiting.append(child)
    return found
