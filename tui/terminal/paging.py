"""A whole dispatch in the user's own pager: as text, with nothing in it that a terminal or a pager would obey."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence

from models.records import Dispatch
from models.wording import one_line, safe
from tui.lines.wording import dispatch_date


class PagerError(Exception):
    """There is no pager to be had: one sentence."""


def pager_command(setting: str | None, environment: Mapping[str, str]) -> Sequence[str]:
    """The pager: of the settings, of `$PAGER`, else less or more. Raises `PagerError`."""
    for asked, named in ((setting, "the setting pager"), (environment.get("PAGER"), "$PAGER")):
        if asked and asked.strip():
            try:
                command = shlex.split(asked)
            except ValueError as error:
                raise PagerError(f"{named} cannot be read ({error}): {asked}") from error
            if shutil.which(command[0]) is None:
                raise PagerError(f"{named} names {command[0]}, and there is no such program.")
            return command
    found = shutil.which("less") or shutil.which("more")
    if found is None:
        raise PagerError("There is neither less nor more: name a pager in $PAGER.")
    return [found]


def dispatch_text(dispatch: Dispatch) -> str:
    """A dispatch as a pager shows it: what is known of it, then its text with its own line ends."""
    about = [one_line(dispatch.agency or "agency unknown"), dispatch_date(dispatch), dispatch.revision]
    head = [one_line(dispatch.headline)] if dispatch.headline else []
    head += [" · ".join([*about, one_line(dispatch.id)])]
    head += [f"! {one_line(dispatch.problem)}"] if dispatch.problem else []
    lines = [safe(line) for line in re.split(r"\r\n|[\r\n\u2028\u2029\x85]", dispatch.text)]
    return "\n".join([*head, "", *lines]) + "\n"


def page(command: Sequence[str], text: str, encoding: str) -> None:
    """Show a text until the pager ends. Raises `PagerError`."""
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE)
    except OSError as error:
        raise PagerError(f"{command[0]} cannot be started ({error.strerror}).") from error
    try:
        process.communicate(text.encode(encoding, "replace"))
    except BrokenPipeError:
        process.wait()  # left before all was read
