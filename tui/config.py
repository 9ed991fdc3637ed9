"""The settings: a documented model, read from `brief-tui/config.toml` in the user's config folder.

A wrong file never keeps the app from starting: its user is told the line and the reason. What is wrong gets its
default, the rest of the file holds.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from models.filters import parse_filter
from tui.keys import Keys, read_keys

ThemeName = Literal["auto", "dark", "light", "contrast", "plain"]


class Watch(BaseModel):
    """A watch rule: what is to happen when something lands that a filter lets through."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, description="What the rule is called where it is told that it matched.")
    filter: str = Field(description="The filter, as it would be typed after /.")
    bell: bool = Field(default=True, description="Ring the terminal's bell.")
    command: tuple[str, ...] = Field(
        default=(),
        description="A program and its arguments, run for each match without a shell; the record is JSON on its stdin.",
    )

    @field_validator("filter")
    @classmethod
    def _readable(cls, text: str) -> str:
        parse_filter(text, dt.date(2000, 1, 1), finished=True)  # a FilterError is a ValueError with one sentence
        return text


class Settings(BaseModel):
    """What a user may set; the command line goes before it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    folder: Path | None = Field(
        default=None, description="The folder to watch where the command line names none; else ./seeds."
    )
    store: Path | None = Field(
        default=None,
        description="The file to keep the readings in; else one for each folder in the user's cache.",
    )
    mouse: bool = Field(default=False, description="Take the mouse; the terminal's own selecting then needs Shift.")
    jobs: int | None = Field(
        default=None,
        ge=1,
        le=256,
        description="How many reading processes there may be; else one less than the cores, at least one.",
    )
    timezone: str | None = Field(
        default=None,
        description="The time zone in which a day is today, as Europe/Vienna; else the system's.",
    )
    theme: ThemeName = Field(
        default="auto",
        description="auto, dark, light, contrast or plain (no colours); auto is dark, or plain where NO_COLOR is set "
        "or the terminal knows fewer than 256 colours.",
    )
    ascii: bool | None = Field(
        default=None, description="Draw with ASCII signs alone; else just where the locale is not UTF-8."
    )
    escape_delay: int = Field(
        default=100,
        ge=1,
        le=2000,
        description="Milliseconds that Esc waits for the rest of a key's bytes (ESCDELAY goes before it); more over "
        "slow lines.",
    )
    follow: bool = Field(
        default=False, description="Begin by following: the cursor goes to what lands, until a key moves it."
    )
    restore: bool = Field(
        default=True, description="Begin where the last session on the folder ended: panel, filter, lines."
    )
    pager: str | None = Field(
        default=None, description="What shows a whole dispatch outside the app; else $PAGER, else less."
    )
    watch: tuple[Watch, ...] = Field(
        default=(),
        description="Watch rules, each a [[watch]] with name, filter, bell (true or false) and command (a list).",
    )
    keys: dict[str, str] = Field(
        default_factory=dict,
        description='Other keys for commands: "day.older" = "[" or "ctrl+o <"; "" takes a key away.',
    )

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str | None) -> str | None:
        if name is not None:
            try:
                ZoneInfo(name)
            except (ZoneInfoNotFoundError, ValueError, OSError) as error:
                raise ValueError(f"there is no time zone {name!r} (name one as Europe/Vienna or UTC)") from error
        return name

    @property
    def bound(self) -> Keys:
        """The keys of the commands."""
        return read_keys(self.keys)[0]


def settings_path() -> Path:
    """Where the user's settings are looked for."""
    import platformdirs

    return platformdirs.user_config_path("brief-tui") / "config.toml"


def load_settings(path: Path) -> tuple[Settings, str | None]:
    """The settings of a file, and one sentence about what is wrong with it, or None.

    A file that is not there is no mistake. Where one cannot be read at all, the settings are the defaults; what is
    wrong in one that can gets its default alone.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings(), None
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        return Settings(), f"{path}: cannot be read ({reason}); starting with the defaults."
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Settings(), f"{path}: {error}; starting with the defaults."
    settings, mistakes = _without_mistakes(values, text)
    if not mistakes:
        return _beside(settings, path), None
    rest = "the rest of the file holds" if settings != Settings() else "starting with the defaults"
    return _beside(settings, path), f"{path}: {'; '.join(mistakes)}; {rest}."


def _without_mistakes(values: dict[str, Any], text: str) -> tuple[Settings, list[str]]:
    """The settings of what is right, and what is wrong, each with its line."""
    mistakes: dict[int, str] = {}
    while True:
        try:
            settings = Settings.model_validate(values)
            break
        except ValidationError as error:
            found = error.errors()[0]
            place = found["loc"]
            line = _line_of(place, text)
            mistakes.setdefault(line, f"line {line}: {_reason(found)}")
            values = _without(values, place)
    bound, wrong = read_keys(settings.keys)
    for id_, reason in wrong.items():
        line = _line_of(("keys", id_), text)
        mistakes[line] = f"line {line}: keys: {reason}"
    kept = {id_: settings.keys[id_] for id_ in settings.keys if id_ in bound.rebound}
    if wrong:
        settings = settings.model_copy(update={"keys": kept})
    return settings, [mistakes[line] for line in sorted(mistakes)]


def _without(values: Mapping[str, Any], place: tuple[int | str, ...]) -> dict[str, Any]:
    """The values without the wrong one: one key of a table, one rule of a list, else the whole setting."""
    name = str(place[0])
    held = values[name]
    rest = {key: value for key, value in values.items() if key != name}
    if len(place) > 1 and isinstance(held, list) and isinstance(place[1], int):
        return rest | {name: [value for number, value in enumerate(held) if number != place[1]]}
    if len(place) > 1 and isinstance(held, dict) and place[1] in held:
        return rest | {name: {key: value for key, value in held.items() if key != place[1]}}
    return rest


def _reason(mistake: Mapping[str, Any]) -> str:
    key = ".".join(str(part) for part in mistake["loc"] if not isinstance(part, int))
    if mistake["type"] == "extra_forbidden":
        known = Watch.model_fields if mistake["loc"][0] == "watch" else Settings.model_fields
        return f"there is no setting {key!r} (there are {', '.join(known)})"
    if mistake["type"] == "value_error":
        return f"{key}: {mistake['ctx']['error']}"
    return f"{key}: {mistake['msg'][0].lower()}{mistake['msg'][1:]}"


def _line_of(place: tuple[int | str, ...], text: str) -> int:
    """The number of the line that sets the innermost named key, from where its table opens on; 1 where none does."""
    line = 1
    lines = text.splitlines()
    for index, part in enumerate(place):
        if isinstance(part, int):
            continue
        setting = re.compile(rf"""\s*(\[+\s*)?["']?{re.escape(part)}["']?\s*[=.\]]""")
        at = [number for number, words in enumerate(lines, 1) if number >= line and setting.match(words)]
        which = place[index + 1] if index + 1 < len(place) else 0
        if at:
            line = at[min(which, len(at) - 1)] if isinstance(which, int) else at[0]
    return line


def _beside(settings: Settings, path: Path) -> Settings:
    """The settings with `~` spelt out and relative paths taken from the config file's own folder."""
    changed = {
        name: path.parent / os.path.expanduser(value)
        for name, value in (("folder", settings.folder), ("store", settings.store))
        if value is not None
    }
    return settings.model_copy(update=changed)


def toml_lines(settings: Settings) -> list[str]:
    """All settings as a TOML file: each with what it is for, and its value, as a comment where there is none."""
    lines: list[str] = []
    for name, field in Settings.model_fields.items():
        value = getattr(settings, name)
        if name in ("watch", "keys"):
            continue
        lines += [f"# {field.description}"]
        lines += [f"{name} = {_toml(value)}" if value is not None else f"# {name} ="]
        lines.append("")
    lines += _watch_lines(settings.watch)
    return [*lines, *_key_lines(settings)]


def _watch_lines(rules: tuple[Watch, ...]) -> list[str]:
    lines = [f"# {Settings.model_fields['watch'].description}"]
    for name, field in Watch.model_fields.items():
        lines.append(f"#   {name}: {field.description}")
    if not rules:
        lines += ["# [[watch]]", '# name = "strikes"', '# filter = "category:assault"', "# bell = true"]
        lines += ['# command = ["notify-send", "brief-tui"]', ""]
    for rule in rules:
        lines += ["[[watch]]", *(f"{name} = {_toml(getattr(rule, name))}" for name in Watch.model_fields), ""]
    return lines


def _key_lines(settings: Settings) -> list[str]:
    from tui.commands import COMMANDS

    lines = [f"# {Settings.model_fields['keys'].description}", "[keys]"]
    for command in COMMANDS:
        own = settings.keys.get(command.id)
        value = " ".join(command.keys) if own is None else own
        lines.append(f"{'# ' if own is None else ''}{_toml(command.id)} = {_toml(value)}  # {command.does}")
    return lines


def _toml(value: object) -> str:
    """A value as TOML writes it; JSON's strings are TOML's basic ones."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(item) for item in value)}]"
    if isinstance(value, int):
        return str(value)
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
