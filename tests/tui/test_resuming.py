"""A session begins where the last one ended; what is new, followed or watched for."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import pytest

from models.store import Store
from tests.tui.driving import NARROW, Drive, driving, lines_of, until
from tests.tui.readings import filled_store, late, put
from tui.config import Settings, Watch
from tui.state.session import Session, read_session, session_path, write_session


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "state" / "s.json"


def new_lines(drive: Drive) -> int:
    return sum(1 for line in lines_of(drive.panel("timeline")) if line[1:2] == "•")


async def test_panel_filter_and_cursor_are_there_again(kept: Path) -> None:
    store = filled_store()
    async with driving(store=store, session=kept) as drive:
        await drive.filter("iran")
        await drive.press("enter", "3", "j", "j", "1", "j", "3")
        claim, event = drive.panel("claims").current, drive.panel("timeline").current
        await drive.press("q")
    async with driving(store=store, session=kept) as drive:
        await drive.shown("iran")
        assert drive.app.focused is drive.panel("claims")
        await until(lambda: drive.panel("claims").current == claim and drive.panel("timeline").current == event)
        assert "/iran" in drive.screen


async def test_matrix_and_open_relations_are_there_again(kept: Path) -> None:
    store = filled_store()
    async with driving(store=store, session=kept) as drive:
        await drive.press("2", "enter")
        await until(lambda: any(line[2:3] == "−" for line in lines_of(drive.panel("relations"))))
    async with driving(store=store, session=kept) as drive:
        await until(lambda: any(line[2:3] == "−" for line in lines_of(drive.panel("relations"))))
        await drive.press("x")
    async with driving(store=store, session=kept) as drive:
        await until(lambda: "↓ on →" in drive.screen)


async def test_what_came_since_the_last_visit_is_new_until_it_was_seen(kept: Path) -> None:
    store = filled_store()
    async with driving(store=store, session=kept) as drive:
        await until(lambda: drive.panel("timeline").baseline is not None)
    for _ in range(2):  # not looked at, it is unseen the next time too
        async with driving(store=store, session=kept) as drive:
            if not new_lines(drive):
                await drive.land(late(20), late(21))
            await until(lambda: new_lines(drive) == 2)
            await until(lambda: "+2 unseen" in drive.bar("timeline-title"))
    async with driving(store=store, session=kept) as drive:
        await drive.press("n")
        await until(lambda: new_lines(drive) == 1)
    async with driving(store=store, session=kept) as drive:
        await until(lambda: new_lines(drive) == 1)
        await drive.press("A")
        await until(lambda: new_lines(drive) == 0 and "unseen" not in drive.bar("timeline-title"))
    async with driving(store=store, session=kept) as drive:
        assert new_lines(drive) == 0


async def test_another_store_knows_nothing_of_what_was_new(kept: Path) -> None:
    write_session(kept, Session(baseline=10_000, hinted=True))
    async with driving(session=kept) as drive:
        assert new_lines(drive) == 0


async def test_restore_can_be_turned_off(kept: Path) -> None:
    write_session(kept, Session(panel="claims", filter="iran"))
    async with driving(session=kept, settings=Settings(restore=False)) as drive:
        assert drive.app.focused is drive.panel("timeline")
        assert not drive.app.main.filter_text


def test_a_session_that_cannot_be_read_is_a_first_one(kept: Path) -> None:
    assert read_session(kept) == Session()
    kept.parent.mkdir()
    kept.write_text('{"panel": "kitchen"}')
    assert read_session(kept) == Session()


async def test_a_new_reader_is_told_how_to_begin_once(kept: Path) -> None:
    async with driving(session=kept) as drive:
        assert any("filters" in n.message for n in drive.app._notifications)
    async with driving(session=kept) as drive:
        assert not any("filters" in n.message for n in drive.app._notifications)


async def test_following_goes_to_what_lands_until_a_key_moves_the_cursor() -> None:
    async with driving() as drive:
        await drive.press("G", "F")
        await until(lambda: "following" in drive.bar("timeline-title"))
        await drive.land(late(20))
        await until(lambda: drive.panel("timeline").cursor == 0)
        await drive.press("j")
        await until(lambda: "following" not in drive.bar("timeline-title"))
        await drive.land(late(21))
        await until(lambda: "unseen" in drive.bar("timeline-title"))
        assert drive.panel("timeline").cursor == 2


async def test_a_watch_rule_rings_and_runs_a_command_with_the_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    code = f"import sys; open({str(out)!r}, 'a').write(sys.stdin.read())"
    rule = Watch(name="Russia", filter="actor:russia", command=(sys.executable, "-c", code))
    quiet = Watch(name="Nobody", filter="actor:atlantis", command=(sys.executable, "-c", code))
    async with driving(settings=Settings(watch=(rule, quiet))) as drive:
        rung: list[int] = []
        monkeypatch.setattr(drive.app, "bell", lambda: rung.append(1))
        assert not out.exists()
        await drive.land(late(20))
        await until(lambda: out.exists() and out.read_text().endswith("\n"))
        record = json.loads(out.read_text().splitlines()[0])
        assert record["type"] in ("event", "claim")
        assert rung == [1]
        assert any(n.message.startswith("Russia: 1 new") for n in drive.app._notifications)
        assert not any("Nobody" in n.message for n in drive.app._notifications)


async def test_a_command_that_cannot_be_run_is_said() -> None:
    rule = Watch(name="x", filter="", bell=False, command=("/no/such/program",))
    async with driving(settings=Settings(watch=(rule,))) as drive:
        await drive.land(late(20))
        await until(lambda: any("there is no program" in n.message for n in drive.app._notifications))


async def test_the_end_of_the_app_waits_for_no_command(tmp_path: Path) -> None:
    begun, go, ended = tmp_path / "begun", tmp_path / "go", tmp_path / "ended"
    code = f"""
import pathlib, time
pathlib.Path({str(begun)!r}).touch()
while not pathlib.Path({str(go)!r}).exists():
    time.sleep(0.02)
pathlib.Path({str(ended)!r}).touch()
"""
    rule = Watch(name="x", filter="", bell=False, command=(sys.executable, "-c", code))
    async with driving(settings=Settings(watch=(rule,))) as drive:
        await drive.land(late(20))
        await until(begun.exists)
        await drive.press("q")
    # As asyncio does at the end of the process. Had this waited, the command would have been ended for being slow.
    await asyncio.get_running_loop().shutdown_default_executor()
    go.touch()
    await until(ended.exists)


def test_arrivals_are_bounded_and_under_the_filter() -> None:
    from models.filters import EVERYTHING

    with Store(None) as store:
        assert store.arrivals("timeline", EVERYTHING, 0) == []
    store = filled_store()
    generation = store.generation()
    assert store.arrivals("timeline", EVERYTHING, generation) == []
    assert len(store.arrivals("timeline", EVERYTHING, 0)) == 10


def first_words(drive: Drive) -> str:
    return lines_of(drive.panel("timeline"))[0][2:].strip()


async def test_by_arrival_what_came_last_is_on_top_and_so_it_is_the_next_time(kept: Path) -> None:
    store = filled_store()
    async with driving(store=store, session=kept) as drive:
        await drive.land(late(1))  # its day lies before those of others
        assert not first_words(drive).startswith("1 Jul 2025")
        await drive.press("o")
        await until(lambda: first_words(drive).startswith("1 Jul 2025"))
        assert "by arrival" in drive.bar("timeline-title")
        assert "by arrival" in drive.bar("claims-title")
        await drive.press("F")
        await drive.land(late(2))
        await until(lambda: drive.panel("timeline").cursor == 0 and first_words(drive).startswith("2 Jul 2025"))
        await drive.press("right_square_bracket")
        await until(lambda: any("o goes back" in n.message for n in drive.app._notifications))
    async with driving(store=store, session=kept) as drive:
        await until(lambda: first_words(drive).startswith("2 Jul 2025"))
        await drive.press("j")
        row = drive.panel("timeline").current
        await drive.press("o")
        await until(lambda: "by arrival" not in drive.bar("timeline-title"))
        assert drive.panel("timeline").current == row
        assert drive.panel("timeline").cursor > 1


async def test_each_list_is_scrolled_as_it_was(kept: Path) -> None:
    store = Store(None)
    put(store, *(late(day, f"visit{number}") for day in range(1, 29) for number in range(3)))
    async with driving(NARROW, store=store, session=kept) as drive:
        await drive.press("pagedown", "pagedown", *"kkkkk")
        panel = drive.panel("timeline")
        assert 0 < panel.depth < panel.size.height - 1
        before = lines_of(panel)
    async with driving(NARROW, store=store, session=kept) as drive:
        await until(lambda: lines_of(drive.panel("timeline")) == before)


def test_stores_of_one_name_have_sessions_of_their_own(tmp_path: Path) -> None:
    one, other = tmp_path / "a" / "brief.sqlite3", tmp_path / "b" / "brief.sqlite3"
    assert session_path(one) != session_path(other)
    assert session_path(one) == session_path(tmp_path / "b" / ".." / "a" / "brief.sqlite3")
