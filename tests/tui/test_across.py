"""Across dispatches, on the screen: versions of a dispatch, and what came since then."""

from __future__ import annotations

import datetime as dt

import pytest

from models.comparing.differing import Passage
from models.records import Reading
from models.store import Store
from models.store.rows import ChangeRow
from tests.tui.crowded import SLIP, corrected, state
from tests.tui.driving import Drive, driving, until
from tests.tui.readings import Draft
from tui.lines.changes import change_line, change_lines
from tui.lines.panels import pieces_width
from tui.lines.versions import diff_lines, version_lines
from tui.screens.changes import ChangesScreen
from tui.screens.dispatch import DispatchScreen
from tui.screens.versions import VersionsScreen

NARROW, WIDE = (80, 24), (200, 50)


@pytest.fixture
def store() -> Store:
    store = Store(None)
    corrected(store)
    return store


async def opened(drive: Drive, kind: type) -> None:
    await until(lambda: isinstance(drive.app.screen, kind), f"no {kind.__name__}")


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_v_shows_what_changed(store: Store, size: tuple[int, int]) -> None:
    async with driving(size, store) as drive:
        await drive.press("v")
        await opened(drive, VersionsScreen)
        await until(lambda: "What was read" in drive.screen)
        assert "What was read: 1 event changed" in drive.screen
        assert "when: [−22 Jun 2025−] {+23 Jun 2025+}" in drive.screen
        assert "on June [−22−] {+23+}, the" in " ".join(drive.screen.split())
        assert "before: slip.txt" in drive.screen
        assert "A correction: the same headline" in drive.screen
        await drive.press("o")
        await until(lambda: "on June 22," in drive.screen)
        assert "[−" not in drive.screen
        await drive.press("escape")
        await until(lambda: drive.app.screen is drive.app.main)


async def test_v_says_where_there_is_one_version_only() -> None:
    async with driving(NARROW) as drive:
        await drive.press("v")
        await until(lambda: "only one version" in drive.screen)
        assert drive.app.screen is drive.app.main


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_c_lists_what_came(store: Store, size: tuple[int, int]) -> None:
    async with driving(size, store) as drive:
        await drive.press("c")
        await opened(drive, ChangesScreen)
        await until(lambda: "corrected" in drive.screen)
        assert "since the beginning: 1 corrected" in drive.screen
        assert "Missiles fired at base" in drive.screen
        assert "fixed.txt · replaces slip.txt" in drive.screen
        await until(lambda: "when was 22 Jun 2025, is 23 Jun 2025" in " ".join(drive.screen.split()))
        await drive.press("enter")
        await opened(drive, DispatchScreen)
        await drive.press("escape")
        await opened(drive, ChangesScreen)
        await drive.press("v")
        await opened(drive, VersionsScreen)
        await drive.press("escape")
        await opened(drive, ChangesScreen)
        await drive.press("escape")
        await until(lambda: drive.app.screen is drive.app.main)


async def test_what_lands_meanwhile_is_listed(store: Store) -> None:
    async with driving(NARROW, store) as drive:
        await drive.press("c")
        await opened(drive, ChangesScreen)
        await drive.land(killed())
        await until(lambda: "1 withdrawn" in drive.screen)
        await drive.press("g")
        await until(lambda: "gone: Iran ▸ United States · ASSAULT: fire" in drive.screen)
        assert [row.events for row in store.changes(0).rows if row.kind == "withdrawn"] == [1]
        assert drive.app.main.panel("timeline").count == 0


async def test_since_the_last_visit_comes_first(store: Store) -> None:
    async with driving(NARROW, store) as drive:
        drive.app.main.last_visit = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
        await drive.press("c")
        await opened(drive, ChangesScreen)
        await until(lambda: "Nothing has come since then" in drive.screen)
        assert "your last visit" in drive.screen
        for _ in range(5):
            await drive.press("s")
        await until(lambda: "since the beginning: 1 corrected" in drive.screen)


def killed() -> Reading:
    draft = Draft("killed.txt", "STORY WITHDRAWN", dt.date(2025, 6, 23), "Prova")
    reading = draft.reading()
    dispatch = reading.dispatch.model_copy(update={"revision": "withdrawn", "headline": "Missiles fired at base"})
    return reading.model_copy(update={"dispatch": dispatch})


def test_lines_are_as_wide_as_asked_and_safe() -> None:
    row = ChangeRow(
        kind="new",
        dispatch="a\x1b[2J.txt",
        agency="Pro\x07va",
        date=None,
        place=None,
        headline="Bad \x1b]52;c;x\x07 headline",
        revision="original",
        at=dt.datetime(2025, 6, 23, tzinfo=dt.UTC),
        added=1,
    )
    now = dt.datetime(2025, 6, 24, tzinfo=dt.UTC)
    for width in range(1, 200):
        assert pieces_width(change_line(row, width, now)) == width
    lines = change_lines(row, (), 40)
    words = "".join(run.text for line in lines for run in line.runs)
    words += "".join(piece.text for piece in change_line(row, 120, now))
    assert words.isprintable()


def test_a_withdrawal_says_first_what_is_gone() -> None:
    row = ChangeRow(
        kind="withdrawn",
        dispatch="kill.txt",
        agency="Prova",
        date=None,
        place=None,
        headline="Base was not struck",
        revision="withdrawn",
        replaces="first.txt",
        problem="The base stands.",
        took_down=("Iran ▸ Israel · ASSAULT: strike",),
        events=1,
        claims=2,
        added=1,
    )
    now = dt.datetime(2025, 6, 24, tzinfo=dt.UTC)
    assert "1 event · 2 claims gone" in "".join(piece.text for piece in change_line(row, 120, now))
    assert ["".join(run.text for run in line.runs) for line in change_lines(row, (), 80)] == [
        "gone: Iran ▸ Israel · ASSAULT: strike",
        "kill.txt · withdraws first.txt",
        "The base stands.",
    ]


def test_diffs_are_safe_and_fit() -> None:
    passages = [Passage("same", "a\x1b[2J "), Passage("removed", "was\x07 " * 30), Passage("added", "now " * 30)]
    for width in (10, 40, 120):
        for line in diff_lines(passages, width):
            text = "".join(run.text for run in line.runs)
            assert text.isprintable()
            assert len(text) <= width


def test_what_is_the_same_says_so() -> None:
    reading = state("slip.txt", SLIP, 22)
    shown = ["".join(run.text for run in line.runs) for line in version_lines(reading, reading, 80)]
    assert shown[0] == "What was read is the same."
    assert "The words are the same." in shown


async def test_an_answer_goes_with_the_next_and_with_the_cursor(store: Store) -> None:
    async with driving(NARROW, store) as drive:
        drive.app.main._say("First answer.")
        await until(lambda: "First answer." in drive.screen)
        drive.app.main._say("Second answer.")
        await until(lambda: "Second answer." in drive.screen)
        assert "First answer." not in drive.screen
        (line,) = (line for line in drive.screen.splitlines() if "Second answer." in line)
        assert line.strip() == "Second answer."
        await drive.press("3", "down")
        await until(lambda: "Second answer." not in drive.screen)
