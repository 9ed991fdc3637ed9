"""The registry of commands: one place for keys, hints and help."""

from __future__ import annotations

from collections import Counter

import pytest

from models.filters import FIELDS
from tui.app import BriefApp
from tui.commands import COMMANDS, SCOPES, TOGETHER, Scope, actions, hints
from tui.panels.lists import Claims, Timeline
from tui.panels.matrix import MatrixGrid
from tui.panels.relations import Relations
from tui.screens.actor import ActorScreen
from tui.screens.changes import ChangesScreen
from tui.screens.disagreements import DisagreementsScreen
from tui.screens.dispatch import DispatchScreen, FindingList
from tui.screens.handover import HandoverScreen
from tui.screens.help import help_lines
from tui.screens.main import MainScreen
from tui.screens.notes import MarksScreen
from tui.screens.problems import ProblemsScreen
from tui.screens.tellings import TellingsScreen
from tui.screens.versions import VersionsScreen
from tui.widgets.filterline import FilterLine
from tui.widgets.linelist import LineList
from tui.widgets.pager import Pager

OWNERS: dict[Scope, type | tuple[type, ...]] = {
    "app": BriefApp,
    "main": MainScreen,
    "list": LineList,
    "timeline": Timeline,
    "relations": Relations,
    "matrix": MatrixGrid,
    "pair": Relations,
    "changes": ChangesScreen,
    "handover": HandoverScreen,
    "versions": VersionsScreen,
    "disagreements": DisagreementsScreen,
    "tellings": TellingsScreen,
    "reader": Pager,
    "marks": MarksScreen,
    "problems": ProblemsScreen,
    "record": (Timeline, Claims),
    "dispatch": DispatchScreen,
    "actor": ActorScreen,
    "found": FindingList,
    "places": MainScreen,
    "filter": (MainScreen, FilterLine),
}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_has_its_action(command) -> None:  # type: ignore[no-untyped-def]
    name = command.action.removeprefix("app.").split("(")[0]
    owners = OWNERS[command.scope]
    assert any(hasattr(owner, f"action_{name}") for owner in (owners if isinstance(owners, tuple) else (owners,)))


def test_no_key_does_two_things_in_one_place() -> None:
    keys = Counter((command.scope, key) for command in COMMANDS for key in command.keys)
    assert max(keys.values()) == 1


def test_no_list_key_hides_one_of_the_screen() -> None:
    assert not {*actions("list"), *actions("timeline")} & {*actions("main"), *actions("app")}
    assert not set(actions("list")) & set(actions("timeline"))


def test_hints_show_the_first_key() -> None:
    assert ("Tab", "panel") in hints("main")


@pytest.mark.parametrize("width", [40, 80, 160])
def test_the_help_names_every_command_and_every_field(width: int) -> None:
    text = "\n".join("".join(run.text for run in line.runs) for line in help_lines(width))
    words = " ".join(text.split())
    assert all(command.does in words for command in COMMANDS)
    assert all(meaning.example.split()[0] in words for meaning in FIELDS.values())
    assert all(name in words for name in SCOPES.values())


def test_every_scope_stands_somewhere_together_with_others() -> None:
    assert set().union(*TOGETHER) == set(SCOPES)


def test_ids_are_single() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


@pytest.mark.parametrize("scopes", TOGETHER, ids=lambda scopes: " ".join(sorted(scopes)))
def test_no_key_does_two_things_where_scopes_meet(scopes: frozenset[Scope]) -> None:
    keys = Counter(key for command in COMMANDS if command.scope in scopes - {"app"} for key in command.keys)
    assert [key for key, times in keys.items() if times > 1] == []
