"""CSV: read back with the csv module; formulas stay text, Timesketch finds its columns."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable
from pathlib import Path

import pytest

from models.exports import KINDS, ExportError, export
from models.exports.tables import FILES, Kind, cell, write_csv_kind
from models.records import Actor, Disagreement, Dispatch, Occurrence, Record, Relation
from tests.models.exports.awkward import CLAIM, DISPATCH, EVENTS, NOBODYS, RECORDS, TEXT, Kept, never_raw

SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def rows(kind: Kind) -> list[dict[str, str]]:
    out = io.StringIO()
    written = write_csv_kind(kind)(RECORDS, out)
    read = list(csv.DictReader(io.StringIO(out.getvalue()), strict=True))
    assert never_raw(out.getvalue())
    assert written == len(read)
    assert all(None not in row and None not in row.values() for row in read)
    return read


def test_an_event_has_what_timesketch_asks_for_first() -> None:
    first = rows("event")[0]
    assert list(first)[:3] == ["message", "datetime", "timestamp_desc"]
    assert first["message"] == "Iran ▸ Israel: ASSAULT strike, 1 Jul 2025, according to TASS ‹ =Russian|TV <i>�"
    for row in rows("event"):
        moment = dt.datetime.fromisoformat(row["datetime"])
        assert (moment.utcoffset(), moment.time()) == (dt.timedelta(0), dt.time())
        assert row["message"]
        assert row["timestamp_desc"]


def test_a_timestamp_says_what_its_day_is() -> None:
    assert [(row["datetime"][:10], row["timestamp_desc"]) for row in rows("event")] == [
        ("2025-07-01", "Day of the event"),
        ("2025-07-02", "Day of the event, approximate"),
        ("2025-07-03", "Dispatch issued, event undated"),
        ("2025-06-13", "First day of the event"),
        ("2025-06-24", "Last day of the event"),
        ("2014-01-01", "First day of the event"),
        ("2025-05-01", "First day of the event"),
        ("2024-01-01", "First day of the event"),
    ]


def test_without_any_date_there_is_no_timestamp() -> None:
    undated = Dispatch(id=EVENTS[0].dispatch, path="a", sha256="", text=TEXT)
    out = io.StringIO()
    write_csv_kind("event")((undated, EVENTS[2]), out)
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert (row["datetime"], row["timestamp_desc"]) == ("", "Undated")


def test_the_dates_are_there_as_they_are_known() -> None:
    names = ("earliest", "latest", "approximate", "edtf")
    assert [tuple(row[name] for name in names) for row in rows("event")][1:6] == [
        ("2025-07-02", "2025-07-02", "true", "2025-07-02~"),
        ("", "", "", ""),
        ("2025-06-13", "2025-06-24", "false", "2025-06-13/2025-06-24"),
        ("", "2025-06-24", "false", "../2025-06-24"),
        ("2014-01-01", "", "false", "2014/.."),
    ]


def test_a_claim_left_out_by_a_filter_is_found_or_nobodys() -> None:
    assert rows("event")[6]["according_to"] == "nobody named"
    out = io.StringIO()
    write_csv_kind("event")(RECORDS, out, Kept(CLAIM.model_copy(update={"id": "left out"})))
    found = list(csv.DictReader(io.StringIO(out.getvalue())))[6]
    assert found["according_to"].startswith("TASS ‹ ")


@pytest.mark.parametrize("sign", SIGNS)
def test_what_could_be_a_formula_is_text(sign: str) -> None:
    for text in (f"{sign}1+1", f"{sign}  =1+1", "  =1+1"):
        assert cell(text).startswith("'")
        assert never_raw(cell(text))


@pytest.mark.parametrize("mark", ["\u200b", "\ufeff", "\u2060 \u200e"])
def test_a_formula_behind_a_mark_without_a_glyph_is_text(mark: str) -> None:
    assert cell(f"{mark}=1+1").startswith("'")


def test_what_is_no_formula_stays() -> None:
    assert [cell(value) for value in ("a=b", 3, True, None, dt.date(2025, 7, 1), "", ("a", "b"))] == [
        *("a=b", "3", "true", "", "2025-07-01", "", "a; b")
    ]


def test_no_cell_of_any_kind_begins_a_formula() -> None:
    cells = [value for kind in KINDS for row in rows(kind) for value in row.values()]
    assert not [value for value in cells if value.lstrip().startswith(SIGNS)]
    assert rows("dispatch")[0]["headline"] == "'@risk  folded"
    assert rows("relation")[0]["source"] == "'=Russian|TV <i>�"


def test_offsets_fit_the_text_of_the_table() -> None:
    text = rows("dispatch")[0]["text"]
    claim = rows("claim")[0]
    assert len(text) == len(TEXT)
    assert text[int(claim["start"]) : int(claim["end"])].startswith('"<b>Iran</b>')


def test_a_claims_pieces_and_speakers() -> None:
    first, second = rows("claim")
    assert (first["speakers"], first["cue"], first["mode"], first["stance"]) == (
        *("'=Russian|TV <i>� (RUS)", "claims", "direct", "distancing"),
    )
    assert second["content"].endswith("& more. … =cmd|calc!A1")
    assert (second["according_to"], second["speakers"], second["parent"]) == ("TASS", "", CLAIM.id)


def test_a_folder_gets_a_file_a_kind(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    assert export(RECORDS, "csv", folder) == len(RECORDS)
    assert {file.name for file in folder.iterdir()} == set(FILES.values())
    for kind in KINDS:
        with (folder / FILES[kind]).open(encoding="utf-8", newline="") as file:
            assert list(csv.DictReader(file)) == rows(kind)


def test_a_folder_with_one_of_the_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_text("mine")
    with pytest.raises(ExportError, match=r"claims\.csv exists"):
        export(RECORDS, "csv", tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["claims.csv"]
    export(RECORDS, "csv", tmp_path, force=True)
    assert len(list(tmp_path.iterdir())) == len(KINDS)


def test_a_new_folder_goes_again_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="must come after its dispatch"):
        export([CLAIM], "csv", tmp_path / "tables")
    assert list(tmp_path.iterdir()) == []


def test_a_relation_has_its_sums() -> None:
    actor = Actor(id="x", name="-X", kind="unknown")
    out = io.StringIO()
    write_csv_kind("relation")([Relation(source=actor, target=actor, count=2, categories={"AID": 2})], out)
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert (row["source"], row["count"], row["categories"], row["first"]) == ("'-X", "2", "AID 2", "")


def table(kind: Kind, records: Iterable[Record], beyond: Kept) -> list[dict[str, str]]:
    out = io.StringIO()
    write_csv_kind(kind)(records, out, beyond)
    return list(csv.DictReader(io.StringIO(out.getvalue()), strict=True))


def test_an_event_says_which_happening_it_tells() -> None:
    told = Occurrence(id="o:x", events=(EVENTS[1].id, EVENTS[3].id), independent=1, why="=the same")
    records = (told, EVENTS[1], EVENTS[3], EVENTS[0])
    rows = table("event", records, Kept(DISPATCH, CLAIM))
    assert [(row["id"], row["occurrence"]) for row in rows] == [
        *((EVENTS[n].id, "o:x") for n in (1, 3)),
        (EVENTS[0].id, ""),
    ]
    (row,) = table("occurrence", records, Kept(DISPATCH, CLAIM))
    assert (row["tellings"], row["independent"], row["why"]) == ("2", "1", "'=the same")
    assert row["events"].split(" sub ") == [EVENTS[1].id, EVENTS[3].id.removeprefix("sub ")]


def test_a_disagreement_has_its_two_sides_beside_each_other() -> None:
    found = Disagreement(id="d1", claims=(CLAIM.id, EVENTS[1].id), kind="denial", why="@a against b")
    gone = found.model_copy(update={"claims": (NOBODYS.id, "gone")})
    rows = table("disagreement", (found, gone), Kept(DISPATCH, CLAIM, EVENTS[1]))
    assert [row["why"] for row in rows] == ["'@a against b"] * 2
    assert (rows[0]["first_according_to"][:4], rows[0]["second_according_to"]) == ("TASS", "TASS")
    assert (rows[0]["first_edtf"], rows[0]["second_edtf"]) == ("2025-07-03", "2025-07-02~")
    assert rows[0]["second_sentence"].startswith("Talks between Iran and Israel")
    assert (rows[1]["second_id"], rows[1]["second_sentence"]) == ("gone", "")
