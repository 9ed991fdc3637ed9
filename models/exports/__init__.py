"""The current view as a file: the records of the store, written out in the shapes that others read.

One module a format, and here the registry of them; `export` writes one whole, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol, TextIO

from models.exports.annotations import write_annotations
from models.exports.brief import write_brief
from models.exports.context import ClaimOf, nothing_more
from models.exports.graphml import write_graphml
from models.exports.jsonlines import write_jsonl, write_lines
from models.exports.tables import KINDS, Kind, csv_paths, write_csv_folder, write_csv_kind
from models.exports.timelinejs import write_timelinejs
from models.exports.whole import ExportError, refuse_taken, whole_files
from models.records import Record

__all__ = ["FORMATS", "KINDS", "ExportError", "Format", "Kind", "check", "export", "write_jsonl", "writer_of"]


class Writer(Protocol):
    """Writes a stream of records in one format; returns how many went in.

    The stream is that of `Store.records`; `claim_of` finds the claims that a filter left out of it.
    """

    def __call__(self, records: Iterable[Record], out: TextIO, claim_of: ClaimOf = ...) -> int:
        """Raises `OSError` where `out` cannot be written, `ValueError` for a record before its dispatch."""


@dataclass(frozen=True)
class Format:
    """A format of the registry: what it is in a few words, and its writer (none: a folder of files, one a kind)."""

    about: str
    write: Writer | None = None


FORMATS: Final[Mapping[str, Format]] = {
    "jsonl": Format("all records, one JSON object a line", write_lines),
    "csv": Format("tables, a file a record kind in a folder, or one with --kind"),
    "markdown": Format("a brief to read: timeline, relations, claims by speaker, with their sentences", write_brief),
    "timelinejs": Format("the dated events as TimelineJS slides", write_timelinejs),
    "graphml": Format("the relations as a graph, for Gephi and yEd", write_graphml),
    "annotations": Format("claims and events as W3C Web Annotations", write_annotations),
}


def writer_of(form: str, kind: Kind | None = None) -> Writer | None:
    """The writer of a format to one file; None for CSV of all kinds, which is a folder of files."""
    if form == "csv" and kind is not None:
        return write_csv_kind(kind)
    return FORMATS[form].write


def check(form: str, to: Path, *, kind: Kind | None = None, force: bool = False) -> None:
    """Raises `ExportError` where `export` would for the place alone: ask before reading what takes long."""
    if writer_of(form, kind) is not None:
        refuse_taken([to], force)
    elif to.is_dir():
        refuse_taken(csv_paths(to), force)
    elif to.exists() or to.is_symlink():
        raise ExportError(f"{to} is a file, and a folder for the tables is wanted: name one, or choose one --kind.")
    elif not to.parent.is_dir():
        raise ExportError(f"There is no folder {to.parent} to make {to.name} in: make it first.")


def export(
    records: Iterable[Record],
    form: str,
    to: Path,
    *,
    kind: Kind | None = None,
    claim_of: ClaimOf = nothing_more,
    force: bool = False,
) -> int:
    """Writes records to a file (CSV without a kind: to files of a folder) whole; returns how many went in.

    Raises `ExportError` where it cannot be written, or would overwrite without force: then nothing has changed.
    """
    check(form, to, kind=kind, force=force)
    write = writer_of(form, kind)
    if write is None:
        return write_csv_folder(records, to, claim_of, force=force)
    with whole_files([to], force=force) as (out,):
        return write(records, out, claim_of)
