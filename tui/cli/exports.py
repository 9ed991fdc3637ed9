"""The commands for scripts: `export` writes the records to a file, `timeline`, `relations` and `claims` print a panel.

`cli.py` adds them to its group. Nothing heavy is imported before it is needed.
"""

from __future__ import annotations

import codecs
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TextIO, cast

import click

from tui.cli.asked import FILTER_HELP, Asked
from tui.cli.cells import HEADINGS, cells_of

if TYPE_CHECKING:
    from models.exports import Kind
    from models.store import Store
    from models.store import rows as of
    from tui.config import Settings
    from tui.view import Row

#: The names of `models.exports.FORMATS` and `KINDS`, here so that `--help` need not import them; a test compares.
_FORMATS = ("jsonl", "csv", "markdown", "timelinejs", "graphml", "annotations")
_KINDS = ("dispatch", "timex", "claim", "event", "relation", "occurrence", "disagreement")

HELP = {"help_option_names": ["-h", "--help"]}


def add_commands(group: click.Group) -> None:
    """Give a group the commands of this module."""
    for command in (export, timeline, relations, claims):
        group.add_command(command)


@contextmanager
def written() -> Iterator[None]:
    """Write to stdout as far as somebody reads it; `ClickException` where it cannot be written."""
    try:
        yield
        sys.stdout.flush()
    except OSError as error:
        # Python flushes stdout once more when it ends, which must not fail aloud.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise click.ClickException(f"The output cannot be written: {error.strerror or error}.") from error


def read_settings() -> Settings:
    """The user's settings; what is wrong with them goes to stderr."""
    from tui.config import load_settings, settings_path

    settings, notice = load_settings(settings_path())
    if notice:
        click.echo(notice, err=True)
    return settings


@click.command(context_settings=HELP, short_help="Write all that is read, in one of six formats.")
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="jsonl",
    show_default=True,
    help="jsonl: a record a line. csv: a table a record kind. markdown: a brief to read. timelinejs: slides of the"
    " dated events. graphml: the relations, for Gephi and yEd. annotations: W3C Web Annotations.",
)
@click.option("--filter", "text", default="", metavar="TEXT", help=FILTER_HELP)
@click.option(
    "--output",
    "-o",
    type=click.Path(),
    default="-",
    metavar="PLACE",
    help="The file to write; for csv without --kind the folder. Else, and for -, stdout.",
)
@click.option("--kind", type=click.Choice(_KINDS), help="csv: only the table of this kind, to one file or stdout.")
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
def export(form: str, text: str, output: str, kind: Kind | None, force: bool, paths: tuple[Path, ...]) -> None:
    """Write all that is read from files and folders, to stdout or to a file.

    A file is written whole or not at all, and none is overwritten without --force. What cannot be read is
    told on stderr. Lines come in the order of the panels; jsonl and annotations dispatch by dispatch. Your
    marks and notes go along.

    \b
    brief-tui export --format markdown -o brief.md --filter 'actor:iran' wire/
    """
    from models.exports import ExportError, check, writer_of
    from models.store import Store, StoreError

    if kind is not None and form != "csv":
        raise click.UsageError(f"--kind is for --format csv: {form} has a shape of its own.")
    if output == "-" and writer_of(form, kind) is None:
        raise click.UsageError("Tables of all kinds are a file each: name a folder with --output, or choose a --kind.")
    settings = read_settings()
    asked = Asked(text, settings)
    _there(paths)
    try:
        if output != "-":
            check(form, Path(output), kind=kind, force=force)
        kept = _kept_store(paths, settings)
        with Store(kept) as store:
            if kept is None:
                _read_paths(store, paths)
            else:
                _wait_for_writer(store, paths[0], kept)
            if output == "-":
                _to_stdout(store, asked, form, kind)
            else:
                _to_file(store, asked, form, Path(output), kind, force)
    except (StoreError, ExportError) as error:
        raise click.ClickException(shown(str(error))) from error


#: Problems fetched at a time.
_PROBLEMS = 200


def _kept_store(paths: tuple[Path, ...], settings: Settings) -> Path | None:
    """The store of the one folder that is named, where a running brief-tui keeps it: nothing need be read twice."""
    from models.folder.writer import is_kept
    from models.store import store_path

    if len(paths) != 1 or not paths[0].is_dir():
        return None
    kept = settings.store or store_path(paths[0])
    return kept if is_kept(kept, paths[0]) else None


def _wait_for_writer(store: Store, folder: Path, kept: Path) -> None:
    """Wait until all of a folder has been read, by whoever does; problems go to stderr as ever."""
    from models.folder.keeper import bring_up_to_date

    last = bring_up_to_date(folder, kept, lambda progress: None)
    if last.state != "idle":
        raise click.ClickException(shown(last.message or "Not all could be read: run it again."))
    offset = 0
    while found := store.problems(offset, _PROBLEMS):
        for row in found:
            click.echo(shown(f"{row.dispatch}: {row.problem}"), err=True)
        offset += len(found)


def _there(paths: tuple[Path, ...]) -> None:
    for path in paths:
        if not path.exists():
            raise click.ClickException(shown(f"There is no file or folder {path}: nothing was exported."))


def _to_file(store: Store, asked: Asked, form: str, to: Path, kind: Kind | None, force: bool) -> None:
    from models.exports import export_view
    from models.wording import many

    count = export_view(store, asked.of(store), form, to, kind=kind, marks=asked.marks, force=force)
    click.echo(shown(f"{many(count, 'record')} written to {to}"), err=True)


def _to_stdout(store: Store, asked: Asked, form: str, kind: Kind | None) -> None:
    from models.exports import print_view

    with written():
        sys.stdout.flush()
        # In UTF-8 whatever the locale: the formats say what they are written in.
        out = cast(TextIO, codecs.getwriter("utf-8")(sys.stdout.buffer))
        print_view(store, asked.of(store), form, out, kind=kind, marks=asked.marks)


def _read_paths(store: Store, paths: tuple[Path, ...]) -> None:
    """Read all dispatches of the paths into a store; problems and progress go to stderr."""
    from models.library import read_into
    from models.reading.language import PipelineError

    progress = sys.stderr.isatty()
    try:
        for done, reading in enumerate(read_into(store, paths), 1):
            if reading.dispatch.problem:
                clear = "\r\x1b[K" if progress else ""
                click.echo(clear + shown(f"{reading.dispatch.id}: {reading.dispatch.problem}"), err=True)
            if progress:
                click.echo(f"\r{done:,} dispatches read", err=True, nl=False)
    except PipelineError as error:
        raise click.ClickException(str(error)) from error
    if progress:
        click.echo(err=True)


def shown(sentence: str) -> str:
    """A sentence on one line, without what a terminal would obey: names of files are anybody's."""
    from models.wording import one_line

    return one_line(sentence)


def printing(name: str, about: str) -> Callable[[Callable[..., None]], click.Command]:
    """The options that the printing commands share."""

    def command(function: Callable[..., None]) -> click.Command:
        parts = (
            click.argument("path", required=False, metavar="[FOLDER|FILE]", type=click.Path(path_type=Path)),
            click.option("--filter", "text", default="", metavar="TEXT", help=FILTER_HELP),
            click.option("--json", "as_json", is_flag=True, help="A JSON object a line instead of a table."),
            click.option("--watch", is_flag=True, help="Go on, and print each new line as dispatches land."),
            click.option(
                "--store", type=click.Path(dir_okay=False, path_type=Path), help="The file to keep the readings in."
            ),
        )
        for part in reversed(parts):
            function = part(function)
        return click.command(name, context_settings=HELP, short_help=about)(function)

    return command


@printing("timeline", "Print the events as a table, newest first.")
def timeline(path: Path | None, **options: Any) -> None:
    """Print the events, newest first: when, who, whom, what, where, status, according to whom, how often told.

    Columns are separated by tabs, and padded where stdout is a terminal; dates are EDTF (2025-06-13/2025-06-24).
    With --watch a happening is printed anew when one more dispatch tells of it.

    \b
    brief-tui timeline --filter 'category:assault since:-1w' wire/
    """
    _print("timeline", path, **options)


@printing("relations", "Print who acts on whom, and how often.")
def relations(path: Path | None, **options: Any) -> None:
    """Print who acts on whom, most events first: events, in conflict, in cooperation, from when to when.

    Columns are separated by tabs, and padded where stdout is a terminal. With --watch a relation is printed
    anew with its new numbers.

    \b
    brief-tui relations --filter 'from:israel' wire/
    """
    _print("relations", path, **options)


@printing("claims", "Print who says what, and through whom.")
def claims(path: Path | None, **options: Any) -> None:
    """Print who says what, last said first: when, through whom, the cue, the content, and how firmly.

    Columns are separated by tabs, and padded where stdout is a terminal; dates are EDTF (2025-06-13/2025-06-24).

    \b
    brief-tui claims --json --filter 'from:kan is:quoted' wire/
    """
    _print("claims", path, **options)


def _print(kind: of.Kind, path: Path | None, *, text: str, as_json: bool, watch: bool, store: Path | None) -> None:
    settings = read_settings()
    print_place(path, _Lines(kind, Asked(text, settings), as_json), settings, watch, store)


class Printed(Protocol):
    """What a printing command prints of a store; called again where more has come."""

    def print(self, store: Store) -> None:
        """Print what is there, or what is new since the last call."""


def print_place(path: Path | None, lines: Printed, settings: Settings, watch: bool, store: Path | None) -> None:
    """Print lines of a folder, or of a file; `watch`: go on for as long as the folder is there."""
    from models.store import Store, StoreError, store_path

    place = path or settings.folder or Path("seeds")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a locale that lacks a sign must not end it
    try:
        if place.is_file():
            if watch:
                raise click.UsageError(shown(f"--watch is for folders, and {place} is a file: name its folder."))
            with Store(None) as kept:
                _read_paths(kept, (place,))
                with written():
                    lines.print(kept)
        else:
            _print_folder(place, store or settings.store or store_path(place), lines, watch, settings.jobs)
    except StoreError as error:
        raise click.ClickException(shown(str(error))) from error


def _print_folder(folder: Path, kept: Path, lines: Printed, watch: bool, jobs: int | None) -> None:
    """The panel when the store has caught up with the folder, then, watching, what is new after each change."""
    from models.folder.link import start_keeper
    from models.store import Store

    if not folder.is_dir() and not watch:
        raise click.ClickException(shown(f"There is no folder {folder}: name one that holds dispatches."))
    with Store(kept) as store:
        if store.notice:
            click.echo(shown(store.notice), err=True)
        link = start_keeper(folder, kept, jobs, once=not watch)
        try:
            with written():
                for progress in link.messages():
                    if progress.state == "failed":
                        raise click.ClickException(shown(progress.message))
                    if progress.message:
                        click.echo(shown(progress.message), err=True)
                    # Only when all is read: while much lands, looking at each change would read it all each time.
                    if progress.state in ("idle", "waiting"):
                        lines.print(store)
                        sys.stdout.flush()
                        if not watch:
                            return
                else:
                    raise click.ClickException("Reading ended before all was read: run it again.")
        finally:
            link.stop()


class _Lines:
    """A panel's lines, each printed once; `print` prints those that came since it was last called."""

    def __init__(self, kind: of.Kind, asked: Asked, as_json: bool) -> None:
        from tui.cli.tables import Table

        self._kind = kind
        self._asked = asked
        self._as_json = as_json
        self._generation = -1
        self._told: dict[str, int] = {}  # what is told more than once → how often when last printed
        self._table = Table(HEADINGS[kind])

    def print(self, store: Store) -> None:
        """Print the new lines to stdout: all of them in the panel's order at first, later the older news first."""
        generation = store.generation()
        if generation == self._generation:
            return
        rows: Iterable[Row] = filter(self._is_news, self._rows(store))
        if self._generation >= 0:
            rows = sorted(rows, key=lambda row: row.added)
        if self._as_json:
            self._print_json(rows)
        else:
            self._table.print(cells_of(row) for row in rows)
        self._generation = generation

    def _is_news(self, row: Row) -> bool:
        """Whether a line has not been printed as it is: it has come since, or one more tells of it."""
        from models.store.rows import RelationRow

        is_new = row.added > self._generation
        if isinstance(row, RelationRow) or row.told is None:
            return is_new
        before, self._told[row.id] = self._told.get(row.id, 1), row.told.tellings
        return is_new or row.told.tellings > before

    def _rows(self, store: Store) -> Iterator[Row]:
        from tui.view import WINDOW, window

        number, chosen = 0, self._asked.of(store)
        while rows := window(store, self._kind, chosen, number):
            yield from rows
            if len(rows) < WINDOW:
                return
            number += 1

    def _print_json(self, rows: Iterable[Row]) -> None:
        from models.exports.jsonlines import ascii_json

        for row in rows:
            sys.stdout.write(ascii_json(row.model_dump(mode="json", exclude={"pulse", "trend"})) + "\n")
