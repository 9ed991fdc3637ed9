"""Keys: as users write them, as Textual calls them, and what happens where two commands want the same."""

from __future__ import annotations

import pytest

from tests.tui.driving import driving, until
from tui.commands import COMMANDS, TOGETHER
from tui.config import Settings
from tui.keys import Keys, UnknownKeyError, key_name, read_keys, shown_key
from tui.screens.help import HelpScreen


@pytest.mark.parametrize(
    ("written", "name"),
    [
        *(("[", "left_square_bracket"), ("/", "slash"), ("-", "minus"), ("G", "G"), ("ctrl+g", "ctrl+g"), ("F5", "f5")),
        *(("PgDn", "pagedown"), ("Tab", "tab"), ("shift+Tab", "shift+tab"), ("<", "less_than_sign"), ("ä", "ä")),
        ("alt+[", "alt+left_square_bracket"),
    ],
)
def test_a_key_as_it_is_written(written: str, name: str) -> None:
    assert key_name(written) == name


@pytest.mark.parametrize("written", ["PgOver", "f99", "ctrl+", "Ctrl+Foo", "\x1b", "two keys"])
def test_what_is_no_key(written: str) -> None:
    with pytest.raises(UnknownKeyError):
        key_name(written)


@pytest.mark.parametrize("key", sorted({key for command in COMMANDS for key in command.keys}))
def test_every_key_of_the_registry_can_be_written(key: str) -> None:
    assert key_name(key) == key
    assert key_name(shown_key(key)) == key


def test_a_conflict_is_told_and_left_out() -> None:
    keys, mistakes = read_keys({"day.older": "p %", "view.export": "z"})
    assert set(mistakes) == {"day.older"}
    assert "problems.open" in mistakes["day.older"]
    assert keys.rebound == {"view.export": ("z",)}


def test_two_commands_may_swap_their_keys() -> None:
    keys, mistakes = read_keys({"problems.open": "e", "view.export": "p"})
    assert not mistakes
    assert keys.rebound == {"problems.open": ("e",), "view.export": ("p",)}


def test_the_same_key_is_free_where_the_other_command_is_not() -> None:
    assert not read_keys({"reader.down": "p"})[1]


def test_the_registry_itself_has_no_conflict() -> None:
    for scopes in TOGETHER:
        commands = [command for command in COMMANDS if command.scope in scopes]
        keys = [key for command in commands for key in command.keys]
        doubled = {key for key in keys if keys.count(key) > 1}
        # Enter opens a relation as it opens a line; q and Esc close a reader before they end the program.
        assert doubled <= {"enter", "q"}


def test_a_command_without_a_key() -> None:
    keys, mistakes = read_keys({"view.export": ""})
    command = next(command for command in COMMANDS if command.id == "view.export")
    assert not mistakes
    assert keys.of(command) == ()
    assert keys.shown(command) == "–"
    assert Keys().shown(command) == "e"


async def test_a_key_that_is_rebound_works_and_the_old_one_does_not() -> None:
    settings = Settings(keys={"app.help": "ctrl+g", "line.down": "z", "filter.keep": "ctrl+k"})
    async with driving(settings=settings) as drive:
        await drive.press("question_mark", "z")
        assert drive.panel("timeline").cursor == 1
        await drive.press("slash")
        await drive.type("kan")
        await drive.press("ctrl+k")
        await drive.shown("kan")
        assert not drive.app.main.typing
        assert ("Ctrl+G help" in drive.bar("hints")) or "filter" in drive.bar("hints")
        await drive.press("ctrl+g")
        await until(lambda: isinstance(drive.app.screen, HelpScreen))
