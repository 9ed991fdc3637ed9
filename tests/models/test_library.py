"""The library: a text or a folder in three lines, and nothing loaded before it is needed."""

from __future__ import annotations

import csv
import datetime as dt
import gc
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import models
from models import Brief, read_dispatch
from models.filters import EVERYTHING, FilterError
from models.library import read_into
from models.marks import Mark, Marks, mark_key
from models.reading.reader import Reader
from models.records import Dispatch, Event, Occurrence
from models.store import Store

ROOT = Path(__file__).parents[2]
TEXT = (
    "GENEVA, July 3. /EXAMPLE/. Foreign Minister Sergey Lavrov said on Thursday that Russia held talks with Iran "
    "in Geneva.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    wire = tmp_path / "wire"
    (wire / "sub").mkdir(parents=True)
    (wire / "2025-07-03_one.txt").write_text(TEXT)
    (wire / "sub" / "two.jsonl").write_text(json.dumps({"id": "7", "text": TEXT, "date": "2025-07-03"}) + "\n")
    (wire / "zero.txt").write_text("")
    return wire


def test_importing_it_loads_next_to_nothing() -> None:
    code = (
        "import sys, models; before = set(sys.modules)\n"
        "assert 'read_dispatch' in dir(models)\n"
        "print(*sorted({name.partition('.')[0] for name in before} & {'spacy', 'pydantic', 'textual', 'sqlite3'}))\n"
        "from models import Brief, read_dispatch\n"
        "print('spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"]


def test_all_it_offers_is_there() -> None:
    assert all(getattr(models, name) is not None for name in models.__all__)
    assert {"Brief", "read_dispatch"} <= set(dir(models))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        models.nothing  # noqa: B018


def test_a_text_is_read() -> None:
    reading = read_dispatch(TEXT, date="2025-07-03")
    (claim,) = reading.claims
    assert [mention.text for mention in claim.sources] == ["Foreign Minister Sergey Lavrov"]
    assert (reading.dispatch.text, reading.dispatch.date_basis) == (TEXT, "metadata")
    assert [event.category for event in reading.events] == ["CONSULT"]


def test_what_is_known_about_it_goes_before_the_text() -> None:
    dispatch = read_dispatch(
        TEXT, id="x", date=dt.datetime(2025, 7, 4, 12), headline="H", agency="WIRE", place="BERN"
    ).dispatch
    assert (dispatch.id, dispatch.date, dispatch.headline) == ("x", dt.date(2025, 7, 4), "H")
    assert (dispatch.agency, dispatch.place) == ("WIRE", "BERN")


def test_no_date_is_invented() -> None:
    dispatch = read_dispatch("Iran and Israel held talks.").dispatch
    assert (dispatch.date, dispatch.date_basis) == (None, None)
    assert read_dispatch(TEXT).dispatch.date_basis == "dateline"
    with pytest.raises(ValueError, match="isoformat"):
        read_dispatch(TEXT, date="July 3")


def test_a_host_keeps_its_own_garbage_collector() -> None:
    before = gc.get_threshold(), gc.get_freeze_count()
    Reader()
    assert (gc.get_threshold(), gc.get_freeze_count()) == before


def test_an_empty_text_is_a_problem() -> None:
    reading = read_dispatch(" \n")
    assert reading.dispatch.problem is not None
    assert (reading.claims, reading.events) == ((), ())


def test_a_lone_surrogate_moves_no_offset() -> None:
    assert len(read_dispatch(f"\ud800{TEXT}").dispatch.text) == len(TEXT) + 1


def test_a_folder_is_read_file_by_file(folder: Path) -> None:
    readings = list(Brief(folder))
    assert [r.dispatch.id for r in readings] == ["2025-07-03_one.txt", "sub/two.jsonl#7", "zero.txt"]
    assert [len(r.events) for r in readings] == [1, 1, 0]
    assert readings[2].dispatch.problem


def test_a_folders_panels(folder: Path) -> None:
    with Brief(str(folder)) as brief:
        assert [(row.category, row.told and row.told.tellings) for row in brief.timeline()] == [("CONSULT", 2)]
        assert list(brief.timeline("category:assault")) == []
        assert [row.chain[0] for row in brief.claims("from:lavrov")] == ["EXAMPLE"] * 2
        assert {(row.source.id, row.target.id, row.count) for row in brief.relations()} == {
            ("IRN", "RUS", 2),
            ("RUS", "IRN", 2),
        }
        kinds = [type(record) for record in brief.records()]
        assert (kinds[0], kinds[-1]) == (Dispatch, Occurrence)
        with pytest.raises(FilterError):
            brief.timeline("foo:x")


def test_a_folder_is_exported(folder: Path, tmp_path: Path) -> None:
    with Brief(folder) as brief:
        assert brief.export("csv", tmp_path / "events.csv", kind="event") == 2
    with (tmp_path / "events.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["according_to"].split(" ‹ ")[0] for row in rows] == ["EXAMPLE"] * 2
    at = {row["dispatch"]: (row["line"], int(row["column"])) for row in rows}
    in_json = json.dumps({"id": "7", "text": TEXT}).index("talks")
    assert at == {"2025-07-03_one.txt": ("1", TEXT.index("talks") + 1), "sub/two.jsonl#7": ("1", in_json + 1)}


def test_marks_that_are_handed_over_are_known(folder: Path, tmp_path: Path) -> None:
    marks = Marks(tmp_path / "marks.jsonl")
    with Brief(folder) as brief:
        event = next(record for record in brief.records() if isinstance(record, Event))
        content = next(record.sha256 for record in brief.records() if isinstance(record, Dispatch))
        assert brief.export("jsonl", tmp_path / "none.jsonl", "is:marked") == 0
    key = mark_key(content, event)
    at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    marks.put(Mark(key=key, kind="event", content=content, dispatch=event.dispatch, words="w", note="ask", at=at))
    with Brief(folder, marks=marks) as brief:
        assert len(list(brief.timeline("is:marked"))) == 1
        assert brief.export("csv", tmp_path / "marked.csv", "is:marked", kind="event") == 1
        brief.export("graphml", tmp_path / "graph.graphml")
    with (tmp_path / "marked.csv").open(encoding="utf-8", newline="") as file:
        assert [(row["id"], row["note"]) for row in csv.DictReader(file)] == [(event.id, "ask")]
    assert ">ask</data>" in (tmp_path / "graph.graphml").read_text()


def test_a_brief_and_annotations_say_where_in_the_file(folder: Path, tmp_path: Path) -> None:
    with Brief(folder) as brief:
        brief.export("markdown", tmp_path / "brief.md", "category:consult")
        brief.export("annotations", tmp_path / "notes.json")
    assert "_one.txt, line 1; date" in (tmp_path / "brief.md").read_text()
    notes = json.loads((tmp_path / "notes.json").read_text())["first"]["items"]
    for note in notes:
        target = note["target"]
        quote, _, places = target["selector"]
        raw = (folder / target["source"].partition("#")[0]).read_bytes()
        assert raw[places["start"] : places["end"]].decode() == quote["exact"]


def test_a_closed_one_reads_anew(folder: Path) -> None:
    brief = Brief(folder)
    assert len(list(brief.claims())) == 2
    brief.close()
    (folder / "three.txt").write_text(TEXT)
    assert len(list(brief.claims())) == 3
    brief.close()


def test_no_folder_is_said_at_once(folder: Path) -> None:
    with pytest.raises(FileNotFoundError, match="There is no folder"):
        Brief(folder / "none")
    with pytest.raises(NotADirectoryError, match="is no folder"):
        Brief(folder / "zero.txt")


def test_what_was_saved_after_a_correction_stands_as_it_does_in_the_app(tmp_path: Path) -> None:
    words = "The ministers of Peru and Chad met in Lima on Tuesday and signed an accord on fishing in the two seas.\n"
    texts = {"c.txt": f"CORRECTED: Accord on fishing\n\nLIMA, March 12 (Sample Wire) -- {words}"}
    texts["o.txt"] = texts["c.txt"].replace("CORRECTED: ", "")
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        os.utime(tmp_path / name, (1_710_237_600,) * 2)
    for age, standing in ((3600, {"c.txt", "o.txt"}), (-3600, {"c.txt"})):
        os.utime(tmp_path / "o.txt", (1_710_237_600 + age,) * 2)
        with Store(None) as store:
            assert len(list(read_into(store, [tmp_path]))) == 2
            events = [record for record in store.records(EVERYTHING) if isinstance(record, Event)]
        assert {event.dispatch for event in events} == standing
