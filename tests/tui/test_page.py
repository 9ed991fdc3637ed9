"""A page as text: on one sheet what matters most, nothing cut within a word, no line too wide."""

from __future__ import annotations

from rich.cells import cell_len

from models.exports.handover import Item, Page, Section, in_order
from models.exports.quoting import Quoted
from tui.lines.page import LINES, WIDTH, on_a_sheet, text_lines


def item(number: int, words: str = "short words", under: str = "") -> Item:
    quote = Quoted("A", ((f"{words} ", False), ("exactly", True), (" these.", False)), f"a.txt, line {number}:1")
    return Item("", f"number {number}", (quote,), (), under, (number,))


def page(*counts: int, words: str = "short words") -> Page:
    sections = tuple(
        Section(f"Part {n}", tuple(item(number, words) for number in range(count)), count, "brief-tui timeline")
        for n, count in enumerate(counts)
    )
    return Page("wire", ("since ever",), sections)


def test_all_of_it_where_there_is_little() -> None:
    little = page(2, 1, 0, 3)
    assert on_a_sheet(little) == little
    assert "  none" in text_lines(little)


def test_a_sheet_is_full_and_no_longer() -> None:
    lines = text_lines(on_a_sheet(page(100, 100, 100, 100)))
    assert LINES - 3 <= len(lines) <= LINES
    assert lines.count("PART 3") == 1


def test_what_one_part_leaves_goes_to_the_others() -> None:
    few, many = on_a_sheet(page(100, 0, 0, 0)), on_a_sheet(page(100, 100, 100, 100))
    assert len(few.sections[0].items) > len(many.sections[0].items) > 0
    assert few.sections[0].left_out


def test_long_sentences_are_shortened_around_the_exact_words_on_a_sheet_alone() -> None:
    long = page(1, 0, 0, 0, words="word " * 200)
    short = on_a_sheet(long)
    assert "[exactly]" in " ".join(text_lines(short))
    assert len(text_lines(short)) < 20 < len(text_lines(long))


def test_no_line_is_wider_and_no_word_is_cut() -> None:
    lines = text_lines(page(3, 3, 3, 3, words="外交部 发言人 " * 40))
    assert max(map(cell_len, lines)) <= WIDTH
    assert all(
        word in {"外交部", "发言人", "“外交部"}
        for line in lines
        for word in line.split()
        if "外" in word or "发" in word
    )


def test_a_sentence_with_exact_words_takes_a_line_on_a_sheet() -> None:
    lines = text_lines(on_a_sheet(page(1, 0, 0, 0, words="word " * 200)))
    (quoted,) = (line for line in lines if "[exactly]" in line)
    assert quoted.startswith("    A: “…")
    assert quoted.endswith("line 0:1")


def test_ones_own_words_stand_right_behind_who_says_them() -> None:
    said = Item("≠", "Kan said (indirect)", (Quoted("", (("it rains", False),), "a.txt"),), (), "1 Jun", (1,))
    lines = text_lines(Page("wire", (), (Section("Said", (said,), 1, ""),)))
    assert lines[-1] == "1 Jun  ≠ Kan said (indirect): “it rains” a.txt"


def test_days_are_headings_once_each_and_stand_beside_what_is_alone() -> None:
    section = Section("Part", (item(1, under="1 Jun"), item(3, under="2 Jun"), item(2, under="1 Jun")), 3, "")
    lines = text_lines(Page("wire", (), (section,)))
    assert [line for line in lines if "Jun" in line] == ["1 Jun", "2 Jun  number 3"]
    assert [one.says for one in in_order(section.items)] == ["number 1", "number 2", "number 3"]
