"""A file with given content, read: what the tests of every format begin with."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from models.formats import read_file
from models.records import Dispatch

NOON = 1752141600  # 2025-07-10


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str, bytes | str], list[Dispatch]]:
    """The dispatches of a file of that name and content."""

    def reading(name: str, content: bytes | str) -> list[Dispatch]:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        os.utime(path, (NOON, NOON))
        return list(read_file(path, tmp_path))

    return reading


@pytest.fixture
def problem(read):
    """The one problem of a file of that name and content: a sentence, and nothing read."""

    def problem_in(name: str, content: bytes | str) -> str:
        (dispatch,) = read(name, content)
        assert dispatch.problem is not None
        assert dispatch.problem.endswith(".")
        assert dispatch.text == ""
        return dispatch.problem

    return problem_in
