"""The commands for scripts that look across dispatches: `changes` prints what came since, `disagreements` what clashes.

`cli.py` adds them to its group. Nothing heavy is imported before it is needed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli.asked import SINCE_HELP, Asked, since_moment
from tui.cli.exports import HELP, print_place, printing, read_settings

if TYPE_CHECKING:
    import datetime as dt

    from models.store import Store
    from models.store.rows import ChangeKind, DisagreementRow, Side

#: Cells of how a dispatch without a headline begins.
_LONGEST_OPENING = 120
_MOST = 100_000
_WINDOW = 200


def add_commands(group: click.Group) -> None:
    """Give a group the commands of this module."""
    for command in (changes, disagreements):
        group.add_command(command)


#: What has events and claims of its own, or took some down.
_COUNTED: frozenset[ChangeKind] = frozenset({"withdrawn", "corrected", "updated", "new"})


@click.command(context_settings=HELP, short_help="Print what came since a moment.")
@click.option(
    "--since",
    default="last",
    show_default=True,
    metavar="WHEN",
    help=SINCE_HELP,
)
@click.option("--json", "as_json", is_flag=True, help="A JSON object a line instead of a table.")
@click.option("--store", type=click.Path(dir_okay=False, path_type=Path), help="The file to keep the readings in.")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def changes(since: str, as_json: bool, store: Path | None, folder: Path | None) -> None:
    """Print what came since a moment: withdrawn, corrected, contradicted, updated, new, unreadable, gone.

    A dispatch stands once, under what it is now; one that another has replaced is told by that one. Events and
    claims are its own, of a withdrawal those it took down. Moments are those at which brief-tui took a dispatch in,
    on this machine's clock; without a last visit all is new.

    \b
    brief-tui changes --since -3h wire/
    """
    settings = read_settings()
    place, moment, _ = since_moment(since, settings, store, folder)
    print_place(place, _Changes(moment, as_json), settings, watch=False, store=store)


class _Changes:
    """What came since a moment, as lines."""

    def __init__(self, since: dt.datetime | None, as_json: bool) -> None:
        self._since = since
        self._as_json = as_json

    def print(self, store: Store) -> None:
        """Print what came."""
        from models.exports.jsonlines import ascii_json
        from tui.cli.tables import Table
        from tui.lines.wording import cut

        found = store.changes(store.generation_at(self._since) if self._since else 0, _MOST)
        if self._as_json:
            for row in found.rows:
                sys.stdout.write(ascii_json(row.model_dump(mode="json", exclude={"added"})) + "\n")
            return
        Table(("what", "at", "agency", "date", "headline", "dispatch", "replaces", "events", "claims", "why")).print(
            (
                row.kind,
                row.at.astimezone().isoformat(timespec="seconds") if row.at else "",
                row.agency or "",
                str(row.date or ""),
                row.headline or cut(row.opening or "", _LONGEST_OPENING),
                row.dispatch,
                row.replaces or "",
                *((str(row.events), str(row.claims)) if row.kind in _COUNTED else ("", "")),
                "; ".join(words for words in (row.why, row.sentence, row.problem, *row.took_down) if words),
            )
            for row in found.rows
        )


@printing("disagreements", "Print what cannot both stand, side by side.")
def disagreements(path: Path | None, *, text: str, as_json: bool, watch: bool, store: Path | None) -> None:
    """Print what cannot both stand, and positions that turned: the two sentences, who and when, and why.

    The earlier side comes first; nothing says who is right. Columns are separated by tabs, and padded where
    stdout is a terminal.

    \b
    brief-tui disagreements --filter 'actor:iran' wire/
    """
    settings = read_settings()
    print_place(path, _Disagreements(Asked(text, settings), as_json), settings, watch, store)


class _Disagreements:
    """The disagreements, each printed once."""

    def __init__(self, asked: Asked, as_json: bool) -> None:
        from tui.cli.tables import Table

        self._asked = asked
        self._as_json = as_json
        self._told: set[str] = set()
        sides = [f"{what} {number}" for number in (1, 2) for what in ("when", "according to", "sentence", "dispatch")]
        self._table = Table(("kind", *sides, "why"))

    def print(self, store: Store) -> None:
        """Print those that were not printed before, the latest first."""
        from models.exports.jsonlines import ascii_json

        rows: list[DisagreementRow] = []
        offset, chosen = 0, self._asked.of(store)
        while window := store.disagreements(chosen, offset, _WINDOW):
            rows += [row for row in window if row.id not in self._told]
            offset += len(window)
        self._told |= {row.id for row in rows}
        if self._as_json:
            for row in rows:
                sys.stdout.write(ascii_json(row.model_dump(mode="json", exclude={"added"})) + "\n")
        else:
            self._table.print((row.kind, *_cells(row.first), *_cells(row.second), row.why) for row in rows)


def _cells(side: Side) -> tuple[str, str, str, str]:
    from models.wording import chain_words

    when = side.when.edtf if side.when else str(side.issued or "")
    return when, chain_words(side.chain) or (side.agency or ""), side.sentence, side.dispatch
