"""When a deed was done: the day of its clause, of its sentence's frame, of the claim that tells it, or the news'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.reading.attribution.base import speaks
from models.reading.background import behind, edge_of
from models.reading.clauses import is_passive, voices
from models.reading.dates import Dates
from models.reading.deeds.base import noun_actions
from models.reading.governing import counts_victims
from models.reading.tables import table
from models.records import Claim, Status, When

if TYPE_CHECKING:
    from models.reading.tokens import Token


def when_of(dates: Dates, word: Token, status: Status, claim: Claim | None) -> When | None:
    """The event's date: of its clause, of the sentence that frames it, of the claim that tells it, of the narrative.

    What has happened has done so by the day of the dispatch: what it came after leaves it no later, and a later day is
    not its own.
    """
    found, issued = _told_when(dates, word, status, claim), dates.parsed.dispatch.date
    if found is None or found.earliest is None or issued is None or status != "happened":
        return found
    if dates.parsed.dispatch.date_basis == "mtime":
        return found
    if found.earliest > issued and found.span is not None:  # what is counted from a day to come may have come before
        return None
    if found.latest is None and found.earliest < issued and found.text.lower().startswith("after"):
        edtf = f"{found.edtf.split('/')[0]}/{issued}"
        return found.model_copy(update={"latest": issued, "edtf": edtf})
    return found


def _told_when(dates: Dates, word: Token, status: Status, claim: Claim | None) -> When | None:
    if own := dates.counted_from_clause(word) or (None if _is_long_since(word) else dates.of_clause(word)):
        return own
    old = behind(word)
    if old == "before" or dates.is_unplaced(word) or counts_victims(word) or _is_long_since(word):
        return None
    if old == "aftermath" and (spoken := _when_told_after(dates, word)) is not None:
        return spoken
    if old == "aftermath":
        news = _is_past(word) and not dates.names_a_day(word) and _is_news_itself(word)
        return dates.spot_news(word) if news else None
    if claim is not None and claim.cue is not None and claim.cue.lemma in table("dates")["background"]["owned"]:
        return None
    said = claim.said if claim is not None else None
    if claim is not None and said is not None and said.span is not None and status in ("happened", "ongoing"):
        frame = dates.fronted(word)
        if frame is not None or word.pos_ == "NOUN":
            return (frame or said).model_copy(
                update={"basis": f"the date of the report that tells it ({(frame or said).edtf})"}
            )
        if status == "happened" and _told_along(word) is None:
            return _about_day_of(said, "news of the day on which it was told") if _is_past(word) else None
    above = _told_along(word)
    if above is not None and status in ("happened", "negated"):
        return _told_when(dates, above, "happened", claim)
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
    return told and _about_day_of(told, "told after it")


def _about_day_of(told: When, basis: str) -> When:
    """About the day on which something was told; a longer time as it is."""
    if told.approximate or "/" in told.edtf:
        return told
    return told.model_copy(update={"approximate": True, "edtf": f"{told.edtf}~", "basis": f"{basis} ({told.edtf})"})


def _is_news_itself(word: Token) -> bool:
    """Whether what something came right after is the news: a talk that somebody comes from, what did harm to somebody.

    "Two people died after a drone hit a bus"; not "recalled its envoy after Israel bombed the embassy".
    """
    if noun_actions().get(word.lemma_.lower()) == "CONSULT":
        return True
    edge = edge_of(word)
    above = edge.head if edge is not None else word
    harm = above.head if above.dep_ == "prep" else above
    suffered = is_passive(harm) or not any(c.dep_ == "dobj" for c in harm.rights)
    return suffered and harm.lemma_.lower() in table("dates")["background"]["felt"]


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
    if word.tag_ == "VBG" and word.dep_ == "acl" and voices(word.head):
        return word.head.head  # "passed a resolution on Friday condemning B"
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
