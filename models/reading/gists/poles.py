"""On which side of what a clause stands: the words of `tables/stances.toml`, with all that turns them round.

Words are found wherever they stand in a sentence; then the way up the parse to what reports them is gone, and what lies
on it ("refuse to", "denied that", "no plans to", "if") turns them round, makes them a will or leaves them open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from models.reading.actors import SUBJECTS
from models.reading.firmness import is_called_untrue
from models.reading.gists.expressions import matches
from models.reading.gists.words import family_of, words
from models.reading.tables import table
from models.records import Manner, Mood

if TYPE_CHECKING:
    from models.reading.tokens import Token, Words

#: Prepositions after which a noun is told by the way.
_ASIDE = frozenset({"after", "before", "despite", "since", "following", "amid", "during", "until", "because", "over"})
#: How a word stands that negates the one above it.
_NEGATING = frozenset({"neg", "det", "advmod", "preconj", "cc", "predet"})
#: How it stands what something is called.
_CALLED = frozenset({"oprd", "acomp", "attr"})
#: Steps up the parse at most.
_HIGHEST = 10


@dataclass(frozen=True, slots=True)
class Pole:
    """Words that stand at one end of an axis: all of them, the verb they hang on, and how they are meant.

    `turning` are the words by which they are meant so: "not", "refused".
    """

    axis: str
    is_plus: bool
    tokens: tuple[Token, ...]
    verb: Token
    mood: Mood
    manner: Manner
    top: Token
    #: The words over it that turn it round: "did not", "refused to", "no".
    turning: tuple[Token, ...]
    is_turned: bool

    @property
    def written(self) -> str:
        """As it stands in a gist."""
        return f"{'+' if self.is_plus else '-'}{self.axis}"


@cache
def over(name: str) -> frozenset[str]:
    """A list of the words that stand over a pole."""
    return frozenset(table("stances")["over"][name])


@cache
def vague() -> frozenset[str]:
    """Predicates that say too little to stand against their negation."""
    return frozenset(table("stances")["vague"]["predicates"])


@cache
def of_denial(name: str) -> frozenset[str]:
    """A list of the words of denials."""
    return frozenset(table("stances")["denial"][name])


def poles(sentence: Words) -> list[Pole]:
    """The poles of a sentence, and of each verb that has none itself and its negation."""
    tokens = list(sentence)
    found = [pole for match in matches(tokens) if match[1] != "none" and (pole := _pole(*match)) is not None]
    cues, saying, empty = of_denial("cues"), words("said", "saying"), words("broad", "empty")
    taken = {pole.verb.i for pole in found if pole.verb.lemma_ not in cues}
    for token in tokens:
        if not _may_be_pole(token) or token.i in taken or token.dep_ in ("amod", "aux", "compound"):
            continue
        if token.lemma_ in cues:
            if what_is_denied(token) is not None and (pole := _pole((token,), "false", True)) is not None:
                found.append(replace(pole, manner="denies"))
            continue
        if token.lemma_ in saying:
            continue
        name, contrary = family_of(token)
        if (name in empty or token.lemma_ in _light()) and not _counts(token):
            continue
        pole = _pole((token,), f"v:{name}", not contrary)
        if pole is not None:
            found.append(pole)
    return found


def _may_be_pole(token: Token) -> bool:
    """Whether it is a verb, or the copula of a number: "the toll is 41"."""
    return token.pos_ == "VERB" or (token.pos_ == "AUX" and token.lemma_ == "be" and _counts(token))


def what_is_denied(verb: Token) -> Token | None:
    """What was said, where a verb denies it: "rejected the allegations", "dismissed as false the report"."""
    for child in verb.rights:
        for noun in (child, *child.children):
            if noun.lemma_.lower() in of_denial("said") and noun.dep_ in ("dobj", "pobj", "nsubjpass"):
                return noun
    return None


def _counts(verb: Token) -> bool:
    """Whether a number stands beneath a verb."""
    return any(
        t.like_num and t.ent_type_ not in ("DATE", "TIME")
        for c in verb.children
        if c.dep_ in ("dobj", "nsubj", "nsubjpass", "prep", "attr", "npadvmod")
        for t in (c, *c.children, *(g for d in c.children for g in d.children))
    )


@cache
def _light() -> frozenset[str]:
    return words("light", "verbs") | over("wished") | over("refused") | over("open") | words("undone", "goes_on")


def _pole(tokens: tuple[Token, ...], axis: str, is_plus: bool) -> Pole | None:
    """A pole with what stands over it; None where the words only name a thing ("a closed session")."""
    inside = {t.i for t in tokens}
    head = tokens[0]
    if len(tokens) > 1:
        head = next((t for t in tokens if t.head.i not in inside or t.head is t), head)
    if head.dep_ in ("amod", "compound", "poss", "nmod") and not _is_said_of(head, axis):
        return None
    if len(tokens) == 1 and head.lemma_ in ("remain", "stay", "keep", "stand") and _is_copula(head):
        return None
    if len(tokens) == 1 and head.lemma_ in _operators() and any(c.dep_ == "xcomp" for c in head.rights):
        return None  # "refused to cooperate": what it is over has the pole
    way = _Way(inside, is_plus, axis, is_aside=head.pos_ == "ADP" and head.dep_ == "prep")
    way.go(head)
    if way.verb is None or way.dropped:
        return None
    if len(tokens) > 1:
        for none in (n for t in tokens if t is not head and (n := _none_of(t, inside)) is not None):
            way.is_plus = not way.is_plus  # "lays no mines"
            way.turning.append(none)
    turned, top = way.is_plus != is_plus, way.top or way.verb
    return Pole(axis, way.is_plus, tokens, way.verb, way.mood, way.manner, top, tuple(way.turning), turned)


def _none_of(noun: Token, inside: set[int]) -> Token | None:
    """The word by which there is none of a thing in an expression: "laid no mines", "paid not a single cent"."""
    if noun.dep_ not in ("dobj", "pobj", "attr", "nsubj", "nsubjpass"):
        return None
    first = noun.left_edge
    return first if first.lower_ in ("no", "not") and first is not noun and first.i not in inside else None


def _is_said_of(word: Token, axis: str) -> bool:
    """Whether what qualifies a noun is said of it: "has sufficient reserves", "termed the charges baseless"."""
    noun = word.head
    if word.tag_ == "VBG" and noun.dep_ == "pobj" and noun.head.head.lemma_ in words("said", "accusing"):
        return True  # "accused of shipping arms"
    if axis in ("true", "false"):
        return noun.lemma_.lower() in of_denial("said")
    if word.dep_ == "compound" and noun.lemma_ in words("light", "roles"):
        return noun.dep_ == "dobj" and noun.head.lemma_ in words("light", "verbs")  # "provide mediation services"
    return noun.dep_ in ("dobj", "attr") and noun.head.lemma_ in ("have", "be", "hold", "keep", "find", "remain")


def _is_copula(verb: Token) -> bool:
    """Whether a verb only says that something else goes on: "remains closed"."""
    return any(
        c.dep_ in ("acomp", "attr", "oprd") or (c.dep_ == "prep" and any(p.lower_ == "hands" for p in c.rights))
        for c in verb.rights
    )


class _Way:
    """The way up from a pole to what reports it, and what was met on it."""

    def __init__(self, inside: set[int], is_plus: bool, axis: str, is_aside: bool) -> None:
        self._inside, self._is_lie, self._is_share = inside, axis in ("true", "false"), axis == "involve"
        self._is_position = table("stances")["axis"].get(axis, {}).get("nature") == "position"
        self._is_aside = is_aside  # "delivered with permission": said of whatever verb it stands by
        self.is_plus = is_plus
        self.mood: Mood = "fact"
        self.manner: Manner = "says"
        self.verb: Token | None = None
        self.top: Token | None = None
        self.turning: list[Token] = []
        self.dropped = False

    def go(self, head: Token) -> None:
        at, below = head, None
        for _ in range(_HIGHEST):
            before = self.is_plus, self.mood
            self._pass(at, below, operator=at is not head)
            if at is not head and before != (self.is_plus, self.mood):
                self.turning.append(at)
            if at.pos_ in ("VERB", "AUX"):
                self.verb = self.verb or at
                self.top = at
            above = self._above(at)
            if above is None or self.dropped:
                return
            at, below = above, at

    def _pass(self, at: Token, below: Token | None, operator: bool) -> None:
        """What a word on the way does to what is below it."""
        lemma = at.lemma_.lower()
        if operator and at.i not in self._inside:
            if below is not None and below.dep_ == "conj":
                self._share(at)
                return
            if self._is_lie and (lemma in of_denial("cues") or lemma in over("refused")):
                self.manner = "denies"  # "rejected as false": the same twice
            elif lemma in of_denial("cues") and self.verb is not None:
                self.is_plus = not self.is_plus
                self.manner = "denies"
            elif is_called_untrue(at) and not self._is_lie:
                self.is_plus = not self.is_plus  # "reports of a release are false"
                self.manner = "denies"
            elif lemma in words("said", "accusing"):
                self.manner = "accuses"
            elif _refuses(at):
                self.is_plus = not self.is_plus
                # "Ruled out any involvement" is no will.
                self.manner = "denies" if self._is_share else self.manner
                self.mood = self.mood if self._is_share else _stronger(self.mood, "will")
            elif lemma in over("undone"):
                self.is_plus = not self.is_plus
            else:
                self._mean(at, below, lemma)
        self._modify(at, below)

    def _mean(self, at: Token, below: Token | None, lemma: str) -> None:
        """How a word on the way has it meant: left open, wanted, agreed to, or only named."""
        if lemma == "be" and below is not None and below.dep_ == "xcomp" and _has_to(below):
            self.mood = _stronger(self.mood, "will")  # "are to be pulled back"
        elif lemma in over("needing") and _is_unneeded(at):
            self.mood = _stronger(self.mood, "will")  # "does not need a mediator": turned round by its "not"
        elif lemma in over("accepting") and self.verb is None and self._is_position:
            self.mood = _stronger(self.mood, "will")
        elif lemma in over("open"):
            self.mood = "open" if _asks_for(lemma, below) else self.mood
        elif lemma in over("wished"):
            self.mood = _stronger(self.mood, "will")
        elif (
            at.pos_ == "VERB"
            and self.verb is None
            and lemma not in _lending()
            and not (self._is_lie or self._is_aside)
            and (below is None or below.dep_ not in ("acomp", "oprd", "advmod"))
        ):
            self.dropped = True  # "criticised the attack": the thing named, not said to be

    def _modify(self, at: Token, below: Token | None) -> None:
        negating: list[Token] = []
        for child in at.children:
            if child is below or child.i in self._inside:
                continue
            if _negates(child):
                negating.append(child.left_edge)
            if child.dep_ in ("aux", "auxpass"):
                if child.lower_ in words("modals", "will"):
                    self.mood = _stronger(self.mood, "will")
                elif child.lower_ in words("modals", "open") or child.lower_ in words("modals", "ought"):
                    self.mood = "open"
                elif child.lower_ in words("modals", "able") and self.mood == "fact":
                    self.mood = "able"
            elif child.dep_ in ("mark", "advmod", "advcl") and _leaves_open(child):
                self.mood = "open"
        if negating:
            self.is_plus = not self.is_plus
            self.turning += negating

    def _share(self, first: Token) -> None:
        """What the first of two joined words shares with the second: its auxiliaries, and "not … or"."""
        if any(c.dep_ == "cc" and c.lower_ in ("or", "nor") for c in first.children):
            self.is_plus ^= any(_negates(c) for c in first.children)
        if self.verb is None or not any(c.dep_ in SUBJECTS for c in self.verb.children):
            if any(c.dep_ == "aux" and c.lower_ in words("modals", "will") for c in first.children):
                self.mood = _stronger(self.mood, "will")
            if any(c.dep_ == "aux" and c.lower_ in words("modals", "open") for c in first.children):
                self.mood = "open"

    def _above(self, at: Token) -> Token | None:
        head = at.head
        if at.dep_ in ("acl", "relcl") and head.lower_ == "nothing":
            self.is_plus = not self.is_plus  # "had nothing to do with"
            return head
        if head.i == at.i or at.dep_ in ("relcl", "parataxis", "ROOT", "appos"):
            return None
        if at.dep_ in SUBJECTS and head.lemma_ == "be" and any(c.dep_ in ("attr", "acomp") for c in head.rights):
            return None if self.verb is not None else head  # "the refusal to join is not good": it stands all the same
        if at.dep_ == "pobj" and self.verb is None and head.lower_ in _ASIDE:
            self.dropped = True  # "after a halt": told by the way
            return None
        if at.dep_ == "advcl":
            marks = {c.lower_ for c in at.children if c.dep_ in ("mark", "aux", "advmod")}
            if "to" in marks and any(c.dep_ == "dobj" and c.lemma_ in over("wished") for c in head.rights):
                self.mood = _stronger(self.mood, "will")  # "made up its mind to leave"
                return None
            if marks & {"to", "if", "unless", "until", "before", "so", "lest"}:
                self.mood = "open"
            return None
        if at.dep_ == "acl":
            operates = head.lemma_.lower() in over("wished") | over("refused") | over("open") | over("undone")
            told = head.lemma_.lower() in of_denial("said") | over("shown")
            return head if operates or told else None
        if at.dep_ == "ccomp":
            lemma = head.lemma_.lower()
            if lemma in over("thinking") and any(_negates(c) for c in head.children):
                return head  # "I don't believe I met him"
            if lemma in of_denial("cues") or lemma in words("said", "accusing") or lemma in over("open"):
                return head
            return None
        return head


def _asks_for(lemma: str, below: Token | None) -> bool:
    """Whether a word leaves open what is below it: none that calls it something, "called the report a fabrication"."""
    if lemma == "call":
        return below is None or below.dep_ not in _CALLED
    return lemma != "consider" or below is None or below.tag_ == "VBG" or below.pos_ == "NOUN"


def _refuses(word: Token) -> bool:
    lemma = word.lemma_.lower()
    return lemma in over("refused") or (lemma == "rule" and any(c.lower_ == "out" for c in word.children))


def _has_to(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.lefts)


def _is_unneeded(word: Token) -> bool:
    """Whether something is not needed: "does not need", "there is no need for"."""
    return any(_negates(c) for c in word.children) or (word.pos_ == "NOUN" and word.left_edge.lower_ == "no")


def _stronger(first: Mood, second: Mood) -> Mood:
    return next((mood for mood in ("open", "will", "able") if mood in (first, second)), "fact")


def _leaves_open(child: Token) -> bool:
    """Whether a word or a clause under another leaves it open: "if", "unless …"."""
    if child.dep_ == "advcl":
        return any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "provided") for c in child.children)
    return child.lower_ in over("open") and child.lower_ not in ("until", "before")


def _negates(child: Token) -> bool:
    """Whether a word under another negates it: "did not", "no one came", "not a single shot was fired"."""
    if child.dep_ in _NEGATING:
        if child.lower_ in over("negations"):
            return True
        if child.dep_ == "advmod" and child.lower_ in ("longer", "more"):
            return any(c.lower_ == "no" for c in child.lefts)
        return False
    if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "pobj"):
        if child.lower_ in ("nobody", "none", "nothing"):
            return True
        first = child.left_edge
        return first.lower_ in ("no", "neither", "not") and first is not child and first.dep_ != "cc"
    if child.dep_ == "prep":  # "will under no circumstances leave"
        nouns = (p for p in child.rights if p.dep_ == "pobj" and p.lemma_ in over("occasions"))
        return any(c.lower_ == "no" for p in nouns for c in p.lefts)
    return False


@cache
def _operators() -> frozenset[str]:
    """Verbs that with another verb beneath them only say how that one is meant."""
    return over("refused") | over("undone") | over("wished") | {"stop", "cease", "continue", "resume", "agree"}


@cache
def _lending() -> frozenset[str]:
    """Verbs that say of a thing named that it is: "carried out a strike", "reported the capture"."""
    return words("light", "verbs") | words("undone", "goes_on") | over("lending")


def standing(sentence: Words) -> Iterator[tuple[Token, list[Pole]]]:
    """The verbs of a sentence with the poles that hang on each and are meant in one way; nouns apart from verbs."""
    by: dict[tuple[int, Mood, Manner, int], list[Pole]] = {}
    for pole in poles(sentence):
        noun = next((t.i for t in pole.tokens if t.pos_ in ("NOUN", "PROPN")), -1)
        by.setdefault((pole.verb.i, pole.mood, pole.manner, noun), []).append(pole)
    for found in by.values():
        yield found[0].verb, found
