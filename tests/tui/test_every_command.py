"""Every command of the registry is on its keys: in each scope each key is pressed, and reaches its action.

What an action then does is tested where it belongs; here its method is taken by a stand-in that counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widget import Widget

from tests.tui.crowded import crowded_store, one_mark
from tests.tui.driving import WIDE, Drive, driving, until
from tests.tui.test_commands import OWNERS
from tui.commands import COMMANDS, SCOPES, Command, Scope
from tui.widgets.linelist import LineList
from tui.widgets.pager import Pager

Way = Callable[[Drive], Awaitable[None]]


def keys(*pressed: str) -> Way:
    """The way to a place by keys."""

    async def go(drive: Drive) -> None:
        await drive.press(*pressed)

    return go


def screen(*pressed: str, focused: type[Widget] | None = None) -> Way:
    """The way by keys to another screen, until some widget of it has the keys."""

    async def go(drive: Drive) -> None:
        await drive.press(*pressed)
        await until(lambda: drive.app.screen is not drive.app.main, "no other screen came")
        wanted = focused or Widget
        await until(lambda: isinstance(drive.app.focused, wanted) and drive.app.focused.screen is drive.app.screen)

    return go


def opened(id_: str, *pressed: str) -> Way:
    """The way to an open dispatch, and by keys on from there."""

    async def go(drive: Drive) -> None:
        drive.app.main.open_record(id_)
        await screen(focused=Pager)(drive)
        await drive.press(*pressed)

    return go


async def tellings(drive: Drive) -> None:
    """The way to the tellings of a happening."""
    drive.app.main.open_tellings("first.txt:e1")
    await screen()(drive)


async def versions(drive: Drive) -> None:
    """The way to the versions of a dispatch."""
    drive.app.main.open_versions("fixed.txt")
    await screen(focused=Pager)(drive)


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
    "filter": keys("slash"),
    "reader": screen("question_mark", focused=Pager),
    "dispatch": opened("first.txt:e1"),
    "found": opened("first.txt:e1", "tab"),
    "actor": screen("i", focused=LineList),
    "changes": screen("c"),
    "handover": screen("b", focused=Pager),
    "marks": screen("M"),
    "problems": screen("p"),
    "disagreements": screen("d"),
    "versions": versions,
    "tellings": tellings,
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


@pytest.mark.parametrize("scope", SCOPES)
async def test_each_key_of_a_command_calls_it(scope: Scope, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert scope in WAYS, f"nobody knows how to get to where the commands of {scope} are called"
    called: Counter[str] = Counter()
    async with driving(WIDE, crowded_store(), marks=one_mark(tmp_path / "marks.jsonl")) as drive:
        await WAYS[scope](drive)
        with monkeypatch.context() as patched:
            stand_in(patched, scope, called)
            for command in (one for one in COMMANDS if one.scope == scope):
                for key in command.keys:
                    if scope == "filter":
                        drive.filter_line.edit("")  # the stand-ins do not begin anew what the field has ended
                    before = called.total()
                    await drive.press(key)
                    await until(
                        lambda before=before: called.total() > before,  # type: ignore[misc]
                        f"{key} does not call {command.id}",
                    )
                wanted = command.action.removeprefix("app.")
                assert called[wanted] >= len(command.keys), (command.id, called)


def test_no_scope_is_left_out() -> None:
    assert {*WAYS} == {*SCOPES}
    assert {command.scope for command in COMMANDS} <= {*SCOPES}
