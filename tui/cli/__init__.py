"""The command line: the app over a folder, or the records of some files on stdout.

Nothing heavy is imported before it is needed: `--help` waits for neither Textual nor spaCy.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.cli import across as cli_across
from tui.cli.brief import brief
from tui.cli.exports import add_commands, shown, written
from tui.cli.reading import jobs_option, read
from tui.terminal.lastframe import clear

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from tui.config import Settings

_INTERRUPTED = 130
#: Where this is set, a shell asks what it may complete.
_COMPLETE = "_BRIEF_TUI_COMPLETE"


class AppByDefault(click.Group):
    """A group whose first word is a command's name, or else the arguments are the app's."""

    app: click.Command

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """The group's context for a command, `--help` and `--version`; the app's for everything else."""
        own = {"--help", "-h", "--version", *self.list_commands(click.Context(self))}
        completing = extra.get("resilient_parsing") and not args  # the shell asks what may stand first
        if completing or (args and args[0] in own):
            return super().make_context(info_name, args, parent, **extra)
        return self.app.make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run what the context is for."""
        return super().invoke(ctx) if ctx.command is self else ctx.command.invoke(ctx)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[Any]]:
        """The commands, or what the app may be called with: its options, a folder."""
        of_app = self.app.shell_complete(ctx, incomplete)
        if not incomplete.startswith("-"):
            for parameter in self.app.get_params(ctx):
                if isinstance(parameter, click.Argument):
                    of_app += parameter.shell_complete(ctx, incomplete)
        own = super().shell_complete(ctx, incomplete)
        # Commands come last: bash forgets what stands before the word that it is to complete a folder.
        return list({(item.type, item.value): item for item in (*of_app, *own)}.values())

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Both ways to call it."""
        formatter.write_usage(ctx.command_path, "[OPTIONS] [FOLDER]")
        formatter.write_usage(ctx.command_path, "export [OPTIONS] PATH...", prefix="       ")
        panels = "timeline|relations|claims|disagreements [OPTIONS] [FOLDER|FILE]"
        formatter.write_usage(ctx.command_path, panels, prefix="       ")
        formatter.write_usage(ctx.command_path, "changes [--since WHEN] [OPTIONS] [FOLDER]", prefix="       ")
        formatter.write_usage(ctx.command_path, "brief [--since WHEN] [OPTIONS] [FOLDER]", prefix="       ")
        formatter.write_usage(ctx.command_path, "read [OPTIONS] [FOLDER]", prefix="       ")
        formatter.write_usage(ctx.command_path, "config", prefix="       ")

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
        import importlib.metadata

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


def _meant(folder: Path) -> str | None:
    """The command that was meant by a word which is nearly one, and no folder."""
    from difflib import get_close_matches

    if folder.exists() or len(folder.parts) != 1:
        return None
    return next(iter(get_close_matches(folder.name, cli.commands, n=1, cutoff=0.75)), None)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--store", type=click.Path(dir_okay=False, path_type=Path), help="The file to keep the readings in.")
@jobs_option
@click.option("--mouse", is_flag=True, help="Take the mouse (selecting text then needs Shift).")
def app_command(folder: Path | None, store: Path | None, jobs: int | None, mouse: bool) -> None:
    """Watch FOLDER: the app itself, which the group runs where no command is named."""
    from models.store import StoreError, store_path
    from tui.config import load_settings, settings_path

    if folder is not None and (command := _meant(folder)):
        sentence = f"There is no folder {folder}: is the command {command} meant? One to come needs its whole path."
        raise click.ClickException(shown(sentence))
    settings, notice = load_settings(settings_path())
    chosen = settings.model_copy(
        update={
            "folder": folder or settings.folder or Path("seeds"),
            "store": store or settings.store,
            "jobs": jobs or settings.jobs,
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


@click.command(short_help="Print all settings, each explained.")
def config() -> None:
    """Print all settings, each explained, with the values in force: what config.toml may hold.

    \b
    brief-tui config > config.toml
    """
    from tui.config import load_settings, settings_path, toml_lines

    path = settings_path()
    settings, notice = load_settings(path)
    if notice:
        click.echo(notice, err=True)
    what = "Read from" if path.exists() else "The defaults. Put what you want to change into"
    with written():
        for line in (f"# brief-tui. {what} {path}", "", *toml_lines(settings)):
            sys.stdout.write(f"{line}\n")
    if notice:
        raise click.exceptions.Exit(1)


AppByDefault.app = app_command
add_commands(cli)
cli_across.add_commands(cli)
cli.add_command(brief)
cli.add_command(read)
cli.add_command(config)


def _run_app(folder: Path, kept: Path, settings: Settings, notice: str) -> None:
    # What is imported stays: looking through it for garbage would be a tenth of the time until the first paint.
    gc.disable()

    # Textual reads it as it is imported.
    os.environ.setdefault("ESCDELAY", str(settings.escape_delay))

    from models.comparing.apart import ApartError, apart_path, read_apart
    from models.folder.link import start_keeper
    from models.marks import Marks, MarksError, marks_path
    from models.store import Store
    from tui.app import BriefApp
    from tui.state.saved import SavedFilters, saved_path
    from tui.state.session import session_path
    from tui.terminal.hangup import end_with_terminal
    from tui.terminal.lastframe import frame_path

    with Store(kept) as store:
        notice = " ".join(said for said in (notice, store.notice) if said)
        marks: Marks | None = None
        try:
            marks = Marks(marks_path())
        except MarksError as error:
            notice = f"{notice} {error} Nothing can be marked.".strip()
        try:
            read_apart(apart_path())
        except ApartError as error:
            notice = f"{notice} {error} Until then what you set apart is told as one.".strip()
        # Before the app runs: a process started from inside it would inherit the terminal's handling.
        link = start_keeper(folder, kept, settings.jobs)
        try:
            app = BriefApp(store, folder, link, settings, notice, SavedFilters(saved_path()), marks, session_path(kept))
            with contextlib.suppress(OSError):  # the working directory may be gone
                app.frame = frame_path()
            end_with_terminal(sys.stdin.fileno(), app.keep)
            gc.freeze()
            gc.enable()
            app.run(mouse=settings.mouse)
        finally:
            link.stop()
    if app.return_code:
        sys.exit(app.return_code)


def _print_panels(folder: Path, kept: Path, settings: Settings) -> None:
    """The three panels as plain tables, after the store has caught up with the folder."""
    from models.folder.link import start_keeper
    from models.store import Store
    from tui.cli.plain import panel_tables, terminal_width
    from tui.clock import now

    if not folder.is_dir():
        raise click.ClickException(f"There is no folder {folder}: name one that holds dispatches.")
    with Store(kept) as store:
        if store.notice:
            click.echo(store.notice, err=True)
        link = start_keeper(folder, kept, settings.jobs, once=True)
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
        with written():
            for line in panel_tables(store, terminal_width(), now(settings.timezone).date()):
                sys.stdout.write(f"{line}\n")


def _show(error: click.ClickException) -> None:
    """Show an error as click does, with nothing in it that a terminal would obey: file names are in it as they are."""
    from models.wording import safe

    told = io.StringIO()
    error.show(told)
    click.echo("\n".join(safe(line) for line in told.getvalue().split("\n")), err=True, nl=False)


def main() -> None:
    """Run the command line; the exit status is 0 done, 1 failed, 2 wrong usage, 130 interrupted."""
    # Looking for plugins of pydantic reads what every installed package says of itself; none is wanted.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if _COMPLETE in os.environ:
        from tui.cli.completing import add_shells

        add_shells()
    try:
        status = cli.main(prog_name="brief-tui", complete_var=_COMPLETE, standalone_mode=False)
    except click.exceptions.Abort:
        status = _INTERRUPTED
    except click.ClickException as error:
        clear()
        _show(error)
        status = error.exit_code
    except KeyboardInterrupt:
        status = _INTERRUPTED
    sys.exit(status if isinstance(status, int) else 0)
