"""A page for a handover as plain text, and as much of it as goes on one sheet.

Pure; lines at most as wide as asked, nothing cut in the middle of a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from models.exports.handover import Item, Page, Section, in_order
from models.exports.quoting import Quoted
from tui.lines.panels import Piece
from tui.lines.source import wrap

#: A sheet of paper: cells in a line, and lines.
WIDTH: Final = 90
LINES: Final = 64
#: How many lines each section may take first; what one leaves goes to the others.
_SHARES: Final = (24, 16, 6, 12)
#: So many lines of what was so before stand on a sheet.
_DETAILS: Final = 3
#: So many characters before the exact words, and in all, are quoted on a sheet; of a sentence with exact words what
#: goes into a line: who takes over is to see what it is, and finds the rest by file and line.
_BEFORE: Final = 20
_QUOTED: Final = 170
_LEAST: Final = 30
_AROUND: Final = 15


def text_lines(page: Page, width: int = WIDTH) -> list[str]:
    """The page's lines, without their ends."""
    return [line.text for line in page_lines(page, width)]


def page_lines(page: Page, width: int) -> list[Piece]:
    """The page's lines, each with its role."""
    lines = _wrapped(page.title, width, 0, "title")
    for words in page.about:
        lines += _wrapped(words, width, 0, "dim")
    for section in page.sections:
        lines += [Piece(""), *_section_lines(section, width)]
    return lines


def _section_lines(section: Section, width: int) -> list[Piece]:
    lines = [Piece(section.title.upper(), "label")]
    for under, group in groupby(in_order(section.items), lambda item: item.under):
        first, *others = group
        if under and not others:  # a single one stands beside its date
            lines += _item_lines(first, width, under)
            continue
        lines += _wrapped(under, width, 0, "date") if under else []
        for item in (first, *others):
            lines += _item_lines(item, width)
    if not section.total:
        lines.append(Piece("  none", "dim"))
    if section.left_out:
        lines += _wrapped(section.left_out, width, 2, "dim")
    return lines


def _item_lines(item: Item, width: int, date: str = "") -> list[Piece]:
    says = " ".join(filter(None, (f"{date} " if date else "", item.sign, item.says)))
    inset = 0 if date else 2
    if len(item.quotes) == 1 and not item.details and not item.quotes[0].says:  # one's own words, right behind
        return _wrapped(f"{says}: {_quoted(item.quotes[0])}", width, inset, "fact")
    lines = _wrapped(says, width, inset, "fact")
    for detail in item.details:
        lines += _wrapped(f"– {detail}", width, 4, "doubt")
    for quote in item.quotes:
        lines += _wrapped(_quoted(quote), width, 4, "content")
    return lines


def _quoted(quote: Quoted) -> str:
    words = "".join(f"[{words}]" if is_exact else words for words, is_exact in quote.pieces)
    says = f"{quote.says}: " if quote.says else ""
    return f"{says}“{words.strip()}” {quote.where}"


def _wrapped(words: str, width: int, inset: int, role: str) -> list[Piece]:
    """Words in lines, the second and further ones set in deeper."""
    first, *others = wrap(words, max(8, width - inset)) or [(0, 0)]
    lines = [" " * inset + words[slice(*first)]]
    if others:
        rest = words[others[0][0] :]
        lines += [" " * (inset + 2) + rest[start:end] for start, end in wrap(rest, max(8, width - inset - 2))]
    return [Piece(line, role) for line in lines]


def on_a_sheet(page: Page, lines: int = LINES, width: int = WIDTH) -> Page:
    """As much of a page as goes on a sheet, what matters most of each section; long sentences shortened."""
    whole = [replace(one, items=tuple(_shortened(item, width) for item in one.items)) for one in page.sections]
    taken = [replace(one, items=()) for one in whole]
    for number, share in enumerate(_SHARES):
        while (more := _longer(taken[number], whole[number])) and len(_section_lines(more, width)) <= share:
            taken[number] = more
    going = list(range(len(whole)))
    while going:  # by turns, one item more of each
        for number in list(going):
            more = _longer(taken[number], whole[number])
            if more is not None and _height(page, [*taken[:number], more, *taken[number + 1 :]], width) <= lines:
                taken[number] = more
            else:
                going.remove(number)
    return replace(page, sections=tuple(taken))


def _longer(taken: Section, whole: Section) -> Section | None:
    """A section with one more item; None where it has all."""
    count = len(taken.items) + 1
    return replace(taken, items=whole.items[:count]) if count <= len(whole.items) else None


def _height(page: Page, sections: Sequence[Section], width: int) -> int:
    return len(text_lines(replace(page, sections=tuple(sections)), width))


def _shortened(item: Item, width: int) -> Item:
    return replace(item, details=item.details[:_DETAILS], quotes=tuple(_short(quote, width) for quote in item.quotes))


def _short(quote: Quoted, width: int) -> Quoted:
    """A quotation that goes on a sheet: what stands before its exact words, then what stands behind, is left out."""
    pieces = list(quote.pieces)
    left = _QUOTED
    if any(is_exact for _, is_exact in pieces):  # beside what stands around them: the inset and the signs
        left = max(_LEAST, width - len(quote.says) - len(quote.where) - _AROUND)
    if sum(len(words) for words, _ in pieces) <= left:
        return quote
    if len(pieces) > 1 and not pieces[0][1] and len(pieces[0][0]) > _BEFORE:
        kept = pieces[0][0][-_BEFORE:]
        pieces[0] = (f"… {kept.partition(' ')[2]}", False)
    shown: list[tuple[str, bool]] = []
    for words, is_exact in pieces:
        if len(words) <= left:
            shown.append((words, is_exact))
            left -= len(words)
            continue
        head = words if is_exact else words[: max(left, 0)].rpartition(" ")[0]
        shown += [(head, is_exact)] if head.strip() else []
        shown.append((" …", False))
        break
    return quote._replace(pieces=tuple(shown))
