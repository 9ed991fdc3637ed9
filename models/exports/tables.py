"""Records → CSV: a table a record kind, as spreadsheets and Timesketch take them.

Cells are safe to open in a spreadsheet: what could be a formula begins with an apostrophe (OWASP, "CSV injection").
An event's first three columns are those that Timesketch asks for: `message`, `datetime`, `timestamp_desc`.
"""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, TextIO, TypeAlias

from models.exports.context import NOTHING_MORE, Across, Beyond, Told, in_context, side
from models.exports.marked import marks_of, note_of
from models.exports.whole import whole_files
from models.oneline import claim_content
from models.places import place_of
from models.records import Claim, Disagreement, Dispatch, Event, Occurrence, Record, Relation, Span, Timex, When
from models.store import RECORD_KINDS, RecordKind
from models.wording import chain_words, mention_names, one_line, parties, safe, when_words

Kind: TypeAlias = RecordKind
KINDS: Final = RECORD_KINDS
FILES: Final[Mapping[Kind, str]] = {
    "dispatch": "dispatches.csv",
    "timex": "timexes.csv",
    "claim": "claims.csv",
    "event": "events.csv",
    "relation": "relations.csv",
    "occurrence": "occurrences.csv",
    "disagreement": "disagreements.csv",
}

#: With these a formula begins, in spreadsheets of any locale; tab and carriage return lead one in.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

_WHEN = ("earliest", "latest", "approximate", "edtf", "basis")
_MARK = ("marked", "note")
_SIDES = ("first", "second")
_UNSHOWN = frozenset({"type", "body", "text", "runs"})
_COLUMNS: Final[Mapping[Kind, tuple[str, ...]]] = {
    # The text last, since it is long.
    "dispatch": (*(name for name in Dispatch.model_fields if name not in _UNSHOWN), "text"),
    "timex": ("id", "dispatch", "start", "end", "text", "kind", "value", *_WHEN),
    "claim": (
        *("id", "dispatch", "according_to", "speakers", "cue", "content", "mode", "polarity", "certainty", "stance"),
        *(_WHEN), *("about", "parent", "tellings", "independent", "same"),
        *("sentence", "start", "end", "line", "column", *_MARK),
    ),
    "event": (
        *("message", "datetime", "timestamp_desc", "id", "dispatch", "category", "verb", "sources", "targets"),
        *("place", "status"), *_WHEN, *("according_to", "claim", "occurrence", "sentence"),
        *("start", "end", "line", "column", *_MARK),
    ),
    "relation": (
        *("source_id", "source", "source_country", "target_id", "target", "target_country"),
        *("count", "conflict", "cooperation", "categories", "first", "last", "marked", "notes", "events"),
    ),
    "occurrence": ("id", "tellings", "independent", *_WHEN, "why", "events"),
    "disagreement": (
        *("id", "kind", "why"),
        *(f"{which}_{name}" for which in _SIDES for name in ("id", "dispatch", "according_to", "edtf", "sentence")),
    ),
}  # fmt: skip

_Row: TypeAlias = dict[str, Any]


def cell(value: object) -> str:
    """A value as a cell: made safe, an apostrophe before what a spreadsheet could take for a formula.

    As many code points as before, but for the apostrophe.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        value = "; ".join(map(str, value))
    text = value.isoformat() if isinstance(value, dt.date) else str(value)
    shown = safe(text)  # in which a mark without a glyph has become a blank
    begins = text.startswith(_FORMULA) or shown.lstrip().startswith(_FORMULA)
    return ("'" if begins else "") + shown


def write_csv_kind(kind: Kind) -> Callable[..., int]:
    """The function that writes one kind of record, like those of the other formats."""

    def write(records: Iterable[Record], out: TextIO, beyond: Beyond = NOTHING_MORE) -> int:
        return _write(records, {kind: out}, beyond)

    return write


def csv_paths(folder: Path) -> list[Path]:
    """The files of a folder that `write_csv_folder` writes."""
    return [folder / FILES[kind] for kind in KINDS]


def write_csv_folder(
    records: Iterable[Record], folder: Path, beyond: Beyond = NOTHING_MORE, *, force: bool = False
) -> int:
    """Writes a file a kind into a folder, which is made where there is none; returns how many records.

    Raises `ExportError`, after which nothing has changed.
    """
    with _made(folder), whole_files(csv_paths(folder), force=force) as files:
        return _write(records, dict(zip(KINDS, files, strict=True)), beyond)


@contextlib.contextmanager
def _made(folder: Path) -> Iterator[None]:
    """A folder that is there in the block, and is taken away after an error if it was not there before."""
    is_new = False
    with contextlib.suppress(OSError):  # what stands in the way is told when the first file is to be written
        folder.mkdir()
        is_new = True
    try:
        yield
    except BaseException:
        if is_new:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def _write(records: Iterable[Record], outs: Mapping[Kind, TextIO], beyond: Beyond) -> int:
    tables = {kind: csv.DictWriter(out, _COLUMNS[kind], lineterminator="\n") for kind, out in outs.items()}
    for table in tables.values():
        table.writeheader()
    written = 0
    occurrence: Occurrence | None = None
    for told in in_context(records, beyond):
        kind: Kind = told.record.type if isinstance(told, Told) else told.type
        if isinstance(told, Occurrence):
            occurrence = told
        if kind not in tables:
            continue
        row = _row(told) if isinstance(told, Told) else _row_across(told, beyond)
        if kind == "event" and occurrence is not None and row["id"] in occurrence.events:
            row["occurrence"] = occurrence.id
        tables[kind].writerow({name: cell(value) for name, value in row.items()})
        written += 1
    return written


def _row(told: Told) -> _Row:
    record = told.record
    if isinstance(record, Event):
        return _event(told, record)
    if isinstance(record, Claim):
        return _claim(told, record)
    return _timex(record) if isinstance(record, Timex) else _dispatch(record)


def _dispatch(dispatch: Dispatch) -> _Row:
    """Its text keeps its line breaks as blanks, so that offsets fit, but for an apostrophe before a formula."""
    return dispatch.model_dump(include=set(_COLUMNS["dispatch"]))


def _timex(timex: Timex) -> _Row:
    ids = {"id": timex.id, "dispatch": timex.dispatch, "kind": timex.kind, "value": timex.value}
    return ids | {"text": one_line(timex.text)} | _span(timex.span) | _when(timex.when)


def _claim(told: Told, claim: Claim) -> _Row:
    fields = ("id", "dispatch", "mode", "polarity", "certainty", "stance", "parent")
    row: _Row = {
        "according_to": chain_words(told.chain),
        "speakers": mention_names(claim.sources),
        "cue": one_line(claim.cue.text) if claim.cue else None,
        "content": one_line(claim_content(claim, told.dispatch.text)[0]),
        "about": mention_names(claim.about),
        "tellings": len(claim.same) + 1,
        "independent": claim.independent or 1,
        "same": " ".join(claim.same),
        "sentence": one_line(told.words(claim.sentence)),
    }
    pieces = (claim.content[0][0], claim.content[-1][1]) if claim.content else claim.sentence
    row |= _placed(told, pieces) | _when(claim.said) | _mark(claim)
    return {name: getattr(claim, name) for name in fields} | row


def _event(told: Told, event: Event) -> _Row:
    fields = ("id", "dispatch", "category", "verb", "status", "claim")
    row: _Row = {
        **_timestamp(told.dispatch, event.when),
        "message": _message(told, event),
        "sources": mention_names(event.sources),
        "targets": mention_names(event.targets),
        "place": event.where,
        "according_to": chain_words(told.chain),
        "sentence": one_line(told.words(event.sentence)),
    }
    row |= _placed(told, event.span) | _when(event.when) | _mark(event)
    return {name: getattr(event, name) for name in fields} | row


def _message(told: Told, event: Event) -> str:
    status = "" if event.status == "happened" else f" ({event.status})"
    says = chain_words(told.chain)
    according = f", according to {says}" if says else ""
    what = f"{event.category} {one_line(event.verb)}{status}"
    return f"{parties(event.sources, event.targets)}: {what}, {when_words(event.when)}{according}"


def _timestamp(dispatch: Dispatch, when: When | None) -> _Row:
    """The moment Timesketch files it under, midnight UTC of a day, and what that day is to the event."""
    about = ", approximate" if when is not None and when.approximate else ""
    if when is not None and when.earliest is not None:
        date, meaning = (
            when.earliest,
            ("Day of the event" if when.earliest == when.latest else "First day of the event"),
        )
    elif when is not None and when.latest is not None:
        date, meaning = when.latest, "Last day of the event"
    elif dispatch.date is not None:
        date, meaning = dispatch.date, "Dispatch issued, event undated"
    else:
        return {"datetime": None, "timestamp_desc": "Undated"}
    return {"datetime": f"{date.isoformat()}T00:00:00+00:00", "timestamp_desc": meaning + about}


def _span(span: Span) -> _Row:
    return {"start": span[0], "end": span[1]}


def _placed(told: Told, span: Span) -> _Row:
    """A span, and the line and column of the file in which it begins, where that is known."""
    place = place_of(told.dispatch, (span[0], span[0] + 1))
    return _span(span) | {"line": place and place.line, "column": place and place.column}


def _mark(record: Claim | Event) -> _Row:
    """Whether the user has marked it, and the note."""
    mark = note_of(record)
    return {"marked": mark is not None, "note": mark and one_line(mark.note)}


def _when(when: When | None) -> _Row:
    return dict.fromkeys(_WHEN) if when is None else {name: getattr(when, name) for name in _WHEN}


def _row_across(record: Across, beyond: Beyond) -> _Row:
    if isinstance(record, Relation):
        return _relation(record)
    return _occurrence(record) if isinstance(record, Occurrence) else _disagreement(record, beyond)


def _occurrence(occurrence: Occurrence) -> _Row:
    row: _Row = {"id": occurrence.id, "independent": occurrence.independent, "why": one_line(occurrence.why)}
    return row | {"tellings": len(occurrence.events), "events": " ".join(occurrence.events)} | _when(occurrence.when)


def _disagreement(disagreement: Disagreement, beyond: Beyond) -> _Row:
    """Its two sides beside each other, as far as they are to be had."""
    row: _Row = {"id": disagreement.id, "kind": disagreement.kind, "why": one_line(disagreement.why)}
    for which, id_ in zip(_SIDES, disagreement.claims, strict=True):
        row[f"{which}_id"] = id_
        told = side(id_, beyond)
        if told is not None:
            record = told.record
            assert isinstance(record, Claim | Event)
            when = record.said if isinstance(record, Claim) else record.when
            row[f"{which}_dispatch"] = told.dispatch.id
            row[f"{which}_according_to"] = chain_words(told.chain) or told.dispatch.agency
            row[f"{which}_edtf"] = when and when.edtf
            row[f"{which}_sentence"] = one_line(told.words(record.sentence))
    return row


def _relation(relation: Relation) -> _Row:
    ends = (("source", relation.source), ("target", relation.target))
    row: _Row = {}
    for end, actor in ends:
        row |= {f"{end}_id": actor.id, end: one_line(actor.name), f"{end}_country": actor.country}
    row |= {name: getattr(relation, name) for name in ("count", "conflict", "cooperation", "first", "last")}
    row["categories"] = ", ".join(f"{category} {count}" for category, count in relation.categories.items())
    row["marked"], row["notes"] = marks_of(relation)
    row["events"] = " ".join(relation.events)
    return row
