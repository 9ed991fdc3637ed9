"""Who else says so and who says otherwise: the screens of tellings and disagreements, the signs in the panels."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from models.comparing.apart import read_apart
from models.store import Store
from models.store.rows import DisagreementRow, Side
from tests.tui.crowded import told_and_disputed
from tests.tui.driving import Drive, driving, until
from tui.lines.disagreements import disagreement_line, disagreement_lines
from tui.lines.panels import pieces_width
from tui.screens.disagreements import DisagreementsScreen
from tui.screens.dispatch import DispatchScreen
from tui.screens.tellings import TellingsScreen

NARROW, WIDE = (80, 24), (200, 50)


@pytest.fixture
def store() -> Store:
    store = Store(None)
    told_and_disputed(store)
    return store


async def opened(drive: Drive, kind: type) -> None:
    await until(lambda: isinstance(drive.app.screen, kind), f"no {kind.__name__}")


async def tellings(drive: Drive, words: str = "told as one") -> None:
    """Open the tellings of the line under the cursor."""
    await drive.press("right")
    await opened(drive, TellingsScreen)
    await until(lambda: words in drive.screen)


def seen(drive: Drive) -> str:
    return " ".join(drive.screen.split())


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_happening_opens_to_its_tellings(store: Store, size: tuple[int, int]) -> None:
    async with driving(size, store) as drive:
        await until(lambda: "3×/2" in drive.screen)
        assert drive.app.main.panel("timeline").count == 1
        await tellings(drive, "told as one: the same blow")
        assert "3 tellings · 2 independent origins" in drive.screen
        assert "origin 1: origin 1" in drive.screen
        await drive.press("down", "enter")
        await opened(drive, DispatchScreen)
        assert "second.txt" in drive.screen
        await drive.press("escape")
        await opened(drive, TellingsScreen)
        await drive.press("left")
        await until(lambda: drive.app.screen is drive.app.main)
        await drive.press("enter")
        await opened(drive, TellingsScreen)


async def test_a_telling_is_set_apart_and_taken_back(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.setapart.apart_path", lambda: tmp_path / "apart.jsonl")
    async with driving(WIDE, store) as drive:
        timeline = drive.app.main.panel("timeline")
        await tellings(drive)
        await drive.press("down", "x")
        await until(lambda: timeline.count == 2)
        assert "2 tellings · 2 independent origins" in drive.screen
        assert "set apart by you" in drive.screen
        assert len(read_apart(tmp_path / "apart.jsonl")) == 2
        await drive.press("x")
        await until(lambda: timeline.count == 1)
        assert "3 tellings · 2 independent origins" in drive.screen
        assert read_apart(tmp_path / "apart.jsonl") == frozenset()


async def test_where_all_are_set_apart_each_is_told_once(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.setapart.apart_path", lambda: tmp_path / "apart.jsonl")
    async with driving(WIDE, store) as drive:
        await tellings(drive)
        await drive.press("down", "x", "down", "x")
        await until(lambda: "all set apart: each is told once" in drive.screen)


async def test_what_was_set_apart_is_taken_back_later_from_either_side(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.setapart.apart_path", lambda: tmp_path / "apart.jsonl")
    async with driving(WIDE, store) as drive:
        timeline = drive.app.main.panel("timeline")
        await tellings(drive)
        await drive.press("down", "x", "escape")
        await until(lambda: timeline.count == 2)
        alone = next(at for at in range(2) if getattr(timeline.row(at), "told", None) is None)
        timeline.move_to(alone)
        await tellings(drive, "✗ apart")
        assert "2 tellings · 2 independent origins" in drive.screen
        rows = drive.screen.splitlines()[1:4]
        assert [("✗ apart" in row) for row in rows] == [False, False, True]
        await drive.press("G", "x")
        await until(lambda: timeline.count == 1)
        assert read_apart(tmp_path / "apart.jsonl") == frozenset()
        assert "▸ Tellings  3 tellings" in drive.screen


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_disagreements_stand_side_by_side(store: Store, size: tuple[int, int]) -> None:
    async with driving(size, store) as drive:
        await until(lambda: "≠ 1" in drive.status)
        await drive.press("d")
        await opened(drive, DisagreementsScreen)
        await until(lambda: "Israel [does not seek] to mediate" in seen(drive))
        assert "▸ Disagreements  1 " in drive.screen
        assert "Israel [seeks] to mediate" in seen(drive)
        rows = drive.screen.splitlines()
        beside = [line for line in rows if "[seeks]" in line and "[does not seek]" in line]
        assert bool(beside) == (size == WIDE)
        await drive.press("enter")
        await opened(drive, DispatchScreen)
        assert "second.txt" in drive.screen
        await drive.press("escape")
        await opened(drive, DisagreementsScreen)
        await drive.press("left", "enter")
        await opened(drive, DispatchScreen)
        assert "first.txt" in drive.screen


async def test_disagreements_go_by_the_filter(store: Store) -> None:
    async with driving(WIDE, store) as drive:
        await drive.filter("nothing")
        await drive.press("enter")
        await drive.press("d")
        await opened(drive, DisagreementsScreen)
        await until(lambda: "0 of 1, by the filter nothing" in drive.screen)
        assert "as far as that is seen" in drive.screen


async def test_w_tells_what_the_signs_are_for(store: Store) -> None:
    async with driving(WIDE, store) as drive:
        await drive.press("w")
        await opened(drive, TellingsScreen)
        await drive.press("escape", "3")
        claims = drive.app.main.panel("claims")
        await until(lambda: "≠" in drive.screen)
        for _ in range(3):
            row = claims.current
            assert row is not None
            if getattr(row, "disputed", ()):
                break
            await drive.press("down")
        await drive.press("w")
        await opened(drive, DisagreementsScreen)
        assert "▸ Disagreements  1 with this line" in drive.screen


async def claims(drive: Drive, dispatch: str) -> None:
    """Go to the claim of a dispatch."""
    await drive.press("3")
    panel = drive.app.main.panel("claims")
    await until(lambda: panel.count == 3)
    at = next(at for at in range(3) if getattr(panel.row(at), "dispatch", "") == dispatch)
    panel.move_to(at)


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_claim_that_others_tell_opens_to_its_tellings(store: Store, size: tuple[int, int]) -> None:
    async with driving(size, store) as drive:
        await claims(drive, "third.txt")
        await until(lambda: drive.screen.count("2×/2") == 2)
        await tellings(drive, "told as one: the same words")
        assert "2 tellings · 2 independent origins" in drive.screen
        assert "[Israel seeks to mediate]" in seen(drive)
        assert "origin 1: origin 1" in drive.screen
        await drive.press("down", "enter")
        await opened(drive, DispatchScreen)
        assert "third.txt" in drive.screen
        await drive.press("escape")
        await opened(drive, TellingsScreen)


async def test_a_claim_is_set_apart_from_the_others_and_taken_back_later(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.setapart.apart_path", lambda: tmp_path / "apart.jsonl")
    async with driving(WIDE, store) as drive:
        await claims(drive, "third.txt")
        await drive.press("w")
        await opened(drive, TellingsScreen)
        await until(lambda: "told as one" in drive.screen)
        await drive.press("down", "x", "escape")
        await until(lambda: "2×/2" not in drive.screen)
        assert len(read_apart(tmp_path / "apart.jsonl")) == 1
        await tellings(drive, "✗ apart")
        await drive.press("G", "x", "escape")
        await until(lambda: drive.screen.count("2×/2") == 2)
        assert read_apart(tmp_path / "apart.jsonl") == frozenset()


async def test_a_claim_that_nobody_else_tells_says_so(store: Store) -> None:
    async with driving(WIDE, store) as drive:
        await claims(drive, "second.txt")
        await drive.press("right")
        await until(lambda: "Only this dispatch tells it" in drive.screen)


def test_lines_fit_and_are_safe() -> None:
    side = Side(
        record="a\x1b",
        dispatch="a\x1b[2J.txt",
        agency="Pro\x07va",
        chain=("Ag\x1bency", "Who"),
        when=None,
        issued=None,
        sentence="It was \x1b]0;bad\x07 said " * 9,
        marks=((3, 6), (5, 9), (12, 14)),
    )
    row = DisagreementRow(id="d", kind="figure", why="3 \x1b against 4", first=side, second=side, pairs=2, added=1)
    for width in range(1, 220):
        pieces = disagreement_line(row, width)
        assert pieces_width(pieces) == width
        assert "".join(piece.text for piece in pieces).isprintable()
    for width in (20, 80, 99, 100, 200):
        for line in disagreement_lines(row, 0, width):
            text = "".join(run.text for run in line.runs)
            assert text.isprintable()
            assert cell_len(text) <= width
