"""By which rules dispatches are compared: one short hash over the rules, their tables, and how the store applies them.

The store keeps it; where it differs from the present one, all is compared anew, and nothing is read again for it. What
comparing has from reading, as words for one thing, is of the version of reading: it has the files read again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

#: How the store applies the rules: which it compares, and what it makes of what is found.
_APPLYING: Final = (
    "comparing.py",
    "judging.py",
    "kept.py",
    "matters.py",
    "sayings.py",
    "settling.py",
    "spread.py",
    "tellings.py",
)
#: What is done as a dispatch is put (it is of the version of reading), and what is only shown.
_ASIDE: Final = {"editions.py", "differing.py"}


@cache
def comparing_version() -> str:
    """A hash (16 hex digits) that changes whenever rules of comparing or their tables do."""
    return version_of(Path(__file__).resolve().parent.parent)


def version_of(models: Path) -> str:
    """The version of the sources below `models`."""
    digest = hashlib.sha256()
    for source in _sources(models):
        digest.update(f"{source.relative_to(models).as_posix()}\0".encode())
        digest.update(hashlib.sha256(source.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _sources(models: Path) -> Iterator[Path]:
    below = (models / "comparing").rglob("*")
    sources = (source for source in below if source.suffix in {".py", ".toml"} and source.name not in _ASIDE)
    yield from sorted(sources)
    yield from (models / "store" / name for name in _APPLYING)
