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
    negated = is_negated(root) != (cue in table("cues")["denials"]["verbs"])
    return "negated" if negated else "affirmed"


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
    if root.lemma_ in ("seem", "appear"):
        found.append("probable")
    return max(found, key=_WEIGHT.__getitem__)


def stance_of(cue: str) -> Stance:
    """The reporter's distance: "claims" does not vouch for what is said, "revealed" takes it as so."""
    stances = table("cues")["stance"]
    if cue in stances["distancing"]:
        return "distancing"
    return "endorsing" if cue in stances["endorsing"] else "neutral"
