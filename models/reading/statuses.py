"""Whether a deed happened, goes on, comes again, is planned, possible or was not done: by the words over it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from models.reading.clauses import is_demanded
from models.reading.deeds import is_answered, keys_of
from models.reading.firmness import (
    is_branded_untrue,
    is_negated,
    is_unconfirmed,
    is_untrue,
    predicate_of_telling,
)
from models.reading.governing import is_to_come
from models.reading.tables import table
from models.records import Status

if TYPE_CHECKING:
    from models.reading.tokens import Token

_QUOTES = frozenset("\"'”’»")
_PREDICATES = frozenset({"VERB", "AUX"})


def status_of(word: Token) -> Status:
    """Negated before planned, possible, repeated, ongoing, happened (PLOVER's auxiliary modes)."""
    governing = list(_governing(word))
    words = table("actions")["status"]
    telling = predicate_of_telling(word)
    if is_branded_untrue(word) or (telling is not None and is_untrue(telling)):
        return "negated"
    if telling is not None and is_unconfirmed(telling):
        return "possible"
    if _is_looked_back_at(word):
        return "negated" if is_negated(word) else "happened"
    if any(_is_open(at) for at in governing) or _is_case(word):
        return "possible"  # also "if he was not freed"
    told = telling is not None or _is_beside(word) or _does_itself(word)
    if status := _denied([word] if told else governing):
        return status
    for at in governing:
        if status := _not_yet(at, word):
            return status
    if any(at.dep_ == "acl" and at.tag_ == "VB" for at in governing) or _is_unreal(word):
        return "planned"
    for at in governing:
        if any(c.dep_ == "advmod" and c.lower_ in words["repeated"] for c in at.children):
            return "repeated"
        present = any(c.lower_ in ("is", "are", "'re", "am") for c in at.children if c.dep_ == "aux")
        if (at.tag_ == "VBG" and present) or (at.lemma_ in words["ongoing"] and at.tag_ in ("VBZ", "VBP", "VBG")):
            return "ongoing"
    return "happened"


def _denied(governing: list[Token]) -> Status | None:
    """Negated, where a verb or noun is, or is said not to have been done; "did not rule out sending": it may be."""
    undone = any(_is_undone(at) for at in governing)
    if any(is_negated(at) for at in governing):
        return "possible" if undone else "negated"
    return "negated" if undone else None


def _is_looked_back_at(word: Token) -> bool:
    """Whether a deed is what something else comes after: "will meet on Sunday, two days after ruling it out"."""
    return word.tag_ == "VBG" and word.dep_ == "pcomp" and word.head.lower_ in ("after", "since", "following")


def _is_beside(word: Token) -> bool:
    """Whether a noun only frames what is told, so that no negation of that reaches it: "during his visit to B"."""
    at = word
    while at.dep_ in ("pobj", "prep", "pcomp", "compound") and at.head.i != at.i and at.head.pos_ not in _PREDICATES:
        at = at.head
        if at.lower_ in table("actions")["status"]["beside"]:
            return True
    return False


def _does_itself(word: Token) -> bool:
    """Whether a noun is what does or does not do something: "the launch caused no damage"; it was all the same."""
    verb = word.head
    if word.pos_ != "NOUN" or word.dep_ != "nsubj" or verb.pos_ != "VERB":
        return False
    return verb.lemma_.lower() not in table("phrases")["coming"]["verbs"]


def _is_undone(word: Token) -> bool:
    """Whether a verb or noun stands under a word that says it was not done: "failed to", "ruled out", "vetoed"."""
    words = table("actions")["undone"]
    above, preposition = word.head, ""
    if word.dep_ in ("pcomp", "pobj"):
        above, preposition = above.head, above.lower_
    keys = set(keys_of(above)) | {above.lemma_}
    if preposition and keys & set(words.get(preposition, ())):
        return True  # "prevented Iran from attacking", "decided against sending"
    if word.pos_ == "NOUN":
        return word.dep_ in ("dobj", "nsubjpass") and bool(keys & set(words["things"]))
    drafts = {*table("actions")["unreal"]["nouns"], *words["drafts"]}
    if word.dep_ == "acl" and above.dep_ in ("dobj", "nsubjpass") and keys & drafts:
        return bool(set(keys_of(above.head)) & {*words["plans"], *words["things"]})  # "abandoned plans to attack"
    return word.dep_ in ("xcomp", "acl", "pcomp") and bool(keys & set(words["deeds"]))


def _is_open(verb: Token) -> bool:
    """Whether a verb stands in a condition, or says what somebody may do: "if", "unless", "has every right to"."""
    words = table("actions")["status"]
    if any(c.dep_ in ("mark", "advmod") and c.i < verb.i and c.lower_ in words["open"] for c in verb.children):
        return True
    if _is_turned(verb) or (verb.pos_ in ("VERB", "AUX") and _is_asked(verb)):
        return True
    return verb.tag_ == "VB" and verb.dep_ in ("acl", "xcomp") and verb.head.lemma_.lower() in words["free"]


def _is_turned(verb: Token) -> bool:
    """Whether a clause is a condition by its order: "Had the jets come an hour later, the palace would have fallen"."""
    turned = table("actions")["status"]["turned"]
    first = next((c for c in verb.lefts if c.dep_ == "aux" and c.lower_ in turned), None)
    if first is None or verb.dep_ not in ("ccomp", "advcl") or verb.head.i < verb.i:
        return False
    return any(c.dep_ in ("nsubj", "nsubjpass") and c.i > first.i for c in verb.lefts)


def _is_asked(verb: Token) -> bool:
    """Whether a verb stands in a question: "Will Finland send troops?" """
    if verb.dep_ not in ("ROOT", "conj"):
        return False
    sentence = verb.sent
    ends = (t for t in reversed(list(sentence)[-3:]) if not t.is_space and t.text not in _QUOTES)
    return next((t.text for t in ends), "") == "?"


def _is_case(word: Token) -> bool:
    """Whether a noun is only a case to reckon with: "in case of an attack", "in the event of an attack"."""
    of = word.head
    if word.dep_ != "pobj" or of.lower_ != "of" or of.head.lemma_.lower() not in table("actions")["status"]["cases"]:
        return False
    return of.head.dep_ == "pobj" and of.head.head.lower_ in ("in", "for")


def _not_yet(verb: Token, word: Token) -> Status | None:
    """What a governing verb makes of what has not happened: planned ("will", "plans to", "is to"), possible."""
    words = table("actions")["status"]
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    required = auxiliaries & set(words["required"]) and "have" not in auxiliaries
    if auxiliaries & set(words["future"]) or required:
        return "planned"
    if "would" in auxiliaries and _is_announced(verb):
        return "planned"
    if auxiliaries & set(words["possible"]):
        return "possible"
    subjunctive = verb.tag_ == "VB" or "be" in {c.lower_ for c in verb.lefts if c.dep_ == "auxpass"}
    if is_demanded(verb) or (verb.dep_ == "ccomp" and subjunctive):
        return "planned"  # "demanded that he be detained"
    # "Ordered a strike": it is one; "offered an apology": it is made.
    carried = word.pos_ == "NOUN" and (verb.lemma_ in ("seek", "agree", "order") or word.lemma_ in words["offered"])
    if verb.i != word.i and verb.lemma_ in words["planned"] and not carried:
        return "planned"
    if is_to_come(verb):
        return "planned"
    if verb.dep_ == "advcl" and verb.head.tag_ in ("VBD", "VBN"):
        out = verb.head.lemma_ in words["going_out"] and verb.lemma_ in words["voiced"]
        if out or verb.lemma_ in words["purposes"]:  # "took to the streets to protest", "marched to demand elections"
            return None
    if verb.head.lemma_ in words["accomplished"] and verb.dep_ in ("xcomp", "advcl") and verb.tag_ == "VB":
        return None  # "voted to approve the budget"
    # "Is said to have struck" is told as done.
    infinitive = verb.dep_ in ("xcomp", "acl", "advcl") and verb.tag_ == "VB" and "have" not in auxiliaries
    if infinitive and verb.dep_ == "advcl" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.lefts):
        return "planned"  # "reached out to provide support": meant, not done
    if infinitive and (verb.head.lemma_ in words["planned"] or (verb.dep_ == "xcomp" and verb.head.lemma_ == "be")):
        return "planned"
    return None


def _is_announced(verb: Token) -> bool:
    """Whether "would" is the "will" of what somebody said, on no condition: "said it would send troops"."""
    above = verb.head
    if (
        verb.dep_ != "ccomp"
        or above.tag_ not in ("VBD", "VBN")
        or above.lemma_ not in table("actions")["status"]["announced"]
    ):
        return False
    conditions = (c for c in verb.children if c.dep_ == "advcl")
    return not any(t.lower_ in table("actions")["status"]["open"] for c in conditions for t in c.lefts)


def _is_unreal(word: Token) -> bool:
    """Whether a noun stands under one that makes it a plan: "topics of conversation", "a call for talks"."""
    at = word
    while at.dep_ in ("pobj", "prep") and at.head.i != at.i:
        at = at.head
        if at.pos_ == "NOUN" and at.lemma_ in table("actions")["unreal"]["nouns"]:
            return True
    return False


def _has_thing(word: Token) -> bool:
    """Whether a preposition goes with a noun, or with a verb that has its object besides."""
    return word.pos_ == "NOUN" or any(c.dep_ == "dobj" for c in word.rights)


def _governing(word: Token) -> Iterator[Token]:
    """The word and the verbs that carry it, within its clause."""
    yield word
    at = word
    if is_answered(word):
        return  # "vowed to respond to the attack": that one was made
    while (
        at.dep_
        in (
            "dobj",
            "pobj",
            "prep",
            "xcomp",
            "conj",
            "attr",
            "nsubj",
            "nsubjpass",
            "pcomp",
            "appos",
            "compound",
        )
        and at.head.i != at.i
    ):
        if at.dep_ == "conj" and at.pos_ == "VERB":
            return
        if at.dep_ == "prep" and at.lower_ in table("actions")["status"]["topics"] and _has_thing(at.head):
            return  # "will hold a meeting on the clashes"
        at = at.head
        if at.pos_ in ("VERB", "AUX"):
            yield at
            if at.dep_ not in ("xcomp", "pcomp"):
                return
