"""The app as it is used: panels, keys, source, the filter, other sizes."""

from __future__ import annotations

import signal
from unittest.mock import Mock

import pytest

from models.store import Store
from tests.tui.driving import NARROW, SMALL, WIDE, driving, lines_of, until
from tests.tui.readings import late, put
from tui.screens.dispatch import DispatchScreen
from tui.screens.help import HelpScreen
from tui.screens.problems import ProblemsScreen
from tui.terminal.driver import TerminalDriver
from tui.widgets.pager import Pager


async def test_a_filled_store_is_shown_at_once() -> None:
    async with driving() as drive:
        assert "ISR ▸ IRN" in "\n".join(lines_of(drive.panel("timeline")))
        assert "ISR" in lines_of(drive.panel("relations"))[0]
        assert 'that Israel and Russia are "' in "\n".join(lines_of(drive.panel("claims")))


async def test_titles_carry_the_counts() -> None:
    async with driving() as drive:
        assert drive.bar("timeline-title") == "▸ 1 Timeline  10 · 3 undated"
        assert drive.bar("claims-title") == "  3 Claims  5"


async def test_the_status_line() -> None:
    async with driving() as drive:
        assert drive.status.startswith(" /srv/wire · 4 dispatches · up to date · ! 1 problem (p) · changed ")


@pytest.mark.parametrize(("key", "kind"), [("1", "timeline"), ("2", "relations"), ("3", "claims")])
async def test_a_number_goes_to_its_panel(key: str, kind: str) -> None:
    async with driving() as drive:
        await drive.press("tab", key)
        assert drive.app.focused is drive.panel(kind)  # type: ignore[arg-type]


async def test_tab_goes_round() -> None:
    async with driving() as drive:
        await drive.press("tab", "tab", "tab")
        assert drive.app.focused is drive.panel("timeline")
        await drive.press("shift+tab")
        assert drive.app.focused is drive.panel("claims")


async def test_the_active_panel_is_marked_without_colour() -> None:
    async with driving() as drive:
        await drive.press("3")
        assert drive.bar("claims-title").startswith("▸")
        assert lines_of(drive.panel("claims"))[0].startswith("▸")
        assert lines_of(drive.panel("timeline"))[0].startswith("▹")


async def test_the_source_follows_the_resting_cursor() -> None:
    async with driving() as drive:
        await until(lambda: "{will discuss}" in drive.source)
        await drive.press(*"jjjjjj")
        await until(lambda: "{attacked}" in drive.source)
        assert "[The United States] {attacked} three nuclear sites in →[Iran]" in drive.source
        assert "what} ✗ ASSAULT: attack" in drive.source


async def test_the_source_of_a_claim() -> None:
    async with driving() as drive:
        await drive.press("3", "j", "j")
        await until(lambda: "{stressed}" in drive.source)
        assert "«Moscow did not arm Tehran», [Kan] {stressed}" in drive.source
        assert "«content» indirect: asserted, negated, endorsing" in drive.source
        assert "<said> 3 Jul 2025 (the dispatch's date)" in drive.source


async def test_the_source_of_a_relation_is_its_latest_event() -> None:
    async with driving() as drive:
        await drive.press("2")
        await until(lambda: "{contacts}" in drive.source)


async def test_the_header_of_the_source() -> None:
    async with driving() as drive:
        await until(lambda: "talks.txt" in drive.bar("source-title"))
        assert drive.bar("source-title") == "  Source  EXAMPLE · 3 Jul 2025 (from header) · 2025/talks.txt"


async def test_enter_opens_the_dispatch_at_the_sentence() -> None:
    async with driving() as drive:
        await drive.press("enter")
        await until(lambda: isinstance(drive.app.screen, DispatchScreen))
        await until(lambda: drive.app.screen.query_one(Pager).shown)
        text = " ".join(drive.app.screen.query_one(Pager).shown)
        assert text.startswith("HAIFA, July 3.")
        assert "{will discuss} guarantees" in text
        await drive.press("escape")
        assert drive.app.screen is drive.app.main


async def test_q_closes_a_dispatch_and_does_not_quit() -> None:
    async with driving() as drive:
        await drive.press("enter")
        await until(lambda: isinstance(drive.app.screen, DispatchScreen))
        await drive.press("q")
        await until(lambda: drive.app.screen is drive.app.main)
        assert drive.app.is_running


async def test_a_long_dispatch_begins_at_its_sentence() -> None:
    store = Store(None)
    reading = late(1)
    text = "\n\n".join(f"Paragraph {number}." for number in range(200)) + "\n\n" + reading.dispatch.text
    shift = len(text) - len(reading.dispatch.text)

    def moved(span: tuple[int, int]) -> tuple[int, int]:
        return span[0] + shift, span[1] + shift

    event = reading.events[0].model_copy(
        update={"span": moved(reading.events[0].span), "sentence": moved(reading.events[0].sentence)}
    )
    dispatch = reading.dispatch.model_copy(update={"text": text})
    put(store, reading.model_copy(update={"dispatch": dispatch, "events": (event,)}))
    async with driving(NARROW, store) as drive:
        await drive.press("enter")
        await until(lambda: isinstance(drive.app.screen, DispatchScreen))
        pager = drive.app.screen.query_one(Pager)
        await until(lambda: pager.shown)
        await until(lambda: any("{visit}" in pager.render_line(y).text for y in range(pager.size.height)))


async def test_the_help_screen() -> None:
    async with driving(NARROW) as drive:
        await drive.press("question_mark")
        await until(lambda: isinstance(drive.app.screen, HelpScreen))
        await drive.press("question_mark", "escape")
        await until(lambda: drive.app.screen is drive.app.main)


async def test_the_problems_and_the_dispatch_behind_one() -> None:
    async with driving() as drive:
        await drive.press("p")
        await until(lambda: isinstance(drive.app.screen, ProblemsScreen))
        await drive.press("enter")
        await until(lambda: isinstance(drive.app.screen, DispatchScreen))
        await until(lambda: "! The file is empty." in drive.app.screen.query_one(Pager).shown)


async def test_q_quits() -> None:
    async with driving() as drive:
        await drive.press("q")
        await until(lambda: not drive.app.is_running)


async def test_ctrl_q_quits_from_anywhere() -> None:
    async with driving() as drive:
        await drive.press("slash", "x", "ctrl+q")
        await until(lambda: not drive.app.is_running)


@pytest.mark.parametrize("keys", [(), ("slash", "x"), ("p",), ("question_mark",)])
async def test_ctrl_c_quits_from_anywhere(keys: tuple[str, ...]) -> None:
    async with driving() as drive:
        await drive.press(*keys, "ctrl+c")
        await until(lambda: not drive.app.is_running)


async def test_a_filter_applies_to_all_three_while_typing() -> None:
    async with driving() as drive:
        await drive.filter("category:consult")
        assert drive.bar("timeline-title").startswith("▸ 1 Timeline  3 of 10 · /")
        assert "of 6" in drive.bar("relations-title")
        assert drive.filter_line.field.has_focus


async def test_enter_keeps_the_filter_and_gives_the_keys_back() -> None:
    async with driving() as drive:
        await drive.filter("iran")
        await drive.press("enter", "j")
        assert drive.panel("timeline").cursor == 1
        assert drive.app.main.filter_text == "iran"
        await until(lambda: drive.note.endswith("/ changes it, Esc goes back"))
        assert drive.note.startswith("hides ")


async def test_escape_in_the_filter_goes_back_to_the_one_before() -> None:
    async with driving() as drive:
        await drive.filter("iran")
        await drive.press("enter", "slash")
        await drive.type(" from:usa")
        await drive.shown("iran from:usa")
        await drive.press("escape")
        await drive.shown("iran")


async def test_escape_in_a_panel_takes_the_filter_away() -> None:
    async with driving() as drive:
        await drive.filter("iran")
        await drive.press("enter", "escape")
        await drive.shown("")
        assert drive.bar("timeline-title") == "▸ 1 Timeline  10 · 3 undated"


async def test_a_wrong_filter_is_said_and_the_last_good_one_stays() -> None:
    async with driving() as drive:
        await drive.filter("iran")
        await drive.type(" foo:x")
        await until(lambda: "! There is no field foo:" in drive.status)
        assert drive.note == ""
        assert drive.app.main.filter_text in ("iran", "iran f", "iran fo", "iran foo")
        await drive.press("enter")
        assert drive.filter_line.field.has_focus


@pytest.mark.parametrize(("text", "end"), [("foo:x", "quote it."), ("category:war", "ASSAULT."), ("since:x", "'x'.")])
async def test_a_wrong_filter_is_said_once_and_in_full_on_a_narrow_screen(text: str, end: str) -> None:
    async with driving(NARROW) as drive:
        await drive.press("slash")
        await drive.type(text)
        await until(lambda: drive.screen.count("! ") == 1 and end in drive.screen)
        assert drive.app.main.query_one("#status").size.height <= 2
        await drive.press("escape")
        await until(lambda: drive.status.startswith(" /srv/wire") and end not in drive.screen)
        await until(lambda: drive.app.main.query_one("#status").size.height == 1)


async def test_keys_that_come_in_one_burst_go_where_they_belong() -> None:
    async with driving() as drive:
        for key in ("slash", "i", "r", "a", "n", "enter", "2"):
            drive.app.simulate_key(key)
        await drive.shown("iran")
        await until(lambda: drive.app.focused is drive.panel("relations"))


async def test_letters_that_are_commands_can_be_typed() -> None:
    async with driving() as drive:
        await drive.filter("q1?jp")
        assert drive.app.is_running
        assert drive.app.screen is drive.app.main


async def test_undated_rows_that_a_date_hides_are_counted() -> None:
    async with driving() as drive:
        await drive.filter("since:2025-06-20")
        assert "3 undated hidden" in drive.bar("timeline-title")


async def test_nothing_matching_says_what_to_do() -> None:
    async with driving() as drive:
        await drive.filter("nowhere")
        assert lines_of(drive.panel("claims"))[0].strip() == "Nothing matches. / changes the filter, Esc takes it away."


async def test_the_cursor_stays_on_its_record_through_a_filter() -> None:
    async with driving() as drive:
        await drive.press("j", "j", "j", "j", "j")
        before = drive.panel("timeline").current
        assert before is not None
        await drive.filter("category:assault")
        after = drive.panel("timeline").current
        assert after is not None
        assert after.id == before.id  # type: ignore[union-attr]


@pytest.mark.parametrize("size", [NARROW, SMALL, (200, 20)])
async def test_where_there_is_little_room_one_panel_shows_at_a_time(size: tuple[int, int]) -> None:
    async with driving(size) as drive:
        for key, kind in (("1", "timeline"), ("2", "relations"), ("3", "claims")):
            await drive.press(key)
            await until(
                lambda kind=kind: (
                    [k for k in ("timeline", "relations", "claims") if drive.panel(k).is_on_screen] == [kind]
                )
            )  # type: ignore[misc]


async def test_the_tabs_name_all_three_with_counts() -> None:
    async with driving(SMALL) as drive:
        assert drive.bar("tabs").strip() == "▸1 Timeline 10   2 Relations 6   3 Claims 5  · 3 undated"


async def test_a_small_screen_shows_the_sentence() -> None:
    async with driving(SMALL) as drive:
        await until(lambda: "{will discuss} guarantees next week" in drive.source)


async def test_all_panels_show_on_a_wide_screen() -> None:
    async with driving(WIDE) as drive:
        assert all(drive.panel(kind).is_on_screen for kind in ("timeline", "relations", "claims"))
        assert not drive.app.main.query_one("#tabs").is_on_screen


async def test_a_resize_rearranges_the_panels() -> None:
    async with driving(WIDE) as drive:
        await drive.press("3")
        await drive.pilot.resize_terminal(*NARROW)
        await until(lambda: not drive.panel("timeline").is_on_screen)
        assert drive.panel("claims").is_on_screen
        await drive.pilot.resize_terminal(*WIDE)
        await until(lambda: drive.panel("timeline").is_on_screen)


async def test_what_is_wrong_with_the_settings_is_shown() -> None:
    async with driving(notice="config.toml: line 3: [b]no[/b]") as drive:
        await until(lambda: "[b]no[/b]" in drive.screen)


@pytest.mark.parametrize(("first", "stops"), [(77, True), (66, False)])
async def test_without_job_control_nothing_is_stopped_that_none_could_bring_back(
    first: int, stops: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped: list[tuple[int, int]] = []
    async with driving() as drive:
        monkeypatch.setattr("os.getpgrp", lambda: 66)
        monkeypatch.setattr("os.getsid", lambda _: first)
        monkeypatch.setattr("os.killpg", lambda *given: stopped.append(given))
        driver = drive.app._driver
        monkeypatch.setattr(drive.app, "_driver", given := Mock(spec=TerminalDriver))
        drive.app.action_suspend_process()
        monkeypatch.setattr(drive.app, "_driver", driver)
        assert given.give_back.called is stops
        assert stopped == ([(66, signal.SIGSTOP)] if stops else [])
        await until(lambda: bool(drive.app._notifications) is not stops)


async def test_what_is_said_at_the_start_leaves_the_keys_in_sight() -> None:
    async with driving(notice="a setting is wrong: " + "how and where, " * 20) as drive:
        rack = drive.app.screen.query_one("ToastRack")
        assert rack.region.bottom < drive.app.size.height
