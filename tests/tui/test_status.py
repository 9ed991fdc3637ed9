"""What the status line says of the keeper."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from models.folder.progress import Progress
from tui.panels.status import status_pieces

NOW = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)


def status(progress: Progress, trouble: str = "") -> str:
    pieces = status_pieces(Path("/srv/wire"), None, progress, False, trouble, NOW)
    return "".join(piece.text for piece in pieces).strip()


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (Progress(state="idle"), "/srv/wire · up to date"),
        (Progress(state="idle", follows=True), "/srv/wire · up to date · following"),
        (Progress(state="idle", polls="It is a network file system."), "/srv/wire · up to date · polling"),
        (Progress(state="reading", pending=3), "/srv/wire · reading 3"),
        (Progress(state="comparing"), "/srv/wire · comparing"),
        (
            Progress(state="reading", pending=1204, rate=38.2, left=30),
            "/srv/wire · reading 1,204 · 38/s · 30 s left",
        ),
        (Progress(state="reading", pending=12, rate=0.2, left=60), "/srv/wire · reading 12 · 12/min · 1 min left"),
        (Progress(state="reading", pending=3, message="Full\n."), "/srv/wire · reading 3 · ! Full ."),
        (Progress(state="failed", message="It cannot."), "! It cannot. · /srv/wire"),
    ],
)
def test_what_the_keeper_is_at_is_said_in_few_words(progress: Progress, words: str) -> None:
    assert status(progress) == words
