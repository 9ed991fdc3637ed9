"""Who is accused of what a gerund tells: "accused B of opening fire on a patrol, wounding three"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.reading.tables import table

if TYPE_CHECKING:
    from models.reading.tokens import Token


def accused_of(gerund: Token) -> Token | None:
    """Who is accused of it, or of what it goes on with, also where the parse hangs it on him ("troops of opening")."""
    if gerund.dep_ == "pcomp" and gerund.head.lower_ == "of":
        whom = gerund.head.head
        return whom if whom.dep_ == "dobj" and _accuses(whom.head) else None
    above = gerund.head
    if gerund.dep_ != "advcl" or not _accuses(above):
        return None
    phrases = (c for t in (above, *above.rights) for c in t.rights if c.dep_ == "prep" and c.lower_ == "of")
    of = any(c.dep_ == "pcomp" and c.i < gerund.i for phrase in phrases for c in phrase.rights)
    return next((c for c in above.rights if c.dep_ == "dobj" and c.i < gerund.i), None) if of else None


def _accuses(verb: Token) -> bool:
    """Whether a verb says that somebody has done something: "accused B of shelling"."""
    return verb.pos_ == "VERB" and verb.lemma_ in table("actions")["accusing"]["verbs"]
