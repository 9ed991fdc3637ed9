"""The gists of claims and of events, made of the tokens that the records were read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from models.reading.actors import SUBJECTS
from models.reading.gists import things
from models.reading.gists.clauses import Clauses, Core, core, joined
from models.reading.gists.material import Material
from models.reading.gists.names import Names, stands_as_place
from models.reading.gists.words import deed_name, family, family_of, words
from models.reading.stems import stem
from models.records import Claim, Event, Gist, Mood, When

if TYPE_CHECKING:
    from models.reading.tokens import Token

#: Words of a sentence that are kept.
_MOST_WORDS = 40
#: A word farther from its predicate is not marked.
_NEAR = 8
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


class Maker:
    """Makes gists of the tokens that records were read from."""

    def __init__(self, made_of: Material) -> None:
        self._made_of, self._clauses = made_of, made_of.clauses
        self._parsed, self._actors, self._days = made_of.parsed, made_of.actors, made_of.days
        self._doers, self._numbers, self._names = made_of.doers, made_of.numbers, Names(made_of.actors)
        self._frame = Gist(record="", predicate="", span=(0, 0), words="")

    def of_claim(self, claim: Claim) -> Iterator[Gist]:
        """What is claimed, at bottom: the predicate, whether it is turned round, how it is meant, and when it was."""
        tokens = [t for span in claim.content for t in self._made_of.tokens(span)]
        inside = {t.i for t in tokens}
        top = _main([t for t in tokens if t.head.i not in inside or t.head.i == t.i])
        negated, cue = claim.polarity == "negated", claim.cue.lemma if claim.cue is not None else ""
        if top is None:
            return
        if claim.cue is not None and (cue, claim.cue.text[-4:].lower()) == ("rule", " out"):
            cue, negated = "rule out", not negated
        negated ^= top.dep_ == "pcomp" and top.head.lower_ == "against"  # "decided against recommending charges"
        is_open = claim.certainty in ("possible", "doubtful", "conditional") or _is_question(top)
        mood: Mood = "open" if is_open else "fact"
        attitude = cue in words("will", "wish") or cue in words("will", "refuse")
        if attitude and mood == "fact" and top.pos_ != "PROPN" and not _is_finite(top):
            mood = "will"
        if cue in words("said", "accusing"):
            top = self._doers.accused_of(top, inside)
        found = core(top, negated if top.pos_ != "PROPN" else None, mood)
        own = self._day(found)
        also = [day for word in joined(top) if word.i in inside and (day := self._day(core(word))) is not None]
        yield self._frame.model_copy(
            update={"record": claim.id, **self._said(found, own or (also[0] if len(also) == 1 else None))}
        )

    def of_event(self, event: Event) -> Iterator[Gist]:
        """The event itself, as its record has it."""
        found = self._made_of.tokens(event.span)
        if not found:
            return
        carrying = [t for t in found if t.lemma_.lower() in event.verb.lower().split()]
        word = next((t for t in carrying if t.head not in carrying), found[0])
        word = word.head if word.dep_ in ("aux", "auxpass") else word
        top = next((t for t in (word, *word.ancestors) if t.pos_ in ("VERB", "AUX")), word)
        around = self._clauses.of(top)
        inside = {t.i for t in around}
        clause = [t for t in self._clauses.of(word) if t.i in inside]
        quantities = self._numbers.among(clause)
        if quantities:  # "17 drowned when a ferry capsized off the island": where it was
            clause += [t for t in _setting(word, self._clauses) if t.i in inside]
        yield self._frame.model_copy(
            update={
                "record": event.id,
                "predicate": deed_name(event.verb, word),
                "span": event.span,
                "words": event.verb,
                "said": self._parsed.dispatch.date,
                "theme": self._theme((top, word)),
                "terms": _terms(clause, word),
                "quantities": quantities,
                "called": things.called(around, self._names.is_party),
                "nouns": things.nouns(around, self._names.is_party),
                **self._named(clause),
                **self._scene(word),
            }
        )

    def _scene(self, word: Token) -> dict[str, tuple[str, ...]]:
        """What the whole sentence of an event names and tells."""
        speaking = {t.i for t in _speaking(word)}
        told = [t for t in word.sent if t.i not in speaking]
        names = [t for t in told if things.is_name(t) and (not self._names.is_state(t) or self._names.is_where(t))]
        spots = [
            t.lower_ for t in names if not self._names.is_party(t) and (stands_as_place(t) or self._names.is_place(t))
        ]
        capitals = [w for t in told if t.lemma_ == "capital" for w in self._names.capital(t)]
        content = dict.fromkeys(t.lemma_.lower() for t in told if things.is_content(t))
        return {
            "scene": tuple(dict.fromkeys((*(t.lower_ for t in names), *capitals)))[:_MOST_WORDS],
            "spots": tuple(dict.fromkeys((*(s for s in spots if s not in words("empty", "of_places")), *capitals))),
            "content": tuple(content)[:_MOST_WORDS],
            "titled": things.titled(told, self._names.is_party),
        }

    def _said(self, at: Core, day: When | None) -> dict[str, object]:
        """A predicate with its polarity, its mood and its day, and the words to mark."""
        span = self._marked(at)
        predicate, is_contrary = family_of(at.word)
        return {
            "predicate": predicate,
            "span": span,
            "words": self._parsed.text(span),
            "negated": at.negated != is_contrary,
            "mood": at.mood if at.word.pos_ != "PROPN" else "open",
            "first": day.earliest if day is not None else None,
            "last": day.latest if day is not None else None,
            "dated": day.span if day is not None else None,
        }

    def _day(self, at: Core) -> When | None:
        """The day of a predicate, the innermost word that has one before the others."""
        return next((w for t in (*reversed(at.layers), at.layers[0]) if (w := self._days.of(t)) is not None), None)

    def _named(self, clause: Iterable[Token]) -> dict[str, tuple[str, ...]]:
        """The places and persons that a clause names."""
        proper = [t for t in clause if t.pos_ == "PROPN"]
        places = {t.lower_: None for t in proper if not self._names.is_party(t) and stands_as_place(t)}
        names = {t.lower_: None for t in proper if t.ent_type_ == "PERSON" and t.lower_ not in places}
        empty, of_places = words("empty", "words"), words("empty", "of_places")
        return {
            "places": tuple(t for t in places if t not in empty and t not in of_places),
            "names": tuple(names),
        }

    def _marked(self, at: Core) -> tuple[int, int]:
        """The words to mark: the predicate with what turns it round."""
        place = at.word.i
        near = [t.i for t in at.layers if abs(t.i - place) <= _NEAR] if len(at.layers) > 1 else []
        turning = [
            child.i
            for layer in at.layers
            for child in layer.children
            if (child.dep_ == "neg" or child.lower_ in words("clause", "negations")) and abs(child.i - place) <= _NEAR
        ]
        first = min((place, *near, *turning))
        return self._parsed.between(self._parsed.doc[first], at.word)

    def _theme(self, layers: Iterable[Token]) -> tuple[str, ...]:
        """What it is done to or about: the things beside the predicate that are no actors."""
        found: dict[str, None] = {}
        for layer in layers:
            for child in layer.children:
                heads = []
                if (child.dep_ == "pobj" and layer.pos_ == "ADP") or (
                    child.dep_ in ("dobj", "nsubjpass", "nsubj", "attr", "compound", "amod")
                    and child.pos_
                    in (
                        "NOUN",
                        "PROPN",
                        "ADJ",
                    )
                ):
                    heads = [child]
                elif child.dep_ == "prep":
                    heads = [p for p in child.rights if p.dep_ == "pobj"]
                for head in heads:
                    for noun in (head, *(c for c in head.lefts if c.dep_ == "compound")):
                        if (
                            self._actors.match_at(noun) is None
                            and noun.pos_ == "NOUN"
                            and noun.ent_type_ not in ("DATE", "TIME")
                            and noun.lemma_.lower() not in words("empty", "words")
                        ):
                            found[family(noun.lemma_.lower())[0]] = None
        for layer in layers if found else ():
            found.pop(family_of(layer)[0], None)
        return tuple(found)


def _speaking(word: Token) -> Iterator[Token]:
    """The words for who says that it is so: "…, the mayor of A said"."""
    for at in (word, *word.ancestors):
        if at.dep_ in ("ccomp", "parataxis") and at.head.i != at.i:
            yield at.head
            for child in at.head.children:
                if child.dep_ in SUBJECTS:
                    yield from child.subtree


def _terms(clause: Iterable[Token], predicate: Token) -> tuple[str, ...]:
    """The words of what a clause is about, by stem."""
    empty = words("empty", "words")
    return tuple(
        dict.fromkeys(
            stem(t.lemma_)
            for t in clause
            if t.pos_ in _CONTENT
            and t is not predicate
            and t.ent_type_ not in ("DATE", "TIME", "CARDINAL")
            and t.lemma_.lower() not in empty
        )
    )


def _setting(top: Token, clauses: Clauses) -> Iterator[Token]:
    """The clause that says in what something came about: "when …", "after …"."""
    for child in top.children:
        if child.dep_ == "advcl" and any(c.lower_ in words("clause", "circumstances") for c in child.lefts):
            yield from clauses.of(child)


def _main(tops: list[Token]) -> Token | None:
    """The main predicate among the words that nothing inside governs."""
    for wanted in (("VERB", "AUX"), ("NOUN", "PROPN", "ADJ")):
        found = [t for t in tops if t.pos_ in wanted]
        if found:
            return max(found, key=lambda t: t.right_edge.i - t.left_edge.i)
    return None


def _is_finite(word: Token) -> bool:
    return word.tag_ in ("VBD", "VBZ", "VBP") or any(c.dep_ in ("nsubj", "nsubjpass") for c in word.children)


def _is_question(word: Token) -> bool:
    return word.sent.text.rstrip("\"'”’ ").endswith("?")
