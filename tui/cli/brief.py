"""The command that writes the page for who takes over: on one sheet, or all of it.

`cli.py` adds it to its group. Nothing heavy is imported before it is needed.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli.asked import FILTER_HELP, SINCE_HELP, Asked, since_moment
from tui.cli.exports import HELP, print_place, read_settings

if TYPE_CHECKING:
    import datetime as dt

    from models.store import Store
    from tui.config import Settings


@click.command(context_settings=HELP, short_help="Print a page for who takes over.")
@click.option("--since", default="last", show_default=True, metavar="WHEN", help=SINCE_HELP)
@click.option("--filter", "text", default="", metavar="TEXT", help=FILTER_HELP)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "markdown")),
    default="text",
    show_default=True,
    help="Plain text, or Markdown.",
)
@click.option("--all", "whole", is_flag=True, help="All there is, not what goes on one sheet.")
@click.option("--store", type=click.Path(dir_okay=False, path_type=Path), help="The file to keep the readings in.")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def brief(since: str, text: str, form: str, whole: bool, store: Path | None, folder: Path | None) -> None:
    """Print a page for who takes over: what came since a moment, on one sheet.

    First what was withdrawn, corrected and is disputed, then what happened by day, what more independent origins tell
    before what fewer do; then all that lies ahead, whenever it came; then who said what. Each line has the words it
    was read from, the exact ones in brackets, with file, line and column. Your marks and notes go first.

    \b
    brief-tui brief --since -8h --filter 'actor:iran' wire/ > page.txt
    """
    settings = read_settings()
    place, moment, words = since_moment(since, settings, store, folder)
    lines = _Page(moment, words, Asked(text, settings), settings, str(place), form, whole)
    print_place(place, lines, settings, watch=False, store=store)


class _Page:
    """The page of a folder."""

    def __init__(
        self,
        since: dt.datetime | None,
        since_words: str,
        asked: Asked,
        settings: Settings,
        name: str,
        form: str,
        whole: bool,
    ) -> None:
        self._since = since
        self._since_words = since_words
        self._asked = asked
        self._settings = settings
        self._name = name
        self._form = form
        self._whole = whole

    def print(self, store: Store) -> None:
        """Print it."""
        from models.exports.handover import Covered, handover
        from models.exports.page import markdown_lines
        from tui.clock import now
        from tui.lines.page import WIDTH, on_a_sheet, text_lines

        covered = Covered(
            self._asked.of(store),
            store.generation_at(self._since) if self._since else 0,
            self._since_words,
            now(self._settings.timezone),
            self._asked.marks,
        )
        page = handover(store, covered.of_all() if self._whole else covered, self._name)
        width = WIDTH
        if sys.stdout.isatty() and self._form == "text":
            width = max(40, shutil.get_terminal_size((WIDTH, 24)).columns)
        page = page if self._whole else on_a_sheet(page, width=width)
        lines: Iterable[str] = markdown_lines(page) if self._form == "markdown" else text_lines(page, width)
        for line in lines:
            sys.stdout.write(f"{line}\n")
