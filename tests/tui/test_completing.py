"""Completion in the shells themselves: what Tab makes of a word, typed into bash, zsh and fish in a terminal."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.terminal import Terminal, environment

ROOT = Path(__file__).parents[2]
SETUP = {
    "bash": (["--norc", "-i"], 'PS1="% "; eval "$(_BRIEF_TUI_COMPLETE=bash_source brief-tui)"'),
    "zsh": (
        ["-f", "-i"],
        'PS1="%% "; autoload -Uz compinit; compinit -u -D; eval "$(_BRIEF_TUI_COMPLETE=zsh_source brief-tui)"',
    ),
    "fish": (
        ["--no-config"],
        "function fish_prompt; echo -n '% '; end; function fish_greeting; end;"
        " _BRIEF_TUI_COMPLETE=fish_source brief-tui | source",
    ),
}
COMPLETED = (
    ("brief-tui expo", "brief-tui export "),
    ("brief-tui --sto", "brief-tui --store "),
    ("brief-tui wir", "brief-tui wire/"),
    ("brief-tui export --format grap", "brief-tui export --format graphml "),
    ("brief-tui export --format=grap", "brief-tui export --format=graphml "),
    ("brief-tui export -o wir", "brief-tui export -o wire/"),
    ("brief-tui timeline wir", "brief-tui timeline wire/"),
    ("brief-tui timeline --jso", "brief-tui timeline --json "),
)


@pytest.fixture(scope="module", params=SETUP)
def shell(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """A shell that has been set up as the README says, in a folder with a folder `wire`."""
    name: str = request.param
    program = shutil.which(name)
    if program is None:
        pytest.skip(f"there is no {name} here")
    place = tmp_path_factory.mktemp(name)
    (place / "wire").mkdir()
    command = place / "bin" / "brief-tui"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m tui "$@"\n')
    command.chmod(0o755)
    env = environment(place)
    env |= {"PATH": f"{command.parent}:{env['PATH']}", "HOME": str(place)}
    options, setup = SETUP[name]
    terminal = Terminal([program, *options], env)
    try:
        terminal.press(f"cd {place}; {setup}; echo set'' up\r")
        terminal.until_text("\nset up")
        yield terminal
    finally:
        terminal.close()


@pytest.mark.parametrize(("typed", "completed"), COMPLETED)
def test_tab_completes(shell: Terminal, typed: str, completed: str) -> None:
    shell.press("\x0c")
    shell.until(lambda: shell.text.strip() == "%", "a clean screen")
    shell.press(f"{typed}\t")
    shell.until_text(completed.rstrip())
    shell.press("x")
    shell.until_text(f"{completed}x")
    shell.press("\x15")


@pytest.mark.parametrize("shell", ["fish"], indirect=True)
def test_fish_shows_descriptions_whole(shell: Terminal) -> None:
    shell.press("brief-tui cl\t\x15brief-tui c\t")
    shell.until_text("Print who says what, and through whom.")
    shell.press("\x03")
