"""The command `read`: the store of a folder filled without a terminal, by hand or by a service.

Progress goes to stderr: a line that is written over where that is a terminal, else one now and then.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from models.folder.progress import Progress

_Command = TypeVar("_Command", bound=Callable[..., Any])

#: Seconds between two lines of progress where they are kept: a log wants few.
_SELDOM = 10.0
_INTERRUPTED = 130


def jobs_option(command: _Command) -> _Command:
    """The option --jobs of a command."""
    return click.option(
        "--jobs",
        type=click.IntRange(1, 256),
        metavar="N",
        help="How many processes may read while much is to be read; else one less than the cores.",
    )(command)


@click.command(context_settings={"help_option_names": ["-h", "--help"]}, short_help="Read a folder without a terminal.")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@jobs_option
@click.option("--store", type=click.Path(dir_okay=False, path_type=Path), help="The file to keep the readings in.")
@click.option("--watch", is_flag=True, help="Go on, and read what lands, until told to end (SIGTERM, SIGINT).")
def read(folder: Path | None, jobs: int | None, store: Path | None, watch: bool) -> None:
    """Read all dispatches of FOLDER into its store, for brief-tui to show at once.

    Where another brief-tui is at it already, this one waits for it, or with --watch stands by to take over.
    Status 0: all has been read, or with --watch it was told to end; 1: failed; 130: interrupted before the end.

    \b
    brief-tui read --watch wire/
    """
    from models.folder.keeper import keep
    from models.store import StoreError, store_path
    from models.wording import one_line
    from tui.config import load_settings, settings_path

    settings, notice = load_settings(settings_path())
    if notice:
        click.echo(notice, err=True)
    place = folder or settings.folder or Path("seeds")
    if not watch and not place.is_dir():
        raise click.ClickException(one_line(f"There is no folder {place}: name one that holds dispatches."))
    kept = store or settings.store or store_path(place)
    teller = _Teller(sys.stderr.isatty())
    try:
        last = keep(place, kept, teller.tell, jobs=jobs or settings.jobs, once=not watch, with_stdin=False)
    except StoreError as error:
        raise click.ClickException(one_line(str(error))) from error
    finally:
        teller.end()
    if watch:
        return
    if last is None:
        sys.exit(_INTERRUPTED)
    if last.state != "idle":
        raise click.ClickException(one_line(last.message or "Not all could be read: run it again."))


class _Teller:
    """Tells how far the reading is."""

    def __init__(self, over: bool) -> None:
        self._over = over  # each line over the one before
        self._state = ""
        self._message = ""
        self._next = 0.0
        self._is_open = False

    def tell(self, progress: Progress) -> None:
        """Tell a progress, where it is news."""
        words = _words(progress)
        if self._over:
            click.echo(f"\r\x1b[K{words}", err=True, nl=False, color=True)
            self._is_open = True
            return
        is_news = (progress.state, progress.message) != (self._state, self._message)
        if is_news or time.monotonic() >= self._next:
            self._state, self._message = progress.state, progress.message
            self._next = time.monotonic() + _SELDOM
            click.echo(words, err=True)

    def end(self) -> None:
        """End the last line."""
        if self._is_open:
            click.echo(err=True)


def _words(progress: Progress) -> str:
    """A progress in a line: what it is at, and what is wrong."""
    from models.wording import one_line
    from tui.panels.status import keeper_words

    parts = [keeper_words(progress, ended=False).text]
    if progress.state == "idle" and progress.done:
        parts.append(f"{progress.done:,} read")
    if progress.follows:
        parts.append("by another brief-tui")
    if progress.polls:
        parts.append(one_line(progress.polls))
    if progress.message and progress.message not in parts:
        parts.append(one_line(progress.message))
    return " · ".join(dict.fromkeys(parts))
