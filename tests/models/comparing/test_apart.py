"""What the user says are two: kept by content, the last word counts."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from models.comparing.apart import ApartError, event_key, read_apart, say_apart

ONE, OTHER, THIRD = event_key("a" * 64, (3, 9)), event_key("b" * 64, (0, 4)), event_key("b" * 64, (5, 6))


def test_the_last_word_on_a_pair_counts(tmp_path: Path) -> None:
    path = tmp_path / "data" / "apart.jsonl"
    assert read_apart(path) == frozenset()
    say_apart(path, [frozenset((ONE, OTHER)), frozenset((OTHER, THIRD))])
    assert read_apart(path) == {frozenset((ONE, OTHER)), frozenset((OTHER, THIRD))}
    say_apart(path, [frozenset((OTHER, ONE))], gone=True)
    assert read_apart(path) == {frozenset((OTHER, THIRD))}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_lines_that_are_none_cost_only_themselves(tmp_path: Path) -> None:
    path = tmp_path / "apart.jsonl"
    path.write_bytes(
        b'\xff\n[]\n{"one": "a"}\n{"one": "a", "other": "a"}\n{"one": "a", "other": "b"}\n{"one": "c", "oth'
    )
    assert read_apart(path) == {frozenset("ab")}


def test_a_word_said_after_a_line_that_was_cut_off_counts(tmp_path: Path) -> None:
    path = tmp_path / "apart.jsonl"
    path.write_bytes(b'{"one": "c", "oth')
    say_apart(path, [frozenset((ONE, OTHER))])
    assert read_apart(path) == {frozenset((ONE, OTHER))}


def test_where_nothing_can_be_kept_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ApartError, match="cannot be kept"):
        say_apart(tmp_path / "file" / "apart.jsonl", [frozenset((ONE, OTHER))])


def test_what_cannot_be_read_is_said_and_taken_for_no_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "apart.jsonl"
    path.mkdir()
    with pytest.raises(ApartError, match="cannot be read"):
        read_apart(path)
