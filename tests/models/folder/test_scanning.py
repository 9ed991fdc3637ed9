"""What a scan finds, and what of it differs from the store."""

import os
from pathlib import Path

import pytest

from models.folder.scanning import Look, Scan, beneath, compare, look, name_of, on_disk, scan, shown
from models.store import FileState


def write(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)


def state(seen=Look(1, 2), sha256="ab", version="v"):  # noqa: B008 (a frozen value)
    return FileState(*seen, sha256, version)


def test_files_of_subfolders_are_named_by_their_path(tmp_path):
    write(tmp_path, "a.txt", "b/c.jsonl", "b/d/e.txt")
    assert set(scan(tmp_path).files) == {"a.txt", "b/c.jsonl", "b/d/e.txt"}


@pytest.mark.parametrize("name", [".a.txt", "a.txt.part", "a.tmp", "a.txt~", "README.txt", "a.pdf", ".d/a.txt"])
def test_names_that_are_no_dispatches_are_passed_over(tmp_path, name):
    write(tmp_path, name)
    assert not scan(tmp_path).files


def test_what_is_no_regular_file_is_passed_over(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    assert not scan(tmp_path).files
    assert look(tmp_path / "pipe.txt") is None


def test_links_in_circles_and_into_nothing_are_passed_over(tmp_path):
    write(tmp_path, "a/b.txt")
    (tmp_path / "a" / "back").symlink_to(tmp_path)
    (tmp_path / "a" / "up").symlink_to(tmp_path.parent)
    (tmp_path / "self.txt").symlink_to("self.txt")
    (tmp_path / "nothing.txt").symlink_to("gone.txt")
    assert set(scan(tmp_path).files) == {"a/b.txt"}


def test_a_folder_elsewhere_is_followed_once_by_its_first_name(tmp_path):
    write(tmp_path, "elsewhere/a.txt")
    root = tmp_path / "wire"
    root.mkdir()
    for name in ("z", "m"):
        (root / name).symlink_to(tmp_path / "elsewhere")
    assert set(scan(root).files) == {"m/a.txt"}


def test_a_subfolder_that_is_a_link_back_is_passed_over(tmp_path):
    write(tmp_path, "a/b.txt")
    (tmp_path / "a" / "back").symlink_to(tmp_path)
    assert not scan(tmp_path, ["a/back"]).files
    assert not scan(tmp_path, ["a/back/a"]).files
    assert set(scan(tmp_path, ["a"]).files) == {"a/b.txt"}


def test_the_folder_itself_may_be_reached_by_a_link(tmp_path):
    write(tmp_path, "wire/a/b.txt")
    (tmp_path / "link").symlink_to(tmp_path / "wire")
    assert set(scan(tmp_path / "link").files) == set(scan(tmp_path / "link", ["a"]).files) == {"a/b.txt"}


def test_a_link_to_a_file_counts_as_the_file(tmp_path):
    write(tmp_path, "elsewhere/a.txt")
    root = tmp_path / "wire"
    root.mkdir()
    (root / "a.txt").symlink_to(tmp_path / "elsewhere" / "a.txt")
    assert scan(root).files["a.txt"].size == len("elsewhere/a.txt")


def test_a_scan_of_a_subfolder_names_its_files_from_the_root(tmp_path):
    write(tmp_path, "a.txt", "b/c.txt", "b/d/e.txt")
    assert set(scan(tmp_path, ["b"]).files) == {"b/c.txt", "b/d/e.txt"}


def test_a_folder_that_is_gone_has_no_files(tmp_path):
    found = scan(tmp_path / "gone")
    assert not found.files
    assert not found.closed


def test_a_folder_that_cannot_be_opened_is_said_to_be_closed(tmp_path, monkeypatch):
    write(tmp_path, "a.txt", "b/c.txt")
    scandir = os.scandir

    def refuse(folder):
        if str(folder).endswith("b"):
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    found = scan(tmp_path)
    assert set(found.files) == {"a.txt"}
    assert found.closed == ["b"]


def test_a_name_that_is_no_unicode_is_shown_and_found_again(tmp_path):
    raw = os.fsdecode(b"caf\xe9.txt")
    (tmp_path / raw).touch()
    (name,) = scan(tmp_path).files
    assert name == shown(raw) == "caf\\xe9.txt"
    assert on_disk(tmp_path, name) == tmp_path / raw


def test_a_name_that_only_looks_escaped_is_itself(tmp_path):
    write(tmp_path, "caf\\xe9.txt")
    assert on_disk(tmp_path, "caf\\xe9.txt") == tmp_path / "caf\\xe9.txt"


def test_paths_through_a_link_back_are_named_where_they_are(tmp_path):
    write(tmp_path, "b/c.txt")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "link").symlink_to(tmp_path / "b")
    root = str(tmp_path)
    assert name_of(root, os.path.realpath(root), f"{root}/a/link/c.txt") == "b/c.txt"


def test_paths_in_linked_folders_elsewhere_keep_the_links_name(tmp_path):
    write(tmp_path, "elsewhere/a.txt")
    root = tmp_path / "wire"
    root.mkdir()
    (root / "link").symlink_to(tmp_path / "elsewhere")
    assert name_of(str(root), os.path.realpath(root), f"{root}/link/a.txt") == "link/a.txt"


@pytest.mark.parametrize("path", ["", "/.hidden/a.txt", "/a/.b.txt"])
def test_the_folder_itself_and_hidden_paths_have_no_name(tmp_path, path):
    root = str(tmp_path)
    assert name_of(root, os.path.realpath(root), root + path) is None


def test_new_files_differ():
    assert compare(Scan(("",), {"a": Look(1, 2)}), {}, "v").changed == {"a": Look(1, 2)}


def test_files_that_look_the_same_do_not_differ():
    differences = compare(Scan(("",), {"a": Look(1, 2)}), {"a": state()}, "v")
    assert not differences.changed
    assert not differences.gone


@pytest.mark.parametrize(
    "known",
    [
        pytest.param(state(Look(9, 2)), id="size"),
        pytest.param(state(Look(1, 9)), id="time"),
        pytest.param(state(version="older"), id="version"),
        pytest.param(state(sha256=""), id="could not be opened"),
    ],
)
def test_files_that_may_have_changed_differ(known):
    assert "a" in compare(Scan(("",), {"a": Look(1, 2)}), {"a": known}, "v").changed


def test_known_files_that_are_not_found_are_gone():
    assert compare(Scan(("",)), {"a": state()}, "v").gone == ["a"]


def test_files_outside_the_scanned_subfolder_are_not_gone():
    assert compare(Scan(("b",)), {"a": state(), "b/c": state(), "bb/c": state()}, "v").gone == ["b/c"]


def test_files_of_closed_folders_are_not_gone():
    found = Scan(("",), closed=["b"])
    assert compare(found, {"a": state(), "b/c": state()}, "v").gone == ["a"]


def test_beneath_needs_the_whole_name_of_a_folder():
    assert beneath("b/c", ["b"])
    assert not beneath("bc", ["b"])
    assert beneath("anything", [""])
