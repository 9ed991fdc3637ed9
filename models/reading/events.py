"""Who did what to whom, when: the PLOVER events of a parsed dispatch as records.

`deeds` finds them as tokens; here each is dated, placed, given its status and the claim that tells it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from models.reading.actors import Actors
from models.reading.attribution.base import speaks
from models.reading.background import behind
from models.reading.clauses import is_demanded
from models.reading.dates import Dates
from models.reading.deeds import Deed, Deeds, is_answered, is_happening, keys_of, party_key
from models.reading.deeds.base import noun_actions
from models.reading.firmness import (
    answered_telling,
    is_branded_untrue,
    is_denied,
    is_negated,
    is_unconfirmed,
    is_untrue,
    is_withheld,
    predicate_of_telling,
)
from models.reading.governing import counts_victims
from models.reading.language import Parsed
from models.reading.tables import table
from models.records import Claim, Event, Mention, Span, Status, When

if TYPE_CHECKING:
    from models.reading.tokens import Token

_OTHER_CLAUSES = frozenset(
    {"relcl", "advcl", "acl", "ccomp", "xcomp", "conj", "parataxis", "nsubj", "nsubjpass", "pcomp"}
)
_PREDICATES = frozenset({"VERB", "AUX"})
_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "inside", "around", "across", "off"})


#: Letters that a verb and its noun share: "ready", "readiness".
_STEM = 4


def find_events(parsed: Parsed, actors: Actors, dates: Dates, claims: list[Claim]) -> list[Event]:
    """The events of a dispatch as records, in text order; the same one told twice is one."""
    events: list[Event] = []
    seen: set[tuple[object, ...]] = set()
    told = _Told(claims)
    for found in Deeds(parsed, actors).find():
        # What is told by words that somebody denies is denied by him, not told by those words.
        within = answered_telling(found.word) or found.word
        claim = told.around(parsed.between(within, within))
        deed = _without_speaker(parsed, found, claim) if claim is not None else found
        if deed is None:
            continue
        event = _record(parsed, dates, deed, claim, len(events) + 1)
        key = (
            event.category,
            _who(event.sources),
            _who(event.targets),
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
    status = deed.status or _status(word)
    telling = answered_telling(word)
    if telling is not None and is_denied(telling) and status in ("happened", "ongoing"):
        status = "negated"
    elif claim is not None and claim.cue is not None and claim.cue.lemma in table("cues")["denials"]["verbs"]:
        denials = table("cues")["denials"]["verbs"]
        withheld = any(is_withheld(at) or (at.lemma_ in denials and is_negated(at)) for at in word.ancestors)
        if status in ("happened", "ongoing"):
            status = "possible" if withheld else "negated"  # "denies shelling the town"
        elif status == "negated" and not withheld:
            status = "possible"  # "denied that the visit was called off"
    return Event(
        id=f"{parsed.dispatch.id}:e{index}",
        dispatch=parsed.dispatch.id,
        sources=deed.sources,
        targets=deed.targets,
        category=deed.category,
        verb=deed.lemma,
        span=_event_span(parsed, word),
        sentence=parsed.span_of(word.sent),
        when=_when(dates, word, status, claim),
        where=_where(parsed, word),
        status=status,
        claim=claim and claim.id,
    )


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


def _when(dates: Dates, word: Token, status: Status, claim: Claim | None) -> When | None:
    """The event's date: of its clause, of the sentence that frames it, of the claim that tells it, of the narrative."""
    if own := dates.counted_from_clause(word) or (None if _is_long_since(word) else dates.of_clause(word)):
        return own
    old = behind(word)
    if old == "before" or dates.is_unplaced(word) or counts_victims(word) or _is_long_since(word):
        return None
    if old == "aftermath" and (spoken := _when_told_after(dates, word)) is not None:
        return spoken
    if old == "aftermath":
        return dates.spot_news(word) if _is_past(word) and not dates.names_a_day(word) else None
    said = claim.said if claim is not None else None
    if claim is not None and said is not None and said.span is not None and status in ("happened", "ongoing"):
        frame = dates.fronted(word)
        if frame is not None or word.pos_ == "NOUN":
            return (frame or said).model_copy(
                update={"basis": f"the date of the report that tells it ({(frame or said).edtf})"}
            )
    above = _told_along(word)
    if above is not None and status in ("happened", "negated"):
        return _when(dates, above, "happened", claim)
    past = _is_past(word)
    if status == "ongoing" and not past:
        return dates.issued("going on when it was reported")
    if status in ("happened", "negated") and past:
        told = dates.fronted(word) or dates.narrative(word) if claim is None else None
        return told or dates.spot_news(word)
    return None


def _when_told_after(dates: Dates, word: Token) -> When | None:
    """About the day on which somebody tells of a talk that he comes from: "said on Monday after talks with B"."""
    after = word.head
    verb = after.head
    if word.dep_ != "pobj" or noun_actions().get(word.lemma_.lower()) != "CONSULT" or not speaks(verb.lemma_.lower()):
        return None
    told = dates.of_clause(verb)
    if told is None or told.approximate or "/" in told.edtf:
        return told
    return told.model_copy(
        update={"approximate": True, "edtf": f"{told.edtf}~", "basis": f"told after it ({told.edtf})"}
    )


def _is_long_since(word: Token) -> bool:
    """Whether a deed is what somebody counts years from, so that it is not of the counting's day: "ten years since"."""
    for at in (word, *word.ancestors):
        marks = [c for c in at.lefts if c.dep_ == "mark" and c.lower_ == "since"] if at.dep_ == "advcl" else []
        if at.dep_ in ("pobj", "pcomp") and at.head.lower_ == "since":
            marks = [at.head]
        if any(m.i and m.nbor(-1).lemma_.lower() in table("actions")["times"]["nouns"] for m in marks):
            return True
    return False


def _told_along(word: Token) -> Token | None:
    """The verb in whose course a deed is told, and on whose day: "fired at the camp on Monday, killing two"."""
    first = word.head if word.dep_ == "conj" and word.head.tag_ == "VBG" else word  # "killing two and injuring six"
    above = first.head
    if word.tag_ != "VBG" or first.dep_ != "advcl" or above.pos_ != "VERB" or above.i > first.i:
        return None
    return None if any(c.dep_ == "mark" for c in first.lefts) else above


def _is_past(word: Token) -> bool:
    """Whether the first verb over a word is in a past tense."""
    # "Following" is a preposition, though the tagger takes it for a verb.
    verb = next((t for t in (word, *word.ancestors) if t.pos_ in ("VERB", "AUX") and t.dep_ != "prep"), None)
    if verb is None:
        return False
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if auxiliaries & {"is", "are", "will", "'s", "'re"}:
        return False
    return verb.tag_ in ("VBD", "VBN") or bool(auxiliaries & {"was", "were", "had", "has", "have", "did"})


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
            if child.dep_ not in _OTHER_CLAUSES and not (child.pos_ == "NOUN" and is_happening(child)):
                waiting.append(child)
    return found


def _status(word: Token) -> Status:
    """Negated before planned, possible, repeated, ongoing, happened (PLOVER's auxiliary modes)."""
    governing = list(_governing(word))
    words = table("actions")["status"]
    telling = predicate_of_telling(word)
    if is_branded_untrue(word) or (telling is not None and is_untrue(telling)):
        return "negated"
    if telling is not None and is_unconfirmed(telling):
        return "possible"
    if _is_looked_back_at(word):
        return "negated" if is_negated(word) else "happened"
    if any(_is_open(at) for at in governing) or _is_case(word):
        return "possible"  # also "if he was not freed"
    told = telling is not None or _is_beside(word) or _does_itself(word)
    if status := _denied([word] if told else governing):
        return status
    for at in governing:
        if status := _not_yet(at, word):
            return status
    if any(at.dep_ == "acl" and at.tag_ == "VB" for at in governing) or _is_unreal(word):
        return "planned"
    for at in governing:
        if any(c.dep_ == "advmod" and c.lower_ in words["repeated"] for c in at.children):
            return "repeated"
        present = any(c.lower_ in ("is", "are", "'re", "am") for c in at.children if c.dep_ == "aux")
        if (at.tag_ == "VBG" and present) or (at.lemma_ in words["ongoing"] and at.tag_ in ("VBZ", "VBP", "VBG")):
            return "ongoing"
    return "happened"


def _denied(governing: list[Token]) -> Status | None:
    """Negated, where a verb or noun is, or is said not to have been done; "did not rule out sending": it may be."""
    undone = any(_is_undone(at) for at in governing)
    if any(is_negated(at) for at in governing):
        return "possible" if undone else "negated"
    return "negated" if undone else None


def _is_looked_back_at(word: Token) -> bool:
    """Whether a deed is what something else comes after: "will meet on Sunday, two days after ruling it out"."""
    return word.tag_ == "VBG" and word.dep_ == "pcomp" and word.head.lower_ in ("after", "since", "following")


def _is_beside(word: Token) -> bool:
    """Whether a noun only frames what is told, so that no negation of that reaches it: "during his visit to B"."""
    at = word
    while at.dep_ in ("pobj", "prep", "pcomp", "compound") and at.head.i != at.i and at.head.pos_ not in _PREDICATES:
        at = at.head
        if at.lower_ in table("actions")["status"]["beside"]:
            return True
    return False


def _does_itself(word: Token) -> bool:
    """Whether a noun is what does or does not do something: "the launch caused no damage"; it was all the same."""
    verb = word.head
    if word.pos_ != "NOUN" or word.dep_ != "nsubj" or verb.pos_ != "VERB":
        return False
    return verb.lemma_.lower() not in table("phrases")["coming"]["verbs"]


def _is_undone(word: Token) -> bool:
    """Whether a verb or noun stands under a word that says it was not done: "failed to", "ruled out", "vetoed"."""
    words = table("actions")["undone"]
    above, preposition = word.head, ""
    if word.dep_ in ("pcomp", "pobj"):
        above, preposition = above.head, above.lower_
    keys = set(keys_of(above)) | {above.lemma_}
    if preposition and keys & set(words.get(preposition, ())):
        return True  # "prevented Iran from attacking", "decided against sending"
    if word.pos_ == "NOUN":
        return word.dep_ in ("dobj", "nsubjpass") and bool(keys & set(words["things"]))
    drafts = {*table("actions")["unreal"]["nouns"], *words["drafts"]}
    if word.dep_ == "acl" and above.dep_ in ("dobj", "nsubjpass") and keys & drafts:
        return bool(set(keys_of(above.head)) & {*words["plans"], *words["things"]})  # "abandoned plans to attack"
    return word.dep_ in ("xcomp", "acl", "pcomp") and bool(keys & set(words["deeds"]))


def _is_open(verb: Token) -> bool:
    """Whether a verb stands in a condition, or says what somebody may do: "if", "unless", "has every right to"."""
    words = table("actions")["status"]
    if any(c.dep_ in ("mark", "advmod") and c.i < verb.i and c.lower_ in words["open"] for c in verb.children):
        return True
    return verb.tag_ == "VB" and verb.dep_ in ("acl", "xcomp") and verb.head.lemma_.lower() in words["free"]


def _is_case(word: Token) -> bool:
    """Whether a noun is only a case to reckon with: "in case of an attack", "in the event of an attack"."""
    of = word.head
    if word.dep_ != "pobj" or of.lower_ != "of" or of.head.lemma_.lower() not in table("actions")["status"]["cases"]:
        return False
    return of.head.dep_ == "pobj" and of.head.head.lower_ in ("in", "for")


def _not_yet(verb: Token, word: Token) -> Status | None:
    """What a governing verb makes of what has not happened: planned ("will", "plans to", "is to"), possible."""
    words = table("actions")["status"]
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if auxiliaries & set(words["future"]):
        return "planned"
    if "would" in auxiliaries and _is_announced(verb):
        return "planned"
    if auxiliaries & set(words["possible"]):
        return "possible"
    subjunctive = verb.tag_ == "VB" or "be" in {c.lower_ for c in verb.lefts if c.dep_ == "auxpass"}
    if is_demanded(verb) or (verb.dep_ == "ccomp" and subjunctive):
        return "planned"  # "demanded that he be detained"
    # "Ordered a strike": it is one; "offered an apology": it is made.
    carried = word.pos_ == "NOUN" and (verb.lemma_ in ("seek", "agree", "order") or word.lemma_ in words["offered"])
    if verb.i != word.i and verb.lemma_ in words["planned"] and not carried:
        return "planned"
    infinitive = verb.dep_ in ("xcomp", "acl", "advcl") and verb.tag_ == "VB"
    if infinitive and verb.dep_ == "advcl" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.lefts):
        return "planned"  # "reached out to provide support": meant, not done
    if infinitive and (verb.head.lemma_ in words["planned"] or (verb.dep_ == "xcomp" and verb.head.lemma_ == "be")):
        return "planned"
    return None


def _is_announced(verb: Token) -> bool:
    """Whether "would" is the "will" of what somebody said, on no condition: "said it would send troops"."""
    above = verb.head
    if (
        verb.dep_ != "ccomp"
        or above.tag_ not in ("VBD", "VBN")
        or above.lemma_ not in table("actions")["status"]["announced"]
    ):
        return False
    conditions = (c for c in verb.children if c.dep_ == "advcl")
    return not any(t.lower_ in table("actions")["status"]["open"] for c in conditions for t in c.lefts)


def _is_unreal(word: Token) -> bool:
    """Whether a noun stands under one that makes it a plan: "topics of conversation", "a call for talks"."""
    at = word
    while at.dep_ in ("pobj", "prep") and at.head.i != at.i:
        at = at.head
        if at.pos_ == "NOUN" and at.lemma_ in table("actions")["unreal"]["nouns"]:
            return True
    return False


def _governing(word: Token) -> Iterator[Token]:
    """The word and the verbs that carry it, within its clause."""
    yield word
    at = word
    if is_answered(word):
        return  # "vowed to respond to the attack": that one was made
    while (
        at.dep_
        in (
            "dobj",
            "pobj",
            "prep",
            "xcomp",
            "conj",
            "attr",
            "nsubj",
            "nsubjpass",
            "pcomp",
            "appos",
            "compound",
        )
        and at.head.i != at.i
    ):
        if at.dep_ == "conj" and at.pos_ == "VERB":
            return
        at = at.head
        if at.pos_ in ("VERB", "AUX"):
            yield at
            if at.dep_ not in ("xcomp", "pcomp"):
                return
