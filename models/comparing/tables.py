"""The words by which comparing goes, as TOML: `table(name)` reads one, once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The table `NAME.toml` of this package; `FileNotFoundError` where there is none."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))


def happenings() -> dict[str, Any]:
    """The table by which two tellings are known as one happening, or as two."""
    return table("happenings")


@cache
def of_happenings(*names: str) -> frozenset[str]:
    """A list of that table, by its name, or by those of its part and its own."""
    found = happenings()
    for name in names[:-1]:
        found = found[name]
    return frozenset(found[names[-1]])
