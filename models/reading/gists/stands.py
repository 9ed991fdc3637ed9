"""What each clause of a dispatch stands for, in a loose form: its poles, its things, whom and when, and the setting.

Beside the gists of claims and events, and of the dispatch's own narrative as well: a clause that is of no record is
kept by the nearest one. Two clauses of one matter in quite different words are compared by these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from models.reading.actors import SUBJECTS, Actors
from models.reading.dates import Dates
from models.reading.gists.clauses import clause_of
from models.reading.gists.doers import Doers, party
from models.reading.gists.poles import Pole, over, standing, vague
from models.reading.gists.quantities import Quantities, amount
from models.reading.gists.words import counted, family_of, is_money, words
from models.reading.language import Parsed
from models.reading.phrases import words_of
from models.reading.synonyms import is_weak, senses, singular
from models.records import Claim, Event, Gist

if TYPE_CHECKING:
    from models.reading.tokens import Token
    from models.reading.tokens import Words as Sentence

#: Of one clause and of a dispatch's setting are kept, at most.
_MOST_THINGS, _MOST_TERMS, _MOST_SETTING, _MOST_KNOWN = 8, 12, 16, 30
#: A clause with fewer things is also about those of the clauses beneath it.
_FEW = 2
#: A clause of fewer words is also about those of the ones who say it.
_SHORT = 6
#: Sentences whose words are the setting, beside the headline.
_LEAD = 2
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "oprd", "dative", "pobj", "npadvmod"})
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_BODIES = frozenset({"soldier", "army", "police", "rebel", "government"})
_NO_NAME = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY"})


def find_stands(
    parsed: Parsed,
    actors: Actors,
    dates: Dates,
    numbers: Quantities,
    claims: Iterable[Claim],
    events: Iterable[Event],
) -> Iterator[Gist]:
    """The stands of a dispatch, clause by clause."""
    return _Finder(parsed, actors, dates, numbers, tuple(claims), tuple(events)).all()


class _Finder:
    def __init__(
        self,
        parsed: Parsed,
        actors: Actors,
        dates: Dates,
        numbers: Quantities,
        claims: tuple[Claim, ...],
        events: tuple[Event, ...],
    ) -> None:
        self._parsed, self._actors, self._dates, self._numbers = parsed, actors, dates, numbers
        self._claims, self._events, self._doers = claims, events, Doers(actors)
        self._phrases = {n.mention.span: range(n.first, n.last + 1) for n in actors.by_head.values()}

    def all(self) -> Iterator[Gist]:
        if not self._claims and not self._events:
            return
        sentences = list(self._parsed.doc.sents)
        setting = self._setting(sentences[:_LEAD])
        known = self._known(t for sentence in sentences[:_LEAD] for t in sentence)
        for sentence in sentences:
            if _asks(sentence):
                continue
            for verb, found in standing(sentence):
                stand = self._stand(verb, found, {"setting": setting, "known": known})
                if stand.mood != "open" and _tells(stand):
                    yield stand

    def _setting(self, lead: list[Sentence]) -> tuple[str, ...]:
        """The words of the headline and the lead that say what the dispatch is about."""
        found: dict[str, None] = {}
        for token in (t for sentence in lead for t in sentence):
            if token.pos_ in ("NOUN", "PROPN", "ADJ") and not self._is_aside(token):
                found[_word(token)] = None
        for word in _WORD.findall(self._parsed.dispatch.headline or ""):
            if len(word) > 3:
                found[singular(word.lower())] = None
        return tuple(word for word in found if not is_weak(word))[:_MOST_SETTING]

    def _known(self, lead: Iterable[Token]) -> tuple[str, ...]:
        """The names in all of the dispatch that are of no country, and ("=") those of no person in its lead."""
        found = dict.fromkeys(t.lower_ for t in self._parsed.doc if self._is_name(t))
        for word in _WORD.findall(self._parsed.dispatch.headline or ""):
            if word[0].isupper() and len(word) > 3:
                found[word.lower()] = None
        names = list(found)[:_MOST_KNOWN]
        first = dict.fromkeys(f"={t.lower_}" for t in lead if self._is_name(t) and t.ent_type_ != "PERSON")
        return (*names, *list(first)[:_MOST_THINGS], *self._figures())

    def _figures(self) -> Iterator[str]:
        """The numbers and days anywhere in the dispatch, and whether it goes by the clock of another place."""
        found = dict.fromkeys(f"#{told:g}" for t in self._parsed.doc if t.like_num and (told := amount(t)) is not None)
        days = dict.fromkeys(
            f"#{t.when.earliest}"
            for t in self._dates.timexes
            if t.when is not None and t.when.earliest == t.when.latest != self._parsed.dispatch.date
        )
        yield from (*list(found)[:_MOST_KNOWN], *list(days)[:_MOST_KNOWN])
        if any(t.text in ("GMT", "UTC") for t in self._parsed.doc):
            yield "gmt"

    def _stand(self, verb: Token, found: list[Pole], of_dispatch: dict[str, tuple[str, ...]]) -> Gist:
        pole = found[0]
        inside = _own_words(found)
        subject = _subject(verb)
        claim = self._claim_of(verb)
        tellers = {i for span in self._told_by(claim) for i in span}
        sentence = verb.sent
        within = range(sentence.start, sentence.end)
        clause = [t for t in clause_of(verb) if t.i in within and t.i not in tellers]
        lent = None if subject in clause else subject
        if lent is not None:
            clause = [*clause, *_phrase(lent)]
        beside = [t for t in _beside(clause) if t.i in within and t.i not in tellers]
        if claim is not None and pole.top.dep_ == "ccomp" and len(clause) < _SHORT:
            # "The organizers of the march in X said 60,000 took part": who says it tells of what.
            beside += [p for c in pole.top.head.lefts if c.dep_ in SUBJECTS for p in c.subtree]
        if pole.manner == "accuses" and pole.top is not verb:
            beside += [t for t in clause_of(pole.top) if t not in clause]
        things, terms, names = self._words(verb, subject, lent, clause, beside, inside)
        record = claim.id if claim is not None else self._nearest(verb, clause)
        own = self._dates.of_clause(verb) or next(
            (w for t in (*clause, *beside) if t.pos_ == "NOUN" and (w := self._dates.of_clause(t)) is not None), None
        )
        teller = self._teller(claim)
        told = self._told(teller)
        agents = self._agents(pole, subject, told)
        others = dict.fromkeys(key for t in clause for key in self._party_at(t))
        first = min((t for p in found for t in p.tokens if abs(t.i - verb.i) < 8), key=lambda t: t.i, default=verb)
        last = max((t for p in found for t in p.tokens if abs(t.i - verb.i) < 8), key=lambda t: t.i, default=verb)
        span = self._parsed.between(min(first, verb, key=lambda t: t.i), max(last, verb, key=lambda t: t.i))
        said = (teller.said.earliest if teller is not None and teller.said is not None else None) or (
            self._parsed.dispatch.date
        )
        return Gist(
            record=record,
            predicate=family_of(verb)[0],
            span=span,
            words=self._parsed.text(span),
            negated=not pole.is_plus,
            mood=pole.mood if claim is None or claim.certainty == "asserted" else "open",
            manner=pole.manner,
            agents=tuple(dict.fromkeys(agents)),
            others=tuple(others),
            names=names,
            called=tuple(t.lower_ for t in clause if t.ent_type_ == "PERSON" and t.pos_ == "PROPN"),
            theme=things,
            terms=terms,
            quantities=self._numbers.among(sorted(clause, key=lambda t: t.i)),
            first=own.earliest if own is not None else None,
            last=own.latest if own is not None else None,
            dated=own.span if own is not None else None,
            speakers=told,
            said=said,
            poles=tuple(dict.fromkeys(p.written for p in found)),
            **of_dispatch,
        )

    def _told_by(self, claim: Claim | None) -> Iterator[range]:
        """The tokens of those who make a claim, which are no part of what is claimed."""
        for mention in claim.sources if claim is not None else ():
            if (words_ := self._phrases.get(mention.span)) is not None:
                yield words_

    def _words(
        self,
        verb: Token,
        subject: Token | None,
        lent: Token | None,
        clause: list[Token],
        beside: list[Token],
        inside: set[int],
    ) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """The things a clause is about, the nearest to its verb first; all its words; the names among them."""
        things: dict[str, None] = {}
        heads = self._in_order(verb, subject, lent, [t for t in clause if t.dep_ in _ARGUMENTS and t.i not in inside])
        for head in dict.fromkeys(heads):
            for noun in (head, *(c for c in head.children if c.dep_ in ("compound", "poss", "nmod", "conj", "appos"))):
                if noun.pos_ in ("NOUN", "PROPN") and noun.i not in inside and not self._is_aside(noun):
                    things[_word(noun)] = None
        if sum(not is_weak(word) for word in things) < _FEW:
            aims = [t for c in verb.children if c.dep_ == "advcl" for t in clause_of(c) if t not in clause]
            beside = [*beside, *(t for t in aims if t not in beside)]
            things |= dict.fromkeys(_word(t) for t in beside if t.pos_ in ("NOUN", "PROPN") and not self._is_aside(t))
        terms = dict.fromkeys(
            _word(t)
            for t in (*clause, *beside)
            if t.pos_ in ("NOUN", "PROPN", "ADJ", "VERB") and t.i not in inside and not self._is_aside(t)
        )
        names = dict.fromkeys(t.lower_ for t in (*clause, *beside) if self._is_name(t))
        return (
            tuple(word for word in things if word not in words("empty", "words"))[:_MOST_THINGS],
            tuple(word for word in terms if word not in words("empty", "words"))[:_MOST_TERMS],
            tuple(names)[:_MOST_THINGS],
        )

    def _in_order(self, verb: Token, subject: Token | None, lent: Token | None, arguments: list[Token]) -> list[Token]:
        """What a clause is about, the foremost first: what is done to or said of; who acts in another comes last."""
        objects = [t for t in arguments if t.head.i == verb.i and t.dep_ in ("dobj", "nsubjpass", "dative")]
        others = [t for t in arguments if t not in objects and t is not lent]
        if subject is None or _is_body(subject):
            return [*objects, *(t for t in others if subject is None or t.i != subject.i)]
        acts = self._is_actor(subject) or any(c.lower_ in words("own", "possessives") for c in subject.lefts)
        return [*objects, *others, subject] if objects or acts else [subject, *others]

    def _is_actor(self, token: Token) -> bool:
        named = self._actors.at(token)
        return named is not None and (named.mention.actor.kind in ("person", "country") or _is_body(token))

    def _is_aside(self, token: Token) -> bool:
        """Whether a word is of a date, a number or the name of a known actor, which are compared apart."""
        if token.ent_type_ in ("DATE", "TIME", "CARDINAL", "ORDINAL") or not token.text[0].isalpha():
            return True
        if is_money(counted(token.lower_)):
            return True
        return self._actors.match_at(token) is not None and not self._is_city(token)

    def _is_city(self, token: Token) -> bool:
        """Whether the name of a city stands for the place, not for the state: "the airport in Beirut"."""
        match = self._actors.match_at(token)
        if match is None or match.entry.actor.kind != "country" or token.ent_type_ != "GPE":
            return False
        if token.lower_ in match.entry.actor.name.lower().split() or token.lower_ == match.entry.actor.name.lower():
            return False
        return token.dep_ == "pobj" and token.head.lower_ in ("in", "at", "near", "outside", "around", "through")

    def _is_name(self, token: Token) -> bool:
        if token.pos_ != "PROPN" or token.ent_type_ in _NO_NAME or not token.text[0].isupper() or len(token) < 3:
            return False
        low = token.lower_
        if low in words_of("titles") or low in words("empty", "of_places") or low in words("empty", "of_offices"):
            return False
        if low in words("empty", "words") or is_weak(low):
            return False
        return self._actors.match_at(token) is None or self._is_city(token)

    def _party_at(self, token: Token) -> list[str]:
        match = self._actors.match_at(token)
        if match is not None:
            return [match.entry.actor.country or match.entry.actor.id]
        named = self._actors.by_head.get(token.i)
        if named is None or named.mention.actor.kind == "unknown":
            return []
        return [party(named.mention)]

    def _agents(self, pole: Pole, subject: Token | None, told: tuple[str, ...]) -> list[str]:
        """Who does it: the subject, who is accused of it, or after "by"; of "his army", who speaks."""
        verb = pole.verb
        holder = next((h for t in pole.tokens if t.lemma_ in ("hand", "control") and (h := self._holder(t))), None)
        if holder is not None:
            return holder
        by = next((p for c in verb.children if c.dep_ == "agent" for p in c.rights), None)
        passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
        doer = by if by is not None else None if passive else subject
        if pole.manner == "accuses" and pole.top is not verb:
            doer = next((c for c in pole.top.children if c.dep_ in ("dobj", "nsubjpass")), doer)
        if doer is None:
            return []
        if doer.lower_ in words("own", "pronouns") or any(c.lower_ in words("own", "possessives") for c in doer.lefts):
            return list(told)
        found = self._doers.parties(doer)
        if not found and (match := self._actors.country_before(doer)) is not None and match.entry.actor.country:
            found = [match.entry.actor.country]
        return found

    def _holder(self, noun: Token) -> list[str]:
        """In whose hands: "in the hands of the rebels", "in Ukrainian hands"."""
        if noun.dep_ != "pobj":
            return []
        of = next((p for c in noun.rights if c.lower_ == "of" for p in c.rights), None)
        if of is not None:
            return [party(n.mention) for n in self._actors.mentions(of)]
        match = self._actors.country_before(noun)
        return [match.entry.actor.country] if match is not None and match.entry.actor.country else []

    def _claim_of(self, verb: Token) -> Claim | None:
        """The innermost claim in whose content a word stands."""
        start, end = self._parsed.between(verb, verb)
        holding = [c for c in self._claims if any(a <= start and end <= b for a, b in c.content)]
        return min(holding, key=lambda c: sum(b - a for a, b in c.content), default=None)

    def _teller(self, claim: Claim | None) -> Claim | None:
        """Who says it: of a plan or a refusal told by somebody ("X said Y would refuse to"), the one who tells."""
        if claim is None or claim.cue is None or claim.parent is None:
            return claim
        if claim.cue.lemma.split(" ")[0] in over("wished") | over("refused") | over("open"):
            return next((c for c in self._claims if c.id == claim.parent), claim)
        return claim

    def _nearest(self, verb: Token, clause: list[Token]) -> str:
        """The record by which a clause of no claim is kept: of its words, else of its sentence, else the nearest."""
        start, end = self._parsed.between(min(clause, key=lambda t: t.i), max(clause, key=lambda t: t.i))
        at = self._parsed.between(verb, verb)[0]
        records: tuple[Claim | Event, ...] = (*self._events, *self._claims)

        def distance(record: Claim | Event) -> tuple[int, int]:
            span = record.span if isinstance(record, Event) else record.cue.span if record.cue else record.sentence
            if start <= span[0] < end:
                return 0, abs(span[0] - at)
            inside = record.sentence[0] <= at < record.sentence[1]
            return (1 if inside else 2), abs(span[0] - at)

        return min(records, key=distance).id

    def _told(self, claim: Claim | None) -> tuple[str, ...]:
        if claim is None:
            return ()
        return tuple(dict.fromkeys(key for m in claim.sources or claim.via[-1:] for key in (m.actor.id, party(m))))


def _tells(stand: Gist) -> bool:
    """Whether a stand may be compared: one on no axis only where it says of what, and not next to nothing."""
    if any(not pole[1:].startswith("v:") for pole in stand.poles) or stand.quantities:
        return True
    told = any(pole[3:] not in vague() for pole in stand.poles)
    return told and any(not is_weak(word) for word in (*stand.theme, *stand.names))


def _asks(sentence: Sentence) -> bool:
    return any(t.text.endswith("?") for t in sentence.doc[max(sentence.start, sentence.end - 3) : sentence.end])


def _is_body(subject: Token) -> bool:
    """Whether who acts is a body of a state or of rebels, told by its side elsewhere: "Russian troops"."""
    return not _BODIES.isdisjoint(senses(subject.lemma_.lower())) and subject.dep_ != "nsubjpass"


def _own_words(found: list[Pole]) -> set[int]:
    """The words that are poles; a thing in an expression of a verb ("plant mines") is a thing all the same."""
    own: set[int] = set()
    for pole in found:
        several = len(pole.tokens) > 1 and pole.tokens[0].pos_ in ("VERB", "AUX")
        own |= {t.i for t in pole.tokens if not (several and t.pos_ in ("NOUN", "PROPN") and t.dep_ == "dobj")}
    return own


def _word(token: Token) -> str:
    if token.lower_ == "product" and any(c.lower_ == "domestic" for c in token.lefts):
        return "gdp"
    return token.lower_ if token.pos_ == "PROPN" else singular(token.lemma_.lower())


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


def _beside(clause: list[Token]) -> Iterator[Token]:
    """The clauses beneath that tell in what it came about, or what one of its things is: "when …", "that …"."""
    for token in clause:
        for child in token.children:
            when = child.dep_ == "advcl" and any(c.lower_ in ("when", "as", "after", "while") for c in child.lefts)
            if when or (child.dep_ in ("relcl", "acl") and token.pos_ in ("NOUN", "PRON")):
                yield from (t for t in clause_of(child) if t not in clause)


def _phrase(head: Token) -> Iterator[Token]:
    """A noun with its qualifiers, without clauses."""
    yield head
    for child in head.children:
        if child.dep_ not in ("relcl", "acl", "conj", "appos", "cc"):
            yield from _phrase(child)
