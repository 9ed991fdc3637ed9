"""From where a dispatch has it: a sketch of its words, by which near copies are known, and the agencies it credits."""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import Any

from models.formats.vocabulary import fold
from models.reading.language import Parsed

#: Numbers in a sketch, and its seed: part of what is stored, so they stay.
_NUMBERS, _SEED = 64, 20250713
#: Runs of so many words are compared; a text with fewer runs has no sketch.
_RUN, _FEWEST = 3, 12
_WORD = re.compile(r"\w+")
_CREDIT = re.compile(r"\((?:with |source: |via )?([A-Z][\w .'-]{1,30})\)|(?:Source|Credit|Via): ([A-Z][\w .'-]{1,30})")


def sketch(parsed: Parsed) -> tuple[int, ...]:
    """The MinHash of a body's runs of words; empty where there are few."""
    start, end = parsed.dispatch.body
    found = _WORD.findall(parsed.dispatch.text[start:end].lower())
    runs = {" ".join(found[at : at + _RUN]) for at in range(len(found) - _RUN + 1)}
    hasher = _hasher()
    if len(runs) < _FEWEST or hasher is None:
        return ()
    hashed = hasher(num_perm=_NUMBERS, seed=_SEED)
    hashed.update(sorted(runs))
    return tuple(hashed.digest())


def cited(parsed: Parsed) -> tuple[str, ...]:
    """The agencies that a dispatch credits in its body or below it: "(Reuters)"; its own is none of them."""
    own = fold(parsed.dispatch.agency or "")
    credits = _CREDIT.finditer(parsed.dispatch.text, parsed.dispatch.body[0])
    found = dict.fromkeys(name.strip() for match in credits if (name := match[1] or match[2]))
    return tuple(name for name in found if fold(name) in _agencies() and fold(name) != own)


@cache
def _hasher() -> Any:
    """The MinHash; None, said once on stderr, where an environment older than this version has it not installed."""
    try:
        from rensa import RMinHash
    except ImportError:
        sys.stderr.write("rensa is not installed: near copies are not known as such; install brief-tui again.\n")
        return None
    return RMinHash


@cache
def _agencies() -> frozenset[str]:
    from models.reading.gazetteer import known_names

    media = (name for name, entry in known_names().items() if entry.actor.role == "MED")
    return frozenset(map(fold, media))
