"""The filters a user has typed and named, kept from one session to the next in a small file of their own.

Several programs may have it open: each change is made to the file as it is then, which is replaced whole.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

#: The latest so many are kept.
MOST_REMEMBERED = 200


class Kept(BaseModel):
    """What the file holds: the filters in the order they were last used, the latest last; texts by their names."""

    model_config = ConfigDict(frozen=True)

    history: tuple[str, ...] = ()
    named: dict[str, str] = {}


def saved_path() -> Path:
    """Where the user's filters are kept."""
    import platformdirs

    return platformdirs.user_state_path("brief-tui") / "filters.json"


class SavedFilters:
    """History and named filters; without a path they last as long as the program.

    A file that cannot be read counts as empty; `trouble` says why, and nothing is written over it.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._kept = Kept()
        #: What is wrong with the file, in a sentence.
        self.trouble = ""
        self._read()

    @property
    def history(self) -> tuple[str, ...]:
        """What was typed, the latest last."""
        return self._kept.history

    @property
    def named(self) -> dict[str, str]:
        """The texts of the named filters."""
        return self._kept.named

    def remember(self, text: str) -> None:
        """Note that a filter was used."""

        def remembered(kept: Kept) -> Kept:
            others = [other for other in kept.history if other != text]
            return kept.model_copy(update={"history": (*others, text)[-MOST_REMEMBERED:]})

        if text and self.history[-1:] != (text,):
            self._change(remembered)

    def save(self, name: str, text: str) -> None:
        """Keep a text under a name, in place of what had it."""
        self._change(lambda kept: kept.model_copy(update={"named": {**kept.named, name: text}}))

    def forget(self, name: str) -> None:
        """Take a name out."""
        self._change(lambda kept: kept.model_copy(update={"named": {n: t for n, t in kept.named.items() if n != name}}))

    def _read(self) -> None:
        if self._path is None:
            return
        try:
            self._kept = Kept.model_validate_json(self._path.read_bytes())
        except FileNotFoundError:
            self.trouble = ""
        except OSError as error:
            self.trouble = f"{self._path}: the saved filters cannot be read ({error.strerror})."
        except ValidationError:
            self.trouble = f"{self._path}: holds no saved filters that can be read; mend it or take it away."
        else:
            self.trouble = ""

    def _change(self, changed: Callable[[Kept], Kept]) -> None:
        self._read()
        self._kept = changed(self._kept)
        if self._path is None or self.trouble:
            return
        try:
            _replace(self._path, self._kept.model_dump_json(indent=1))
        except OSError as error:
            self.trouble = f"{self._path}: the filters cannot be saved ({error.strerror})."


def _replace(path: Path, text: str) -> None:
    """Put a whole new file in a file's place, readable by its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
