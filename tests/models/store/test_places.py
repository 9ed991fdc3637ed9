"""Where a folder's store lies."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from models.store.places import is_cache_path, store_path


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "brief-tui"


def test_a_store_is_named_after_its_folder(tmp_path: Path, cache: Path) -> None:
    path = store_path(tmp_path / "wires")
    assert path.parent == cache
    assert path.name.startswith("wires-")
    assert is_cache_path(path)


def test_folders_of_one_name_have_their_own_stores(tmp_path: Path) -> None:
    assert store_path(tmp_path / "a" / "wires") != store_path(tmp_path / "b" / "wires")


def test_one_folder_has_one_store_however_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "wires").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "wires")
    monkeypatch.chdir(tmp_path)
    assert {store_path(Path("wires")), store_path(Path("./x/../wires")), store_path(tmp_path / "link")} == {
        store_path(tmp_path / "wires")
    }


@pytest.mark.parametrize("name", [b"\xff\xfe", b"a b\n\x1b[2J", b"." * 3, b"x" * 250])
def test_any_folder_name_makes_a_plain_file_name(tmp_path: Path, name: bytes) -> None:
    path = store_path(tmp_path / os.fsdecode(name))
    assert path.name.isascii()
    assert path.name.isprintable()
    assert not path.name.startswith(".")
    assert len(path.name) < 80


def test_the_root_folder_has_a_store() -> None:
    assert store_path(Path("/")).name.startswith("root-")
