"""The README says what the program does: its tables are held against the code."""

from __future__ import annotations

import tomllib
from pathlib import Path

from models.filters import FIELDS
from tui.config import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_field_of_the_filter_is_described_as_the_help_has_it():
    rows = README.splitlines()
    for name, meaning in FIELDS.items():
        begins = "| `word`" if name == "words" else f"| `{name}:`"
        row = next(row for row in rows if row.startswith(begins))
        assert row.endswith(f"| {meaning.timeline} | {meaning.relations} | {meaning.claims} |")


def test_every_setting_is_named():
    assert all(f"`{name}`" in README for name in Settings.model_fields)


def test_every_dependency_earns_its_place_in_a_line():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    table = README.split("### Dependencies")[1]
    for dependency in project["dependencies"]:
        name = dependency.split(">")[0].split("=")[0]
        assert name in table, name


def test_the_lock_files_name_no_index():
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index" not in text
        assert "--hash=sha256:" in text
