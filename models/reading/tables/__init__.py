"""The linguistic knowledge, as TOML: `table(name)` reads one, once. The rules are in the modules that ask for it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The table `NAME.toml` of this package; `FileNotFoundError` where there is none."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))
