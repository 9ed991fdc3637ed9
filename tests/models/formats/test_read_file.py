"""Files → dispatches: ids, hashes, dates, JSON lines, and every problem a file can have."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.formats import SUFFIXES, is_dispatch_file, read_file
from models.formats.decoding import LARGEST
from models.records import Dispatch

NOON = dt.datetime(2025, 7, 10, 12).timestamp()


def read(folder: Path, name: str, content: bytes | str) -> list[Dispatch]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    os.utime(path, (NOON, NOON))
    return list(read_file(path, folder))


def problem(folder: Path, name: str, content: bytes | str) -> str:
    (dispatch,) = read(folder, name, content)
    assert dispatch.problem is not None
    assert dispatch.problem.endswith(".")
    assert (dispatch.text, dispatch.body) == ("", (0, 0))
    return dispatch.problem


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("a.txt", True),
        ("a.jsonl", True),
        ("A.TXT", True),
        ("sub/a.txt", True),
        (".a.txt", False),
        ("a.txt.part", False),
        ("a.txt.tmp", False),
        ("a.txt~", False),
        ("README.txt", False),
        ("readme.txt", False),
        ("a.md", True),
        ("a.XML", True),
        ("a.txt.gz", True),
        ("a.tar.gz", False),
        ("a.gz", False),
        ("a.pdf", False),
        ("readme.md", False),
        ("txt", False),
        (".txt", False),
    ],
)
def test_which_files_are_dispatches(name: str, wanted: bool) -> None:
    assert is_dispatch_file(name) is wanted


def test_suffixes() -> None:
    assert {".txt", ".jsonl", ".json", ".md", ".xml", ".rss", ".atom", ".html", ".eml"} <= SUFFIXES


def test_a_text_file(tmp_path: Path) -> None:
    raw = b"Envoys meet\r\n\r\nOSLO, July 3 (Sample Wire) - They met.\r\n"
    (dispatch,) = read(tmp_path, "sub/note.txt", raw)
    assert dispatch == Dispatch(
        id="sub/note.txt",
        path="sub/note.txt",
        sha256=hashlib.sha256(raw).hexdigest(),
        text=raw.decode(),
        body=(dispatch.text.index("They"), dispatch.text.index("met.") + 4),
        headline="Envoys meet",
        place="OSLO",
        agency="Sample Wire",
        date=dt.date(2025, 7, 3),
        date_basis="dateline",
        encoding="utf-8",
        runs=((0, len(raw), 0, len(raw), 1, 1, 1),),
    )


def test_a_mark_of_encoding_is_no_text_but_hashed(tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbfThey met."
    (dispatch,) = read(tmp_path, "a.txt", raw)
    assert (dispatch.text, dispatch.sha256) == ("They met.", hashlib.sha256(raw).hexdigest())


def test_the_transmission_line_dates_an_undated_dateline(tmp_path: Path) -> None:
    (dispatch,) = read(tmp_path, "a.txt", "Luxembourg (dpa) - They met.\n101137 GMT Dez 18\n")
    assert (dispatch.date, dispatch.date_basis) == (dt.date(2018, 12, 10), "dateline")


def test_the_transmission_line_gives_the_year(tmp_path: Path) -> None:
    (dispatch,) = read(tmp_path, "a.txt", "Luxembourg, Dez 9 (dpa) - They met.\n101137 GMT Dez 18\n")
    assert dispatch.date == dt.date(2018, 12, 9)


def test_filename_date(tmp_path: Path) -> None:
    (dispatch,) = read(tmp_path, "2025-06-13_a.txt", "They met.")
    assert (dispatch.date, dispatch.date_basis) == (dt.date(2025, 6, 13), "filename")


def test_file_time_date(tmp_path: Path) -> None:
    (dispatch,) = read(tmp_path, "a.txt", "They met.")
    assert (dispatch.date, dispatch.date_basis) == (dt.date(2025, 7, 10), "mtime")


def test_empty_file(tmp_path: Path) -> None:
    assert problem(tmp_path, "a.txt", " \n").startswith("a.txt is empty")


def test_binary_file(tmp_path: Path) -> None:
    assert problem(tmp_path, "a.txt", b"\x89PNG\0\0").startswith("a.txt is binary")


def test_large_file(tmp_path: Path) -> None:
    assert "larger than 2 MB" in problem(tmp_path, "a.txt", b"a" * (LARGEST + 1))


def test_the_largest_file_is_read(tmp_path: Path) -> None:
    (dispatch,) = read(tmp_path, "a.txt", b"a" * LARGEST)
    assert dispatch.problem is None


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_missing_file(tmp_path: Path, name: str) -> None:
    (dispatch,) = read_file(tmp_path / name, tmp_path)
    assert dispatch.problem is not None
    assert dispatch.problem.startswith(f"{name} could not be read (No such file")


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_no_ordinary_file(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    (dispatch,) = read_file(tmp_path / name, tmp_path)
    assert dispatch.problem is not None
    assert dispatch.problem.startswith(f"{name} is no ordinary file")


def test_unknown_suffix(tmp_path: Path) -> None:
    assert "has a name that is not read (what is: .anpa, .atom, " in problem(tmp_path, "a.pdf", b"x")


def test_a_name_that_is_no_utf8_is_escaped(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    try:
        path.write_bytes(b"They met.")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    (dispatch,) = read_file(path, tmp_path)
    assert (dispatch.id, dispatch.path) == ("caf\\xe9.txt", "caf\\xe9.txt")


def test_a_problem_shows_no_control_characters(tmp_path: Path) -> None:
    assert "\x1b" not in problem(tmp_path, "a\x1b[31m.txt", b"")


def line(**fields: object) -> str:
    return json.dumps(fields) + "\n"


def test_json_lines(tmp_path: Path) -> None:
    first = line(
        id="A1",
        text="OSLO, July 2 (AP) -- They met.",
        date="2025-07-03",
        headline="Envoys  meet",
        agency="Itar-Tass",
        place="Oslo",
    )
    dispatches = read(tmp_path, "a.jsonl", first + "\n  \r\n" + line(text="They met again."))
    assert [dispatch.id for dispatch in dispatches] == ["a.jsonl#A1", "a.jsonl#4"]
    one = dispatches[0]
    assert one.path == "a.jsonl"
    assert one.sha256 == hashlib.sha256(first.rstrip("\n").encode()).hexdigest()
    assert (one.headline, one.agency, one.place) == ("Envoys meet", "TASS", "Oslo")
    assert (one.date, one.date_basis) == (dt.date(2025, 7, 3), "metadata")
    assert one.text[slice(*one.body)] == "They met."


def test_metadata_may_be_null_or_absent(tmp_path: Path) -> None:
    (dispatch,) = read(tmp_path, "a.jsonl", line(text="OSLO, July 2 (AP) -- They met.", id=None, date=None, agency=""))
    assert (dispatch.id, dispatch.agency, dispatch.date_basis) == ("a.jsonl#1", "AP", "dateline")


def test_ids_are_made_unique(tmp_path: Path) -> None:
    lines = [line(text="x", id=item) for item in ("A", "A", "A~2", 2, "A")] + [line(text="x")]
    ids = [dispatch.id for dispatch in read(tmp_path, "a.jsonl", "".join(lines))]
    assert ids == ["a.jsonl#A", "a.jsonl#A~2", "a.jsonl#A~2~2", "a.jsonl#2", "a.jsonl#A~3", "a.jsonl#6"]


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("{", "is not JSON"),
        ("[1]", "is a list, not an object"),
        ("null", "is null, not an object"),
        ('"x"', "is a string, not an object"),
        ("{}", 'has no "text"'),
        ('{"text": null}', 'has no "text"'),
        ('{"text": 5}', 'has a number as "text"'),
        ('{"text": " "}', 'has an empty "text"'),
        ('{"text": "x", "id": []}', 'has a list as "id"'),
        ('{"text": "x", "id": true}', 'has true as "id"'),
        ('{"text": "x", "headline": {}}', 'has an object as "headline"'),
        ('{"text": "x", "date": "3 July"}', 'has "3 July" as "date"'),
        ('{"text": "x", "date": "2025-02-30"}', 'has "2025-02-30" as "date"'),
        ('{"text": "x", "date": 20250703}', 'has 20250703 as "date"'),
        ("[" * 100_000, "too deep"),
        ('{"text": "x", "n": ' + "9" * 5000 + "}", "a number too long"),
        ("\0\0\0", "is binary"),
        ('{"text": "' + "x" * LARGEST + '"}', "is larger than 2 MB"),
    ],
    ids=lambda value: value[:30],
)
def test_a_bad_line_leaves_the_others(tmp_path: Path, bad: str, why: str) -> None:
    before, wrong, after = read(tmp_path, "a.jsonl", line(text="one") + bad + "\n" + line(text="three"))
    assert (before.text, after.text, after.id) == ("one", "three", "a.jsonl#3")
    assert wrong.id == "a.jsonl#2"
    assert wrong.problem is not None
    assert wrong.problem.startswith("Line 2 of a.jsonl ")
    assert why in wrong.problem
    assert wrong.problem.endswith(".")
    assert wrong.sha256 == hashlib.sha256(bad.encode()).hexdigest()


@pytest.mark.parametrize("date", ["2025-07-03T10:00:00Z", "2025-07-03 10:00:00", "2025-07-03"])
def test_a_time_after_the_date(tmp_path: Path, date: str) -> None:
    (dispatch,) = read(tmp_path, "a.jsonl", line(text="x", date=date))
    assert dispatch.date == dt.date(2025, 7, 3)


def test_lone_surrogates_are_replaced(tmp_path: Path) -> None:
    (dispatch,) = read(tmp_path, "a.jsonl", '{"text": "a\\ud800b\\ud83d\\ude00", "headline": "\\udc00 x"}')
    assert (dispatch.text, dispatch.headline) == ("a\ufffdb😀", "\ufffd x")


def test_json_lines_in_utf16(tmp_path: Path) -> None:
    content = ("".join(line(text=f"Genève {n}") for n in range(3000))).encode("utf-16")
    assert [d.text for d in read(tmp_path, "a.jsonl", content)] == [f"Genève {n}" for n in range(3000)]


def test_json_lines_with_a_mark_and_in_windows_1252(tmp_path: Path) -> None:
    marked, legacy = read(tmp_path, "a.jsonl", b'\xef\xbb\xbf{"text": "one"}\n{"text": "Gen\xe8ve"}')
    assert (marked.text, legacy.text) == ("one", "Genève")


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_json_lines_without_any(tmp_path: Path, content: str) -> None:
    assert problem(tmp_path, "a.jsonl", content).startswith("a.jsonl is empty")


file_contents = st.one_of(
    st.binary(),
    st.text().map(str.encode),
    st.lists(st.text(), max_size=5).map(lambda texts: json.dumps(texts).encode()),
)


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
@given(content=file_contents)
def test_no_bytes_make_reading_fail(suffix: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for dispatch in read(Path(folder), f"a{suffix}", content):
            start, end = dispatch.body
            assert 0 <= start <= end <= len(dispatch.text)
            assert dispatch.problem or dispatch.text.strip()
            dispatch.model_dump_json()


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(), inner, max_size=3)),
    max_leaves=6,
)


@given(
    items=st.lists(
        st.dictionaries(st.sampled_from(["id", "text", "date", "headline", "agency", "place"]), json_values),
        max_size=5,
    )
)
def test_every_object_becomes_a_dispatch_of_its_own(items: list[dict[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        dispatches = read(Path(folder), "a.jsonl", "".join(line(**item) for item in items))
        assert len(dispatches) == max(len(items), 1)
        assert len({dispatch.id for dispatch in dispatches}) == len(dispatches)


def test_codes_for_a_terminal_hide_no_heading(read) -> None:
    text = "\x1b[1mEnvoys meet\x1b[0m in Oslo\n\n\x1b[31mOSLO, July 3 (Muster)\x1b[0m - The envoys met.\n"
    (dispatch,) = read("a.txt", text)
    assert (dispatch.headline, dispatch.place, dispatch.agency) == ("Envoys meet in Oslo", "OSLO", "Muster")
    assert dispatch.text == text
    assert dispatch.text[slice(*dispatch.body)] == "The envoys met."
