"""What each clause of a dispatch stands for, in a loose form: its poles, its things, whom and when, and the setting.

Beside the gists of claims and events, and of the dispatch's own narrative as well: a clause that is of no record is
kept by the nearest one. Two clauses of one matter in quite different words are compared by these.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.reading.actors import SUBJECTS
from models.reading.gists.clauses import Clauses
from models.reading.gists.doers import party
from models.reading.gists.material import Material
from models.reading.gists.poles import Pole, standing, vague, what_is_denied
from models.reading.gists.scenes import Scenes
from models.reading.gists.tellers import Tellers, speakers
from models.reading.gists.words import family_of, words
from models.reading.synonyms import calls_a_body, is_weak, singular
from models.records import TURNED, Claim, Gist, Span

if TYPE_CHECKING:
    from models.reading.tokens import Token
    from models.reading.tokens import Words as Sentence

#: Of one clause are kept, at most.
_MOST_THINGS, _MOST_TERMS = 8, 12
#: A clause with fewer things is also about those of the clauses beneath it.
_FEW = 2
#: A clause of fewer words is also about those of the ones who say it.
_SHORT = 6
#: A word of an expression farther from its verb is not marked.
_NEAR = 8
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "oprd", "dative", "pobj", "npadvmod"})
#: How a thing of which an expression tells stands to its verb: "plant mines", "the troops stay".
_DONE = frozenset({"dobj", "nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class _Clause:
    """The words of a clause, those of its subject among them, and of the clauses that tell more of it."""

    verb: Token
    subject: Token | None
    #: Whether the subject is that of another verb.
    is_lent: bool
    own: list[Token]
    beside: list[Token]
    #: The places of the words that are poles.
    poles: set[int]


class Stands:
    """The stands of one dispatch; `frame` is a gist with what the dispatch is about."""

    def __init__(self, made_of: Material, tellers: Tellers, scenes: Scenes, frame: Gist) -> None:
        self._parsed, self._actors, self._days = made_of.parsed, made_of.actors, made_of.days
        self._doers, self._numbers, self._terms = made_of.doers, made_of.numbers, made_of.terms
        self._clauses, self._tellers, self._scenes, self._frame = made_of.clauses, tellers, scenes, frame
        actors = made_of.actors
        self._parties = {i: party(n.mention) for i, n in actors.by_head.items() if n.mention.actor.kind != "unknown"}
        self._parties |= {
            i: m.entry.actor.country or m.entry.actor.id
            for i, m in actors.match_of.items()
            if m.entry.actor.kind != "place"
        }

    def all(self) -> Iterator[Gist]:
        """The stands, clause by clause."""
        for sentence in self._parsed.doc.sents:
            if _asks(sentence):
                continue
            for verb, found in standing(sentence):
                if found[0].mood == "open" or not self._tellers.is_asserted(verb):
                    continue
                claim = self._tellers.claim_at(verb)
                stand = self._stand(verb, found, claim)
                if not _tells(stand):
                    continue
                charge = self._charge(stand, found, claim)
                if charge is None:
                    yield stand
                    continue
                told = (*stand.others, *charge.speakers)
                yield stand.model_copy(update={"others": tuple(dict.fromkeys(told))})
                yield charge

    def _charge(self, stand: Gist, found: list[Pole], claim: Claim | None) -> Gist | None:
        """What another says that is denied with it: of "denied Libyan claims that it had …", the claims."""
        if claim is None or not claim.sources or stand.record == claim.id or not _denies(found[0]):
            return None
        span = self._parsed.between(found[0].verb, found[0].verb)
        return stand.model_copy(
            update={
                "record": claim.id,
                "span": span,
                "words": self._parsed.text(span),
                "negated": not stand.negated,
                "manner": "accuses",
                "speakers": speakers(claim),
                "poles": tuple(_other_end(pole) for pole in stand.poles if pole != TURNED),
            }
        )

    def _stand(self, verb: Token, found: list[Pole], claim: Claim | None) -> Gist:
        pole = found[0]
        clause = self._clause(verb, found, claim)
        things, terms, names = self._words(clause)
        day = self._days.of(verb) or next(
            (w for t in (*clause.own, *clause.beside) if t.pos_ == "NOUN" and (w := self._days.of(t)) is not None), None
        )
        teller = self._tellers.of_denial(claim) if _denies(pole) else self._tellers.of(claim)
        told = speakers(teller)
        doing = self._doers.of_pole(pole, clause.subject, told, teller.sources if teller is not None else ())
        span = self._marked(verb, found)
        return self._frame.model_copy(
            update={
                "record": teller.id if teller is not None else self._tellers.nearest(verb, clause.own),
                "predicate": family_of(verb)[0],
                "span": span,
                "words": self._parsed.text(span),
                "negated": not pole.is_plus,
                "mood": pole.mood,
                "manner": pole.manner,
                "agents": tuple(dict.fromkeys(doing.parties)),
                "acting": tuple(dict.fromkeys(doing.persons)),
                "others": tuple(dict.fromkeys(self._parties[t.i] for t in clause.own if t.i in self._parties)),
                "names": names,
                "called": tuple(t.lower_ for t in clause.own if t.ent_type_ == "PERSON" and t.pos_ == "PROPN"),
                "theme": things,
                "terms": terms,
                "quantities": self._numbers.among(sorted(clause.own, key=lambda t: t.i)),
                "content": self._scenes.told_in(verb, clause.own),
                "first": day.earliest if day is not None else None,
                "last": day.latest if day is not None else None,
                "dated": day.span if day is not None else None,
                "speakers": told,
                "said": self._tellers.said(teller),
                "poles": (*dict.fromkeys(p.written for p in found), *((TURNED,) if _is_turned(clause, found) else ())),
            }
        )

    def _clause(self, verb: Token, found: list[Pole], claim: Claim | None) -> _Clause:
        """The clause about a verb, without those who say it."""
        pole, subject, sentence = found[0], _subject(verb), verb.sent
        tellers = self._tellers.tokens(claim)
        own = [t for t in self._clauses.of(verb) if sentence.start <= t.i < sentence.end and t.i not in tellers]
        inside = set(own)
        is_lent = subject is not None and subject not in inside
        if subject is not None and is_lent:
            own += _phrase(subject)
            inside.update(own)
        beside = [
            t
            for t in _beneath(own, inside, self._clauses)
            if sentence.start <= t.i < sentence.end and t.i not in tellers
        ]
        is_theirs = subject is not None and subject.lower_ in ("it", "they")  # "the air force said it had …": of itself
        if claim is not None and pole.top.dep_ == "ccomp" and len(own) < _SHORT and not is_theirs:
            # "The organizers of the march in X said 60,000 took part": who says it tells of what.
            beside += [p for c in pole.top.head.lefts if c.dep_ in SUBJECTS for p in c.subtree]
        if pole.manner == "accuses" and pole.top is not verb:
            beside += [t for t in self._clauses.of(pole.top) if t not in inside]
        return _Clause(verb, subject, is_lent, own, beside, _own_words(found))

    def _words(self, clause: _Clause) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """The things a clause is about, the nearest to its verb first; all its words; the names among them."""
        of, called, poles, beside = self._terms.of, self._terms.names, clause.poles, clause.beside
        things: dict[str, None] = {}
        for head in dict.fromkeys(self._in_order(clause)):
            for noun in (head, *(c for c in head.children if c.dep_ in ("compound", "poss", "nmod", "conj", "appos"))):
                if noun.pos_ in ("NOUN", "PROPN") and noun.i not in poles and (word := of[noun.i]):
                    things[word] = None
        if sum(not is_weak(word) for word in things) < _FEW:
            told = {*clause.own, *beside}
            aims = [t for c in clause.verb.children if c.dep_ == "advcl" for t in self._clauses.of(c) if t not in told]
            beside = [*beside, *aims]
            things |= dict.fromkeys(word for t in beside if t.pos_ in ("NOUN", "PROPN") and (word := of[t.i]))
        things = dict.fromkeys(self._meant(clause.subject)) | things
        around = (*clause.own, *beside)
        empty = words("empty", "words")
        said = dict.fromkeys(word for t in around if t.i not in poles and (word := of[t.i]))
        names = dict.fromkeys(called[t.i] for t in around if t.i in called)
        return (
            tuple(word for word in things if word not in empty)[:_MOST_THINGS],
            tuple(word for word in said if word not in empty)[:_MOST_TERMS],
            tuple(names)[:_MOST_THINGS],
        )

    def _meant(self, subject: Token | None) -> Iterator[str]:
        """The things that a pronoun stands for: "they" are "the two priests"."""
        if subject is None or subject.pos_ != "PRON" or subject.lower_ in words("own", "pronouns"):
            return
        named = self._actors.at(subject)
        actor = named.mention.actor if named is not None else None
        if actor is not None and not actor.country and actor.name.rpartition(" ")[2].islower():
            yield singular(actor.name.rpartition(" ")[2])

    def _in_order(self, clause: _Clause) -> list[Token]:
        """What a clause is about, the foremost first: what is done to or said of; who acts in another comes last."""
        subject = clause.subject
        arguments = [t for t in clause.own if t.dep_ in _ARGUMENTS and t.i not in clause.poles]
        objects = [t for t in arguments if t.head is clause.verb and t.dep_ in ("dobj", "nsubjpass", "dative")]
        others = [t for t in arguments if t not in objects and not (clause.is_lent and t is subject)]
        if subject is None or _is_body(subject):
            return [*objects, *(t for t in others if t is not subject)]
        acts = self._is_actor(subject) or any(c.lower_ in words("own", "possessives") for c in subject.lefts)
        return [*objects, *others, subject] if objects or acts else [subject, *others]

    def _is_actor(self, token: Token) -> bool:
        named = self._actors.at(token)
        return named is not None and (named.mention.actor.kind in ("person", "country") or _is_body(token))

    def _marked(self, verb: Token, found: list[Pole]) -> Span:
        """The words to mark: the verb with what stands near it of its poles and turns them round."""
        words_of_poles = [t for pole in found for t in (*pole.tokens, *pole.turning)]
        if (said := what_is_denied(verb)) is not None and any(pole.axis == "false" for pole in found):
            words_of_poles.append(said)
        marked = [verb.i, *(t.i for t in words_of_poles if abs(t.i - verb.i) < _NEAR)]
        return self._parsed.between(self._parsed.doc[min(marked)], self._parsed.doc[max(marked)])


def _is_turned(clause: _Clause, found: list[Pole]) -> bool:
    """Whether all that a clause says is turned round by what stands over it, and it says of what things."""
    if not all(pole.is_turned for pole in found):
        return False
    said_of = [c for c in clause.verb.children if c.dep_ in ("dobj", "nsubjpass", "nsubj", "prep")]
    said_of += [c for t in clause.verb.rights if t.dep_ == "attr" for c in t.rights if c.dep_ == "prep"]
    beside = (clause.subject, *said_of)
    return any(t is not None and (t.pos_ in ("NOUN", "PROPN") or t.dep_ == "prep") for t in beside)


def _denies(pole: Pole) -> bool:
    """Whether a clause is turned round by a denial: "denied that", not "did not deny that"."""
    return pole.manner == "denies" and pole.is_turned


def _other_end(pole: str) -> str:
    return f"{'-' if pole[0] == '+' else '+'}{pole[1:]}"


def _tells(stand: Gist) -> bool:
    """Whether a stand may be compared: one on no axis only where it says of what, and not next to nothing."""
    if any(not pole[1:].startswith("v:") for pole in stand.poles) or stand.quantities:
        return True
    told = any(pole[3:] not in vague() for pole in stand.poles)
    if told and stand.manner == "accuses" and stand.agents:
        return True  # "blamed Chad for planting it"
    return told and any(not is_weak(word) for word in (*stand.theme, *stand.names))


def _asks(sentence: Sentence) -> bool:
    return any(t.text.endswith("?") for t in sentence.doc[max(sentence.start, sentence.end - 3) : sentence.end])


def _is_body(subject: Token) -> bool:
    """Whether who acts is a body of a state or of rebels, told by its side elsewhere: "Russian troops"."""
    return calls_a_body(subject.lemma_.lower()) and subject.dep_ != "nsubjpass"


def _own_words(found: list[Pole]) -> set[int]:
    """The words that are poles; a thing in an expression of a verb ("plant mines") is a thing all the same."""
    own: set[int] = set()
    for pole in found:
        several = len(pole.tokens) > 1 and any(t.pos_ in ("VERB", "AUX") for t in pole.tokens)
        own |= {t.i for t in pole.tokens if not (several and t.pos_ in ("NOUN", "PROPN") and t.dep_ in _DONE)}
    return own


def _subject(verb: Token) -> Token | None:
    """The subject of a verb: its own, that of the verb over or before it, or what a relative clause is of."""
    at = verb
    for _ in range(6):
        own = next((c for c in at.children if c.dep_ in SUBJECTS), None)
        if own is not None:
            if own.lower_ in ("who", "which", "that") and at.dep_ == "relcl":
                return at.head
            return own
        if at.dep_ == "acl" and any(c.lower_ == "to" for c in at.children):
            at = at.head  # "has no plans to raise": who has them
            owner = next((c for c in at.children if c.dep_ == "poss"), None)
            if owner is not None:
                return owner
        elif at.dep_ in ("relcl", "acl"):
            return at.head
        if at.head.i == at.i or at.dep_ == "ccomp":
            return None
        at = at.head
    return None


def _beneath(clause: list[Token], inside: set[Token], clauses: Clauses) -> Iterator[Token]:
    """The clauses beneath that tell in what it came about, or what one of its things is: "when …", "that …"."""
    for token in clause:
        for child in token.children if token.lefts or token.rights else ():
            if child.dep_ == "advcl":
                told = any(c.lower_ in ("when", "as", "after", "while") for c in child.lefts)
            else:
                told = child.dep_ in ("relcl", "acl") and token.pos_ in ("NOUN", "PRON")
            if told:
                yield from (t for t in clauses.of(child) if t not in inside)


def _phrase(head: Token) -> Iterator[Token]:
    """A noun with its qualifiers, without clauses."""
    yield head
    for child in head.children:
        if child.dep_ not in ("relcl", "acl", "conj", "appos", "cc"):
            yield from _phrase(child)
