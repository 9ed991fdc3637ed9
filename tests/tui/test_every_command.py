"""Every command of the registry is on its keys; among the panels each key is pressed, and reaches its action.

What an action then does is tested where it belongs; here its method is taken by a stand-in that counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.dom import DOMNode

from tests.tui.driving import WIDE, Drive, driving, until
from tests.tui.test_commands import OWNERS
from tui.commands import COMMANDS, SCOPES, Command, Scope
from tui.screens.actor import ActorScreen
from tui.screens.changes import ChangesScreen
from tui.screens.disagreements import DisagreementsScreen
from tui.screens.dispatch import DispatchScreen, FindingList
from tui.screens.notes import MarksScreen
from tui.screens.problems import ProblemsScreen
from tui.screens.tellings import TellingsScreen
from tui.screens.versions import VersionsScreen
from tui.widgets.pager import Pager

Way = Callable[[Drive], Awaitable[None]]


def keys(*pressed: str) -> Way:
    """The way to a place by keys."""

    async def go(drive: Drive) -> None:
        await drive.press(*pressed)

    return go


#: How to get to where a scope's commands are called.
WAYS: dict[Scope, Way] = {
    "app": keys(),
    "main": keys(),
    "places": keys(),
    "list": keys(),
    "timeline": keys("1"),
    "record": keys("3"),
    "relations": keys("2"),
    "pair": keys("2"),
    "matrix": keys("2", "x"),
}

#: Whose commands are looked up among the bindings alone: their screens are driven in tests of their own.
ELSEWHERE: dict[Scope, type[DOMNode]] = {
    "reader": Pager,
    "dispatch": DispatchScreen,
    "found": FindingList,
    "actor": ActorScreen,
    "changes": ChangesScreen,
    "marks": MarksScreen,
    "problems": ProblemsScreen,
    "disagreements": DisagreementsScreen,
    "versions": VersionsScreen,
    "tellings": TellingsScreen,
}


def owners(scope: Scope) -> tuple[type, ...]:
    found = OWNERS[scope]
    return found if isinstance(found, tuple) else (found,)


def bare(command: Command) -> str:
    return command.action.removeprefix("app.").split("(")[0]


def stand_in(monkeypatch: pytest.MonkeyPatch, scope: Scope, called: Counter[str]) -> None:
    for command in COMMANDS:
        if command.scope != scope:
            continue
        name = f"action_{bare(command)}"
        for owner in {cls for one in owners(scope) for cls in one.__mro__ if name in vars(cls)}:

            def action(_self: Any, *given: object, of: str = bare(command)) -> None:
                called[f"{of}({', '.join(map(repr, given))})" if given else of] += 1

            monkeypatch.setattr(owner, name, action)


@pytest.mark.parametrize("scope", WAYS)
async def test_each_key_of_a_command_calls_it(scope: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    called: Counter[str] = Counter()
    async with driving(WIDE) as drive:
        await WAYS[scope](drive)
        with monkeypatch.context() as patched:
            stand_in(patched, scope, called)
            for command in (one for one in COMMANDS if one.scope == scope):
                for key in command.keys:
                    before = called.total()
                    await drive.press(key)
                    await until(
                        lambda before=before: called.total() > before,  # type: ignore[misc]
                        f"{key} does not call {command.id}",
                    )
                wanted = command.action.removeprefix("app.")
                assert called[wanted] >= len(command.keys), (command.id, called)


@pytest.mark.parametrize("scope", ELSEWHERE)
def test_what_needs_readings_of_its_own_binds_each_key(scope: Scope) -> None:
    bound = {
        key: binding.action
        for key, found in ELSEWHERE[scope]._merge_bindings().key_to_bindings.items()
        for binding in found
    }
    for command in (one for one in COMMANDS if one.scope == scope):
        assert {bound.get(key) for key in command.keys} == {command.action}, command.id


def test_no_command_is_left_out() -> None:
    # The filter line takes its keys where they arrive: tests/tui/test_filtering.py types them.
    assert {*WAYS, *ELSEWHERE, "filter"} == {*SCOPES}
    assert {command.scope for command in COMMANDS} <= {*SCOPES}
