"""What happens while the app is open: dispatches land and go, the keeper waits, fails or ends."""

from __future__ import annotations

from models.folder.progress import Progress
from models.records import Actor, Dispatch, Reading
from models.store import Store
from tests.tui.driving import NARROW, Drive, driving, lines_of, until
from tests.tui.readings import filled_store, late, put
from tui.screens.problems import ProblemList, ProblemsScreen
from tui.widgets.linelist import LineList


def new_lines(panel: LineList) -> list[str]:  # type: ignore[type-arg]
    return [line for line in lines_of(panel) if line[1:2] == "•"]


async def test_what_lands_is_shown_and_marked_as_new() -> None:
    async with driving() as drive:
        assert not new_lines(drive.panel("timeline"))
        await drive.land(late(20))
        assert [line[2:13] for line in new_lines(drive.panel("timeline"))] == ["20 Jul 2025"]
        await until(lambda: drive.bar("timeline-title") == "▸ 1 Timeline  11 · 3 undated · +1 unseen")


async def test_the_cursor_stays_on_its_record_when_rows_come_in_above() -> None:
    async with driving() as drive:
        before = drive.panel("timeline").current
        await drive.land(late(20), late(21))
        assert drive.panel("timeline").cursor == 2
        assert drive.panel("timeline").current.id == before.id  # type: ignore[union-attr]


async def test_a_new_line_is_new_until_the_cursor_has_rested_on_it() -> None:
    async with driving() as drive:
        await drive.land(late(20))
        await drive.press("k")
        await until(lambda: not new_lines(drive.panel("timeline")))


async def test_a_relation_with_a_new_event_is_new() -> None:
    async with driving() as drive:
        await drive.land(late(20))
        assert any("RUS" in line and "IRN" in line for line in new_lines(drive.panel("relations")))


async def test_what_was_there_before_the_first_idle_is_not_new() -> None:
    store = Store(None)
    async with driving(store=store) as drive:
        pass
    store = filled_store()
    async with driving(store=store) as drive:
        assert not new_lines(drive.panel("claims"))


def broken_at(path: str) -> Reading:
    return Reading(dispatch=Dispatch(id=path, path=path, sha256="0", problem="The file is binary."))


async def open_problems(drive: Drive) -> ProblemList:
    await drive.press("p")
    await until(lambda: isinstance(drive.app.screen, ProblemsScreen) and drive.app.screen.query(ProblemList))
    problems = drive.app.screen.query_one(ProblemList)
    await until(lambda: problems.count and problems.has_focus)
    return problems


async def test_a_new_problem_joins_the_open_list_and_the_cursor_stays() -> None:
    async with driving() as drive:
        problems = await open_problems(drive)
        await drive.land(broken_at("2025/binary.txt"))
        await until(lambda: problems.count == 2)
        assert problems.current.dispatch == "2025/empty.txt"  # type: ignore[union-attr]
        assert drive.bar("problems-title") == "▸ Problems  2 dispatches"


async def test_a_problem_that_is_gone_leaves_the_open_list() -> None:
    async with driving() as drive:
        problems = await open_problems(drive)
        drive.store.remove(["2025/empty.txt"])
        await drive.land()
        await until(lambda: problems.count == 0)
        assert "Every dispatch could be read." in lines_of(problems)[0]


async def test_opening_a_problem_that_is_gone_says_so() -> None:
    async with driving() as drive:
        problems = await open_problems(drive)
        assert problems.current is not None
        drive.store.remove(["2025/empty.txt"])  # the keeper has not said so yet
        await drive.press("enter")
        await until(lambda: any("2025/empty.txt is no longer there" in n.message for n in drive.app._notifications))


async def test_what_goes_is_gone() -> None:
    async with driving() as drive:
        drive.store.remove(["2025/talks.txt"])
        await drive.land()
        assert drive.bar("claims-title") == "  3 Claims  2"


async def test_a_hidden_panel_is_up_to_date_when_it_is_shown() -> None:
    async with driving(NARROW) as drive:
        await drive.press("3")
        await drive.land(late(20), late(21))
        await drive.press("1")
        await until(lambda: drive.panel("timeline").is_on_screen)
        await drive.pilot.pause()
        screen = drive.screen.splitlines()
        assert "21 Jul 2025" in screen[1]
        assert "20 Jul 2025" in screen[2]
        assert "7–13 Jul 2025" in screen[3]


async def test_a_filter_holds_for_what_lands() -> None:
    async with driving() as drive:
        await drive.filter("category:assault")
        before = drive.bar("timeline-title")
        await drive.land(late(20))
        assert drive.bar("timeline-title") == before.replace("of 10", "of 11")


async def test_a_missing_folder_is_said_in_a_sentence() -> None:
    async with driving(store=Store(None)) as drive:
        drive.link.say(Progress(state="waiting", message="Waiting for /srv/wire: there is no such folder yet."))
        await until(lambda: "! Waiting for /srv/wire: there is no such folder yet." in drive.status)


async def test_a_failed_keeper_is_said() -> None:
    async with driving() as drive:
        drive.link.say(Progress(state="failed", message="The pipeline is not installed: run make."))
        await until(lambda: "! The pipeline is not installed: run make." in drive.status)


async def test_a_keeper_that_ends_is_said_and_what_was_read_stays() -> None:
    async with driving() as drive:
        drive.link.end()
        await until(lambda: "Reading has stopped" in drive.status)
        assert drive.panel("timeline").count == 10


async def test_what_is_being_read_is_counted() -> None:
    async with driving() as drive:
        drive.link.say(Progress(state="reading", pending=12, generation=drive.store.generation()))
        await until(lambda: "reading 12 ·" in drive.status)


async def test_an_empty_folder_says_what_to_do() -> None:
    async with driving(store=Store(None)) as drive:
        await until(lambda: "Put .txt or .jsonl dispatches into /srv/wire" in lines_of(drive.panel("timeline"))[0])


async def test_a_burst_of_progress_repaints_seldom() -> None:
    async with driving() as drive:
        looked: list[int] = []
        main = drive.app.main
        say = main.say_all
        main._say_beat._act = lambda: (looked.append(1), say())[1]
        for pending in range(300, 0, -1):
            drive.link.say(Progress(state="reading", pending=pending, generation=drive.store.generation()))
        drive.link.idle(drive.store)
        await until(lambda: "up to date" in drive.status and drive.link.said.empty())
        assert len(looked) <= 4


async def test_control_characters_and_markup_are_only_text() -> None:
    reading = late(20, verb="visit")
    text = reading.dispatch.text.replace("envoy", "\x1b[31m[b]\u202e")
    event = reading.events[0].model_copy(update={"where": "\x1b]0;x\x07[red]", "verb": "[bold]\u202everb"})
    mention = event.sources[0].model_copy(update={"actor": Actor(id="x", name="[link=a]\x9b1m")})
    event = event.model_copy(update={"sources": (mention,)})
    dispatch = reading.dispatch.model_copy(update={"text": text, "agency": "\x1b[2J[b]"})
    store = Store(None)
    put(store, reading.model_copy(update={"dispatch": dispatch, "events": (event,)}))
    async with driving(store=store) as drive:
        await until(lambda: "[b]" in drive.source)
        screen = drive.screen
        assert "[bold]" in screen
        assert not [char for char in screen if char != "\n" and (ord(char) < 32 or 0x7F <= ord(char) < 0xA0)]
        assert "\u202e" not in screen


async def test_what_was_taken_as_seen_by_mistake_is_new_again() -> None:
    async with driving() as drive:
        await drive.land(late(20), late(21))
        await until(lambda: "unseen" in drive.bar("timeline-title"))
        await drive.press("A")
        await until(lambda: "unseen" not in drive.bar("timeline-title"))
        assert not new_lines(drive.panel("timeline"))
        await until(lambda: any("A again takes that back" in n.message for n in drive.app._notifications))
        await drive.press("A")
        await until(lambda: "unseen" in drive.bar("timeline-title"))
        assert new_lines(drive.panel("timeline"))


async def test_what_was_answered_goes_where_another_screen_opens() -> None:
    async with driving() as drive:
        await drive.press("1", "w")
        await until(lambda: any("Only this dispatch" in n.message for n in drive.app._notifications))
        await drive.press("c")
        await until(lambda: not drive.app._notifications)
