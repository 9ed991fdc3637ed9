"""The command line: the app over a folder, or the records of some files on stdout.

Nothing heavy is imported before it is needed: `--help` waits for neither Textual nor spaCy.
"""

from __future__ import annotations

import importlib.metadata
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from models.filters import Filter
    from models.records import Dispatch
    from models.store import Store
    from tui.config import Settings

_INTERRUPTED = 130


class AppByDefault(click.Group):
    """A group whose first word is a command's name, or else the arguments are the app's."""

    app: click.Command

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """The group's context for a command, `--help` and `--version`; the app's for everything else."""
        own = {"--help", "-h", "--version", *self.list_commands(click.Context(self))}
        if args and args[0] in own:
            return super().make_context(info_name, args, parent, **extra)
        return self.app.make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run what the context is for."""
        return super().invoke(ctx) if ctx.command is self else ctx.command.invoke(ctx)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Both ways to call it."""
        formatter.write_usage(ctx.command_path, "[OPTIONS] [FOLDER]")
        formatter.write_usage(ctx.command_path, "export [OPTIONS] PATH...", prefix="       ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The app's options, the group's own, the commands."""
        parameters = [*self.app.get_params(ctx), *self.get_params(ctx)]
        options = [parameter for parameter in parameters if isinstance(parameter, click.Option)]
        records = dict(record for option in options if (record := option.get_help_record(ctx)) is not None)
        with formatter.section("Options"):
            formatter.write_dl(list(records.items()))
        self.format_commands(ctx, formatter)


def _version(ctx: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        click.echo(f"brief-tui {importlib.metadata.version('brief-tui')}")
        ctx.exit()


@click.group(cls=AppByDefault, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version."
)
def cli() -> None:
    """Watch a folder of newswire dispatches: what happened when, who did what to whom, and who says so.

    FOLDER is the one of the settings where none is named, else ./seeds. A folder that is called like a
    command is reached as ./export. Where stdout is no terminal, the panels are printed as plain tables.
    """


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--store", type=click.Path(dir_okay=False, path_type=Path), help="The file to keep the readings in.")
@click.option("--mouse", is_flag=True, help="Take the mouse (selecting text then needs Shift).")
def app_command(folder: Path | None, store: Path | None, mouse: bool) -> None:
    """Watch FOLDER: the app itself, which the group runs where no command is named."""
    from models.store import StoreError, store_path
    from tui.config import load_settings, settings_path

    settings, notice = load_settings(settings_path())
    chosen = settings.model_copy(
        update={
            "folder": folder or settings.folder or Path("seeds"),
            "store": store or settings.store,
            "mouse": mouse or settings.mouse,
        }
    )
    assert chosen.folder is not None
    if chosen.folder.is_file():
        sentence = f"{chosen.folder} is a file, and a folder is wanted: name its folder, or read it with export."
        raise click.ClickException(sentence)
    kept = chosen.store or store_path(chosen.folder)
    try:
        if sys.stdout.isatty() and sys.stdin.isatty():
            _run_app(chosen.folder, kept, chosen, notice or "")
        else:
            if notice:
                click.echo(notice, err=True)
            _print_panels(chosen.folder, kept, chosen)
    except StoreError as error:
        raise click.ClickException(str(error)) from error


AppByDefault.app = app_command


def _run_app(folder: Path, kept: Path, settings: Settings, notice: str) -> None:
    from models.folder.link import start_keeper
    from models.store import Store
    from tui.app import BriefApp
    from tui.hangup import end_with_terminal

    with Store(kept) as store:
        notice = " ".join(said for said in (notice, store.notice) if said)
        # Before the app runs: a process started from inside it would inherit the terminal's handling.
        link = start_keeper(folder, kept)
        try:
            app = BriefApp(store, folder, link, settings, notice)
            end_with_terminal(sys.stdin.fileno())
            app.run(mouse=settings.mouse)
        finally:
            link.stop()
    if app.return_code:
        sys.exit(app.return_code)


def _print_panels(folder: Path, kept: Path, settings: Settings) -> None:
    """The three panels as plain tables, after the store has caught up with the folder."""
    from models.folder.link import start_keeper
    from models.store import Store
    from tui.clock import now
    from tui.plain import panel_tables, terminal_width

    if not folder.is_dir():
        raise click.ClickException(f"There is no folder {folder}: name one that holds dispatches.")
    with Store(kept) as store:
        if store.notice:
            click.echo(store.notice, err=True)
        link = start_keeper(folder, kept)
        try:
            for progress in link.messages():
                if progress.state == "failed":
                    raise click.ClickException(progress.message)
                if progress.state in ("idle", "waiting"):
                    break
            else:
                raise click.ClickException("Reading ended before all was read: run brief-tui again.")
        finally:
            link.stop()
        with _written():
            for line in panel_tables(store, terminal_width(), now(settings.timezone).date()):
                sys.stdout.write(f"{line}\n")


@contextmanager
def _written() -> Iterator[None]:
    """Write to stdout as far as somebody reads it; `ClickException` where it cannot be written."""
    try:
        yield
        sys.stdout.flush()
    except OSError as error:
        # Python flushes stdout once more when it ends, which must not fail aloud.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise click.ClickException(f"The output cannot be written: {error.strerror or error}.") from error


@cli.command()
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", help="jsonl: a record a line.")
@click.option("--filter", "text", default="", help="Only what passes this filter (see the README).")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
def export(form: str, text: str, paths: tuple[Path, ...]) -> None:
    """Print all that is read from files and folders, as records on stdout."""
    from models.filters import FilterError, parse_filter
    from models.store import Store, StoreError
    from tui.clock import now
    from tui.config import load_settings, settings_path

    settings, notice = load_settings(settings_path())
    if notice:
        click.echo(notice, err=True)
    try:
        chosen = parse_filter(text, now(settings.timezone).date())
    except FilterError as error:
        start, end = error.span
        raise click.UsageError(f"--filter: {error.message} (at {text[start:end]!r})") from error
    for path in paths:
        if not path.exists():
            raise click.ClickException(f"There is no file or folder {path}: nothing was exported.")
    try:
        with Store(None) as store:
            _read_into(store, paths)
            _export(store, chosen)
    except StoreError as error:
        raise click.ClickException(str(error)) from error


def _export(store: Store, chosen: Filter) -> None:
    from models.exports import write_jsonl

    with _written():
        write_jsonl(store, chosen, sys.stdout)


def _read_into(store: Store, paths: tuple[Path, ...]) -> None:
    """Read all dispatches of the paths into a store; problems and progress go to stderr."""
    from models.reading.language import PipelineError
    from models.reading.reader import Reader
    from models.store import FileState

    try:
        reader = Reader()
    except PipelineError as error:
        raise click.ClickException(str(error)) from error
    progress = sys.stderr.isatty()
    done = 0
    for path, readings in groupby(reader.read(_dispatches(paths)), key=lambda r: r.dispatch.path):
        of_file = list(readings)
        store.put(path, FileState(0, 0, "", ""), of_file)
        done += len(of_file)
        for reading in of_file:
            if reading.dispatch.problem:
                _complain(f"{reading.dispatch.id}: {reading.dispatch.problem}", over=progress)
        if progress:
            click.echo(f"\r{done:,} dispatches read", err=True, nl=False)
    if progress:
        click.echo(err=True)


def _complain(sentence: str, *, over: bool) -> None:
    from tui.wording import one_line

    clear = "\r\x1b[K" if over else ""
    click.echo(f"{clear}{one_line(sentence)}", err=True)


def _dispatches(paths: tuple[Path, ...]) -> Iterator[Dispatch]:
    """The dispatches of files and folders, named from the folder they have in common."""
    from models.folder.scanning import on_disk, scan
    from models.formats import read_file

    roots = [path if path.is_dir() else path.parent for path in paths]
    root = Path(os.path.commonpath([os.path.abspath(folder) for folder in roots]))
    seen: set[str] = set()
    for path in paths:
        files = [path]
        if path.is_dir():
            found = scan(path)
            files = [on_disk(path, name) for name in sorted(found.files)]
        for file in files:
            absolute = os.path.abspath(file)
            if absolute not in seen:
                seen.add(absolute)
                yield from read_file(Path(absolute), root)


def main() -> None:
    """Run the command line; the exit status is 0 done, 1 failed, 2 wrong usage, 130 interrupted."""
    try:
        status = cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        status = _INTERRUPTED
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except KeyboardInterrupt:
        status = _INTERRUPTED
    sys.exit(status if isinstance(status, int) else 0)
