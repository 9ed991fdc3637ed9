"""Files are written whole or not at all, and nothing is overwritten unasked."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from models.exports import FORMATS, ExportError, check, export
from models.exports.whole import whole_files
from tests.models.exports.awkward import CLAIM, RECORDS

ONE_FILE = [form for form, about in FORMATS.items() if about.write]


@pytest.mark.parametrize("form", ONE_FILE)
def test_each_format_is_written(form: str, tmp_path: Path) -> None:
    to = tmp_path / "out"
    assert export(RECORDS, form, to) > 0
    assert to.read_text(encoding="utf-8").endswith("\n")
    assert [file.name for file in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("form", ONE_FILE)
def test_what_exists_is_left_as_it_is_without_force(form: str, tmp_path: Path) -> None:
    to = tmp_path / "out"
    to.write_text("mine")
    with pytest.raises(ExportError, match=r"^.*out exists and was left as it is: .* with --force\.$"):
        export(RECORDS, form, to)
    assert to.read_text() == "mine"
    export(RECORDS, form, to, force=True)
    assert to.read_text(encoding="utf-8") != "mine"
    assert [file.name for file in tmp_path.iterdir()] == ["out"]


def test_an_error_in_the_middle_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")

    def interrupted() -> None:
        with whole_files([tmp_path / "out"], force=True) as (out,):
            out.write("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with pytest.raises(ValueError, match="must come after"):
        export([CLAIM], "markdown", tmp_path / "new")
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {"out": "mine"}


def test_what_comes_meanwhile_is_not_overwritten_and_the_others_are_taken_back(tmp_path: Path) -> None:
    paths = [tmp_path / "a", tmp_path / "b"]

    def overtaken() -> None:
        with whole_files(paths) as files:
            for file in files:
                file.write("ours")
            paths[1].write_text("theirs")

    with pytest.raises(ExportError, match="b exists"):
        overtaken()
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {"b": "theirs"}


def test_modes_are_the_users_or_stay(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        export(RECORDS, "jsonl", tmp_path / "out")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o640
    (tmp_path / "out").chmod(0o604)
    export(RECORDS, "jsonl", tmp_path / "out", force=True)
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o604


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("mine")
    (tmp_path / "link").symlink_to("real")
    with pytest.raises(ExportError, match="link exists"):
        export(RECORDS, "jsonl", tmp_path / "link")
    export(RECORDS, "jsonl", tmp_path / "link", force=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() != "mine"


@pytest.mark.parametrize("force", [False, True])
def test_devices_folders_and_missing_folders_are_refused(force: bool, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "to-device").symlink_to(os.devnull)
    places = {
        Path(os.devnull): "no ordinary file",
        tmp_path / "pipe": "no ordinary file",
        tmp_path / "to-device": "no ordinary file",
        tmp_path: "is a folder",
        tmp_path / "none" / "out": "no folder",
        tmp_path / "pipe" / "out": "cannot|Nothing can",
        tmp_path / ("x" * 300): "Nothing can be written",
        tmp_path / "a\0b": "Nothing can be written",
    }
    for place, reason in places.items():
        with pytest.raises(ExportError, match=reason):
            check("jsonl", place, force=force)
        with pytest.raises(ExportError, match=reason):
            export(RECORDS, "jsonl", place, force=force)
    assert Path(os.devnull).is_char_device()


def test_tables_of_all_kinds_want_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for place, reason in ((tmp_path / "file", "a folder for the tables"), (tmp_path / "a" / "b", "There is no folder")):
        with pytest.raises(ExportError, match=reason):
            export(RECORDS, "csv", place)
    assert export(RECORDS, "csv", tmp_path / "one.csv", kind="relation") == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_one_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ExportError, match="Permission denied"):
        export(RECORDS, "jsonl", tmp_path / "out")
