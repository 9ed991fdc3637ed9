"""What a noun says that somebody did: "missile attacks on B", "talks between A and B", "A launched a strike on B"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.reading.clauses import objects_of, subject_of
from models.reading.deeds.base import (
    RECIPROCAL,
    Deed,
    are_one,
    hyphenated,
    is_answered,
    joined,
    noun_actions,
    others,
    party_key,
)
from models.reading.deeds.parties import Parties, is_party
from models.reading.deeds.phrases import comes_about, coming_category
from models.reading.deeds.undergone import (
    claims,
    doer_after_of,
    held_behind,
    is_disowned,
    is_one_deed,
    is_owned_up_to,
    keeps_peace,
    listed,
    of_objects,
    undergoer,
)
from models.reading.firmness import is_negated
from models.reading.tables import table
from models.records import COOPERATION, Category, Mention

if TYPE_CHECKING:
    from models.reading.tokens import Token

_TARGET_PREPOSITIONS = frozenset(
    {"on", "against", "with", "at", "to", "between", "over", "upon", "for", "of", "into", "toward", "towards"}
)


#: Prepositions of what happened besides, which who acts has not done.
_BEYOND = frozenset({"after", "following", "amid", "since", "before", "despite", "over", "during", "about", "as"})


class NounRules:
    """The rules over a noun."""

    def __init__(self, parties: Parties) -> None:
        self.parties = parties
        self.actors = parties.actors
        self.parsed = parties.parsed
        #: The last event of each kind, for "the dialogue" that goes on.
        self.last: dict[str, Deed] = {}

    def of_noun(self, noun: Token) -> Deed | None:
        """ "missile attacks on B", "talks between A and B", "A launched a strike on B", "the dialogue"."""
        named = self._noun_category(noun)
        verb = comes_about(noun)
        if named is None and verb is not None and (coming := coming_category(noun)) is not None:
            named = noun.lemma_.lower(), coming
        if named is None:
            return None
        lemma, category = named
        between = self._between(noun) or (self._between(verb) if verb is not None else ())
        if between:
            return (
                Deed(noun, category, lemma, between, between)
                if category in RECIPROCAL or lemma in table("actions")["reciprocal"]["nouns"]
                else None
            )
        if category == "MOBILIZE" and keeps_peace(noun):
            category = "AID"
        sources = self._noun_sources(noun)
        targets = self._noun_targets(noun, category)
        if lemma in listed("travels"):
            whose = objects_of(noun, ("of", "by"))
            sources = sources or self.parties.doers(whose)
            targets = targets or self.parties.doers([g for t in (noun, *whose) for g in objects_of(t, ("to", "in"))])
        if verb is not None:
            sources = sources or self._of_coming(noun, verb)
        if category in RECIPROCAL:
            parties = joined(sources, targets) or self._recalled(noun, category)
            return Deed(noun, category, lemma, parties, parties) if len({party_key(p) for p in parties}) > 1 else None
        if (
            not targets
            and lemma in table("actions")["reciprocal"]["nouns"]
            and len({party_key(s) for s in sources}) > 1
        ):
            return Deed(noun, category, lemma, sources, sources)  # "the Thai-Cambodian ceasefire"
        undergone = undergoer(noun, self.parties)
        if undergone and not targets:
            targets = others(self.parties.affected(undergone), sources)
        sources = sources or doer_after_of(noun, self.parties)
        targets = others(targets, sources) if lemma in listed("doers") else targets
        alone = category in ("CONCEDE", "AGREE", "MOBILIZE") or (category == "ASSAULT" and self._is_lent(noun))
        alone = alone or (lemma in listed("doers") and is_one_deed(noun)) or verb is not None
        alone = alone or (category in listed("owned") and (self._is_owned(noun) or held_behind(noun) is not None))
        alone = alone or (category == "ASSAULT" and is_owned_up_to(noun))
        if not (sources and (targets or alone)):
            told = is_one_deed(noun) and not _is_subject_of_harm(noun)
            if not (undergone and targets and told):
                return None
        return Deed(noun, category, lemma, sources, targets, "negated" if is_disowned(noun) else None)

    def _is_owned(self, noun: Token) -> bool:
        """Whether a noun tells of one deed with who did it: "an attack by Ukrainian drones", "B's veto"."""
        lemma = noun.lemma_.lower()
        by_whom = objects_of(noun, ("by",))
        if not by_whom and lemma not in listed("undergoers"):  # "B's arrest" is not what B does
            by_whom = [c for c in noun.lefts if c.dep_ == "poss" and c.pos_ != "PRON"]
        if lemma in listed("lasting"):
            return False
        return is_one_deed(noun) and bool(self.parties.doers(by_whom)) and not is_answered(noun)

    def _of_coming(self, noun: Token, verb: Token) -> tuple[Mention, ...]:
        """Who does what comes about: "exercises of A and B began", "a test was conducted by B"."""
        agents = [p for c in verb.children if c.dep_ == "agent" for p in c.rights if p.dep_ == "pobj"]
        of = objects_of(noun, ("of", "by")) if noun.lemma_.lower() not in listed("undergoers") else []
        return self.parties.doers(agents) or self.parties.doers(of)

    def _noun_category(self, noun: Token) -> tuple[str, Category] | None:
        lemma = noun.lemma_.lower()
        whole = hyphenated(noun)
        if whole in noun_actions():
            return whole, noun_actions()[whole]
        before = [c for c in noun.lefts if c.dep_ in ("compound", "amod", "nmod")]
        for word in before:
            if category := noun_actions().get(f"{word.lower_} {lemma}"):
                return f"{word.lower_} {lemma}", category
        rule = table("actions")["qualified"].get(lemma)
        if rule:
            of = [o.lemma_ for o in of_objects(noun)]
            by = [o.lemma_ for o in objects_of(noun, ("by", "of"))]
            told = set(of) & set(rule.get("of", ())) or set(by) & set(rule.get("by", ()))
            if told or any(w.lower_ in rule["before"] for w in before):
                return lemma, rule["category"]
        category = noun_actions().get(lemma)
        if category is None and lemma in listed("blasts") and is_owned_up_to(noun):
            return lemma, "ASSAULT"
        return (lemma, category) if category else None

    def _between(self, noun: Token) -> tuple[Mention, ...]:
        """The parties of "between A and B", wherever the parse hangs the phrase."""
        for child in noun.subtree:
            if (
                child.lower_ in ("between", "among")
                and child.dep_ == "prep"
                and (child.head.i == noun.i or child.head.head.i == noun.i)
            ):
                parties = self.parties.doers([c for c in child.rights if c.dep_ == "pobj"])
                if any(not are_one(parties[0], p) for p in parties[1:]):
                    return parties  # also an army and its country's rebels
        return ()

    def _noun_sources(self, noun: Token) -> tuple[Mention, ...]:
        owner = [c for c in noun.lefts if c.dep_ == "poss"]
        if owner and owner[0].lower_ == "their" and (pair := self._pair_before(noun)):
            return pair
        if owner and (parties := self.parties.doers(owner)):
            return parties
        if by := self.parties.doers(objects_of(noun, ("by",))):
            return by
        if country := self.parties.country_of(noun):
            return country
        if is_answered(noun):
            return ()
        blamed = held_behind(noun)
        return self._lending(noun) if blamed is None else self.parties.doers([blamed])

    def _lending(self, noun: Token) -> tuple[Mention, ...]:
        """Who does it as the subject of a light verb: "A launched a strike"."""
        at = noun
        while at.dep_ in ("conj", "dobj", "pobj", "prep", "attr", "xcomp", "pcomp", "dative") and at.head.i != at.i:
            at = at.head
            if at.dep_ == "prep" and at.lower_ in _BEYOND:
                return ()  # "issued a warning after the clashes"
            if at.pos_ == "NOUN" and at.lemma_ not in noun_actions() and not claims(at.head, at):
                return ()
            if at.pos_ == "VERB":
                if any(c.dep_ in ("auxpass",) for c in at.children):
                    return self.parties.doers([p for c in at.children if c.dep_ == "agent" for p in c.children])
                subject = subject_of(at)
                if subject is None:
                    return ()
                is_light = at.lemma_ in table("actions")["light"]["verbs"] or any(claims(at, c) for c in at.rights)
                reciprocal = noun_actions().get(noun.lemma_.lower()) in RECIPROCAL
                return self.parties.doers([subject]) if is_light or (reciprocal and noun.dep_ == "pobj") else ()
        return ()

    def _is_lent(self, noun: Token) -> bool:
        """Whether a light verb lends the noun its doer: "retaliated with missile strikes"."""
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        return verb.pos_ == "VERB" and not is_answered(noun) and verb.lemma_ in table("actions")["light"]["verbs"]

    def _noun_targets(self, noun: Token, category: Category) -> tuple[Mention, ...]:
        if category in RECIPROCAL:
            prepositions = {"with"}  # talks *on* Iran are not with it
        else:
            prepositions = set(_TARGET_PREPOSITIONS) - {"of", "for", "between"}
            prepositions |= {"of"} if category in ("ASSAULT", "COERCE", "RETREAT", "ACCUSE") else set()
            prepositions |= {"for"} if category in ("SUPPORT", "AID") else set()
        if category not in COOPERATION and noun.lemma_.lower() not in table("actions")["reciprocal"]["nouns"]:
            prepositions -= {"with"}  # "respond to sanctions with measures"
        found = objects_of(noun, ("against",)) if category not in RECIPROCAL else []
        if not found and category == "ACCUSE" and noun.dep_ == "dobj":  # "filed a lawsuit with the court against B"
            found = [o for p in noun.head.subtree if p.lower_ == "against" for o in p.rights if o.dep_ == "pobj"]
        found = found or objects_of(noun, tuple(prepositions))
        if not found and noun.head.pos_ == "VERB" and noun.dep_ == "dobj":
            found = objects_of(noun.head, ("on", "against", "with", "to") if category not in RECIPROCAL else ("with",))
        return self.parties.affected(found)

    def _recalled(self, noun: Token, category: Category) -> tuple[Mention, ...]:
        """A definite noun without parties of its own ("the dialogue") has those of the last event of its kind.

        Who works together does so in many ways: an exchange of prisoners is not the exercise told before.
        """
        definite = any(c.dep_ == "det" and c.lower_ in ("the", "this", "these") for c in noun.lefts)
        last = self.last.get(category) if definite and not _is_shunned(noun) else None
        if last is None or (category == "COOPERATE" and last.lemma.split()[-1] != noun.lemma_.lower()):
            return ()
        return last.sources

    def _pair_before(self, noun: Token) -> tuple[Mention, ...]:
        """The last joined pair in the sentence before "their": "A and B … their meeting"."""
        for token in reversed(self.parsed.doc[noun.sent.start : noun.i]):
            named = self.actors.mentions(token)
            parties = tuple(n.mention for n in named if is_party(n))
            if len(parties) > 1:
                return parties
        return ()


def _is_shunned(noun: Token) -> bool:
    """Whether somebody was not at what is told: "was not at the meeting"; the others met all the same."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    return noun.dep_ in ("dobj", "pobj") and verb.pos_ in ("VERB", "AUX") and is_negated(verb)


def _is_subject_of_harm(noun: Token) -> bool:
    """Whether what a happening did to people tells of it: "the bombing of the bridge killed four"."""
    return noun.dep_ == "nsubj" and noun.head.lemma_.lower() in table("actions")["harm"]["verbs"]
