"""What happened when: the date of any word of a parsed dispatch.

`Dates` anchors an event or an act of speaking to the temporal expression of its clause, its sentence or the narrative
before it; `finding_dates` finds these.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.reading import intervals as iv
from models.reading.background import edge_of
from models.reading.bounds import Bound
from models.reading.governing import counts_victims, is_dated_itself, is_dated_noun, is_to_come, nouns_upwards, upwards
from models.reading.happenings import counted_away
from models.reading.language import Parsed
from models.reading.leaning import leaning_of
from models.records import Timex, When

if TYPE_CHECKING:
    from models.reading.tokens import Token

#: What makes a joined verb a clause of its own, with a day of its own.
_OWN_CLAUSE = frozenset({"nsubj", "nsubjpass", "ccomp", "xcomp", "mark"})
#: Over which a thing of a clause hangs on its verb.
_OF_THINGS = frozenset({"dobj", "pobj", "prep", "dative", "agent", "conj", "compound", "oprd", "acl", "ccomp", "attr"})
#: Verbs that only say that something came about.
_COMES = frozenset({"come", "follow", "happen", "occur"})
#: What happens in, by or during something happens on its day.
_WITHIN = frozenset({"in", "by", "during"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A dated stretch of tokens: what it denotes, and the word it qualifies (None: the sentence).

    With a `bound` it is not the day of what that word tells: only its end, or its beginning.
    """

    start: int
    end: int
    when: When
    governor: int | None
    bound: Bound | None = None


@dataclass
class Dates:
    """The temporal expressions of one dispatch, and the rules that date its words."""

    parsed: Parsed
    timexes: list[Timex] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    happenings: dict[str, When] = field(default_factory=dict)
    #: The words dated by a count from an unknown day ("he admitted it a week later"): no other day is theirs.
    unplaced: set[int] = field(default_factory=set)
    _order: list[int] = field(default_factory=list)  # the stretches by their first tokens
    _starts: list[int] = field(default_factory=list)

    def of_clause(self, token: Token) -> When | None:
        """The date in a word's own clause or one above it, short of the clause that reports it."""
        sentence = token.sent
        near = [s for s in self._within(sentence.start, sentence.end) if not s.start <= token.i < s.end]
        own = [s for s in near if s.bound not in ("until", "from")]
        if len(own) < len(near) and not counts_victims(token):
            return self._of_days(token, own) or self._of_bounds(token, near)
        return self._of_days(token, own)

    def _of_days(self, token: Token, own: list[Stretch]) -> When | None:
        if not own or counts_victims(token):
            return self._of_noun(token, own) if own else None
        edge = edge_of(token)
        begin = 0  # of what is still to be done: a day before it is that of the asking
        for at in upwards(token):
            governed = [s for s in own if s.governor == at.i and s.start >= begin]
            if governed:
                nearest = min(governed, key=lambda s: abs(s.start - token.i))
                within = [s.when for s in own if lies_within(s.when, nearest.when)]  # "a week earlier, on June 13"
                return within[0] if within else nearest.when
            if edge is not None and at.i == edge.i:
                break  # what is told above is later
            begin = at.left_edge.i if is_to_come(at) else begin
        return (
            self._of_noun(token, own)
            or self._of_its_clause(token, own)
            or self._of_joined(token, own)
            or self._of_when_clause(token, own)
            or self._of_thing(token, own)
        )

    def _of_bounds(self, token: Token, near: list[Stretch]) -> When | None:
        """From the day of the telling until the end that is named; from the beginning that is named on."""
        bounds = [s for at in upwards(token) for s in near if s.bound in ("until", "from") and s.governor == at.i]
        issued = self.parsed.dispatch.date
        if not bounds:
            return None
        found = bounds[0]
        if issued is None or leaning_of(token) not in ("past", None):
            return found.when
        if found.bound == "from":
            return found.when if found.when.earliest and found.when.earliest <= issued else None
        if found.when.latest is None or found.when.latest < issued:
            return found.when
        begun = self.fronted(token) or self.spot_news(token) or self.issued("in force when it was told")
        return _lasting(begun, found.when) if begun is not None else found.when

    def is_unplaced(self, token: Token) -> bool:
        """Whether a word is dated by a count from a day that nobody named."""
        return bool(self.unplaced) and any(at.i in self.unplaced for at in upwards(token))

    def _of_joined(self, verb: Token, own: list[Stretch]) -> When | None:
        """The date that ends a row of verbs and goes with each: "killed nine and wounded 25 on Friday"."""
        if verb.pos_ != "VERB":
            return None
        for joined in (c for c in verb.rights if c.dep_ == "conj" and c.pos_ == "VERB" and c.tag_ == verb.tag_):
            if any(c.dep_ in _OWN_CLAUSE for c in joined.children):
                return None
            ending = [s.when for s in own if s.governor == joined.i and s.start > joined.i]
            return ending[0] if ending else self._of_joined(joined, own)
        return None

    def _of_thing(self, verb: Token, own: list[Stretch]) -> When | None:
        """The one date of a sentence, on a thing that has none: "declared a state of disaster Sunday"."""
        if verb.pos_ != "VERB" or len(own) != 1 or own[0].governor is None or own[0].start < verb.i:
            return None
        if self._is_owner(own[0]):
            return None  # "protested against next year's budget"
        at = self.parsed.doc[own[0].governor]
        while at.i != verb.i:
            within = at.dep_ == "pobj" and at.head.lower_ in _WITHIN  # "was wounded in an attack in Mali on Friday"
            if at.dep_ not in _OF_THINGS or at.head.i == at.i or (is_dated_itself(at) and not within):
                return None
            at = at.head
        return own[0].when

    def _within(self, start: int, end: int) -> list[Stretch]:
        """The stretches that begin between two tokens, in the order they were found."""
        if len(self._order) != len(self.stretches):
            self._order = sorted(range(len(self.stretches)), key=lambda n: self.stretches[n].start)
            self._starts = [self.stretches[n].start for n in self._order]
        found = self._order[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [self.stretches[n] for n in sorted(found)]

    def _of_when_clause(self, token: Token, own: list[Stretch]) -> When | None:
        """The date of what happens at the same time: "to talk about it when they meet next week"."""
        for clause in token.children:
            marks = {c.lower_ for c in clause.lefts if c.dep_ in ("advmod", "mark")}
            if clause.dep_ == "advcl" and marks & {"when", "while", "as"}:
                inside = {t.i for t in clause.subtree}
                found = next((s for s in own if s.start in inside), None)
                return found.when if found else None
        return None

    def _of_noun(self, token: Token, own: list[Stretch]) -> When | None:
        """The date of a noun whose own words hold it: "talks on June 13", "the campaign, which lasted …"."""
        doc = self.parsed.doc
        for stretch in own:
            if stretch.governor is not None and is_dated_noun(doc[stretch.governor], token):
                return stretch.when
        return None

    def _of_its_clause(self, noun: Token, own: list[Stretch]) -> When | None:
        """The date of what a happening did: "the raid that killed two on Monday", "in which two died on Monday"."""
        doc = self.parsed.doc
        for stretch in own if noun.pos_ == "NOUN" else ():
            clause = doc[stretch.governor] if stretch.governor is not None else noun
            if (
                clause.dep_ != "relcl"
                or clause.tag_ != "VBD"
                or noun.i not in {n.i for n in nouns_upwards(clause.head)}
            ):
                continue
            does = any(c.tag_ in ("WDT", "WP") and c.dep_ == "nsubj" for c in clause.lefts)
            within = any(c.lower_ == "where" or (c.lower_ == "in" and c.dep_ == "prep") for c in clause.lefts)
            if does or within:
                return stretch.when
        return None

    def counted_from_clause(self, token: Token) -> When | None:
        """The date of what another happening is counted from: "left on Friday, a day after B had arrived", "… after B's
        arrival".
        """
        if token.dep_ in ("pobj", "pcomp") and token.head.lower_ in ("after", "before"):
            return self._counted_from(token.head, token.head.head)
        for clause in upwards(token):
            if clause.dep_ != "advcl":
                continue
            mark = next((c for c in clause.lefts if c.dep_ == "mark" and c.lower_ in ("after", "before")), None)
            if mark is None:
                continue
            return self._counted_from(mark, clause.head)
        return None

    def _counted_from(self, mark: Token, head: Token) -> When | None:
        """What lies a count of days before or after what a word's clause tells."""
        base = self.of_clause(head) or self.fronted(head) or self.spot_news(head)
        if base is None and head.lemma_ in _COMES:
            base = self.issued("what is told as come about is the news")  # "The attack came a week after A bombed B."
            base = base and base.model_copy(update={"approximate": True, "edtf": f"{base.edtf}~"})
        if base is None:
            return None
        words = self.parsed.layout.text[max(mark.sent.start_char, mark.idx - 40) : mark.idx]
        return counted_away(words, mark.lower_, base)

    def names_a_day(self, token: Token) -> bool:
        """Whether a word's sentence holds a date."""
        return bool(self._within(token.sent.start, token.sent.end))

    def fronted(self, token: Token) -> When | None:
        """The date that opens the sentence and so frames all of it."""
        sentence = token.sent
        found = [s for s in self._within(sentence.start, sentence.end) if s.when.earliest]
        if not found:
            return None
        first, verb = found[0], found[0].governor
        if first.start - sentence.start > 5 or (verb is not None and verb <= first.start) or self._is_owner(first):
            return None
        if len(found) > 1 and found[1].start - first.start <= _APPOSED and lies_within(found[1].when, first.when):
            return found[1].when  # "A week earlier, on June 13, …"
        return first.when

    def _is_owner(self, stretch: Stretch) -> bool:
        """Whether a date is said of the thing after it alone: "next year's budget"; of a happening it is the day."""
        doc = self.parsed.doc
        last = doc[stretch.end - 1]
        owns = last.tag_ == "POS" or (stretch.end < len(doc) and last.nbor(1).tag_ == "POS")
        return owns and stretch.governor is not None and not is_dated_itself(doc[stretch.governor])

    def narrative(self, token: Token) -> When | None:
        """The date last spoken of in the paragraph, before this sentence."""
        paragraph = self.parsed.paragraph_of
        for stretch in reversed(self.stretches):
            if stretch.start < token.sent.start:
                other = paragraph[stretch.start] != paragraph[token.i]
                if other or stretch.bound is not None or not stretch.when.earliest:
                    return None
                if self.parsed.dispatch.date and stretch.when.earliest > self.parsed.dispatch.date:
                    return None  # what is told as past does not go on from a day ahead
                basis = f"the date last spoken of ({stretch.when.edtf})"
                return stretch.when.model_copy(update={"basis": basis})
        return None

    def spot_news(self, token: Token) -> When | None:
        """About the dispatch's date, for what its first paragraph tells in the past tense: the news of the day."""
        date = self.parsed.dispatch.date
        if date is None or self.parsed.paragraph_of[token.i] > 0:
            return None
        return when(iv.day(date).about(), None, "", f"news of the dispatch's day ({date})")

    def issued(self, basis: str) -> When | None:
        """The dispatch's own date, with the reason for falling back on it."""
        date = self.parsed.dispatch.date
        if date is None:
            return None
        of_file = self.parsed.dispatch.date_basis == "mtime"  # which may be of another day than the dispatch
        day, of = (iv.day(date).about(), ", the day of the file") if of_file else (iv.day(date), "")
        return when(day, None, "", f"the dispatch's date ({date}): {basis}{of}")


#: Words between a date and the nearer telling of it right behind.
_APPOSED = 5


def lies_within(inner: When, outer: When) -> bool:
    """Whether an interval with both ends is a part of another: the nearer telling of the same time."""
    if not (inner.earliest and inner.latest and outer.earliest and outer.latest) or inner.edtf == outer.edtf:
        return False
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest


def _lasting(begun: When, end: When) -> When:
    """From about the day on which something was begun to the end that is named for it."""
    if begun.earliest is None or (end.latest is not None and begun.earliest > end.latest):
        return end
    first, last = begun.edtf.split("/")[0].rstrip("~"), end.edtf.split("/")[-1]
    whole = iv.Interval(begun.earliest, end.latest, f"{first}~/{last}", True)
    return when(whole, end.span, end.text, f"from {begun.basis} to {last} ({end.basis})")


def interval_of(known: When) -> iv.Interval:
    """The interval of a date."""
    return iv.Interval(known.earliest, known.latest, known.edtf, known.approximate)


def when(interval: iv.Interval, span: tuple[int, int] | None, text: str, basis: str) -> When:
    """An interval with its words as a record."""
    return When(
        earliest=interval.earliest,
        latest=interval.latest,
        approximate=interval.approximate,
        edtf=interval.edtf,
        span=span,
        text=text,
        basis=basis,
    )
