"""Files written whole or not at all: beside their place first, on the disk, then moved there.

The last step of an export to files; the formats themselves only see something to write to.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO


class ExportError(Exception):
    """An export cannot be written: one sentence saying what, where, and what to do."""


def refuse_taken(paths: Sequence[Path], force: bool) -> None:
    """Raises `ExportError` where a file cannot go to one of the places, or may not without force.

    Worth asking before what is to be written is made: reading a folder takes time.
    """
    for path in paths:
        try:
            there = path.lstat()
        except FileNotFoundError:
            _refuse_folder(path)
            continue
        except (OSError, ValueError) as error:  # ValueError: a NUL in the name
            raise ExportError(f"Nothing can be written to {str(path)!r} ({error}): choose another place.") from error
        if path.is_dir():
            raise ExportError(f"{path} is a folder, and a file is wanted: name a file in it.")
        if not stat.S_ISREG(there.st_mode) and not path.is_symlink():
            raise ExportError(f"{path} is no ordinary file: choose another place, or - for stdout.")
        if path.is_symlink() and path.exists() and not path.is_file():
            raise ExportError(f"{path} leads to no ordinary file: choose another place, or - for stdout.")
        if not force:
            raise _taken(path)


def _refuse_folder(path: Path) -> None:
    if not path.parent.is_dir():
        raise ExportError(f"There is no folder {path.parent} to write {path.name} into: make it first.")


def _taken(path: Path) -> ExportError:
    return ExportError(f"{path} exists and was left as it is: choose another place, or overwrite it with --force.")


@contextlib.contextmanager
def whole_files(paths: Sequence[Path], *, force: bool = False) -> Iterator[list[TextIO]]:
    """Something to write UTF-8 to for each path; all take their places when the block ends without an error.

    After an error, also one of the block's own, nothing has changed. Should the machine stop between two of
    several moves, each file is still whole. Raises `ExportError`.
    """
    refuse_taken(paths, force)
    # A link is kept, and what it leads to is replaced.
    places = [Path(os.path.realpath(path)) for path in paths]
    drafts: list[Path] = []
    files: list[TextIO] = []
    try:
        with contextlib.ExitStack() as opened:
            for place in places:
                # Hidden and called .part: should it be left behind, no watched folder takes it for a dispatch.
                draft = place.parent / f".brief-tui-{secrets.token_hex(6)}.part"
                handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
                drafts.append(draft)
                files.append(opened.enter_context(open(handle, "w", encoding="utf-8", newline="")))
                with contextlib.suppress(FileNotFoundError):
                    os.fchmod(handle, stat.S_IMODE(place.stat().st_mode))
            yield files
            for file in files:
                file.flush()
                os.fsync(file.fileno())
        _move(drafts, places, paths, force)
    except OSError as error:
        shown = ", ".join(str(path) for path in paths)
        reason = error.strerror or str(error)
        raise ExportError(
            f"{shown} cannot be written ({reason}): nothing was changed, choose another place."
        ) from error
    finally:
        for draft in drafts:
            with contextlib.suppress(OSError):
                draft.unlink()


def _move(drafts: Sequence[Path], places: Sequence[Path], paths: Sequence[Path], force: bool) -> None:
    """Give each draft its place; without force, those placed are taken back where one place was taken meanwhile."""
    placed: list[Path] = []
    try:
        for draft, place, path in zip(drafts, places, paths, strict=True):
            if force:
                os.replace(draft, place)
            else:
                _place_anew(draft, place, path)
                placed.append(place)
    except BaseException:
        for place in placed:
            with contextlib.suppress(OSError):
                place.unlink()
        raise
    for folder in {place.parent for place in places}:
        _sync_folder(folder)


def _place_anew(draft: Path, place: Path, path: Path) -> None:
    """Moves a draft to a place that is free, and fails where something came there since it was looked at."""
    try:
        os.link(draft, place)
    except FileExistsError as error:
        raise _taken(path) from error
    except OSError:  # a file system without links
        if os.path.lexists(place):
            raise _taken(path) from None
        os.replace(draft, place)


def _sync_folder(folder: Path) -> None:
    # Some network file systems refuse it; the file itself is on the disk already.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
