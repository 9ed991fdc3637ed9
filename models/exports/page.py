"""A page for a handover as Markdown: no words of a dispatch become markup in it."""

from __future__ import annotations

from collections.abc import Iterator

from models.exports.brief import plain
from models.exports.handover import Item, Page, Section, in_order
from models.exports.quoting import Quoted


def markdown_lines(page: Page) -> Iterator[str]:
    """The page's lines, without their ends."""
    yield f"# {plain(page.title)}"
    for words in page.about:
        yield ""
        yield plain(words)
    for section in page.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    yield ""
    yield f"## {plain(section.title)}"
    yield ""
    if not section.items:
        yield "None."
        return
    under = ""
    for item in in_order(section.items):
        if item.under != under:
            under = item.under
            yield f"**{plain(under[0].upper() + under[1:])}**"
            yield ""
        yield from _item(item)
    if section.left_out:
        yield ""
        yield plain(section.left_out)


def _item(item: Item) -> Iterator[str]:
    sign = f"{item.sign} " if item.sign else ""
    yield f"- {sign}**{plain(item.says)}**"
    for detail in item.details:
        yield f"  - {plain(detail)}"
    for quote in item.quotes:
        yield f"  - {_quoted(quote)}"


def _quoted(quote: Quoted) -> str:
    pieces = "".join(f"**{plain(words)}**" if is_exact else _spaced(words) for words, is_exact in quote.pieces)
    says = f"{plain(quote.says)}: " if quote.says else ""
    return f"{says}“{pieces.strip()}” ({plain(quote.where)})"


def _spaced(words: str) -> str:
    """Words made plain with the blanks around them kept: other words stand beside them."""
    before, after = (" " if words[:1] == " " else ""), (" " if words[-1:] == " " else "")
    return f"{before}{plain(words)}{after}" if words.strip() else " "
