"""What may import what: the models know no terminal, and nothing loads the language pipeline unasked."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from models.library import dispatches_in, read_dispatch

ROOT = Path(__file__).resolve().parent.parent
HEAVY = ("spacy", "textual")


def loaded_by(module: str) -> set[str]:
    """Which of the heavy packages a fresh process has loaded after importing a module."""
    code = f"import sys, {module}\nprint(*(name for name in {HEAVY!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "module",
    [
        "models",
        "models.records",
        "models.filters",
        "models.exports",
        "models.library",
        "models.store",
        "models.formats",
        "models.folder.link",
        "models.folder.keeper",
        "models.reading.version",
        "tui.cli",
        "tui.cli.exports",
        "tui.config",
        "tui.cli.plain",
        "tui.view",
    ],
)
def test_neither_spacy_nor_textual_is_loaded(module: str) -> None:
    assert loaded_by(module) == set()


@pytest.mark.parametrize("module", ["tui.app", "tui.screens.main"])
def test_the_app_never_loads_spacy(module: str) -> None:
    assert loaded_by(module) == {"textual"}


_COMPARE = f"""
import sys
from models.records import Reading
from models.store import FileState, Store
with Store(None) as store:
    for number, line in enumerate(sys.stdin):
        store.put(str(number), FileState(0, 0, "", ""), [Reading.model_validate_json(line)])
    while store.refresh() or store.compare():
        pass
print(*(name for name in {HEAVY!r} if name in sys.modules))
"""


def test_who_compares_never_loads_the_pipeline() -> None:
    readings = [read_dispatch(d.text, id=d.id, date=d.date, agency=d.agency) for d in dispatches_in([ROOT / "seeds"])]
    lines = "".join(reading.model_dump_json() + "\n" for reading in readings)
    command = [sys.executable, "-c", _COMPARE]
    done = subprocess.run(command, cwd=ROOT, input=lines, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def name_of(source: Path) -> str:
    return str(source.relative_to(ROOT))


def imported_by(source: Path) -> set[str]:
    """The top-level packages a module imports anywhere in its text."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize(
    "source", sorted((ROOT / "models").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT))
)
def test_no_model_knows_the_terminal(source: Path) -> None:
    assert not imported_by(source) & {"tui", "textual", "rich", "click"}


@pytest.mark.parametrize("source", sorted((ROOT / "tui" / "lines").rglob("*.py")), ids=name_of)
def test_no_line_knows_a_widget(source: Path) -> None:
    assert not imported_by(source) & {"textual", "click"}


@pytest.mark.parametrize("source", sorted((ROOT / "tui").rglob("*.py")), ids=name_of)
def test_no_panel_speaks_sql_or_parses(source: Path) -> None:
    assert not imported_by(source) & {"sqlite3", "spacy"}


@pytest.mark.parametrize("folder", ["formats", "reading", "comparing"])
def test_what_reads_and_compares_knows_no_store(folder: str) -> None:
    for source in (ROOT / "models" / folder).rglob("*.py"):
        assert "models.store" not in source.read_text(encoding="utf-8"), name_of(source)
