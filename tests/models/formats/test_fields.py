"""Fields of metadata: dates in their notations, datelines of their own (shape 20), states and versions."""

from __future__ import annotations

import datetime as dt

import pytest

from models.formats.fields import byline, day_of, item_class, read_dateline, with_state
from models.formats.issued import PrintedDate
from models.formats.item import Metadata

DAY = dt.date(2025, 7, 3)


@pytest.mark.parametrize(
    "stamp",
    [
        "2025-07-03",
        "2025-07-03T23:59:00-11:00",
        "20250703",
        "20250703T120000+0000",
        "20250703+0100",
        "2025.07.03 12:00:00",
        "2025-07-03 13:00:03 GMT+00:00",
        "Thu, 03 Jul 2025 12:00:00 GMT",
        "3 Jul 2025 12:00 +0200",
        DAY,
        dt.datetime(2025, 7, 3, 23),
    ],
)
def test_a_day_in_all_notations(stamp: object) -> None:
    assert day_of(stamp) == DAY


@pytest.mark.parametrize("stamp", ["", "2025-02-30", "20251301", "soon", None, 20250703, "9" * 99, "Thu, 99 Jul 2025"])
def test_no_day(stamp: object) -> None:
    assert day_of(stamp) is None


@pytest.mark.parametrize(
    ("field", "place", "printed", "agency"),
    [
        ("OSLO, Monday (Reuters)", "OSLO", PrintedDate(None, None, None), "Reuters"),
        ("July 3", None, PrintedDate(7, 3, None), None),
        ("Bergen", "Bergen", None, None),
        ("2025-07-03 13:00:03 GMT+00:00", None, PrintedDate(7, 3, 2025), None),
        ("20250703", None, PrintedDate(7, 3, 2025), None),
        (
            "Bergen City, Western Norway, July 3, 2025 (AFP) -",
            "Bergen City, Western Norway",
            PrintedDate(7, 3, 2025),
            "AFP",
        ),
        ("Bergen, 3 July", "Bergen", PrintedDate(7, 3, None), None),
        ("NEWARK, N.J.", "NEWARK, N.J.", None, None),
        ("Bergen --", "Bergen", None, None),
        ("", None, None, None),
        ("x" * 90, None, None, None),
    ],
)
def test_a_dateline_of_its_own(field: str, place: str | None, printed: PrintedDate | None, agency: str | None) -> None:
    assert read_dateline(field) == (place, printed, agency)


@pytest.mark.parametrize(
    ("status", "signals", "notes", "version", "wanted"),
    [
        ("stat:usable", [], [], "1", None),
        ("stat:usable", [], [], "2", "update"),
        ("usable", [], [], "0", None),
        ("stat:canceled", [], [], "3", "withdrawn"),
        ("http://x.example/pubstatus/canceled", [], [], None, "withdrawn"),
        (None, ["sig:correction"], [], "2", "corrected"),
        (None, ["sig:update"], [], None, "update"),
        (None, [], ["Corrects the name in paragraph 2"], "4", "corrected"),
        (None, [], ["ADDS quotes"], None, "update"),
    ],
)
def test_states(status, signals, notes, version, wanted) -> None:
    metadata = with_state(Metadata(version=version), status, signals, notes)
    assert (metadata.revision, metadata.refusal) == (wanted, None)


def test_withheld_is_not_to_be_read() -> None:
    assert "is withheld" in (with_state(Metadata(), "stat:withheld").refusal or "")


@pytest.mark.parametrize(
    ("line", "name"), [("By Ann Example", "Ann Example"), ("Von Ann Example, dpa", "Ann Example, dpa")]
)
def test_byline(line: str, name: str) -> None:
    assert byline(line) == name


def test_classes() -> None:
    assert (item_class("ninat:picture"), item_class("Photo"), item_class("ninat:text")) == (
        "a picture",
        "a picture",
        None,
    )
