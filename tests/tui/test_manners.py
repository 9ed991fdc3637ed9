"""A terminal's manners, in a real pseudo-terminal: what its locale, its colours, its size and its keys are like."""

from __future__ import annotations

import base64
import os
import random
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.tui.terminal import Terminal, been_here, environment, gone, watching

#: A colour of the foreground or the ground: 30-38, 40-48, 90-97, 100-107.
COLOUR = re.compile(rb"\x1b\[(?:[\d;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:[;:][\d;:]*)?m")

Start = Callable[..., Terminal]


@pytest.fixture
def start(read_before: tuple[Path, Path], tmp_path: Path) -> Iterator[Start]:
    """Starts the app on the folder that was read, in an environment, at a size."""
    folder, store = read_before
    been_here(tmp_path, store)
    started = []

    def begin(columns: int = 100, rows: int = 30, **env: str) -> Terminal:
        terminal = Terminal(watching(folder, store), environment(tmp_path, **env), columns, rows)
        started.append(terminal)
        terminal.until_text("up to date")
        terminal.until_text("Lavrov")
        return terminal

    yield begin
    for terminal in started:
        terminal.close()
        gone(terminal, folder)


def quits(terminal: Terminal) -> bool:
    """Whether it ends by its key, without a trace."""
    terminal.press("q")
    terminal.until_ended()
    return os.waitstatus_to_exitcode(terminal.status or 0) == 0 and b"Traceback" not in terminal.output


def test_colours_are_found() -> None:
    for coloured in (b"\x1b[31m", b"\x1b[1;38;2;1;2;3m", b"\x1b[0;48;5;17;1m", b"\x1b[97m", b"\x1b[38:5:1m"):
        assert COLOUR.search(coloured), coloured
    for plain in (b"\x1b[0m", b"\x1b[1;7m", b"\x1b[4m", b"\x1b[7;1;3m", b"\x1b[3m"):
        assert not COLOUR.search(plain), plain


def test_in_the_c_locale_only_ascii_is_sent(start: Start) -> None:
    terminal = start(LC_ALL="C")
    terminal.press("3")
    terminal.until_text("Pedro Munoz")
    terminal.press("?")
    terminal.until_text("Anywhere among the panels")
    terminal.press("\x1b")
    terminal.until_text("up to date")
    assert terminal.output.isascii()
    assert quits(terminal)


def test_in_latin_1_its_letters_are_sent_and_taken_in_its_bytes(start: Start) -> None:
    terminal = start(LC_ALL="de_DE.ISO-8859-1", LANG="de_DE.ISO-8859-1")
    terminal.press("3")
    terminal.until(lambda: "Mu\xf1oz".encode("latin-1") in terminal.output, "a name in Latin-1")
    assert "Muñoz".encode() not in terminal.output
    terminal.press(b"/m\xe1laga\r")  # the byte that a Latin-1 keyboard sends for á
    terminal.until(lambda: b"/m\xe1laga" in terminal.output, "the filter")
    terminal.press(b"\x1b")
    terminal.until(lambda: "/m" not in terminal.text, "no filter")
    assert b"\xe2" not in terminal.output  # the first byte of every sign in UTF-8 that Latin-1 lacks
    assert quits(terminal)


@pytest.mark.parametrize("plain", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"TERM": "vt100", "COLORTERM": ""}])
def test_no_colour_is_sent_where_none_is_wanted(start: Start, plain: dict[str, str]) -> None:
    terminal = start(**plain)
    terminal.press("j2x?")
    terminal.until_text("Anywhere among the panels")
    terminal.press("\x1b")
    terminal.until_text("up to date")
    assert not COLOUR.search(terminal.output)
    assert b"\x1b[7m" in terminal.output or re.search(rb"\x1b\[[\d;]*7[;m]", terminal.output)  # the cursor's line
    assert quits(terminal)


def test_256_colours_where_the_terminal_does_not_say_more(start: Start) -> None:
    terminal = start(COLORTERM="")
    assert b"38;5;" in terminal.output
    assert b"38;2;" not in terminal.output
    assert quits(terminal)


def test_a_storm_of_sizes_leaves_the_screen_as_it_was(start: Start) -> None:
    terminal = start(100, 30)
    terminal.until(lambda: "▸" in terminal.text, "the cursor")
    terminal.rest(0.5)
    before = terminal.text
    chosen = random.Random(7)
    for _ in range(150):
        terminal.resize(chosen.randint(10, 200), chosen.randint(3, 60))
        terminal.pump()
    terminal.resize(100, 30)
    terminal.until(lambda: terminal.text == before, "the same screen")
    assert quits(terminal)


def test_ctrl_z_gives_the_terminal_back_and_fg_takes_it_again(read_before: tuple[Path, Path], tmp_path: Path) -> None:
    shell = shutil.which("bash")
    if shell is None:
        pytest.skip("there is no shell with job control")
    folder, store = read_before
    environ = environment(tmp_path, PS1="ready> ")
    terminal = Terminal([shell, "--norc", "--noprofile", "-i"], environ)
    try:
        terminal.until_text("ready>")
        terminal.press(" ".join(f"'{word}'" for word in watching(folder, store)) + "\r")
        terminal.until_text("up to date")
        terminal.press("\x1a")
        terminal.until(lambda: b"Stopped" in terminal.output, "a stopped job")
        assert terminal.output.rindex(b"\x1b[?1049l") > terminal.output.rindex(b"\x1b[?1049h")
        assert terminal.output.rindex(b"\x1b[?25h") > terminal.output.rindex(b"\x1b[?25l")
        before = len(terminal.output)
        terminal.press("echo $((6 * 7))\r")
        terminal.until(lambda: b"42" in terminal.output[before:], "the shell's answer")
        terminal.press("fg\r")
        terminal.until(lambda: b"\x1b[?1049h" in terminal.output[before:], "the app's screen")
        terminal.until(lambda: b"Lavrov" in terminal.output[terminal.output.rindex(b"\x1b[?1049h") :], "the lines")
        terminal.until_text("up to date")
        assert not terminal.echoes
        terminal.press("?")
        terminal.until_text("Anywhere among the panels")
        terminal.press("\x1b")
        terminal.until(lambda: "Anywhere among" not in terminal.text, "the panels")
        terminal.press("q")
        gone(terminal, folder)
        terminal.press("exit\r")
        terminal.until_ended()
    finally:
        terminal.close()


def test_keys_work_when_their_bytes_arrive_one_by_one(start: Start) -> None:
    terminal = start(ESCDELAY="1200")

    def cursor() -> int:
        return next((y for y, line in enumerate(terminal.screen.display) if line.startswith("▸ ")), -1)

    terminal.press("3")
    terminal.until_text("▸3 Claims")
    terminal.press("g")
    terminal.until(lambda: cursor() == 1, "the first line")
    for part in ("\x1b", "[", "B"):
        terminal.press(part)
        terminal.rest(0.25)
    terminal.until(lambda: cursor() == 2, "the line below")
    assert "/" not in terminal.screen.display[0]
    assert "[B" not in terminal.text


def test_esc_alone_waits_no_longer_than_it_is_told(start: Start) -> None:
    terminal = start(ESCDELAY="20")
    terminal.press("/lavrov\r")
    terminal.until(lambda: "/lavrov" in terminal.screen.display[0], "the filter")
    terminal.press("\x1b")
    terminal.until(lambda: "/lavrov" not in terminal.screen.display[0], "no filter")
    terminal.press("\x1b")
    terminal.rest(0.3)
    terminal.press("[B")  # too late for a key: `[` goes to an older day, and B is none
    terminal.rest(0.2)
    assert quits(terminal)


TMUX = shutil.which("tmux")


@pytest.mark.skipif(TMUX is None, reason="there is no tmux here")
def test_what_is_copied_inside_tmux_reaches_its_buffer_and_the_terminal_around_it(
    read_before: tuple[Path, Path], tmp_path: Path
) -> None:
    assert TMUX
    folder, store = read_before
    been_here(tmp_path, store)
    place = tempfile.mkdtemp(prefix="brief-")  # a socket's path may not be long
    server = [TMUX, "-S", f"{place}/s"]
    config = Path(place) / "conf"
    config.write_text("set -g set-clipboard on\nset -g default-terminal tmux-256color\n")
    terminal = Terminal([*server, "-f", str(config), "new-session", *watching(folder, store)], environment(tmp_path))
    try:
        terminal.until_text("up to date")
        terminal.until_text("Lavrov")
        terminal.press("3gyy")
        terminal.until_text("through tmux")
        sentence = "Spain and Peru held talks in Málaga on July 4, Pedro Muñoz said."
        sent = b"\x1b]52;"
        terminal.until(lambda: sent in terminal.output, "the sequence to the terminal around tmux")
        data = re.search(rb"\x1b\]52;[a-z0-9]*;([A-Za-z0-9+/=]+)", terminal.output)
        assert data
        assert sentence in base64.b64decode(data[1]).decode()
        shown = subprocess.run([*server, "show-buffer"], capture_output=True, check=True, text=True, encoding="utf-8")
        assert sentence in shown.stdout
        assert "52;c;" not in terminal.text
        terminal.press("q")
        gone(terminal, folder)
        terminal.until_ended()
    finally:
        subprocess.run([*server, "kill-server"], capture_output=True, check=False)
        terminal.close()
        shutil.rmtree(place, ignore_errors=True)
