"""The gists of claims and of events, made of the tokens that the records were read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from models.reading.actors import SUBJECTS
from models.reading.gists import things
from models.reading.gists.clauses import Clauses, Core, core, joined
from models.reading.gists.doers import is_own, party
from models.reading.gists.material import Material
from models.reading.gists.names import Names, stands_as_place
from models.reading.gists.words import deed_name, family, family_of, is_deed, words
from models.reading.stems import stem
from models.records import Claim, Event, Gist, Manner, Mood, When

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
        """One for each predicate of what is claimed."""
        tokens = [t for span in claim.content for t in self._made_of.tokens(span)]
        if not tokens:
            return
        inside = {t.i for t in tokens}
        tops = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
        cue = claim.cue.lemma if claim.cue is not None else ""
        manner = _manner(cue)
        top, negated = _main(tops), claim.polarity == "negated"
        if claim.cue is not None and (cue, claim.cue.text[-4:].lower()) == ("rule", " out"):
            cue, negated = "rule out", not negated
        if top is None:
            return
        negated ^= top.dep_ == "pcomp" and top.head.lower_ == "against"  # "decided against recommending charges"
        mood: Mood = (
            "open" if claim.certainty in ("possible", "doubtful", "conditional") or _is_question(top) else "fact"
        )
        agents: list[str] = []
        if cue in words("will", "wish") or cue in words("will", "refuse"):
            mood = "will" if mood == "fact" and top.pos_ != "PROPN" and not _is_finite(top) else mood
            agents = [party(m) for m in claim.sources]
        elif manner == "denies" and top.tag_ == "VBG":
            agents = [party(m) for m in claim.sources]
        if manner == "accuses":
            agents, top = self._doers.accused(top, inside, agents)
        speakers = tuple(dict.fromkeys(key for m in claim.sources or claim.via[-1:] for key in (m.actor.id, party(m))))
        said = (claim.said.earliest if claim.said is not None else None) or self._parsed.dispatch.date
        gists = []
        for number, word in enumerate(joined(top)):
            if number and word.i not in inside:
                break
            found = core(word, negated if number == 0 and word.pos_ != "PROPN" else None, mood)
            told: dict[str, object] = {"record": claim.id, "speakers": speakers, "said": said, "manner": manner}
            if is_own(found) and claim.sources:
                told["agents"] = tuple(dict.fromkeys(party(m) for m in claim.sources))
            gist = self._gist(found, agents, inside, told)
            if manner == "denies" and claim.cue is not None and not number:
                denial = {"cue": claim.cue.span, "words": f"{claim.cue.text} … {gist.words}"}
                gist = gist.model_copy(update=denial)
            gists.append(gist)
            if not number and mood != "open":
                gists += self._by_the_way(gist, word, inside, told)
        yield from _shared(gists)

    def _by_the_way(self, main: Gist, word: Token, inside: set[int], told: dict[str, object]) -> Iterator[Gist]:
        """What a clause says beside its predicate, about the same things."""
        for at in _beside(word, main.mood, self._clauses):
            gist = self._gist(at, [], inside, told)
            yield gist.model_copy(update={"cue": None, "terms": tuple(dict.fromkeys((*gist.terms, *main.terms)))})

    def of_event(self, event: Event) -> Iterator[Gist]:
        """The event itself, as its record has it."""
        found = self._made_of.tokens(event.span)
        if not found:
            return
        carrying = [t for t in found if t.lemma_.lower() in event.verb.lower().split()]
        word = next((t for t in carrying if t.head not in carrying), found[0])
        word = word.head if word.dep_ in ("aux", "auxpass") else word
        clause = next((t for t in (word, *word.ancestors) if t.pos_ in ("VERB", "AUX")), word)
        around = self._clauses.of(clause)
        mood: Mood = {"planned": "will", "possible": "open"}.get(event.status, "fact")  # type: ignore[assignment]
        if event.status in ("negated", "planned") and (meant := core(clause).mood) != "fact":
            mood = meant  # "will not block", "will block if …"
        at = Core(word, event.status == "negated", mood, (word,))
        told: dict[str, object] = {
            "record": event.id,
            "predicate": deed_name(event.verb, word),
            "others": tuple(dict.fromkeys(party(m) for m in event.targets)),
            "said": self._parsed.dispatch.date,
            "theme": self._theme((clause, word)),
            "called": things.called(around, self._names.is_party),
            "nouns": things.nouns(around, self._names.is_party),
            **self._scene(word),
        }
        agents = [party(m) for m in event.sources]
        yield self._gist(at, agents, {t.i for t in around}, told, self._when(event, word))

    def _when(self, event: Event, word: Token) -> When | None:
        """The event's date; where only the dispatch's own stands for it, the one date that its sentence names."""
        if event.when is None or event.when.span is not None or event.status != "happened":
            return event.when
        named = {w.span: w for t in word.sent if (w := self._days.of(t)) is not None and w.span is not None}
        return next(iter(named.values())) if len(named) == 1 else event.when

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

    def _gist(
        self, at: Core, agents: list[str], inside: set[int], known: dict[str, object], when: When | None = None
    ) -> Gist:
        """The gist of a predicate with its clause; what is `known` of it already stands before what the words tell."""
        word = at.word
        clause = [t for t in self._clauses.of(at.layers[0]) if t.i in inside]
        told = self._numbers.among(clause)
        if told:  # "17 drowned when a ferry capsized off the island": where it was
            clause += [t for t in _setting(at.layers[0], self._clauses) if t.i in inside]
        agents = agents or self._doers.of(at)
        day = when or next(
            (w for t in (*reversed(at.layers), at.layers[0]) if (w := self._days.of(t)) is not None), None
        )
        span = self._marked(at)
        predicate, is_contrary = family_of(word)
        return self._frame.model_copy(
            update={
                "predicate": predicate,
                "span": span,
                "words": self._parsed.text(span),
                "negated": at.negated != is_contrary,
                "mood": at.mood if word.pos_ != "PROPN" else "open",
                "agents": tuple(dict.fromkeys(agents)),
                "others": tuple(key for key in self._others(clause) if key not in agents),
                "theme": self._theme(at.layers) if "theme" not in known else (),
                "terms": _terms(clause, word),
                "quantities": told,
                "first": day.earliest if day is not None else None,
                "last": day.latest if day is not None else None,
                "dated": day.span if day is not None else None,
                **self._named(clause),
                **known,
            }
        )

    def _others(self, clause: Iterable[Token]) -> dict[str, None]:
        """The parties named in a clause."""
        named = [found for t in clause if (found := self._actors.by_head.get(t.i)) is not None]
        heads = [self._parsed.doc[n.head] for n in named]
        return dict.fromkeys(
            party(n.mention)
            for n, head in zip(named, heads, strict=True)
            if n.mention.actor.country or (head.pos_ == "PROPN" and head.ent_type_ not in ("DATE", "TIME"))
        )

    def _named(self, clause: Iterable[Token]) -> dict[str, tuple[str, ...]]:
        """The places and persons that a clause names, and the names that say which one a thing is."""
        proper = [t for t in clause if t.pos_ == "PROPN"]
        places = {t.lower_: None for t in proper if not self._names.is_party(t) and stands_as_place(t)}
        names = {t.lower_: None for t in proper if t.ent_type_ == "PERSON" and t.lower_ not in places}
        empty, of_places = words("empty", "words"), words("empty", "of_places")
        return {
            "places": tuple(t for t in places if t not in empty and t not in of_places),
            "names": tuple(names),
            "proper": tuple(dict.fromkeys(t.lower_ for t in proper if self._is_which(t) and t.lower_ not in of_places)),
        }

    def _is_which(self, name: Token) -> bool:
        """Whether a name says which one a thing is: "the Torkham crossing"."""
        return (
            name.dep_ in ("compound", "poss")
            and name.head.pos_ == "NOUN"
            and name.ent_type_ not in ("DATE", "TIME", "NORP", "PERSON")
            and (not self._names.is_party(name) or self._names.is_city(name))
        )

    def _marked(self, at: Core) -> tuple[int, int]:
        """The words to mark: the predicate with what turns it round."""
        place = at.word.i
        near = [t.i for t in at.layers if abs(t.i - place) <= _NEAR] if len(at.layers) > 1 else []
        turning = [
            child.i
            for layer in at.layers
            for child in layer.children
            if (child.dep_ == "neg" or child.lower_ in ("no", "not", "never")) and abs(child.i - place) <= _NEAR
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


def _manner(cue: str) -> Manner:
    """How a cue has it said."""
    if cue in words("said", "accusing"):
        return "accuses"
    return "denies" if cue in words("said", "denying") else "says"


def _setting(top: Token, clauses: Clauses) -> Iterator[Token]:
    """The clause that says in what something came about: "when …", "after …"."""
    for child in top.children:
        if child.dep_ == "advcl" and any(c.lower_ in ("when", "as", "after") for c in child.lefts):
            yield from clauses.of(child)


def _beside(top: Token, mood: Mood, clauses: Clauses) -> Iterator[Core]:
    """What a clause says by the way: "…, killing 29", "freed without a ransom"."""
    for child in top.rights:
        if child.dep_ == "advcl" and child.tag_ == "VBG" and not any(c.dep_ in ("mark", "nsubj") for c in child.lefts):
            found = core(child, None, mood)
            if any(t.like_num for t in clauses.of(child)):
                yield found
        if child.dep_ == "prep" and child.lower_ == "without":
            for noun in child.rights:
                if noun.dep_ == "pobj" and noun.pos_ == "NOUN" and is_deed(noun.lemma_):
                    yield Core(noun, True, mood, (top, noun))


def _shared(gists: list[Gist]) -> Iterator[Gist]:
    """Predicates joined to each other share the date and the place that only one of them has."""
    dated = [g for g in gists if g.first is not None or g.last is not None]
    placed = [g for g in gists if g.places]
    for gist in gists:
        shared: dict[str, object] = {}
        if len(dated) == 1 and gist is not dated[0]:
            shared = {"first": dated[0].first, "last": dated[0].last, "dated": dated[0].dated}
        if len(placed) == 1 and gist is not placed[0]:
            shared["places"] = placed[0].places
        yield gist.model_copy(update=shared) if shared else gist


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
