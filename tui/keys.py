"""Which keys the commands are on: those of the registry, and those that the user's settings put in their place.

Knows nothing of Textual but how it calls keys, so that the settings can be checked without loading it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from tui.commands import COMMANDS, TOGETHER, Command

#: As Textual calls them, where that is not the character's name.
_SHORT = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
_SHOWN = {
    "escape": "Esc",
    "enter": "Enter",
    "tab": "Tab",
    "space": "Space",
    "backspace": "Backspace",
    "delete": "Del",
    "insert": "Ins",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}
_MODIFIERS = ("ctrl+", "shift+", "alt+")
_FUNCTION = re.compile(r"f([1-9]|1\d|2[0-4])")
_LONGEST = re.compile(r"[a-z_]+")


class UnknownKeyError(ValueError):
    """A key that cannot be taken: one sentence."""


def key_name(written: str) -> str:
    """A key as Textual calls it, from how a user writes it: `[`, `ctrl+g`, `PgDn`, `F5`. Raises `UnknownKeyError`."""
    named = {shown.lower(): name for name, shown in _SHOWN.items()}
    if len(written) == 1 and written not in named:
        if written.isalnum():
            return written
        name = unicodedata.name(written, "").lower().replace("-", "_").replace(" ", "_")
        if not name:
            raise UnknownKeyError(f"{written!r} is no key")
        return _SHORT.get(name, name)
    lower = written.strip().lower()
    for modifier in _MODIFIERS:
        if lower.startswith(modifier):
            rest = lower.removeprefix(modifier)
            return modifier + (rest if len(rest) == 1 and rest.isalnum() else key_name(rest))
    lower = named.get(lower, lower)
    if lower in _SHOWN or _FUNCTION.fullmatch(lower) or (_LONGEST.fullmatch(lower) and _character(lower)):
        return lower
    raise UnknownKeyError(f"{written!r} is no key (a key is a character, as [, or a name, as ctrl+g, F5, PgDn, Tab)")


def _character(name: str) -> str | None:
    """The character of a key's name, if it has one."""
    long = {short: name for name, short in _SHORT.items()}.get(name, name)
    for words in (long.replace("_", " "), long.replace("_", "-"), long.replace("_", "-", 1).replace("_", " ")):
        try:
            return unicodedata.lookup(words)
        except KeyError:
            continue
    return None


def shown_key(name: str) -> str:
    """A key as people know it: `[`, `Ctrl+G`, `PgDn`."""
    for modifier in _MODIFIERS:
        if name.startswith(modifier):
            return modifier.capitalize() + shown_key(name.removeprefix(modifier)).capitalize()
    if name in _SHOWN:
        return _SHOWN[name]
    if len(name) == 1:
        return name
    return name.upper() if _FUNCTION.fullmatch(name) else _character(name) or name


class Keys:
    """The keys in force, by command."""

    def __init__(self, rebound: Mapping[str, Sequence[str]] | None = None) -> None:
        """The registry's, but for commands that are rebound to other keys, named as Textual does."""
        #: What differs from the registry.
        self.rebound = dict(rebound or {})

    def of(self, command: Command) -> tuple[str, ...]:
        """The keys of a command."""
        return tuple(self.rebound.get(command.id, command.keys))

    def shown(self, command: Command) -> str:
        """The same as help and hints show them, the first ones."""
        if command.id not in self.rebound:
            return command.shown
        return " ".join(shown_key(name) for name in self.rebound[command.id]) or "–"

    @property
    def keymap(self) -> dict[str, str]:
        """The same as Textual's keymap takes it."""
        return {id_: ",".join(names) or f"no_key_for_{id_}" for id_, names in self.rebound.items()}


def read_keys(wanted: Mapping[str, str]) -> tuple[Keys, dict[str, str]]:
    """The keys that settings ask for (several with blanks between, none as ""), and what is wrong, by command id.

    What is wrong is left out: an unknown command, what is no key, and a key that another command has in the same place.
    """
    commands = {command.id: command for command in COMMANDS}
    rebound: dict[str, tuple[str, ...]] = {}
    mistakes: dict[str, str] = {}
    for id_, written in wanted.items():
        if id_ not in commands:
            near = _nearest(id_, commands)
            mistakes[id_] = f"there is no command {id_!r} (brief-tui config lists them{near})"
            continue
        try:
            rebound[id_] = tuple(key_name(key) for key in written.split())
        except UnknownKeyError as mistake:
            mistakes[id_] = str(mistake)
    while clash := _clash(Keys(rebound), commands):
        id_, key, other = clash
        del rebound[id_]
        mistakes[id_] = f"{shown_key(key)} is the key of {other} already: give that one another key too"
    return Keys(rebound), mistakes


def _nearest(id_: str, known: Iterable[str]) -> str:
    import difflib

    near = difflib.get_close_matches(id_, list(known), 1)
    return f"; did you mean {near[0]}?" if near else ""


def _clash(keys: Keys, commands: Mapping[str, Command]) -> tuple[str, str, str] | None:
    """A rebound command, its key, and the other command that has it where both can be called."""
    for id_ in reversed(keys.rebound):
        here = commands[id_]
        for other in commands.values():
            if other.id == id_ or not any({here.scope, other.scope} <= scopes for scopes in TOGETHER):
                continue
            for key in set(keys.of(here)) & set(keys.of(other)):
                if not (key in here.keys and key in other.keys):  # the registry's own overlaps are meant
                    return id_, key, other.id
    return None
