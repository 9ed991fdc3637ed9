"""What is taken along: marks and notes kept by content, copies through the terminal, the pager."""

from __future__ import annotations

import base64
import contextlib
import re
from pathlib import Path

import pytest
from textual.widgets import Input

from models.filters import EVERYTHING
from models.marks import MARKED, NOTED, Marks
from models.records import Dispatch
from tests.tui.crowded import crowded_store
from tests.tui.driving import Drive, driving, lines_of, until
from tests.tui.readings import filled_store
from tui.screens.dispatch import DispatchScreen
from tui.screens.notes import MarkList, MarksScreen, NoteScreen
from tui.screens.taking import CopyScreen, Whole, mark_of
from tui.terminal.clipboard import MOST, copying
from tui.terminal.paging import PagerError, dispatch_text, page, pager_command


@pytest.fixture
def marks(tmp_path: Path) -> Marks:
    return Marks(tmp_path / "marks.jsonl")


def signs(drive: Drive) -> list[str]:
    return [line[1:2] for line in lines_of(drive.panel("timeline")) if line[1:2] in (MARKED, NOTED)]


async def note(drive: Drive, words: str) -> None:
    await drive.press("a")
    await until(lambda: isinstance(drive.app.screen, NoteScreen) and drive.app.focused is not None)
    drive.app.screen.query_one(Input).value = words
    await drive.press("enter")
    await until(lambda: drive.app.screen is drive.app.main)


async def test_a_mark_is_shown_and_is_there_the_next_time(marks: Marks) -> None:
    store = filled_store()
    async with driving(store=store, marks=marks) as drive:
        await drive.press("j", "m")
        await until(lambda: signs(drive) == [MARKED])
    again = Marks(marks.path)
    assert len(again.by_key) == 1
    async with driving(store=filled_store(), marks=again) as drive:
        await until(lambda: signs(drive) == [MARKED])
        await drive.press("j", "m")
        await until(lambda: not signs(drive))
    assert not Marks(marks.path).by_key


async def test_a_note_is_shown_beside_the_source(marks: Marks) -> None:
    async with driving(marks=marks) as drive:
        await note(drive, "ask Kan")
        await until(lambda: signs(drive) == [NOTED])
        await until(lambda: "note ask Kan" in drive.source)
        await drive.press("m")  # a note is not thrown away by one key
        await until(lambda: any("has a note" in n.message for n in drive.app._notifications))
        assert signs(drive) == [NOTED]


async def test_a_note_on_another_telling_stands_on_the_line_of_the_happening(marks: Marks) -> None:
    store = crowded_store()
    event, dispatch = store.event("third.txt:e1"), store.dispatch("third.txt")
    assert event is not None
    assert dispatch is not None
    marks.put(mark_of(Whole(event, dispatch), "ask the base"))
    async with driving(store=store, marks=marks) as drive:
        await until(lambda: NOTED in signs(drive))
        (line,) = (line for line in lines_of(drive.panel("timeline")) if line[1:2] == NOTED)
        assert "3×/2" in line
        position = store.position("timeline", EVERYTHING, "first.txt:e1")
        assert position is not None
        await drive.press("g", *"j" * position)
        await until(lambda: "note ask the base (at third.txt)" in drive.source)


async def test_letters_are_letters_in_a_note(marks: Marks) -> None:
    async with driving(marks=marks) as drive:
        await drive.press("a")
        await until(lambda: isinstance(drive.app.screen, NoteScreen) and drive.app.focused is not None)
        await drive.type("qm:")
        assert drive.app.screen.query_one(Input).value == "qm:"
        await drive.press("escape")
        await until(lambda: drive.app.screen is drive.app.main)
    assert not marks.by_key


async def test_a_filter_can_ask_for_what_is_marked(marks: Marks) -> None:
    async with driving(marks=marks) as drive:
        await drive.press("j", "m")
        await until(lambda: signs(drive) == [MARKED])
        await drive.filter("is:marked")
        await until(lambda: drive.panel("timeline").count == 1)


async def test_the_list_of_marks_leads_to_the_record_and_takes_marks_away(marks: Marks) -> None:
    async with driving(marks=marks) as drive:
        await drive.press("3")
        await note(drive, "doubtful")
        await until(lambda: drive.app.main.marked)
        await drive.press("M")
        await until(lambda: isinstance(drive.app.screen, MarksScreen) and drive.app.screen.query(MarkList))
        listed = drive.app.screen.query_one(MarkList)
        await until(lambda: listed.count == 1 and listed.has_focus)
        assert "doubtful" in lines_of(listed)[0]
        await drive.press("enter")
        await until(lambda: isinstance(drive.app.screen, DispatchScreen))
        await drive.press("escape", "M")
        await until(lambda: isinstance(drive.app.screen, MarksScreen) and drive.app.screen.query(MarkList))
        listed = drive.app.screen.query_one(MarkList)
        await until(lambda: listed.count == 1 and listed.has_focus)
        await drive.press("d")
        await until(lambda: listed.count == 0)
        assert "Nothing is marked" in lines_of(listed)[0]
    assert not Marks(marks.path).by_key


async def test_a_relation_is_not_marked_and_that_is_said(marks: Marks) -> None:
    async with driving(marks=marks) as drive:
        await drive.press("2", "m")
        await until(lambda: any("relation is a sum" in n.message for n in drive.app._notifications))


class Sent:
    """Stands in for the terminal."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> None:
        self.text += text

    @property
    def copied(self) -> str:
        (data,) = re.findall("\x1b]52;c;([^\x07]*)\x07", self.text)
        return base64.b64decode(data).decode()


@pytest.mark.parametrize(
    ("keys", "copied"),
    [
        (("y", "y"), "Israel and the United States will discuss"),
        (("y", "l"), "ISR ⇄ USA ✓ CONSULT"),
        (("y", "c"), "Israel, United States with each other, CONSULT (planned)"),
        (("Y",), "2025/"),
        (("y", "p"), ".txt"),
    ],
)
async def test_copying(keys: tuple[str, ...], copied: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TMUX", "STY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    async with driving() as drive:
        sent = Sent()
        monkeypatch.setattr(drive.app._driver, "write", sent.write)
        await drive.press(keys[0])
        for key in keys[1:]:
            await until(lambda: isinstance(drive.app.screen, CopyScreen))
            await drive.press(key)
        await until(lambda: any("sent to the clipboard" in n.message for n in drive.app._notifications))
        assert copied in sent.copied
        assert "\x1b" not in sent.copied


def test_a_copy_is_wrapped_for_tmux_and_screen_and_cut() -> None:
    plain = "\x1b]52;c;w6Q=\x07"
    assert copying("ä", {"TERM": "xterm"}) == (plain, "", False)
    assert copying("ä", {"TMUX": "x"})[0] == plain + "\x1bPtmux;\x1b" + plain + "\x1b\\"
    assert copying("ä", {"STY": "x"})[0] == f"\x1bP{plain}\x1b\\"
    sent, way, cut = copying("ä" * 100_000, {"TERM": "screen-256color"})
    assert way == "through tmux"
    assert cut
    assert len(sent.split("\x07")[0]) <= MOST + 10
    assert set(base64.b64decode(sent.split(";")[2].split("\x07")[0]).decode()) == {"ä"}


def test_the_pager_is_the_users_own(tmp_path: Path) -> None:
    tool = tmp_path / "my pager"
    tool.write_text("#!/bin/sh\n")
    tool.chmod(0o755)
    assert pager_command(f"'{tool}' -R", {"PAGER": "more"}) == [str(tool), "-R"]
    assert pager_command(None, {"PAGER": f"'{tool}'"}) == [str(tool)]
    for wrong in ("no-such-program -x", "'"):
        with pytest.raises(PagerError):
            pager_command(None, {"PAGER": wrong})


def test_what_the_pager_gets_obeys_nobody(tmp_path: Path) -> None:
    dispatch = Dispatch(id="a\x1b.txt", path="a", sha256="0", text="one\x1b[2J\r\ntwo\x9b1m\u2028three", agency="X\x07")
    text = dispatch_text(dispatch)
    assert text.splitlines()[-3:] == ["one␛[2J", "two\ufffd1m", "three"]
    assert not [char for char in text if (ord(char) < 32 and char != "\n") or 0x7F <= ord(char) < 0xA0]
    out = tmp_path / "out"
    page(["sh", "-c", f"cat > {out}"], text, "iso8859-1")
    assert b"one?[2J" in out.read_bytes()
    with pytest.raises(PagerError):
        page([str(tmp_path / "none")], text, "utf-8")


async def test_the_pager_shows_the_dispatch_under_the_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr("tui.screens.taking.page", lambda _command, text, _encoding: shown.append(text))
    monkeypatch.setattr("tui.screens.taking.pager_command", lambda *_: ["cat"])
    async with driving() as drive:
        monkeypatch.setattr(drive.app, "suspend", contextlib.nullcontext)
        await drive.press("vertical_line")
        await until(lambda: shown)
        assert "2025/" in shown[0]
        await drive.press("3", "enter")
        await until(lambda: isinstance(drive.app.screen, DispatchScreen))
        await drive.press("vertical_line")
        await until(lambda: len(shown) == 2)
        assert "2025/" in shown[1]
