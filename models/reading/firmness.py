"""How firmly: polarity and certainty of what is said, and the reporter's distance in the cue.

The words are in `tables/cues.toml`; `claims` asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.reading.tables import table
from models.records import Certainty, Polarity, Stance

if TYPE_CHECKING:
    from models.reading.tokens import Token

#: Doubt outweighs what is weaker than it, whoever expresses it.
_WEIGHT: dict[Certainty, int] = {"asserted": 0, "probable": 1, "possible": 2, "conditional": 3, "doubtful": 4}


def polarity_of(root: Token, cue: str) -> Polarity:
    """Whether the main predicate is denied, by its own negation or by the cue ("denied"); two cancel out."""
    negated = (is_negated(root) != is_called_untrue(root)) != _denies(cue)
    return "negated" if negated else "affirmed"


def _denies(cue: str) -> bool:
    """Whether a cue denies what it brings."""
    denials = table("cues")["denials"]
    return cue in denials["verbs"] or cue in denials["phrasal"]


def cue_of_denial(verb: Token, lemma: str) -> str:
    """A cue's lemma as denials are listed, with its particle: "rule out"; of "not ruled out" the bare lemma."""
    phrasal = table("cues")["denials"]["phrasal"]
    whole = (f"{lemma} {c.lower_}" for c in verb.rights if c.dep_ in ("prt", "prep", "advmod"))
    return lemma if is_negated(verb) else next((w for w in whole if w in phrasal), lemma)


def is_called_untrue(predicate: Token) -> bool:
    """Whether a predicate says of words that they are not so: "the reports are false", "the claim was fabricated"."""
    untrue = table("cues")["untrue"]
    subject = next((c for c in predicate.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or not (subject.lemma_.lower() in untrue["told"] or _stands_for_clause(subject)):
        return False
    said = [predicate, *(c for c in predicate.rights if c.dep_ in ("acomp", "attr"))]
    return any({t.lower_, t.lemma_.lower()} & set(untrue["words"]) for t in said)


def predicate_of_telling(word: Token) -> Token | None:
    """What is said of the words that tell of a deed: "are false" over the strike of "reports of a strike are false"."""
    told = table("cues")["untrue"]["told"]
    for at in (word, *word.ancestors):
        if at.pos_ == "NOUN" and at.lemma_.lower() in told and at.dep_ in ("nsubj", "nsubjpass") and word.i > at.i:
            return at.head
        if at.dep_ == "ccomp" and any(_stands_for_clause(c) for c in at.head.lefts):
            return at.head  # "it is not true that"
    return None


def _stands_for_clause(subject: Token) -> bool:
    """Whether an "it" only stands for the clause after "it is true that"."""
    be = subject.head
    return subject.lower_ == "it" and be.lemma_ == "be" and any(c.dep_ == "ccomp" for c in be.rights)


def is_branded_untrue(word: Token) -> bool:
    """Whether a word stands in what is told by a noun that somebody calls untrue: "called reports of a strike fake"."""
    untrue = table("cues")["untrue"]
    for at in word.ancestors:
        verb = at.head
        if at.lemma_.lower() in untrue["told"] and verb.lemma_ in untrue["branding"] and verb.i < at.i < word.i:
            said = (t for t in verb.subtree if t.i > word.i)
            return not is_negated(verb) and any({t.lower_, t.lemma_.lower()} & set(untrue["words"]) for t in said)
    return False


def is_about(word: Token, end: int) -> bool:
    """Whether a noun is only what a clause is about, so that it is not denied with that.

    "Denied that it had blocked a statement on the fighting": that there was fighting is not denied. `end` is the token
    at which the clause begins or that brings it. Nor is what a relative clause adds: "denied it was behind an attack
    that killed two".
    """
    if word.pos_ == "VERB" and word.dep_ == "relcl" and word.tag_ == "VBD":
        return word.head.i > end
    if word.pos_ != "NOUN":
        return False
    below = word
    for at in word.ancestors:
        if at.i <= end:
            return False
        if at.pos_ in ("VERB", "AUX"):
            return False
        topic = at.lower_ in table("actions")["status"]["topics"]
        if (
            at.dep_ == "prep"
            and at.head.i > end
            and (topic or (at.lower_ not in ("of", "in") and at.head.pos_ == "NOUN"))
        ):
            return below.dep_ in ("pobj", "pcomp")
        below = at
    return False


def answered_telling(word: Token) -> Token | None:
    """The noun by which a word is told and that is denied or not: "denied reports that", "claims that … are false"."""
    told = table("cues")["untrue"]["told"]
    near = (a for a in word.ancestors if a.i < word.i and a.pos_ == "NOUN" and a.lemma_.lower() in told)
    found = next((noun for noun in near if is_denied(noun) or denying(noun) is not None), None)
    return None if found is None or is_about(word, found.i) else found


def is_denied(noun: Token) -> bool:
    """Whether words are denied: "denied media reports", "dismissed as false claims that", "the reports are untrue"."""
    at = _first_joined(noun)
    if at.dep_ in ("nsubj", "nsubjpass") and is_untrue(at.head):
        return True
    verb = denying(noun)
    return verb is not None and not is_negated(verb) and not is_withheld(verb)


def denying(noun: Token) -> Token | None:
    """The verb of denial that has a noun as its object: "denied reports", "dismissed as false the claims"."""
    at = _first_joined(noun)
    verb = at.head
    if verb.dep_ == "pcomp":
        verb = verb.head  # "as baseless the claims"
    if verb.lower_ == "as":
        verb = verb.head
    denies = verb.lemma_.lower() in table("cues")["denials"]["verbs"]
    return verb if denies and at.dep_ in ("dobj", "pobj", "nsubjpass") else None


def _first_joined(word: Token) -> Token:
    """The first of the words that are joined by "and"."""
    while word.dep_ == "conj":
        word = word.head
    return word


def is_unconfirmed(predicate: Token) -> bool:
    """Whether it is said of words that they are not confirmed."""
    return is_negated(predicate) and predicate.lemma_ in table("cues")["withheld"]["affirming"]


def is_untrue(predicate: Token) -> bool:
    """Whether words of which a predicate is said are not so: "are false", "are not true", "were fabricated"."""
    true = any(c.dep_ == "acomp" and c.lower_ in table("cues")["untrue"]["true"] for c in predicate.rights)
    untrue = is_called_untrue(predicate)
    return (true or untrue) and untrue != is_negated(predicate)


def is_withheld(verb: Token) -> bool:
    """Whether a verb denies as little as it affirms: "neither confirmed nor denied", "refused to confirm or deny"."""
    withheld = table("cues")["withheld"]
    if verb.lemma_ in withheld["refusing"]:
        return any(c.dep_ == "xcomp" and any(is_withheld(d) for d in c.rights if d.dep_ == "conj") for c in verb.rights)
    above = verb.head
    if verb.dep_ != "conj" or verb.lemma_ not in table("cues")["denials"]["verbs"]:
        return False
    if above.lemma_ not in withheld["affirming"]:
        return False
    joint = {c.lower_ for c in above.children if c.dep_ in ("cc", "preconj", "neg", "advmod")}
    refused = above.dep_ == "xcomp" and above.head.lemma_ in withheld["refusing"]
    return bool(joint & {"nor", "neither"}) or ("or" in joint and (refused or is_negated(above)))


def is_negated(word: Token) -> bool:
    """Whether a verb or noun is negated: "did not arm", "no evidence", "nobody knows"."""
    if any(c.dep_ == "neg" for c in word.children):
        return True
    if any(c.lower_ in ("neither", "nor") for c in word.children):
        return True
    negations = table("cues")["negations"]["words"]
    if word.pos_ in ("NOUN", "PROPN"):
        return any(c.dep_ == "det" and c.lower_ in negations for c in word.lefts)
    for child in word.children:
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and (
            child.lower_ in negations or any(c.dep_ == "det" and c.lower_ == "no" for c in child.lefts)
        ):
            return True
        if child.dep_ == "advmod" and (child.lower_ in negations or _no_longer(child)):
            return True
    return False


def _no_longer(word: Token) -> bool:
    """ "No longer", "no more": it was so, and is not."""
    return word.lower_ in ("longer", "more") and any(c.lower_ == "no" for c in word.lefts)


def certainty_of(root: Token, cue: Certainty) -> Certainty:
    """The source's own certainty: the cue's, or the doubt in the main clause of what is said, whichever weighs more."""
    found: list[Certainty] = [cue]
    hedges = table("cues")["hedges"]
    for child in root.children:
        if child.dep_ in ("aux", "advmod", "acomp", "xcomp", "oprd"):
            for certainty in ("doubtful", "possible", "probable"):
                if child.lower_ in hedges[certainty] or child.lemma_ in hedges[certainty]:
                    found.append(certainty)
        if child.dep_ == "advcl" and any(c.lower_ in hedges["conditional"] for c in child.lefts if c.dep_ == "mark"):
            found.append("conditional")
    if any(c.dep_ == "auxpass" for c in root.lefts):  # "is expected to come"
        kinds: tuple[Certainty, ...] = ("probable", "possible", "doubtful")
        found += [kind for kind in kinds if root.lemma_ in table("cues")["verbs"][kind]["clause"]]
    if root.lemma_ in ("seem", "appear"):
        found.append("probable")
    return max(found, key=_WEIGHT.__getitem__)


def stance_of(cue: str) -> Stance:
    """The reporter's distance: "claims" does not vouch for what is said, "revealed" takes it as so."""
    stances = table("cues")["stance"]
    if cue in stances["distancing"]:
        return "distancing"
    return "endorsing" if cue in stances["endorsing"] else "neutral"
