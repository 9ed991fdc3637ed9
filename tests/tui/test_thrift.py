"""What is sent in fewer bytes shows the same: drawn with random styles, both ways, on a terminal of pyte's."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.terminal.thrift import thrifty

COLUMNS, ROWS = 20, 4

COLOURS = ("31", "97", "38;5;200", "38;2;200;204;212", "38;2;0;0;0")
GROUNDS = ("41", "107", "48;5;17", "48;2;20;22;26", "48;2;33;48;71")
ATTRIBUTES = ("1", "3", "4", "7", "9", "1;3", "1;4;7")
TEXTS = ("Kan", " ", "  ", "a b", "東京", "e\u0301", "·")


def codes() -> st.SearchStrategy[str]:
    parts = [st.sampled_from(("", *some)) for some in (ATTRIBUTES, COLOURS, GROUNDS)]
    return st.tuples(*parts).map(lambda chosen: ";".join(filter(None, chosen)))


def drawn() -> st.SearchStrategy[str]:
    """What Textual sends: pieces of text in a style each, places of the cursor, now and then something else."""
    styled = st.tuples(codes(), st.sampled_from(TEXTS)).map(lambda p: f"\x1b[{p[0]}m{p[1]}\x1b[0m" if p[0] else p[1])
    place = st.tuples(st.integers(1, ROWS), st.integers(1, COLUMNS)).map(lambda at: f"\x1b[{at[0]};{at[1]}H")
    other = st.sampled_from(("\n", "\x1b[J", "\x1b[?25l", "\x1b[K", "\r"))
    return st.lists(st.one_of(styled, styled, styled, place, other), max_size=30).map("".join)


def picture(data: str) -> list[list[tuple[object, ...]]]:
    """Each cell's character and all of its style that is seen."""
    screen = pyte.Screen(COLUMNS, ROWS)
    pyte.Stream(screen).feed(data)
    return [[_seen(screen.buffer[y][x]) for x in range(COLUMNS)] for y in range(ROWS)]


def _seen(cell: pyte.screens.Char) -> tuple[object, ...]:
    if cell.data.strip() or cell.underscore or cell.reverse or cell.strikethrough:
        return tuple(cell)
    return cell.data, cell.bg


@given(drawn())
def test_it_shows_the_same_and_ends_without_a_style(data: str) -> None:
    sent = thrifty(data)
    assert picture(sent + "\x1b[1;1Hx") == picture(data + "\x1b[1;1Hx")
    assert len(sent) <= len(data)


def test_only_what_changes_is_sent() -> None:
    ground = "48;2;20;22;26"
    data = f"\x1b[31;{ground}mKan\x1b[0m\x1b[32;{ground}m \x1b[0m\x1b[1;31;{ground}msays\x1b[0m"
    assert thrifty(data) == f"\x1b[31;{ground}mKan \x1b[1msays\x1b[m"


@pytest.mark.parametrize("data", ["\x1b[31mA\x1b[0m\x1b[58;5;3mB\x1b[0m", "\x1b[38;7;1mA\x1b[0m", "\x1b[38mA\x1b[0m"])
def test_what_it_does_not_know_is_sent_as_it_is(data: str) -> None:
    assert thrifty(data) == data


def test_without_colours_an_attribute_is_taken_back_by_the_code_that_every_terminal_knows() -> None:
    assert thrifty("\x1b[1;7mA\x1b[0m\x1b[1mB\x1b[0m") == "\x1b[1;7mA\x1b[0;1mB\x1b[m"
