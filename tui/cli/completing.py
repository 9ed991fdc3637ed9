"""What shells complete, where click's own completion falls short: `--option=value`, commas in fish.

Imported only when a shell asks: `main` does so.
"""

from __future__ import annotations

from typing import Any

from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
)


class Bash(BashComplete):
    """Bash hands over `--option=value` as three words; the option and what is there of the value are wanted."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the cursor, and the one it is in."""
        args, incomplete = super().get_completion_args()
        if incomplete == "=":
            return args, ""
        return (args[:-1], incomplete) if args[-1:] == ["="] else (args, incomplete)


class _WholeWord(ShellComplete):
    """For shells that put what they get back in place of the whole word, `--option=` too."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[Any]]:
        """What may stand where the cursor is."""
        found = super().get_completions(args, incomplete)
        option, is_assigned, _ = incomplete.partition("=")
        if incomplete.startswith("-") and is_assigned:
            for item in found:
                item.value = f"{option}={item.value}"
        return found


class Zsh(_WholeWord, ZshComplete):
    """Zsh."""


class Fish(_WholeWord, FishComplete):
    """Fish, where a description may hold commas."""

    source_template = FishComplete.source_template.replace('string split ","', 'string split -m 1 ","')


def add_shells() -> None:
    """Have click complete for these shells with the above."""
    for shell in (Bash, Zsh, Fish):
        add_completion_class(shell)
