"""The settings: a documented model, read from `brief-tui/config.toml` in the user's config folder.

A wrong file never keeps the app from starting: its user is told the line and the reason, and gets the
defaults.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator


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

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str | None) -> str | None:
        if name is not None:
            try:
                ZoneInfo(name)
            except (ZoneInfoNotFoundError, ValueError, OSError) as error:
                raise ValueError(f"there is no time zone {name!r} (name one as Europe/Vienna or UTC)") from error
        return name


def settings_path() -> Path:
    """Where the user's settings are looked for."""
    import platformdirs

    return platformdirs.user_config_path("brief-tui") / "config.toml"


def load_settings(path: Path) -> tuple[Settings, str | None]:
    """The settings of a file, and one sentence about what is wrong with it, or None.

    A file that is not there is no mistake. Anything wrong gives the defaults.
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
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        return Settings(), f"{path}: {_first_mistake(error, text)}; starting with the defaults."
    return _beside(settings, path), None


def _first_mistake(error: ValidationError, text: str) -> str:
    mistake = error.errors()[0]
    key = str(mistake["loc"][0])
    if mistake["type"] == "extra_forbidden":
        reason = f"there is no setting {key!r} (there are {', '.join(Settings.model_fields)})"
    elif mistake["type"] == "value_error":
        reason = f"{key}: {mistake['ctx']['error']}"
    else:
        reason = f"{key}: {mistake['msg'][0].lower()}{mistake['msg'][1:]}"
    return f"line {_line_of(key, text)}: {reason}"


def _line_of(key: str, text: str) -> int:
    """The number of the line that sets a key or opens its table; 1 where neither is found."""
    setting = re.compile(rf"""\s*(\[+\s*)?["']?{re.escape(key)}["']?\s*[=.\]]""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if setting.match(line)), 1)


def _beside(settings: Settings, path: Path) -> Settings:
    """The settings with `~` spelt out and relative paths taken from the config file's own folder."""
    changed = {
        name: path.parent / value.expanduser()
        for name, value in (("folder", settings.folder), ("store", settings.store))
        if value is not None
    }
    return settings.model_copy(update=changed)
