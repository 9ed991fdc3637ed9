"""The current view as a file: the records of the store, written out in the shapes that others read.

One module a format, and here the registry of them; `export` writes one whole, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, Protocol, TextIO

from models.exports.annotations import write_annotations
from models.exports.brief import write_brief
from models.exports.context import NOTHING_MORE, Beyond
from models.exports.graphml import write_graphml
from models.exports.jsonlines import write_jsonl, write_lines
from models.exports.marked import marks_in, with_marks
from models.exports.tables import KINDS, Kind, csv_paths, write_csv_folder, write_csv_kind
from models.exports.timelinejs import write_timelinejs
from models.exports.whole import ExportError, refuse_taken, whole_files
from models.filters import Filter
from models.marks import Mark
from models.records import Record
from models.store import RECORD_KINDS, Order, RecordKind, Store

__all__ = [
    "FORMATS",
    "KINDS",
    "ExportError",
    "Format",
    "Kind",
    "check",
    "export",
    "export_view",
    "print_view",
    "write_jsonl",
    "writer_of",
]


class Writer(Protocol):
    """Writes a stream of records in one format; returns how many went in.

    The stream is that of `Store.records`, in the format's order; `beyond` has what a filter left out of it.
    """

    def __call__(self, records: Iterable[Record], out: TextIO, beyond: Beyond = ...) -> int:
        """Raises `OSError` where `out` cannot be written, `ValueError` for a record without its dispatch."""


@dataclass(frozen=True)
class Format:
    """A format of the registry: what it is in a few words, and its writer (none: a folder of files, one a kind).

    `order` is that of the records it is written from, `kinds` those it takes.
    """

    about: str
    write: Writer | None = None
    order: Order = "panels"
    kinds: tuple[RecordKind, ...] = RECORD_KINDS


_DISPATCHES: Final[Order] = "dispatches"
FORMATS: Final[Mapping[str, Format]] = {
    "jsonl": Format("all records, one JSON object a line", write_lines, _DISPATCHES),
    "csv": Format("tables, a file a record kind in a folder, or one with --kind"),
    "markdown": Format(
        "a brief to read: timeline, relations, claims by speaker, with their sentences", write_brief, "speakers"
    ),
    "timelinejs": Format("the dated events as TimelineJS slides", write_timelinejs, kinds=("event",)),
    "graphml": Format("the relations as a graph, for Gephi and yEd", write_graphml, kinds=("relation",)),
    "annotations": Format(
        "claims and events as W3C Web Annotations", write_annotations, _DISPATCHES, ("dispatch", "claim", "event")
    ),
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
    beyond: Beyond = NOTHING_MORE,
    force: bool = False,
) -> int:
    """Writes records to a file (CSV without a kind: to files of a folder) whole; returns how many went in.

    Raises `ExportError` where it cannot be written, or would overwrite without force: then nothing has changed.
    """
    check(form, to, kind=kind, force=force)
    write = writer_of(form, kind)
    if write is None:
        return write_csv_folder(records, to, beyond, force=force)
    with whole_files([to], force=force) as (out,):
        return write(records, out, beyond)


def export_view(
    store: Store,
    chosen: Filter,
    form: str,
    to: Path,
    *,
    kind: Kind | None = None,
    marks: Mapping[str, Mark] = MappingProxyType({}),
    force: bool = False,
) -> int:
    """Writes what a filter lets through, with the marks (of `Marks.by_key`), in the format's order; as `export` does.

    All of it is of one moment, whatever is read meanwhile. Raises `ExportError` and `StoreError`.
    """
    with _view(store, chosen, form, kind, marks) as (records, seen):
        return export(records, form, to, kind=kind, beyond=seen, force=force)


def print_view(
    store: Store,
    chosen: Filter,
    form: str,
    out: TextIO,
    *,
    kind: Kind | None = None,
    marks: Mapping[str, Mark] = MappingProxyType({}),
) -> int:
    """The same to something that is open; not for CSV of all kinds. Raises `OSError` and `StoreError`."""
    write = writer_of(form, kind)
    assert write is not None, "tables of all kinds go to a folder"
    with _view(store, chosen, form, kind, marks) as (records, seen):
        return write(records, out, seen)


@contextmanager
def _view(
    store: Store, chosen: Filter, form: str, kind: Kind | None, marks: Mapping[str, Mark]
) -> Iterator[tuple[Iterator[Record], Store]]:
    """The records of a view as a format wants them, and the store they come from, as it is at this moment."""
    about = FORMATS[form]
    kinds: tuple[RecordKind, ...] = about.kinds
    if kind is not None:
        kinds = (kind, "occurrence") if kind == "event" else (kind,)  # which says what an event is a telling of
    with store.look() as seen:
        yield with_marks(seen.records(chosen, about.order, kinds), marks_in(seen, marks)), seen
