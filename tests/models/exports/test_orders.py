"""The order of each export: that of the panels, whatever the filter, in constant memory; JSON lines by dispatch."""

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
import json
import tracemalloc
from collections.abc import Iterator
from typing import TextIO, cast

import pytest

from models.exports import FORMATS, Kind, brief, print_view
from models.filters import EVERYTHING, Filter, parse_filter
from models.records import Claim, Dispatch, Event, Occurrence, Reading, Relation, When
from models.store import FileState, Store
from models.store.rows import TellingRow
from tests.models.exports.awkward import BOTH, IRN, ISR, SECOND, TASS, TEXT, TV, mention, span

STATE = FileState(1, 1, "0", "1")
DAYS = ("2025-07-01", None, "2025-06-20", "2025-07-02", "2025-07-01")
SPEAKERS = ((mention(TV, "Russian TV"),), (), (mention(IRN, "Iran"), mention(ISR, "Israel")), (mention(TASS, "TASS"),))


def when(day: str | None) -> When | None:
    if day is None:
        return None
    date = dt.date.fromisoformat(day)
    return When(earliest=date, latest=date, edtf=day, text="then", basis="as printed")


def reading(number: int) -> Reading:
    """A dispatch whose events and claims are of several days, more of them the later its number."""
    path = f"{chr(ord('z') - number % 26)}{number}.txt"
    days = DAYS[number % len(DAYS) :] + DAYS[: number % len(DAYS)]
    common = {"dispatch": path, "sentence": SECOND}
    claims = tuple(
        Claim.model_validate(
            common
            | {"id": f"{path}:c{n}", "content": (SECOND,), "said": when(day), "sources": SPEAKERS[(n + number) % 4]}
        )
        for n, day in enumerate(days[:3])
    )
    events = tuple(
        Event.model_validate(
            common
            | {"id": f"{path}:e{n}", "sources": BOTH, "targets": BOTH, "category": "CONSULT" if n % 2 else "AID"}
            | {"verb": "talks", "span": span("Talks"), "when": when(day), "claim": claims[0].id if n == 2 else None}
        )
        for n, day in enumerate(days[:4])
    )
    dispatch = Dispatch(
        id=path, path=path, sha256=path, text=TEXT, body=(0, len(TEXT)), date=dt.date(2025, 7, 3), agency="TASS"
    )
    return Reading(dispatch=dispatch, claims=claims, events=events)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store(None) as store:
        for number in range(8):
            one = reading(number)
            store.put(one.dispatch.path, STATE, [one])
        # One happening, told first by an event of a day that others of it do not share.
        tellings = [store.tellings(f"{path}:e0") for path in ("z0.txt", "w3.txt", "x2.txt")]
        together = [row for found in tellings if found for row in found.rows]
        assert all(isinstance(row, TellingRow) for row in together)
        store.regroup(together, [], "as the user says")
        yield store


FILTERS = ("", "category:aid", "until:2025-06-25", "is:undated", "file:w3 OR file:x2")


@pytest.fixture(params=FILTERS)
def chosen(request: pytest.FixtureRequest) -> Filter:
    return parse_filter(request.param, dt.date(2025, 7, 3)) if request.param else EVERYTHING


def rows(store: Store, kind: Kind, chosen: Filter) -> list[dict[str, str]]:
    out = io.StringIO()
    print_view(store, chosen, "csv", out, kind=kind)
    return list(csv.DictReader(io.StringIO(out.getvalue()), strict=True))


def test_events_come_as_in_the_timeline_its_tellings_behind_the_first(store: Store, chosen: Filter) -> None:
    table = rows(store, "event", chosen)
    firsts = [
        next(group)["id"] for _, group in itertools.groupby(table, key=lambda row: row["occurrence"] or row["id"])
    ]
    assert firsts == [row.id for row in store.timeline(chosen, 0, 1000)]
    assert {row["id"] for row in table} == {r.id for r in store.records(chosen) if isinstance(r, Event)}
    assert len(table) > len(firsts) or chosen != EVERYTHING


def test_a_happening_is_in_one_place_where_its_first_telling_stands(store: Store) -> None:
    told = [row["id"] for row in rows(store, "event", EVERYTHING) if row["occurrence"]]
    assert told == ["z0.txt:e0", "w3.txt:e0", "x2.txt:e0"]
    (occurrence,) = rows(store, "occurrence", EVERYTHING)
    assert occurrence["events"].split() == told


def test_claims_and_relations_come_as_in_their_panels(store: Store, chosen: Filter) -> None:
    assert [row["id"] for row in rows(store, "claim", chosen)] == [r.id for r in store.claims(chosen, 0, 1000)]
    assert [(row["source_id"], row["target_id"]) for row in rows(store, "relation", chosen)] == [
        (row.source.id, row.target.id) for row in store.relations(chosen, 0, 1000)
    ]


def test_who_says_so_is_found_however_far_the_claim_stands(store: Store) -> None:
    table = rows(store, "event", EVERYTHING)
    claims = {row["id"]: row["according_to"] for row in rows(store, "claim", EVERYTHING)}
    told = [(row["according_to"], claims[row["claim"]]) for row in table if row["claim"]]
    assert len(told) == 8
    assert all(event == claim for event, claim in told)


def test_the_brief_has_the_days_of_the_timeline_and_the_claims_by_speaker(store: Store) -> None:
    out = io.StringIO()
    print_view(store, EVERYTHING, "markdown", out)
    headings = [line[4:] for line in out.getvalue().splitlines() if line.startswith("### ")]
    days = ["Undated, reported 3 Jul 2025", "2 Jul 2025", "1 Jul 2025", "20 Jun 2025"]
    assert headings == [*days, "=Russian\\|TV &lt;i&gt;� (RUS)", "Iran, Israel", "TASS (RUS)", "nobody named"]
    assert "· 3 tellings, 1 origin\n" in out.getvalue()
    by_speaker = out.getvalue().split("### TASS (RUS)")[1].split("###")[0]
    said = [line.split(" · ")[0] for line in by_speaker.splitlines() if line.startswith("- ")]
    order = ["- 2 Jul 2025", "- 1 Jul 2025", "- 20 Jun 2025", "- undated"]
    assert said == sorted(said, key=order.index)


def test_slides_come_by_date_and_json_lines_by_dispatch(store: Store) -> None:
    out = io.StringIO()
    print_view(store, EVERYTHING, "timelinejs", out)
    dates = [slide["start_date"] for slide in json.loads(out.getvalue())["events"]]
    days = [dt.date.fromisoformat(row["edtf"]) for row in rows(store, "event", EVERYTHING) if row["edtf"]]
    assert [dt.date(**date) for date in dates] == days
    out = io.StringIO()
    print_view(store, EVERYTHING, "jsonl", out)
    records = [json.loads(line) for line in out.getvalue().splitlines()]
    told = [record.get("dispatch") or record["id"] for record in records if record["type"] in ("dispatch", "event")]
    assert [path for path, _ in itertools.groupby(told)] == sorted(set(told))
    assert records[-1]["type"] == "occurrence"


def test_the_kinds_asked_for_are_all_that_come(store: Store) -> None:
    assert {type(record) for record in store.records(EVERYTHING, "panels", ("relation",))} == {Relation}
    assert {type(record) for record in store.records(EVERYTHING, "panels", ("occurrence",))} == {Occurrence}
    assert {type(record) for record in store.records(EVERYTHING, "dispatches", ("claim",))} == {Claim}
    assert all(format.kinds for format in FORMATS.values())


class _Nowhere(io.TextIOBase):
    """Takes whatever is written, counts it and keeps none of it."""

    taken = 0

    def write(self, text: str, /) -> int:
        self.taken += len(text)
        return len(text)


@pytest.fixture(scope="module")
def small_and_large() -> Iterator[tuple[Store, Store]]:
    """A store, and one of ten times as many dispatches with their claims."""
    with Store(None) as small, Store(None) as large:
        for store, many in ((small, 60), (large, 600)):
            readings = [reading(number).model_copy(update={"events": ()}) for number in range(many)]
            store.put("all.jsonl", STATE, readings)
        yield small, large


@pytest.mark.parametrize("form", ["csv", "markdown", "annotations", "jsonl"])
def test_ten_times_as_much_takes_no_more_memory(
    form: str, small_and_large: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(brief, "_IN_MEMORY", 1_000)
    kind: Kind | None = "claim" if form == "csv" else None
    peaks, sizes = [], []
    for store in (small_and_large[1], *small_and_large):  # the first time what is loaded and cached once
        out = _Nowhere()
        tracemalloc.start()
        print_view(store, EVERYTHING, form, cast(TextIO, out), kind=kind)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        sizes.append(out.taken)
    assert sizes[2] > 5 * sizes[1]
    assert peaks[2] - peaks[1] < (sizes[2] - sizes[1]) / 4
