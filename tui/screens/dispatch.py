"""The screen with one whole dispatch: all that was read from it marked, and listed beside or in place of the text.

It is seen from one finding at a time, whose facts stand above; keys go from one to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.strip import Strip

from models.filters import EVERYTHING, Filter
from models.records import Actor, Dispatch
from models.wording import one_line
from tui.commands import bindings, hints
from tui.lines.findings import Finding, Findings, Named, named_pieces
from tui.lines.panels import Piece, cut_pieces
from tui.lines.source import Excerpt, Laid, Line, Run, fact_lines, lay_out, with_hits, wrap
from tui.panels.source import dispatch_title
from tui.trail import ActorPlace, DispatchPlace, Place
from tui.widgets.linelist import LineList
from tui.widgets.pager import Pager
from tui.widgets.slicedlist import SlicedList, slices
from tui.widgets.styling import Bar, Styled, line_strip

Item: TypeAlias = Finding | Named

#: From so many columns on the list stands beside the text.
BESIDE = 110


class Facts(Styled):
    """What was read from the sentence, above its dispatch."""

    def __init__(self) -> None:
        super().__init__()
        self._excerpt: Excerpt | None = None
        self._lines: list[Line] = []

    def show(self, excerpt: Excerpt, width: int, height: int) -> None:
        """Take as many lines as the facts need at a width, but never more than a height."""
        self._excerpt = excerpt
        self._lines = fact_lines(excerpt.facts, width)[:height]
        self.styles.height = len(self._lines)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        line = self._lines[y] if y < len(self._lines) else Line(())
        return line_strip(self, line, self.size.width, self.rich_style)


class FindingList(SlicedList[Item]):
    """All that was read, a line each; then who is named."""

    BINDINGS = bindings("list", "found")

    def __init__(self, findings: Findings) -> None:
        items: list[Item] = [*findings.items, *findings.actors]
        super().__init__(slices(lambda: items), id="findings")
        self._items = items

    def key(self, row: Item) -> str:
        """What tells an item from the others."""
        return row.record.id if isinstance(row, Finding) else f"{row.actor!r}"

    def pieces(self, row: Item, width: int) -> list[Piece]:
        """An item's line."""
        return cut_pieces(row.pieces if isinstance(row, Finding) else named_pieces(row), width)

    def empty_line(self) -> str:
        """What an empty list says."""
        return "Nothing was read from it."

    def fill(self, at: int) -> None:
        """Show the items, the cursor on one of them."""
        self.show(len(self._items), {}, at)

    def action_close(self) -> None:
        """Back to where this was opened."""
        self.screen.dismiss(None)


class DispatchScreen(Screen[Place | None]):
    """A dispatch to read; ends with itself as a place, seen from where one has come to."""

    BINDINGS = bindings("dispatch", "places")

    def __init__(
        self,
        findings: Findings,
        record: str | None = None,
        chosen: Filter = EVERYTHING,
        lead: Callable[[Place], None] = lambda _place: None,
        forward: Callable[[], object] = lambda: None,
        versions: Callable[[str], object] = lambda _dispatch: None,
        page: Callable[[Dispatch], object] = lambda _dispatch: None,
    ) -> None:
        """Seen from a record, with the words of a filter marked.

        `lead` goes on to a place, `versions` shows them, `page` shows the dispatch in the user's pager.
        """
        super().__init__()
        self._findings = findings
        self._at = findings.place_of(record)
        self._chosen = chosen
        self._lead = lead
        self._forward = forward
        self._versions = versions
        self._page = page
        self._marked = True
        self._laid = Laid()
        self._excerpt = self._seen()
        self._facts = Facts()
        self._pager = Pager(self._text, id="dispatch-text")
        self._list = FindingList(findings)
        self._position = Bar(id="finding", classes="bar")

    def compose(self) -> ComposeResult:
        """The header, the facts, the text and the list, what one is at, the keys."""
        title = Bar(id="dispatch-title", classes="bar")
        title.say([Piece("▸ Dispatch  ", "title"), *dispatch_title(self._excerpt.dispatch, self._excerpt.sentence)])
        yield title
        yield self._facts
        with Horizontal(id="dispatch-body"):
            yield self._pager
            yield self._list
        yield self._position
        keys = Bar(id="hints")
        keys.say(hint_pieces(hints("dispatch", "places", "reader")))
        yield keys

    def on_mount(self) -> None:
        """Begin at the record it is seen from, in the text."""
        self._list.fill(self._at or 0)
        self._pager.focus()
        self._say_position()

    def on_resize(self, event: events.Resize) -> None:
        """The list beside the text where there is room for both; the facts take a third of the screen at most."""
        self.set_class(event.size.width >= BESIDE, "-beside")
        self._show_facts()

    def dismiss_here(self) -> None:
        """Leave it, to come back to the same record."""
        record = self._findings.items[self._at].record.id if self._at is not None else None
        self.dismiss(DispatchPlace(self._excerpt.dispatch.id, record))

    # From one finding to the next.

    def action_finding(self, step: int) -> None:
        """Go to the next finding, or the one before."""
        if self._findings.items:
            last = len(self._findings.items) - 1
            first = 0 if step > 0 else last
            self._go(first if self._at is None else max(0, min(self._at + step, last)))
            self._list.move_to(self._at or 0)

    def _go(self, at: int) -> None:
        if at == self._at:
            return
        self._at = at
        self._excerpt = self._seen()
        self._show_facts()
        self._pager.lay_out_anew(at_here=True)
        self._say_position()

    def action_marks(self) -> None:
        """Show all marks, or those of the finding one is at alone."""
        self._marked = not self._marked
        self._excerpt = self._seen()
        self._pager.lay_out_anew(at_here=True)

    @on(LineList.Moved)
    def _moved(self, message: LineList.Moved) -> None:
        """The text goes with the list."""
        message.stop()
        if isinstance(message.list.current, Finding):
            self._go(message.list.cursor)

    @on(LineList.Opened)
    def _opened(self, message: LineList.Opened) -> None:
        """Go to the finding in the text, or on to the actor's page."""
        message.stop()
        item = message.list.current
        if isinstance(item, Named):
            self._lead(ActorPlace((item.actor,)))
        elif isinstance(item, Finding):
            self._go(message.list.cursor)
            self.remove_class("-listed")
            self._pager.focus()

    def action_list(self) -> None:
        """Go to the list, or back to the text."""
        to_list = not self._list.has_focus
        self.set_class(to_list, "-listed")
        self.set_focus(self._list if to_list else self._pager)

    # To other places.

    def action_versions(self) -> None:
        """What it said before it was replaced, or what replaced it."""
        self._versions(self._excerpt.dispatch.id)

    def action_page(self) -> None:
        """Show it in the user's pager."""
        self._page(self._excerpt.dispatch)

    def action_who(self) -> None:
        """Go to the page of who is in what one is at, else of who is named most often."""
        here: tuple[Actor, ...] = self._findings.items[self._at].actors if self._at is not None else ()
        item = self._list.current if self._list.has_focus else None
        if isinstance(item, Named):
            here = (item.actor,)
        actors = here or tuple(named.actor for named in self._findings.actors)
        if actors:
            self._lead(ActorPlace(actors))

    def action_back(self) -> None:
        """Go back to where this was opened."""
        self.dismiss_here()

    def action_forward(self) -> None:
        """Go again where one came back from."""
        self._forward()

    # What is shown.

    def _seen(self) -> Excerpt:
        return with_hits(self._findings.excerpt(self._at, marked=self._marked), self._chosen)

    def _show_facts(self) -> None:
        self._facts.show(self._excerpt, self.app.size.width - 4, self.app.size.height // 3)

    def _say_position(self) -> None:
        count = len(self._findings.items)
        if self._at is None:
            words = f"{count:,} marks: n goes to the first" if count else "Nothing was read from it"
            self._position.say([Piece(f" {words}", "dim")])
        else:
            self._position.say([Piece(f" {self._at + 1} of {count}  ", "dim"), *self._findings.items[self._at].pieces])

    def _text(self, width: int) -> Sequence[Line]:
        dispatch = self._excerpt.dispatch
        lines: list[Line] = []
        headline = one_line(dispatch.headline or "")
        if headline and headline not in one_line(dispatch.text[: dispatch.body[0]]):  # where the text begins with it
            lines += [Line((Run(headline[a:b], ("title",)),)) for a, b in wrap(headline, width)]
            lines.append(Line(()))
        if dispatch.problem:
            problem = f"! {one_line(dispatch.problem)}"
            lines += [Line((Run(problem[a:b], ("warning",)),)) for a, b in wrap(problem, width)]
            lines.append(Line(()))
        return [*lines, *lay_out(self._excerpt, width, (0, len(dispatch.text) + 1), self._laid)]


def hint_pieces(pairs: Sequence[tuple[str, str]]) -> list[Piece]:
    """Keys and what they do, for the last line of a screen."""
    pieces: list[Piece] = []
    for key, word in pairs:
        pieces += [Piece("  " if pieces else " "), Piece(key, "key"), Piece(f" {word}", "dim")]
    return pieces
