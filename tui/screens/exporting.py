"""Taking the view along: asks for a file, whose suffix says the format, and writes what is shown to it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.widgets import Input

from models.filters import Filter
from models.marks import Mark
from models.store import Store
from models.wording import one_line
from tui.faults import problem_of
from tui.lines.panels import Piece
from tui.screens.asking import Question
from tui.screens.dispatch import hint_pieces

if TYPE_CHECKING:
    from models.exports import Kind

#: The format that a suffix stands for; no suffix is a folder of tables.
SUFFIXES = {
    ".md": "markdown",
    ".jsonl": "jsonl",
    ".csv": "csv",
    "": "csv",
    ".json": "timelinejs",
    ".graphml": "graphml",
    ".jsonld": "annotations",
}


class FileScreen(Question[None]):
    """A line to type a file's name on, and what came of it."""

    #: What is asked, and the name proposed.
    ASKS: str
    DEFAULT: str

    def __init__(self) -> None:
        super().__init__(
            [Piece(self.ASKS, "title")],
            Input(value=self.DEFAULT, id="export-field", compact=True, select_on_focus=True),
        )
        self.busy = False

    def begin(self) -> None:
        """Say the keys."""
        self.note.say(hint_pieces([("Enter", "write"), ("Esc", "back"), ("!", "at the end overwrites")]))

    @property
    def may_leave(self) -> bool:
        """Not while something is being written."""
        return not self.busy

    def answered(self, text: str) -> None:
        """Write to it."""
        name = text.strip()
        if name and not self.busy:
            self.busy = True
            self._say("writing …")
            self._write(Path(os.path.expanduser(name.removesuffix("!"))), name.endswith("!"))

    @work(thread=True)
    def _write(self, to: Path, force: bool) -> None:
        from models.exports import ExportError  # the app starts without

        if to.is_file() and not force:
            self._tell(f"{to.name} exists: a ! at the end of the name overwrites it.", "warning")
            return
        try:
            told = self.write(to, force)
        except ExportError as error:
            self._tell(str(error).replace("--force", "a ! at the end of the name"), "warning")
        except Exception as error:  # noqa: BLE001 - a fault costs what was to be written, never the app
            self._tell(self.problem(error), "warning")
        else:
            self.app.call_from_thread(self._written, told)

    def write(self, to: Path, force: bool) -> str:
        """Write it, in a thread, and say so in a few words; raises `ExportError`."""
        raise NotImplementedError

    def problem(self, error: Exception) -> str:
        """What to say of a fault."""
        return f"It cannot be written: {error}"

    def _written(self, told: str) -> None:
        """Go back: what is typed next is for the screen below."""
        self.busy = False
        self.dismiss(None)
        self.app.notify(f"{one_line(told)}.", markup=False)

    def _tell(self, words: str, role: str) -> None:
        self.app.call_from_thread(self._done, words, role)

    def _done(self, words: str, role: str) -> None:
        self.busy = False
        self._say(words, role)

    def _say(self, words: str, role: str = "dim") -> None:
        self.note.say([Piece(one_line(words), role)])


class ExportScreen(FileScreen):
    """Asks for the file that the view is written to."""

    ASKS = "Write to a file: .md .jsonl .csv .json .graphml .jsonld, or a folder"
    DEFAULT = "brief.md"

    def __init__(self, store: Store, chosen: Filter, marks: Mapping[str, Mark]) -> None:
        super().__init__()
        self._store = store
        self._chosen = chosen
        self._marks = marks

    def write(self, to: Path, force: bool) -> str:
        """Write the view in the format that the suffix stands for."""
        from models.exports import ExportError, export_view

        form = SUFFIXES.get(to.suffix.lower())
        if form is None:
            raise ExportError(
                f"No format is known for {to.suffix}: take .md, .jsonl, .csv, .json, .graphml or .jsonld."
            )
        kind: Kind | None = "event" if to.suffix.lower() == ".csv" else None
        count = export_view(self._store, self._chosen, form, to, kind=kind, marks=self._marks, force=force)
        return f"{count:,} records written to {to}"

    def problem(self, error: Exception) -> str:
        """What to say of a fault of the store."""
        return problem_of(error, self._store.path)
