"""What speaks for and against two tellings being of one happening, each mark with its weight.

The weights are in `weights.toml`, fitted by `tests/fitting/likeness.py` on pairs of dispatches; the words in
`happenings.toml`. What forbids it
outright is asked by `likeness`. Pure, and of the two tellings alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from models.comparing.parties import DO, MAY, NOT, Party, go_together, parties, union
from models.comparing.tables import happenings, of_happenings
from models.comparing.tellings import (
    MOST_DAYS,
    Telling,
    days_of,
    deed,
    is_of_people,
    is_reciprocal,
    last_word,
    of_acting,
    of_parties,
    of_places,
    persons,
    things_told,
    words_of_name,
)
from models.comparing.weights import is_common, weights
from models.reading.stems import stem
from models.reading.synonyms import one_thing, senses
from models.reading.tables import table
from models.records import Event, Gist, Mention, Quantity, When

_MOST_NAMES: Final = 2.0
#: What a name counts that stands only somewhere in the sentence of one of them.
_BESIDE: Final = 0.5
_MOST_WORDS: Final = 6.0
#: So many people are hardly others of the same number.
_MANY: Final = 10
#: How much a word weighs that newswire says of everything, against one that it does not.
_COMMON: Final = 0.25


def weigh(marks: dict[str, float]) -> float:
    """How much marks speak for one happening: above nought they do."""
    known: dict[str, float] = weights()["marks"]
    return sum(known.get(name, 0.0) * value for name, value in marks.items()) + float(weights()["bias"])


class Shared:
    """What two tellings have in common, and what only one of them has, beside who acts."""

    def __init__(self, a: Telling, b: Telling) -> None:
        self.a, self.b = a, b
        acting = _acting_words(a) | _acting_words(b)
        names_a, names_b = (_names(t) - acting for t in (a, b))
        self.names = sorted(names_a & names_b)
        # Who is named by one of them alone may stand for his state: "China's president", "Xi Jinping".
        self.only_a, self.only_b = names_a - _known(b) - _of_mentions(a), names_b - _known(a) - _of_mentions(b)
        spots_a, spots_b = (set(t.gist.spots) | set(t.gist.places) for t in (a, b))
        self.spots = sorted((spots_a | spots_b) & _names(a) & _names(b) - acting - _of_persons(a) - _of_persons(b))
        self.spots_differ = bool(spots_a and spots_b) and not self.spots and not spots_a & spots_b
        self.words = _words_shared(a, b)
        # Who acts on others does much on a day; who does what concerns himself alone does it once.
        # So does he who meets others, or promises while he does.
        together = is_reciprocal(a.event) or is_reciprocal(b.event)
        # And who promises, asks, or backs somebody does so of much.
        often = {a.event.category, b.event.category} <= of_happenings("several") and deed(a) != deed(b)
        doing = acting if together or often or (a.event.targets and b.event.targets) else set()
        self.persons = sorted(persons(a.event) & persons(b.event) - doing)
        self.persons_beside = sorted(_persons(a) & _persons(b) - acting - set(self.persons))
        self.numbers = numbers_shared(a.gist, b.gist)


def marks(a: Telling, b: Telling, shared: Shared) -> dict[str, float]:
    """The marks of two tellings, by their names in the table."""
    found: dict[str, float] = {}
    acting, acted_on = sides(a, b)
    found |= _side("acting", acting, a.event.sources, b.event.sources)
    found |= _side("acted", acted_on, a.event.targets, b.event.targets)
    if found.get("acted_other") and (_are_things(a.event.targets) or _are_things(b.event.targets)):
        found |= {"acted_other": 0.0, "acted_thing_other": 1.0}
    x, y = a.event, b.event
    found["category_same"] = float(x.category == y.category or is_one_deed(a, b))
    found["deed_same"] = float(deed(a) == deed(b))
    once = acting == DO and acted_on != NOT and _is_done_once(a, b)
    found["once"] = float(once)
    found["deeds_apart"] = float(deed(a) != deed(b) and {deed(a), deed(b)} <= _named_deeds())
    exact = x.when is not None and y.when is not None and x.when.edtf == y.when.edtf and not x.when.approximate
    found["day_same"] = float(exact)
    found["day_vague"] = float(not (_is_short(x.when) and _is_short(y.when)))
    found["names"] = _names_counted(a, b, shared)
    apart = bool(shared.only_a and shared.only_b)
    found["names_apart"] = float(apart and not shared.names)
    found["names_also_apart"] = float(apart and bool(shared.names))
    found["things_twofold"] = float(_are_twofold(a, b))
    found["things_apart"] = float(_are_apart(a, b) and not shared.words and not once)
    found["spot"] = float(bool(shared.spots))
    found["spots_differ"] = float(shared.spots_differ)
    found["persons"] = float(bool(shared.persons))
    found["persons_beside"] = float(bool(shared.persons_beside))
    found["numbers_apart"] = float(_numbers_apart(a.gist, b.gist) and not once)
    found["numbers"] = float(min(len(shared.numbers), 2))
    weight = sum(_word_weight(word) for word in shared.words)
    least = min(sum(_word_weight(w) for w in _content(t)) for t in (a, b))
    found["words"] = min(weight, _MOST_WORDS)
    found["words_share"] = weight / least if least else 0.0
    alone = not (shared.names or shared.persons or shared.persons_beside or shared.numbers)
    told = any(not is_common(word) for word in shared.words)
    found["bare"] = float(alone and not told and (acting, acted_on) != (DO, DO))
    found["one_dispatch"] = float(a.dispatch == b.dispatch)
    return found


def _names_counted(a: Telling, b: Telling, shared: Shared) -> float:
    """How much the shared names count: a person's words once, each by whether it stands in the clause or beside it."""
    near = _near_names(a) & _near_names(b)
    of_persons = _of_mentions(a) | _of_mentions(b)
    each = {name: 1.0 if name in near else _BESIDE for name in shared.names}
    persons_count = max((count for name, count in each.items() if name in of_persons), default=0.0)
    return min(persons_count + sum(count for name, count in each.items() if name not in of_persons), _MOST_NAMES)


def _is_short(when: When | None) -> bool:
    """Whether it is known to a few days: much goes on in a month."""
    first, last = days_of(when) if when is not None else (None, None)
    return first is not None and last is not None and (last - first).days < MOST_DAYS


def _near_names(telling: Telling) -> set[str]:
    """Names of the event's own clause, not only of its sentence."""
    return {*telling.gist.called, *telling.gist.spots, *persons(telling.event)}


def sides(a: Telling, b: Telling) -> tuple[int, int]:
    """How well those who act go together, and those acted on; where one tells it as done by both, either way round."""
    x, y = a.event, b.event
    if is_reciprocal(x) or is_reciprocal(y):
        one, other = (parties((*e.sources, *e.targets)) for e in (x, y))
        if len(persons(x) & persons(y)) > 1:
            return DO, DO
        how = go_together(one, other, acting=True) if min(len(one), len(other)) > 1 else MAY
        return how, how
    acting = go_together(parties(x.sources), parties(y.sources), acting=True)
    return acting, go_together(parties(x.targets), parties(y.targets), acting=False)


def _side(name: str, how: int, one: Iterable[object], other: Iterable[object]) -> dict[str, float]:
    """A side of the deed as marks; where one telling has nobody on it, nothing is known."""
    if not (one and other):
        return {f"{name}_unknown": 1.0}
    return {f"{name}_same": float(how == DO), f"{name}_may": float(how != NOT), f"{name}_other": float(how == NOT)}


def _are_things(mentions: Iterable[Mention]) -> bool:
    """Whether none of them is anybody: what a deed is done to has many words, and may be no more than its place."""
    return all(m.actor.kind in ("unknown", "place") and not is_of_people(last_word(m)) for m in mentions)


def is_one_deed(a: Telling, b: Telling) -> bool:
    """Whether two of different sorts are told by one word: "banned imports of rice", "imposed a ban on rice"."""
    one, other = ({w for w in (*t.event.verb.lower().split(), deed(t)) if w in _words_of_deeds()} for t in (a, b))
    return not {stem(w) for w in one}.isdisjoint(map(stem, other))


def _is_done_once(a: Telling, b: Telling) -> bool:
    """Whether both tell of one deed that the same ones do to somebody but once: an expulsion."""
    return deed(a) == deed(b) and deed(a) in of_happenings("done_once") and bool(a.event.targets and b.event.targets)


@cache
def _words_of_deeds() -> frozenset[str]:
    """Verbs and nouns that tell a deed alone, but for those that only lend themselves to another's word."""
    known = table("actions")
    verbs = {verb for frames in known["verbs"].values() for listed in frames.values() for verb in listed}
    nouns = {noun for listed in known["nouns"].values() for noun in listed}
    return frozenset(verbs | nouns) - set(known["light"]["verbs"])


@cache
def _akin() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in happenings()["akin"])


def _are_akin(one: str, other: str) -> bool:
    return frozenset((one, other)) in _akin()


def are_of_one_sort(one: str, other: str) -> bool:
    """Whether one deed may be told as either of two categories."""
    return one == other or _are_akin(one, other)


def countries(some: Iterable[Party]) -> set[str]:
    """The countries that are known of parties, and the unions of countries among them."""
    unions = {
        union(party) or min(party.proper)
        for party in some
        if party.role == "IGO" and party.proper and not party.country
    }
    return unions | {party.country for party in some if party.country}


def _word_weight(word: str) -> float:
    """How much a word of both weighs."""
    return _COMMON if is_common(word) else 1.0


def _content(telling: Telling) -> set[str]:
    """The words of a telling's sentence that are no parties, by what they call."""
    told = of_parties(telling)
    return {w for w in telling.gist.content if w not in told}


def _words_shared(a: Telling, b: Telling) -> list[str]:
    """Words of both, be they other ones for the same thing; each word counts once."""
    left = {word: _meanings(word) for word in _content(b)}
    found = []
    for word in sorted(_content(a)):
        meant = _meanings(word)
        other = word if word in left else next((o for o, m in left.items() if m & meant), None)
        if other is not None:
            del left[other]
            found.append(word)
    return found


@cache
def _meanings(word: str) -> frozenset[str]:
    return senses(word) | families().get(word, frozenset())


@cache
def families() -> dict[str, frozenset[str]]:
    """The names of the predicates that a word may tell: "fall to" and "capture" are both of "control"."""
    found: dict[str, set[str]] = {}
    same: list[list[str]] = table("gists")["same"]
    for words in same:
        for word in words:
            found.setdefault(word, set()).add(words[0])
    return {word: frozenset(names) for word, names in found.items()}


def _names(telling: Telling) -> set[str]:
    return set(telling.gist.scene) | set(telling.gist.called)


def _known(telling: Telling) -> set[str]:
    return _names(telling) | set(telling.gist.terms) | of_parties(telling) | set(telling.gist.content)


def _acting_words(telling: Telling) -> set[str]:
    """The words of the names of those who act on others: that they do so is another mark."""
    if is_reciprocal(telling.event):
        return set()
    return {w for m in telling.event.sources for w in words_of_name(m)}


def _of_mentions(telling: Telling) -> set[str]:
    """The words of the names of persons who take part, and of those whom its clause names."""
    taking_part = {w for m in (*telling.event.sources, *telling.event.targets) for w in _words_of_person(m)}
    return taking_part | set(telling.gist.names)


def _words_of_person(mention: Mention) -> set[str]:
    """The words of a person's name."""
    return words_of_name(mention) if mention.actor.kind == "person" else set()


def _persons(telling: Telling) -> set[str]:
    return persons(telling.event) | (set(telling.gist.names) - set(telling.gist.places))


def _of_persons(telling: Telling) -> set[str]:
    return persons(telling.event) | set(telling.gist.names)


def _are_twofold(a: Telling, b: Telling) -> bool:
    """Whether one thing is qualified in two ways: "a trade agreement", "an extradition treaty"."""
    one, other = (things_told(t.gist.nouns) for t in (a, b))
    both = (one.keys() & other.keys()) - of_acting(a) - of_acting(b)
    if a.event.category == b.event.category == "PROTEST":
        both -= {
            stem(word) for t in (a, b) for word in t.event.verb.split(" ")
        }  # "a seven-day strike", "a warning strike"
    return any(one[head] and other[head] and not _meet(one[head], other[head]) for head in both)


def _are_apart(a: Telling, b: Telling) -> bool:
    """Whether what it is done to or about is another thing for each."""
    one, other = (set(t.gist.theme) - of_acting(t) - of_places() for t in (a, b))
    return bool(one and other) and not _meet(one, other)


def kinds_apart(g: Gist, h: Gist) -> bool:
    """Whether each tells of a thing that excludes the other's, and not of that: "a school", "a hospital"."""
    named = set(g.scene) & set(h.scene) - {*g.spots, *h.spots, *g.places, *h.places}
    if named:
        return False  # one ship of that name, be it called a tanker or a freighter
    one, other = set(g.content), set(h.content)
    both = ((one & kind, other & kind) for kind in _kinds())
    return any(x and y and not _meet_exactly(x, y) for x, y in both)


def people_apart(x: Event, y: Event) -> bool:
    """Whether it is done to people of other callings: "a prosecutor", "two policemen"."""
    one, other = ({p.head for p in parties(e.targets) if p.head in of_happenings("callings")} for e in (x, y))
    return bool(one and other) and not one & other


def deeds_exclude(a: Telling, b: Telling) -> bool:
    """Whether the two deeds are of one sort, and yet never one: an arrest, a deportation."""
    known = happenings()["deeds"].get(a.event.category, ())
    return a.event.category == b.event.category and deed(a) != deed(b) and deed(a) in known and deed(b) in known


def _meet_exactly(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether words of two sets are one, or of one kind that is in the table as such ("mosque/prayer hall")."""
    alike = happenings()["one_kind"]
    names = [{alike.get(w, w) for w in words} for words in (some, others)]
    return bool(names[0] & names[1])


@cache
def _kinds() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(words) for words in happenings()["kinds"])


def _meet(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether words of two sets may call one thing."""
    return not {m for w in some for m in _meanings(w)}.isdisjoint(m for w in others for m in _meanings(w))


@cache
def _named_deeds() -> frozenset[str]:
    same: list[list[str]] = table("gists")["same"]
    return frozenset(words[0] for words in same)


def numbers_shared(g: Gist, h: Gist) -> tuple[str, ...]:
    """The numbers of both: of the same things, or of what the other calls so beside ("416 Haitian migrants")."""
    return tuple(
        q.text
        for q in g.quantities
        for p in h.quantities
        if one_number(p, q) and counted_alike(q, p, g, h) and not _is_vague(q) and _is_telling(q, p, g, h)
    )


def _is_telling(p: Quantity, q: Quantity, g: Gist, h: Gist) -> bool:
    """Whether one number of both is of one thing: a few, counted by two words, may be others."""
    if p.counted == q.counted or not (p.counted and q.counted) or (p.low or 0.0) >= _MANY:
        return True
    return (
        p.counted in h.terms
        or q.counted in g.terms
        or bool({p.counted, q.counted} & _of_anyone())
        or one_thing(p.counted, q.counted)
    )


@cache
def _of_anyone() -> frozenset[str]:
    """Words for whoever is counted, and their stems."""
    words = of_happenings("anyone")
    return frozenset((*words, *map(stem, words)))


def _is_vague(q: Quantity) -> bool:
    """Whether a number is no more than an order of magnitude: "dozens"."""
    return q.text.lower().split(" ")[-1] in of_happenings("vague")


def one_number(p: Quantity, q: Quantity) -> bool:
    """Whether two numbers may be one: the same, or one of them as the least that it is ("at least 14")."""
    return p.low is not None and p.low == q.low and (p.high == q.high or None in (p.high, q.high))


def counted_alike(p: Quantity, q: Quantity, g: Gist, h: Gist) -> bool:
    """Whether two numbers, each of its own gist, may count the same: "21 politicians", "21 opponents"."""
    if p.counted == q.counted or q.counted in g.terms or p.counted in h.terms:
        return True
    return (_is_people(p.counted) and _is_people(q.counted)) or not (p.counted and q.counted)


@cache
def _is_people(counted: str) -> bool:
    nouns: list[str] = table("actions")["agents"]["nouns"]
    return counted in of_happenings("called", "people") or (
        len(counted) > 2 and any(noun.startswith(counted) for noun in nouns)
    )


def _numbers_apart(g: Gist, h: Gist) -> bool:
    """Whether both count something, and nothing alike."""
    return bool(g.quantities and h.quantities) and not numbers_shared(g, h)
