"""Who says so: the attributed claims of a parsed dispatch, each with its speaker, cue, content and chain.

`attribution` finds them as tokens; here they become records in text order, nested, dated, with their chain.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.reading.actors import Actors
from models.reading.attribution import Attribution, Found
from models.reading.clauses import is_passive
from models.reading.dates import Dates
from models.reading.firmness import (
    certainty_of,
    cue_of_denial,
    denying,
    is_denied,
    is_negated,
    is_withheld,
    polarity_of,
    stance_of,
)
from models.reading.language import Parsed
from models.reading.tables import table
from models.records import Claim, Cue, Mention, Mode, Span, When

if TYPE_CHECKING:
    from models.reading.tokens import Token

#: Words that a cue and what goes with it may put between the halves of a quotation.
_INSERTED = 16
_TRIMMED = frozenset({",", ".", ";", ":", "-", "--", "–", "—", "and", "but", "?", "!"})


def find_claims(parsed: Parsed, actors: Actors, dates: Dates) -> list[Claim]:
    """The claims of a dispatch as records, in text order, nested by content.

    Where somebody tells what nobody is named for ("is expected to come, officials said"), the claim is his.
    """
    attribution = Attribution(parsed, actors)
    maker = _Maker(parsed, actors, dates, attribution.quotes)
    found = _told_by_others([f for f in attribution.find() if not _is_mere_report(f, parsed)])
    told = {f.root for f in found if f.sources}
    found = [f for f in found if f.sources or f.verb not in told or not is_passive(parsed.doc[f.verb])]
    found.sort(key=lambda f: (f.content[0] if f.content else f.verb, f.verb))
    claims: list[Claim] = []
    for one in found:
        claim = maker.record(one, claims)
        if claim is not None:
            claims.append(claim)
    return maker.nested(claims)


def _told_by_others(found: list[Found]) -> list[Found]:
    """What is found, without what a speaker says of his own saying: "Kan said it hopes to …" is one claim."""
    speakers = {f.verb: {m.actor.id for m in f.sources} for f in found}
    around: dict[int, int] = {}  # for each token the verb of the smallest claim that holds it
    for one in sorted(found, key=lambda f: -len(f.content)):
        around |= dict.fromkeys(one.content, one.verb)

    def is_own(one: Found) -> bool:
        over = around.get(one.verb, -1)
        return over != one.verb and bool(speakers[one.verb]) and speakers[one.verb] == speakers.get(over)

    return [f for f in found if not is_own(f)]


def _is_mere_report(found: Found, parsed: Parsed) -> bool:
    """Whether words are only told to be denied, and nobody is named who said them: "denied media reports that …"."""
    named = any(m.actor.kind not in ("group", "unknown") or m.actor.country for m in found.sources)
    noun = parsed.doc[found.verb]
    told = noun.pos_ == "NOUN" and noun.lemma_.lower() in table("cues")["untrue"]["told"]
    return told and not named and (is_denied(noun) or denying(noun) is not None)


class _Maker:
    """Turns found claims into records."""

    def __init__(self, parsed: Parsed, actors: Actors, dates: Dates, quotes: Sequence[tuple[int, int]]) -> None:
        self.parsed, self.actors, self.dates = parsed, actors, dates
        self.quotes = quotes
        self.quoted = frozenset(i for first, last in self.quotes for i in range(first + 1, last))
        self.agency = agency_mention(parsed)
        self.verbs: dict[str, int] = {}
        self.relays: dict[str, tuple[Mention, ...]] = {}

    def record(self, found: Found, before: list[Claim]) -> Claim | None:
        """One claim; None where nothing is left of its content."""
        runs = self._runs(found)
        if not runs:
            return None
        runs = self._with_quotations(runs, found)
        doc, parsed = self.parsed.doc, self.parsed
        content = tuple(parsed.between(doc[s], doc[e]) for s, e in runs)
        quotes = tuple(
            parsed.between(doc[s], doc[e]) for s, e in self.quotes if any(a <= s and e <= b for a, b in runs)
        )
        root, verb = doc[found.root], doc[found.verb]
        cue = None
        if found.cue is not None:
            span = parsed.between(doc[found.cue[0]], doc[found.cue[1]])
            cue = Cue(text=parsed.text(span), lemma=found.lemma, span=span)
        withheld = is_withheld(verb)
        # "Has not confirmed that": said by nobody yet.
        unsaid = verb.pos_ == "VERB" and (withheld or is_negated(verb))
        claim = Claim(
            id=f"{parsed.dispatch.id}:c{len(before) + 1}",
            dispatch=parsed.dispatch.id,
            sources=found.sources,
            cue=cue,
            content=content,
            quotes=quotes,
            mode=self._mode(runs),
            polarity=polarity_of(root, "" if withheld else cue_of_denial(verb, found.lemma)),
            certainty=certainty_of(root, "possible" if unsaid else found.certainty),
            stance="neutral" if unsaid else stance_of(found.lemma),
            said=self._said(verb, found, before),
            about=self._about(found),
            sentence=parsed.span_of(verb.sent),
        )
        self.verbs[claim.id] = found.verb
        self.relays[claim.id] = found.relays
        return claim

    def nested(self, claims: list[Claim]) -> list[Claim]:
        """The claims with `parent` and `via`: each inside the smallest claim whose content holds it."""
        done: dict[str, Claim] = {}
        placed: dict[int, list[Claim]] = {}  # by paragraph, which no claim leaves
        outer_first = sorted(claims, key=lambda c: (-_length(c), c.content[0]))
        for claim in outer_first:
            outer = placed.setdefault(self.parsed.paragraph_of[self.verbs[claim.id]], [])
            parent = min(
                (o for o in outer if _holds(o, claim) and o.cue != claim.cue),
                key=_length,
                default=None,
            )
            relays = [*parent.via, *parent.sources] if parent is not None else [self.agency] if self.agency else []
            relays = [*relays, *self.relays[claim.id]]
            speakers = {m.actor.id for m in claim.sources}
            once = {m.actor.id: m for m in reversed(relays)}  # "Reuters … told Reuters" relays once
            via = tuple(m for m in relays if m.actor.id not in speakers and once[m.actor.id] is m)
            said = claim.said
            if parent is not None and (said is None or (said.basis.startswith("the dispatch's date") and parent.said)):
                said = parent.said
            done[claim.id] = claim.model_copy(update={"via": via, "parent": parent and parent.id, "said": said})
            outer.append(done[claim.id])
        return [done[c.id] for c in claims]

    def _runs(self, found: Found) -> list[tuple[int, int]]:
        """The content's stretches of tokens, first and last, trimmed of punctuation, quotation marks completed."""
        doc = self.parsed.doc
        runs: list[list[int]] = []
        for i in found.content:
            if runs and i == runs[-1][1] + 1:
                runs[-1][1] = i
            else:
                runs.append([i, i])
        trimmed = []
        for first, last in runs:
            while first <= last and doc[first].lower_ in _TRIMMED:
                first += 1
            while first <= last and doc[last].lower_ in _TRIMMED:
                last -= 1
            half = last + 1 < len(doc) and doc[last + 1].lower_ in table("dates")["halves"]["words"]
            if first <= last and half and doc[last].text[0].isdigit():
                last += 1  # "at 6:10 a.m.", where the parse takes the half of the day for a full stop
            if first <= last:
                trimmed.append(self._completed(first, last))
        runs_ = [(a, b) for a, b in trimmed if any(doc[i].is_alpha or doc[i].like_num for i in range(a, b + 1))]
        words = [doc[i] for a, b in runs_ for i in range(a, b + 1)]
        only_when = all(t.ent_type_ in ("DATE", "TIME") or t.pos_ == "ADP" for t in words)
        named = ("PROPN", "DET") if len(words) != 1 else ("PROPN", "DET", "PRON")  # "backed it": of what is not told
        only_name = bool(words) and all(t.pos_ in named for t in words) and words[-1].i not in self.quoted
        # "an agreement on Friday", "addressed the Forum", "a campaign against Iran": nobody says the day or the name.
        return [] if only_when or only_name else runs_

    def _with_quotations(self, runs: list[tuple[int, int]], found: Found) -> list[tuple[int, int]]:
        """The stretches, and the rest of a quotation that the cue interrupts or that goes on after it.

        "…," he said. "…": what is quoted whole, right after the sentence of the cue, is his as well.
        """
        doc, paragraph = self.parsed.doc, self.parsed.paragraph_of
        sentence = doc[found.verb].sent
        quoted = [q for q in self.quotes if any(a <= q[0] and q[1] <= b for a, b in runs)]
        touched = [q for q in self.quotes if any(a <= q[1] and q[0] <= b for a, b in runs)]
        if not touched or found.cue is None or self.is_inside_quotation(found.verb):
            return runs
        grown = list(runs)
        for first, last in touched:  # a quotation of several sentences, of which the parse gave the cue only one
            grown = [(min(a, first), max(b, last)) if a <= last and first <= b else (a, b) for a, b in grown]
        end = max(sentence.end, max(b for _, b in grown) + 1)
        for first, last in self.quotes:
            here = sentence.start <= first < sentence.end and quoted and not any(a <= first <= b for a, b in grown)
            follows = first in (end, end + 1) and paragraph[first] == paragraph[found.verb] and self._is_whole(last)
            if (here and last - first > 3 and self._interrupts(found, first)) or (quoted and follows):
                grown.append((first, last))
                end = max(end, last + 1)
        return sorted(set(grown))

    def is_inside_quotation(self, index: int) -> bool:
        """Whether a token stands between quotation marks."""
        return index in self.quoted

    def _is_whole(self, last: int) -> bool:
        """Whether a quotation ends with its sentence, so that no other cue can follow it."""
        doc = self.parsed.doc
        return last + 1 >= len(doc) or bool(doc[last + 1].is_sent_start) or doc[last - 1].text in (".", "!", "?")

    def _interrupts(self, found: Found, first: int) -> bool:
        """Whether a cue stands right before a quotation of its sentence: "X," he said, "Y"."""
        if found.cue is None or not 0 < first - found.cue[1] <= _INSERTED:
            return False
        between = self.parsed.doc[found.cue[1] + 1 : first]
        return len(between) <= 6 or (between[-1].text == "," and not any(t.pos_ == "VERB" for t in between))

    def _completed(self, first: int, last: int) -> tuple[int, int]:
        for opening, closing in self.quotes:
            if opening == first - 1 and first <= closing <= last + 2:
                first, last = opening, max(last, closing)
            elif closing in (last + 1, last + 2) and first <= opening <= last:
                last = closing
        return first, last

    def _mode(self, runs: list[tuple[int, int]]) -> Mode:
        doc = self.parsed.doc
        words = [i for a, b in runs for i in range(a, b + 1) if not doc[i].is_punct and doc[i].lower_ != "that"]
        quoted = [i for i in words if i in self.quoted]
        if not quoted:
            return "indirect"
        return "direct" if len(quoted) == len(words) else "mixed"

    def _said(self, verb: Token, found: Found, before: list[Claim]) -> When | None:
        """When it was said: the cue's own date, the narrative's, or the dispatch's."""
        own = self.dates.of_clause(verb) or next(
            (w for c in verb.lefts if c.dep_ == "advcl" for t in c.subtree if (w := self.dates.of_clause(t))),
            None,
        )
        inside = (
            own is not None
            and own.span is not None
            and any(
                self.parsed.between(self.parsed.doc[i], self.parsed.doc[i])[0] == own.span[0] for i in found.content
            )
        )
        if own is not None and not inside:
            return own
        if self.dates.is_unplaced(verb):
            return None
        if verb.tag_ in ("VBZ", "VBP") and verb.pos_ == "VERB":
            return self.dates.issued("present tense")
        speakers = {m.actor.id for m in found.sources}
        for earlier in reversed(before):
            same = speakers and {m.actor.id for m in earlier.sources} & speakers
            if same and earlier.said and earlier.said.span and self._same_paragraph(earlier, verb):
                basis = f"said on the same occasion ({earlier.said.edtf})"
                return earlier.said.model_copy(update={"basis": basis})
        return self.dates.issued("a report of the day")

    def _same_paragraph(self, earlier: Claim, verb: Token) -> bool:
        paragraph = self.parsed.paragraph_of
        return paragraph[self.verbs[earlier.id]] == paragraph[verb.i]

    def _about(self, found: Found) -> tuple[Mention, ...]:
        inside = set(found.content)
        by_head, together = self.actors.by_head, self.actors.together
        named = (n for i in sorted(inside) for n in together.get(i) or ((by_head[i],) if i in by_head else ()))
        return tuple(n.mention for n in named if n.mention.actor.kind != "unknown")


def agency_mention(parsed: Parsed) -> Mention | None:
    """The dispatch's agency, with the words of header or dateline that name it."""
    from models.reading.gazetteer import known_names, slug
    from models.records import Actor

    dispatch = parsed.dispatch
    if not dispatch.agency:
        return None
    entry = known_names().get(dispatch.agency)
    actor = (
        entry.actor if entry else Actor(id=slug(dispatch.agency), name=dispatch.agency, kind="organization", role="MED")
    )
    head = dispatch.text[: dispatch.body[0]]
    at = head.lower().rfind(dispatch.agency.lower())
    span: Span | None = (at, at + len(dispatch.agency)) if at >= 0 else None
    return Mention(actor=actor, span=span, text=dispatch.text[span[0] : span[1]] if span else dispatch.agency)


def _length(claim: Claim) -> int:
    return sum(e - s for s, e in claim.content)


def _holds(outer: Claim, inner: Claim) -> bool:
    """Whether a claim's content holds another's cue and content."""
    spans = [*inner.content, *([inner.cue.span] if inner.cue else [])]
    return _length(outer) > _length(inner) and all(any(a <= s and e <= b for a, b in outer.content) for s, e in spans)
