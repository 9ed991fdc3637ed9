"""The claims and events of a parsed dispatch in the form in which they are compared with those of other dispatches.

Made while the parse is at hand, so that whoever compares needs none: predicates with polarity and mood, who does it,
what with, how many, when. The words are in `tables/gists.toml`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from models.reading.actors import SUBJECTS, Actors
from models.reading.dates import Dates
from models.reading.gazetteer import capital_words
from models.reading.gists import things
from models.reading.gists.clauses import Core, clause_of, core, joined
from models.reading.gists.quantities import quantities
from models.reading.gists.stands import find_stands
from models.reading.gists.words import deed_name, family, family_of, is_deed, words
from models.reading.language import Parsed
from models.reading.stems import stem
from models.records import Claim, Event, Gist, Manner, Mention, Mood, When

if TYPE_CHECKING:
    from models.reading.tokens import Token

_WHERE = frozenset(
    {"in", "near", "outside", "across", "around", "on", "at", "over", "off", "above", "through", "inside", "along"}
)
#: Words of a sentence that are kept.
_MOST_WORDS = 40
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


def find_gists(
    parsed: Parsed, actors: Actors, dates: Dates, claims: Iterable[Claim], events: Iterable[Event]
) -> Iterator[Gist]:
    """The gists of a dispatch: of each claim, of each event, and the stands of all clauses."""
    claims, events = tuple(claims), tuple(events)
    maker = _Maker(parsed, actors, dates)
    for claim in claims:
        yield from maker.of_claim(claim)
    for event in events:
        yield from maker.of_event(event)
    yield from find_stands(parsed, actors, dates, claims, events)


def party(mention: Mention) -> str:
    """As whom an actor is compared: its country, else itself."""
    return mention.actor.country or mention.actor.id


class _Maker:
    """Makes gists of the tokens that records were read from."""

    def __init__(self, parsed: Parsed, actors: Actors, dates: Dates) -> None:
        self._parsed, self._actors, self._dates = parsed, actors, dates
        self._starts = [parsed.layout.starts[t.idx] for t in parsed.doc]

    def of_claim(self, claim: Claim) -> Iterator[Gist]:
        """One for each predicate of what is claimed."""
        tokens = [t for span in claim.content for t in self._tokens(span)]
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
            agents, top = self._accused(top, inside, agents)
        speakers = tuple(dict.fromkeys(key for m in claim.sources or claim.via[-1:] for key in (m.actor.id, party(m))))
        said = (claim.said.earliest if claim.said is not None else None) or self._parsed.dispatch.date
        gists = []
        for number, word in enumerate(joined(top)):
            if number and word.i not in inside:
                break
            found = core(word, negated if number == 0 and word.pos_ != "PROPN" else None, mood)
            gist = self._gist(claim.id, found, agents, inside, None)
            told: dict[str, object] = {"speakers": speakers, "said": said, "manner": manner}
            if _is_own(found) and claim.sources:
                told["agents"] = tuple(dict.fromkeys(party(m) for m in claim.sources))
            if manner == "denies" and claim.cue is not None and not number:
                told |= {"cue": claim.cue.span, "words": f"{claim.cue.text} … {gist.words}"}
            gists.append(gist.model_copy(update=told))
            if not number and mood != "open":
                gists += self._by_the_way(gists[0], word, inside, told)
        yield from _shared(gists)

    def _by_the_way(self, main: Gist, word: Token, inside: set[int], told: dict[str, object]) -> Iterator[Gist]:
        """What a clause says beside its predicate, about the same things."""
        for at in _beside(word, main.mood):
            gist = self._gist(main.record, at, [], inside, None)
            terms = tuple(dict.fromkeys((*gist.terms, *main.terms)))
            yield gist.model_copy(update={**told, "words": gist.words, "cue": None, "terms": terms})

    def of_event(self, event: Event) -> Iterator[Gist]:
        """The event itself, as its record has it."""
        found = self._tokens(event.span)
        if not found:
            return
        carrying = [t for t in found if t.lemma_.lower() in event.verb.lower().split()]
        word = next((t for t in carrying if t.head not in carrying), found[0])
        word = word.head if word.dep_ in ("aux", "auxpass") else word
        clause = next((t for t in (word, *word.ancestors) if t.pos_ in ("VERB", "AUX")), word)
        inside = {t.i for t in clause_of(clause)}
        mood: Mood = {"planned": "will", "possible": "open"}.get(event.status, "fact")  # type: ignore[assignment]
        if event.status in ("negated", "planned") and core(clause).mood != "fact":
            mood = core(clause).mood  # "will not block", "will block if …"
        at = Core(word, event.status == "negated", mood, (word,))
        agents = [party(m) for m in event.sources]
        yield self._gist(event.id, at, agents, inside, self._when(event, word)).model_copy(
            update={
                "predicate": deed_name(event.verb, word),
                "others": tuple(dict.fromkeys(party(m) for m in event.targets)),
                "said": self._parsed.dispatch.date,
                "theme": self._theme((clause, word), agents),
                "called": things.called(clause, self._is_party),
                "nouns": things.nouns(clause, self._is_party),
                **self._scene(word),
            }
        )

    def _when(self, event: Event, word: Token) -> When | None:
        """The event's date; where only the dispatch's own stands for it, the one date that its sentence names."""
        if event.when is None or event.when.span is not None or event.status != "happened":
            return event.when
        named = {w.span: w for t in word.sent if (w := self._dates.of_clause(t)) is not None and w.span is not None}
        return next(iter(named.values())) if len(named) == 1 else event.when

    def _scene(self, word: Token) -> dict[str, tuple[str, ...]]:
        """What the whole sentence of an event names and tells."""
        speaking = {t.i for t in _speaking(word)}
        told = [t for t in word.sent if t.i not in speaking]
        names = [t for t in told if things.is_name(t) and (not self._is_state(t) or self._is_where(t))]
        spots = [t.lower_ for t in names if not self._is_party(t) and (_stands_as_place(t) or self._is_place(t))]
        capitals = [w for t in told if t.lemma_ == "capital" for w in self._capital(t)]
        content = dict.fromkeys(t.lemma_.lower() for t in told if things.is_content(t))
        return {
            "scene": tuple(dict.fromkeys((*(t.lower_ for t in names), *capitals)))[:_MOST_WORDS],
            "spots": tuple(dict.fromkeys((*(s for s in spots if s not in words("empty", "of_places")), *capitals))),
            "content": tuple(content)[:_MOST_WORDS],
            "titled": things.titled(told, self._is_party),
        }

    def _capital(self, noun: Token) -> tuple[str, ...]:
        """The words of the city that "the Lebanese capital" is, "the capital of Lebanon"."""
        match = self._actors.country_before(noun) or next(
            (m for p in noun.rights if p.lower_ == "of" for c in p.rights if (m := self._actors.match_at(c))), None
        )
        return capital_words(match.entry.actor.country or "") if match is not None else ()

    def _accused(self, top: Token, inside: set[int], agents: list[str]) -> tuple[list[str], Token]:
        """Of "Iran of supplying drones": who is accused, and the deed."""
        named = self._actors.at(top)
        if named is not None and not agents:
            agents = [party(n.mention) for n in self._actors.mentions(top)]
        verbs = [t for t in self._parsed.doc[min(inside) : max(inside) + 1] if t.dep_ == "pcomp" and t.i in inside]
        if named is not None and verbs:
            return agents, verbs[0]
        preps = [
            t
            for t in (*top.rights, *top.head.rights)
            if t.dep_ == "prep" and t.i in inside and t.lower_ in ("of", "for", "over")
        ]
        noun = next((p for t in preps for p in t.rights if p.dep_ in ("pobj", "pcomp")), None)
        return agents, noun if named is not None and noun is not None else top

    def _gist(self, record: str, at: Core, agents: list[str], inside: set[int], when: When | None) -> Gist:
        word = at.word
        clause = [t for t in clause_of(at.layers[0]) if t.i in inside]
        told = tuple(quantities(self._parsed, clause))
        if told:  # "17 drowned when a ferry capsized off the island": where it was
            clause += [t for t in _setting(at.layers[0]) if t.i in inside]
        agents = agents or self._agents(at, inside)
        named = [self._actors.by_head[t.i] for t in clause if t.i in self._actors.by_head]
        others = dict.fromkeys(
            party(n.mention)
            for n in named
            if n.mention.actor.country
            or (self._parsed.doc[n.head].pos_ == "PROPN" and self._parsed.doc[n.head].ent_type_ not in ("DATE", "TIME"))
        )
        places = dict.fromkeys(
            t.lower_ for t in clause if t.pos_ == "PROPN" and not self._is_party(t) and _stands_as_place(t)
        )
        names = dict.fromkeys(
            t.lower_ for t in clause if t.ent_type_ == "PERSON" and t.pos_ == "PROPN" and t.lower_ not in places
        )
        own = when or next(
            (w for t in (*reversed(at.layers), at.layers[0]) if (w := self._dates.of_clause(t)) is not None), None
        )
        terms = dict.fromkeys(
            stem(t.lemma_)
            for t in clause
            if t.pos_ in _CONTENT
            and t.i != word.i
            and t.ent_type_ not in ("DATE", "TIME", "CARDINAL")
            and t.lemma_.lower() not in words("empty", "words")
        )
        own_span = own.span if own is not None else None
        return Gist(
            record=record,
            predicate=at.predicate,
            span=(marked := self._marked(at)),
            words=self._parsed.text(marked),
            negated=at.turned,
            mood=at.mood if word.pos_ != "PROPN" else "open",
            agents=tuple(dict.fromkeys(agents)),
            others=tuple(key for key in others if key not in agents),
            places=tuple(
                t for t in places if t not in words("empty", "words") and t not in words("empty", "of_places")
            ),
            names=tuple(names),
            proper=self._proper(clause),
            theme=self._theme(at.layers, agents),
            terms=tuple(terms),
            quantities=told,
            first=own.earliest if own is not None else None,
            last=own.latest if own is not None else None,
            dated=own_span,
        )

    def _proper(self, clause: Iterable[Token]) -> tuple[str, ...]:
        """Names that say which one a thing is: "the Torkham crossing"."""
        found = dict.fromkeys(
            t.lower_
            for t in clause
            if t.pos_ == "PROPN"
            and t.dep_ in ("compound", "poss")
            and t.head.pos_ == "NOUN"
            and t.ent_type_ not in ("DATE", "TIME", "NORP", "PERSON")
            and (not self._is_party(t) or self._is_city(t))
        )
        return tuple(t for t in found if t not in words("empty", "of_places"))

    def _is_party(self, token: Token) -> bool:
        """Whether a name is that of a country or of who acts."""
        match = self._actors.match_at(token)
        if match is None:
            return False
        actor = match.entry.actor
        if self._is_city(token) and token.dep_ == "pobj" and token.head.lower_ in _WHERE:
            return False  # "talks in Baghdad": the place, not the state
        return actor.kind in ("country", "person", "organization", "group")

    def _is_state(self, token: Token) -> bool:
        """Whether a name is that of a country or a body, which stands among the parties."""
        match = self._actors.match_at(token)
        return match is not None and match.entry.actor.kind in ("country", "organization")

    def _is_where(self, token: Token) -> bool:
        """Whether a name is that of a city where something is, not of the state that it stands for."""
        return self._is_city(token) and not self._is_party(token)

    def _is_place(self, token: Token) -> bool:
        """Whether a name is of a known place, or stands in "in" and the like, whatever the parse takes it for."""
        match = self._actors.match_at(token)
        if match is not None:
            return match.entry.actor.kind == "place"
        return token.dep_ == "pobj" and token.head.lower_ in ("in", "near", "outside") and token.ent_type_ != "PERSON"

    def _is_city(self, token: Token) -> bool:
        """Whether a name that stands for a country is that of a city of it."""
        match = self._actors.match_at(token)
        if match is None or match.entry.actor.kind != "country" or token.ent_type_ != "GPE":
            return False
        return token.lower_ not in match.entry.actor.name.lower().split()

    def _marked(self, at: Core) -> tuple[int, int]:
        """The words to mark: the predicate with what turns it round."""
        first = last = at.word
        for layer in at.layers:
            for child in layer.children:
                if (child.dep_ in ("neg",) or child.lower_ in ("no", "not", "never")) and abs(child.i - at.word.i) <= 8:
                    first = min(first, child, key=lambda t: t.i)
        start = min((t for t in at.layers if abs(t.i - at.word.i) <= 8), key=lambda t: t.i, default=first)
        if len(at.layers) > 1:
            first = min(first, start, key=lambda t: t.i)
        return self._parsed.between(first, max((first, last), key=lambda t: t.i))

    def _agents(self, at: Core, inside: set[int]) -> list[str]:
        """Who does it: the subject of the outermost verb that has one, or the owner of the noun."""
        if at.word.pos_ == "NOUN" and at.word.dep_ == "pobj" and at.word.head.lower_ in words("light", "states"):
            holder = self._actors.country_before(at.word)  # "is in Peruvian hands"
            if holder is not None and holder.entry.actor.country:
                return [holder.entry.actor.country]
        for layer in (*reversed(at.layers), *_above(at.layers[0])):
            for doer in _doers(layer):
                if found := self._parties(doer):
                    return found
        for layer in at.layers:
            if layer.pos_ == "NOUN":
                match = self._actors.country_before(layer)
                if match is not None and match.entry.actor.country:
                    return [match.entry.actor.country]
        return []

    def _parties(self, token: Token) -> list[str]:
        named = self._actors.mentions(token) or ([n] if (n := self._actors.inner(token)) else [])
        return [party(n.mention) for n in named if n.mention.actor.kind != "unknown" or n.mention.actor.country]

    def _theme(self, layers: Iterable[Token], agents: list[str]) -> tuple[str, ...]:
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
        for layer in layers:
            found.pop(family_of(layer)[0], None)
        return tuple(found)

    def _tokens(self, span: tuple[int, int]) -> list[Token]:
        first = bisect_left(self._starts, span[0])
        found = []
        for at in range(first, len(self._starts)):
            if self._starts[at] >= span[1]:
                break
            found.append(self._parsed.doc[at])
        return found


def _speaking(word: Token) -> Iterator[Token]:
    """The words for who says that it is so: "…, the mayor of A said"."""
    for at in (word, *word.ancestors):
        if at.dep_ in ("ccomp", "parataxis") and at.head.i != at.i:
            yield at.head
            for child in at.head.children:
                if child.dep_ in SUBJECTS:
                    yield from child.subtree


def _is_own(at: Core) -> bool:
    """Whether the source speaks of itself: "I will", "our army has", "his country did"."""
    for layer in at.layers:
        for child in layer.children:
            if child.dep_ in SUBJECTS and child.dep_ != "nsubjpass":
                whose = {c.lower_ for c in child.lefts if c.dep_ == "poss"}
                own = child.lemma_.lower() in words("own", "words") and whose & words("own", "possessives")
                return child.lower_ in words("own", "pronouns") or bool(own)
    return False


def _manner(cue: str) -> Manner:
    """How a cue has it said."""
    if cue in words("said", "accusing"):
        return "accuses"
    return "denies" if cue in words("said", "denying") else "says"


def _setting(top: Token) -> Iterator[Token]:
    """The clause that says in what something came about: "when …", "after …"."""
    for child in top.children:
        if child.dep_ == "advcl" and any(c.lower_ in ("when", "as", "after") for c in child.lefts):
            yield from clause_of(child)


def _beside(top: Token, mood: Mood) -> Iterator[Core]:
    """What a clause says by the way: "…, killing 29", "freed without a ransom"."""
    for child in top.rights:
        if child.dep_ == "advcl" and child.tag_ == "VBG" and not any(c.dep_ in ("mark", "nsubj") for c in child.lefts):
            found = core(child, None, mood)
            if any(t.like_num for t in clause_of(child)):
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


def _stands_as_place(token: Token) -> bool:
    """Whether a proper name is one of a place, or stands where one does: "in X", "a strike on X"."""
    if token.ent_type_ in ("GPE", "LOC", "FAC"):
        return True
    head = token
    while head.dep_ == "compound" and head.head.i != head.i:
        head = head.head
    at = head.head
    return (
        head.dep_ == "pobj"
        and at.lower_ in _WHERE
        and token.ent_type_
        not in (
            "DATE",
            "TIME",
            "ORG",
            "NORP",
            "EVENT",
        )
    )


def _doers(layer: Token) -> Iterator[Token]:
    """The words that say who does what a word says: its subject, "by …", whose it is."""
    for child in layer.children:
        if (child.dep_ in SUBJECTS and child.dep_ != "nsubjpass") or (child.dep_ == "poss" and layer.pos_ == "NOUN"):
            yield child
        elif child.dep_ == "agent":
            yield from child.rights


def _is_finite(word: Token) -> bool:
    return word.tag_ in ("VBD", "VBZ", "VBP") or any(c.dep_ in ("nsubj", "nsubjpass") for c in word.children)


def _is_question(word: Token) -> bool:
    return word.sent.text.rstrip("\"'”’ ").endswith("?")


def _above(word: Token) -> Iterator[Token]:
    """Verbs whose subject is also that of a word: over an infinitive, or joined to it."""
    at = word
    while at.dep_ in ("xcomp", "conj", "pcomp", "prep", "advcl") and at.head.i != at.i:
        at = at.head
        if at.pos_ in ("VERB", "AUX"):
            yield at


__all__ = ["find_gists", "party"]
