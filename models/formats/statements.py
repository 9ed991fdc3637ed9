"""Sentences that an item says of itself: `This story has been corrected to show …`, `Correction: …`.

They stand above the dateline or close the text, and are none of the news; `heading` and `trailer` ask here.
"""

from __future__ import annotations

import re

from models.formats.vocabulary import STORY_EARLIER, STORY_LABELS, STORY_NOUNS, STORY_OWN, STORY_VERBS, fold, strongest
from models.records import Revision

_LONGEST = 600
_LABEL = re.compile(rf"(?P<label>{STORY_LABELS})(?::| [-–—]) ", re.IGNORECASE)
_ITEM = rf"(?:this (?:\S{{1,20}} ){{0,3}}?(?:{STORY_NOUNS})|(?:the )?(?:{STORY_OWN}))"
_ITSELF = re.compile(rf"{_ITEM}\b", re.IGNORECASE)
#: The item, and what was done to it: `This Nov. 17 story has been corrected`, `It was updated`.
_DONE = re.compile(
    rf"(?:{_ITEM}|[.;] it) (?:(?:(?:has|have) been|is|was|were) )?(?:\w{{3,15}}ly )?"
    rf"(?P<verb>{'|'.join(STORY_VERBS)})\b",
    re.IGNORECASE,
)
_CORRECTS = re.compile(r"\bto correct\b", re.IGNORECASE)
#: The item as it stood before: what is said of that is put right here.
_EARLIER = re.compile(
    rf"(?:an?|the) (?:{STORY_EARLIER}) (?:version\b|(?:\S{{1,20}} ){{1,2}}?of th(?:is|e) (?:{STORY_NOUNS})\b)",
    re.IGNORECASE,
)


def stated_revision(paragraph: str) -> Revision | None:
    """What a paragraph says was done to its own item; None where it speaks of anything else."""
    if len(paragraph) > _LONGEST:
        return None
    words = " ".join(paragraph.split()).strip("()[]*_ ")
    label = _LABEL.match(words)
    told = words[label.end() :] if label else words
    labelled: Revision | None = "corrected" if label and not fold(label["label"]).startswith("ed") else None
    if _EARLIER.match(told):
        return "corrected"
    if not _ITSELF.match(told):
        return labelled
    done = [STORY_VERBS[fold(found["verb"])] for found in _DONE.finditer(told)]
    return strongest(labelled, *done, "corrected" if done and _CORRECTS.search(told) else None)
