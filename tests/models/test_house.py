"""How the house is built: each module says what it is for and is not long, and the store alone speaks SQL."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = [path for part in ("models", "tui") for path in sorted((ROOT / part).rglob("*.py"))]
#: A module of more lines than these has more than one purpose.
LONGEST = 450


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_says_what_it_is_for_and_is_not_long(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "say in a docstring what it is for"
    assert len(text.splitlines()) <= LONGEST, "make it two"


def test_the_store_alone_speaks_sql() -> None:
    speaking = {path.relative_to(ROOT) for path in MODULES if "import sqlite3" in path.read_text(encoding="utf-8")}
    assert {path.parts[:2] for path in speaking} == {("models", "store")}
