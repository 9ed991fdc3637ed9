"""The help of every command: its options are named, it fits, and it has an example."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from tui.cli import cli


@pytest.mark.parametrize("name", ["", *cli.commands])
def test_each_help_names_its_options_and_fits(name: str) -> None:
    command = cli.commands[name] if name else cli
    told = CliRunner().invoke(cli, [*([name] if name else []), "--help"], prog_name="brief-tui", terminal_width=80)
    options = [word for option in command.params for word in option.opts if word.startswith("-")]
    assert told.exit_code == 0
    assert all(word in told.output for word in (*options, "--help"))
    assert all(len(line) <= 80 for line in told.output.splitlines())
    assert "..." not in told.output.replace("PATH...", "")
    if name:
        assert f"brief-tui {name} " in told.output.split("\n\n", 1)[1]  # an example
