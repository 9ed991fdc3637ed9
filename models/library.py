"""The project as a library: a text or a folder in, readings out, in three lines.

    from models import Brief
    for reading in Brief("seeds"):
        print(reading.dispatch.headline, len(reading.claims))

What is heavy (the language pipeline) is loaded when the first dispatch is read.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from models.exports import Kind, export_view
from models.filters import EVERYTHING, Filter, parse_filter
from models.folder.scanning import look, on_disk, scan
from models.formats import read_file
from models.formats.item import Item, Metadata, Source, dispatches_of, without_surrogates
from models.marks import Marks
from models.records import Claim, Dispatch, Event, Reading, Record, Relation, Timex
from models.store import FileState, Store
from models.store.rows import ClaimRow, EventRow, RelationRow

if TYPE_CHECKING:
    from models.reading.reader import Reader

_WINDOW = 500
_Row = TypeVar("_Row")
_one_at_a_time = threading.Lock()


@cache
def _reader() -> Reader:
    """The one reader of this process: it takes seconds to load."""
    from models.reading.reader import Reader

    return Reader()


def read_dispatch(
    text: str,
    *,
    id: str = "dispatch",
    date: dt.date | str | None = None,
    headline: str | None = None,
    agency: str | None = None,
    place: str | None = None,
) -> Reading:
    """Reads one dispatch; what is known `about` it (date as ISO, headline, agency, place) goes before the text's own.

    Offsets of the reading are code points into `text`. A dateline without a year has the nearest in the past; where
    neither text nor caller says a date, there is none. An empty text gives a reading whose dispatch has a `problem`.
    Raises `ValueError` for a date that is none, `PipelineError` (of `models.reading.language`) where no language
    pipeline can be loaded. May be called from any thread; one dispatch is read at a time.
    """
    dispatch = _dispatch(without_surrogates(text), id, _as_date(date), headline, agency, place)
    if dispatch.problem is not None:
        return Reading(dispatch=dispatch)
    with _one_at_a_time:
        return next(iter(_reader().read([dispatch])))


def _as_date(date: dt.date | str | None) -> dt.date | None:
    if isinstance(date, dt.datetime):
        return date.date()
    return dt.date.fromisoformat(date) if isinstance(date, str) else date


def _dispatch(
    text: str, id_: str, date: dt.date | None, headline: str | None, agency: str | None, place: str | None
) -> Dispatch:
    # There is no file: the moment stands in for its time, so that a dateline's year is the nearest in the past.
    source = Source(id_, "", time.time())
    item = Item(
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        text=text,
        metadata=Metadata(date=date, headline=headline, agency=agency, place=place),
        problem=None if text.strip() else "is empty; give the dispatch's words",
    )
    (dispatch,) = dispatches_of(source, iter([item]))
    if dispatch.date_basis == "mtime":
        return dispatch.model_copy(update={"date": None, "date_basis": None})
    return dispatch


def dispatches_in(paths: Sequence[Path]) -> Iterator[Dispatch]:
    """The dispatches of files and folders, each file once, named from the folder they have in common."""
    root = _root_of(paths)
    seen: set[str] = set()
    for path in paths:
        files = [path]
        if path.is_dir():
            files = [on_disk(path, name) for name in sorted(scan(path).files)]
        for file in files:
            absolute = os.path.abspath(file)
            if absolute not in seen:
                seen.add(absolute)
                yield from read_file(Path(absolute), root)


def _root_of(paths: Sequence[Path]) -> Path:
    """The folder that all have in common."""
    roots = [path if path.is_dir() else path.parent for path in paths]
    return Path(os.path.commonpath([os.path.abspath(folder) for folder in roots]))


def read_into(store: Store, paths: Sequence[Path]) -> Iterator[Reading]:
    """Reads files and folders into a store, a transaction a file; each reading is handed on once it is kept.

    At the end the store knows the people of all; the readings handed on, each its own only.

    Raises `StoreError`, and `PipelineError` where no language pipeline can be loaded.
    """
    root = _root_of(paths)
    for path, readings in groupby(_read(dispatches_in(paths)), key=lambda reading: reading.dispatch.path):
        of_file = list(readings)
        # Which of two states of an item was saved later may decide which of them stands.
        size, saved = look(on_disk(root, path)) or (0, 0)
        store.put(path, FileState(size, saved, "", ""), of_file)
        yield from of_file
    while store.refresh():
        pass
    while store.compare():
        pass


def _read(dispatches: Iterable[Dispatch]) -> Iterator[Reading]:
    return _reader().read(dispatches)


class Brief:
    """What a folder of dispatches says, read once; a context manager, whose end deletes what it kept.

    Iterate over it for the readings. `timeline`, `relations`, `claims` and `records` take a filter in the language of
    the README ("from:iran since:2025-06"). The first question reads the folder, whole, for a person named in one
    dispatch may be introduced by another, and keeps the readings in a temporary store. All raise `FilterError` (of
    `models.filters`), `StoreError` (of `models.store`) and `PipelineError` (of `models.reading.language`).
    """

    def __init__(self, folder: str | os.PathLike[str], *, marks: Marks | None = None) -> None:
        """`FileNotFoundError` or `NotADirectoryError` where there is no such folder.

        With marks, as the user's own (`Marks(marks_path())` of `models.marks`), `is:marked` finds them and exports
        carry them; without, nothing counts as marked.
        """
        self._marks = marks
        self.folder = Path(folder)
        if not self.folder.exists():
            raise FileNotFoundError(f"There is no folder {self.folder}: name one that holds dispatches.")
        if not self.folder.is_dir():
            raise NotADirectoryError(f"{self.folder} is no folder: name one, or give its text to read_dispatch.")
        self._store: Store | None = None

    def __iter__(self) -> Iterator[Reading]:
        """Each reading, in the order of the dispatches' ids; what could not be read has a `problem`."""
        yield from _readings(self._filled().records(EVERYTHING))

    def timeline(self, filter: str = "") -> Iterator[EventRow]:
        """The events, newest first, undated last."""
        chosen, store = self._chosen(filter), self._filled()
        return _windows(lambda offset: store.timeline(chosen, offset, _WINDOW))

    def relations(self, filter: str = "") -> Iterator[RelationRow]:
        """Who acts on whom, most events first."""
        chosen, store = self._chosen(filter), self._filled()
        return _windows(lambda offset: store.relations(chosen, offset, _WINDOW))

    def claims(self, filter: str = "") -> Iterator[ClaimRow]:
        """Who says what, last said first."""
        chosen, store = self._chosen(filter), self._filled()
        return _windows(lambda offset: store.claims(chosen, offset, _WINDOW))

    def records(self, filter: str = "") -> Iterator[Record]:
        """All records, as `brief-tui export` prints them: dispatches with what was read, then the relations."""
        return self._filled().records(self._chosen(filter))

    def export(
        self, form: str, to: str | os.PathLike[str], filter: str = "", *, kind: Kind | None = None, force: bool = False
    ) -> int:
        """Writes the records in a format of `models.exports.FORMATS`, with the marks; returns how many went in.

        Raises `ExportError` (of `models.exports`) where it cannot, or may not, be written.
        """
        chosen, store = self._chosen(filter), self._filled()
        marks = {} if self._marks is None else self._marks.by_key
        return export_view(store, chosen, form, Path(to), kind=kind, marks=marks, force=force)

    def close(self) -> None:
        """Deletes what was kept; the next question reads the folder anew."""
        store, self._store = self._store, None
        if store is not None:
            store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _chosen(self, filter_text: str) -> Filter:
        if not filter_text.strip():
            return EVERYTHING
        wanted = {} if self._marks is None else self._marks.wanted
        marked = self._filled().marked(wanted) if wanted else ()
        return parse_filter(filter_text, dt.date.today(), marked=marked, finished=True)

    def _filled(self) -> Store:
        if self._store is None:
            store = Store(None)
            try:
                for _ in read_into(store, [self.folder]):
                    pass
            except BaseException:
                store.close()
                raise
            self._store = store
        return self._store


def _readings(records: Iterable[Record]) -> Iterator[Reading]:
    """The stream of a store's records as readings, one dispatch at a time."""
    dispatch: Dispatch | None = None
    told: list[Record] = []
    for record in records:
        if isinstance(record, Dispatch | Relation):
            if dispatch is not None:
                yield _reading(dispatch, told)
            dispatch, told = (record if isinstance(record, Dispatch) else None), []
        else:
            told.append(record)
    if dispatch is not None:
        yield _reading(dispatch, told)


def _reading(dispatch: Dispatch, told: Sequence[Record]) -> Reading:
    return Reading(
        dispatch=dispatch,
        timexes=tuple(record for record in told if isinstance(record, Timex)),
        claims=tuple(record for record in told if isinstance(record, Claim)),
        events=tuple(record for record in told if isinstance(record, Event)),
    )


def _windows(fetch: Callable[[int], list[_Row]]) -> Iterator[_Row]:
    """The rows of a view, fetched in windows."""
    offset = 0
    while rows := fetch(offset):
        yield from rows
        offset += len(rows)
