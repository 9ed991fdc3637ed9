"""The timeline's days on the screen: the line of today, the steps from day to day, the bars above."""

from __future__ import annotations

import datetime as dt
import threading

import pytest

from models.store import Store
from models.store.rows import EventRow
from tests.tui.driving import NARROW, Drive, driving, lines_of, until
from tests.tui.readings import filled_store, late, put
from tui.panels.daybars import DayBars
from tui.screens.dispatch import DispatchScreen

#: A day between the events: next week's talks and three late visits lie ahead.
TODAY = dt.date(2025, 7, 3)


def store_with_visits(*days: int) -> Store:
    store = filled_store()
    put(store, *(late(day) for day in days))
    return store


def row(drive: Drive) -> EventRow:
    current = drive.panel("timeline").current
    assert isinstance(current, EventRow)
    return current


def divider(drive: Drive) -> int:
    return next(y for y, line in enumerate(lines_of(drive.panel("timeline"))) if "today" in line)


def bars(drive: Drive) -> DayBars:
    return drive.app.main.query_one(DayBars)


async def test_what_lies_ahead_stands_above_the_line_of_today() -> None:
    async with driving(store=store_with_visits(9, 10), today=TODAY) as drive:
        lines = lines_of(drive.panel("timeline"))
        at = divider(drive)
        assert lines[at].startswith("  ── today · Thu 3 Jul 2025 ──")
        assert [line[2:16].strip() for line in lines[: at + 2]] == [
            "10 Jul 2025", "9 Jul 2025", "7–13 Jul 2025", "── today · Thu", "(3 Jul 2025)",
        ]  # fmt: skip


async def test_what_happens_today_does_not_lie_ahead() -> None:
    async with driving(store=store_with_visits(3, 9), today=TODAY) as drive:
        assert "3 Jul 2025" in lines_of(drive.panel("timeline"))[divider(drive) + 1]


async def test_without_anything_ahead_there_is_no_line_of_today() -> None:
    async with driving(today=dt.date(2025, 8, 1)) as drive:
        assert not any("today" in line for line in lines_of(drive.panel("timeline")))


async def test_one_begins_to_read_below_the_line_of_today() -> None:
    async with driving(store=store_with_visits(9, 10), today=TODAY) as drive:
        assert drive.panel("timeline").cursor == 3
        assert lines_of(drive.panel("timeline"))[divider(drive) + 1].startswith("▸")


async def test_where_all_lies_ahead_one_begins_at_what_is_nearest() -> None:
    store = Store(None)
    put(store, late(9), late(10), late(11))
    async with driving(store=store, today=TODAY) as drive:
        assert drive.panel("timeline").cursor == 2
        assert divider(drive) == 3


async def test_the_cursor_passes_over_the_line_of_today() -> None:
    async with driving(today=TODAY) as drive:
        assert drive.panel("timeline").cursor == 1
        await drive.press("k")
        assert row(drive).status == "planned"
        await drive.press("j")
        assert row(drive).issued == row(drive).day == TODAY


async def test_the_line_of_today_stands_under_a_filter_too() -> None:
    async with driving(store=store_with_visits(9, 10), today=TODAY) as drive:
        await drive.filter("from:rus")
        assert divider(drive) == 2
        assert drive.panel("timeline").cursor == 2


async def test_the_line_of_today_moves_down_as_plans_land() -> None:
    async with driving(today=TODAY) as drive:
        before = row(drive)
        await drive.land(late(20))
        assert divider(drive) == 2
        assert row(drive).id == before.id


async def test_today_is_another_day_with_the_next_look() -> None:
    async with driving(store=store_with_visits(9), today=TODAY) as drive:
        noon = dt.datetime(2025, 7, 9, 12, tzinfo=dt.UTC)
        drive.app.main.now = lambda: noon
        await drive.land(late(20))
        lines = lines_of(drive.panel("timeline"))
        assert "today · Wed 9 Jul 2025" in lines[1]
        assert lines[2][2:].startswith("9 Jul 2025")


async def test_a_plan_whose_day_has_passed_was_planned() -> None:
    async with driving(today=dt.date(2025, 7, 14)) as drive:
        assert "← ISR ⇄ USA" in lines_of(drive.panel("timeline"))[0]
        assert "discuss, was planned" in lines_of(drive.panel("timeline"))[0]
        await until(lambda: "status was planned" in drive.source)


async def test_a_plan_ahead_is_planned() -> None:
    async with driving(today=TODAY) as drive:
        await drive.press("k")
        assert "→ ISR ⇄ USA" in lines_of(drive.panel("timeline"))[0]
        await until(lambda: "status planned" in drive.source)


async def test_brackets_step_from_day_to_day() -> None:
    async with driving(store=store_with_visits(1, 9), today=dt.date(2025, 8, 1)) as drive:
        days = [row(drive).day]
        for _ in range(4):
            at = drive.panel("timeline").cursor
            await drive.press("left_square_bracket")
            await until(lambda at=at: drive.panel("timeline").cursor != at)  # type: ignore[misc]
            days.append(row(drive).day)
        assert [day and day.isoformat() for day in days] == [
            "2025-07-09", "2025-07-07", "2025-07-03", "2025-07-01", "2025-06-24",
        ]  # fmt: skip
        await drive.press("right_square_bracket")
        await until(lambda: row(drive).day == dt.date(2025, 7, 1))
        await drive.press("right_square_bracket")
        await until(lambda: row(drive).day == dt.date(2025, 7, 3))
        assert drive.panel("timeline").cursor == 2  # the first of the two rows of that day


async def test_steps_in_a_burst_add_up() -> None:
    async with driving(store=store_with_visits(*range(1, 29)), today=dt.date(2025, 8, 1)) as drive:
        for _ in range(6):
            drive.app.simulate_key("left_square_bracket")
        await until(lambda: row(drive).day == dt.date(2025, 7, 22))


async def test_a_step_beyond_the_last_day_stays() -> None:
    async with driving(today=dt.date(2025, 8, 1)) as drive:
        await drive.press("right_square_bracket", "left_square_bracket")
        await until(lambda: row(drive).day == dt.date(2025, 7, 3))


async def test_u_shows_the_undated_ones_alone_and_all_again() -> None:
    async with driving(today=TODAY) as drive:
        await drive.press("u")
        await until(lambda: drive.panel("timeline").count == 3)
        assert row(drive).is_undated
        await drive.press("u")
        await until(lambda: drive.panel("timeline").count == 10)


async def test_u_is_a_filter_on_top_of_the_one_in_force() -> None:
    async with driving(today=TODAY) as drive:
        await drive.filter("iran")
        await drive.press("enter", "u")
        assert drive.app.main.filter_text == "iran is:undated"
        await drive.press("escape")
        assert drive.app.main.filter_text == "iran"


async def test_t_goes_to_the_line_of_today() -> None:
    async with driving(today=TODAY) as drive:
        await drive.press("G", "t")
        assert drive.panel("timeline").cursor == 1


async def test_the_title_counts_the_undated_ones() -> None:
    async with driving() as drive:
        assert drive.bar("timeline-title") == "▸ 1 Timeline  10 · 3 undated"
        await drive.filter("category:consult")
        assert drive.bar("timeline-title").startswith("▸ 1 Timeline  3 of 10 · /")


async def test_the_keys_of_the_timeline_can_be_typed_into_the_filter() -> None:
    async with driving() as drive:
        await drive.filter("ut")
        assert drive.panel("timeline").cursor == 0


async def test_the_bars_stand_above_the_timeline() -> None:
    async with driving(today=TODAY) as drive:
        upper, lower = bars(drive).shown
        assert upper.startswith("13 Jun 2025 ")
        assert upper.rstrip().endswith(" 7 Jul 2025")
        assert "█" in upper
        assert "▲" in lower
        await drive.press("k")
        await until(lambda: "┆" in bars(drive).shown[1])


async def test_the_mark_under_the_bars_follows_the_cursor() -> None:
    async with driving(today=TODAY) as drive:
        before = bars(drive).shown[1].index("▲")
        await drive.press("left_square_bracket")
        await until(lambda: bars(drive).shown[1].index("▲") < before)


async def test_the_bars_are_of_what_the_filter_shows() -> None:
    async with driving(today=TODAY) as drive:
        await drive.filter("since:2025-07")
        assert bars(drive).shown[0].startswith("1 Jul 2025 ")


@pytest.mark.parametrize(("size", "shown"), [(NARROW, False), ((120, 29), False), ((110, 30), True), ((80, 31), True)])
async def test_the_bars_have_room_or_are_not_there(size: tuple[int, int], shown: bool) -> None:
    async with driving(size, today=TODAY) as drive:
        assert bars(drive).is_on_screen == shown


async def test_the_bars_come_when_the_terminal_grows() -> None:
    async with driving(NARROW, today=TODAY) as drive:
        await drive.pilot.resize_terminal(160, 48)
        await until(lambda: bars(drive).shown and "█" in bars(drive).shown[0])


async def test_enter_opens_the_row_below_the_line_of_today() -> None:
    async with driving(today=TODAY) as drive:
        await drive.press("enter")
        await until(lambda: isinstance(drive.app.screen, DispatchScreen))
        assert "contacts" in drive.screen


async def test_a_key_during_a_look_at_the_store_is_not_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    async with driving(today=TODAY) as drive:
        go, summary = threading.Event(), drive.store.summary
        monkeypatch.setattr(drive.store, "summary", lambda: summary() if go.wait(10) else None)
        put(drive.store, late(20))
        drive.link.idle(drive.store)
        await until(lambda: not drive.app.main.is_settled)
        await drive.press("j", "j")
        wanted = row(drive).id
        go.set()
        await until(lambda: drive.app.main.shown_generation == drive.store.generation())
        assert row(drive).id == wanted
