"""How the app looks on a terminal: its themes, and which of them a terminal and its locale can show.

A colour only where it means something; what it means, a sign says too, so that the plain theme sends none at all.
"""

from __future__ import annotations

import codecs
import locale
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from textual.theme import Theme

from tui.config import Settings, ThemeName


def _theme(name: ThemeName, dark: bool, colours: Mapping[str, str]) -> Theme:
    own = {key: value for key, value in colours.items() if key not in _TEXTUAL}
    return Theme(name=f"brief-{name}", dark=dark, variables=own, **{key: colours[key] for key in _TEXTUAL})  # type: ignore[arg-type]


#: What Textual's own widgets go by; the rest is for the roles of `brief.tcss`.
_TEXTUAL = (
    *("primary", "secondary", "accent", "foreground", "background", "surface", "panel", "warning", "error", "success"),
)

_DARK = {
    "primary": "#7aa2d6",
    "secondary": "#8b93a5",
    "accent": "#e0af68",
    "foreground": "#c8ccd4",
    "background": "#14161a",
    "surface": "#14161a",
    "panel": "#1f232b",
    "warning": "#e0af68",
    "error": "#ec858e",
    "success": "#83b878",
    "bright": "#eceff4",
    "soft": "#a9b0bd",
    "muted": "#99a1b0",
    "cursor": "#213047",
    "faint-cursor": "#252a33",
    "title": "#9dbce2",
    "who": "#9dbce2",
    "whom": "#a2cb9a",
    "when": "#c5cad6",
    "thumb": "#4a5262",
    "bar": "#7aa2d6",
}
_LIGHT = {
    "primary": "#0b5cad",
    "secondary": "#57606a",
    "accent": "#855400",
    "foreground": "#24292f",
    "background": "#fafafa",
    "surface": "#fafafa",
    "panel": "#e6e9ee",
    "warning": "#855400",
    "error": "#b3261e",
    "success": "#1a6332",
    "bright": "#000000",
    "soft": "#3d444d",
    "muted": "#525b66",
    "cursor": "#cfe0f5",
    "faint-cursor": "#e9edf2",
    "title": "#0b4a8a",
    "who": "#0b4a8a",
    "whom": "#145228",
    "when": "#3d444d",
    "thumb": "#9aa4b2",
    "bar": "#0b5cad",
}
_CONTRAST = {
    "primary": "#9fd0ff",
    "secondary": "#e0e0e0",
    "accent": "#ffd75f",
    "foreground": "#ffffff",
    "background": "#000000",
    "surface": "#000000",
    "panel": "#262626",
    "warning": "#ffd75f",
    "error": "#ffb4b4",
    "success": "#8cff8c",
    "bright": "#ffffff",
    "soft": "#ffffff",
    "muted": "#d0d0d0",
    "cursor": "#002a66",
    "faint-cursor": "#262626",
    "title": "#9fd0ff",
    "who": "#9fd0ff",
    "whom": "#8cff8c",
    "when": "#ffffff",
    "thumb": "#ffffff",
    "bar": "#9fd0ff",
}
#: Dark and light where there are 256 colours: the grounds that the nearest of them would take too far.
_GROUNDS_OF_256: Mapping[ThemeName, Mapping[str, str]] = {
    "dark": {"background": "#121212", "surface": "#121212", "panel": "#262626", "cursor": "#303030", "error": "#ff8787"}
    | {"faint-cursor": "#262626", "muted": "#a8a8a8", "soft": "#bcbcbc", "thumb": "#767676"},
    "light": {"background": "#ffffff", "surface": "#ffffff", "panel": "#e4e4e4", "cursor": "#d7d7ff"}
    | {
        "faint-cursor": "#eeeeee",
        "muted": "#4e4e4e",
        "soft": "#3a3a3a",
        "thumb": "#8a8a8a",
        "accent": "#5f5f00",
        "warning": "#5f5f00",
    },
    "contrast": {"cursor": "#00005f"},
}

_COLOURS: Mapping[ThemeName, Mapping[str, str]] = {
    "dark": _DARK,
    "light": _LIGHT,
    "contrast": _CONTRAST,
    "plain": _DARK,  # of which the filter of `fallbacks.py` keeps the grounds of cursor and bars, as reversed
}

NAMES: tuple[ThemeName, ...] = tuple(_COLOURS)


@dataclass(frozen=True)
class Look:
    """What a terminal is shown: a theme, whether it sends colours, and the encoding of its signs (None: all)."""

    theme: Theme
    plain: bool
    encoding: str | None


def theme_of(name: ThemeName, truecolor: bool = True) -> Theme:
    """A theme by its name, for terminals with all colours or with 256."""
    colours = _COLOURS[name] if truecolor else {**_COLOURS[name], **_GROUNDS_OF_256.get(name, {})}
    return _theme(name, name != "light", colours)


def look_of(settings: Settings, environment: Mapping[str, str], colour_system: str | None) -> Look:
    """The look for a terminal: by the settings, else by what its environment says of colours and locale."""
    name = settings.theme
    if name == "auto":
        none = environment.get("NO_COLOR") or environment.get("TERM") == "dumb"
        name = "plain" if none or colour_system not in ("256", "truecolor") else "dark"
    encoding = locale_encoding(environment) if settings.ascii is None else "ascii" if settings.ascii else None
    return Look(theme_of(name, colour_system == "truecolor"), name == "plain", encoding)


def locale_encoding(environment: Mapping[str, str]) -> str | None:
    """The encoding of the user's locale, ascii where there is none; None where it is UTF-8."""
    name = next((environment[key] for key in ("LC_ALL", "LC_CTYPE", "LANG") if environment.get(key)), "")
    if name in ("", "C", "POSIX") or _is_pythons_own(name, environment):
        return "ascii"
    _, dot, charset = name.partition("@")[0].partition(".")
    try:
        encoding = codecs.lookup(charset if dot else name if "UTF" in name.upper() else locale.getencoding()).name
    except LookupError:
        return "ascii"
    return None if encoding == "utf-8" else encoding


def _is_pythons_own(name: str, environment: Mapping[str, str]) -> bool:
    """Whether Python put this locale in place of none (PEP 538): then its parent did not hand it on."""
    if environment.get("LC_CTYPE") != name or environment.get("LC_ALL") or name not in ("C.UTF-8", "C.utf8"):
        return False
    try:
        begun = Path("/proc/self/environ").read_bytes().split(b"\0")
    except OSError:
        return False
    return not any(entry.startswith(b"LC_CTYPE=") for entry in begun)
