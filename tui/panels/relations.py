"""The panel of the relations: a list in which each can be opened, its parts as lines below it.

The rows of the store are counted without the parts, the lines of the list with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from textual.message import Message

from models.store.rows import PartRow, RelationRow
from tui.commands import bindings
from tui.lines.panels import Piece
from tui.lines.relations import FOLDED, UNFOLDED, of_one_name, relation_line
from tui.panels.panel import Fetch, Panel
from tui.view import Anchor, Opened, Pair, PanelShot, Row, Shot, pair_of, row_key


class Relations(Panel):
    """Who did how much to whom."""

    kind = "relations"
    title = "Relations"
    BINDINGS = bindings("relations", "pair")

    @dataclass
    class UnfoldAsked(Message):
        """A relation is to be opened."""

        pair: Pair

    @dataclass
    class Chosen(Message):
        """The other panels are to show just this relation, or this part of one."""

        row: RelationRow

    def __init__(self, fetch: Fetch) -> None:
        super().__init__(fetch)
        #: The open relations and the rows where they stood last, also those whose parts are still on their way.
        self.wanted: dict[Pair, int] = {}
        self._opened: list[Opened] = []
        #: Who is called by the whole name, for another here has the same surname.
        self._in_full: frozenset[str] = frozenset()
        # The part that the cursor was on as the last look began, and what was open then.
        self._held: str | None = None
        self._looked_for: frozenset[Pair] = frozenset()

    # Rows and lines.

    def _located(self, index: int) -> tuple[int, PartRow | None]:
        """The row of the store on a line, and the part of it that the line is, if any."""
        above = 0
        for opened in self._opened:
            line = opened.at + above
            if index <= line:
                break
            if index <= line + len(opened.parts):
                return opened.at, opened.parts[index - line - 1]
            above += len(opened.parts)
        return index - above, None

    def _line_at(self, at: int) -> int:
        """The line of a row of the store."""
        return at + sum(len(opened.parts) for opened in self._opened if opened.at < at)

    def row(self, index: int) -> Row | None:
        """A line's row by its number: of the store, or a part of one."""
        at, part = self._located(index)
        return part if part is not None and 0 <= index < self.count else super().row(at)

    def _windows_row(self, index: int) -> Row | None:
        at, part = self._located(index)
        return part if part is not None else super()._windows_row(at)

    def place(self, anew: bool, waiting: bool) -> Anchor:
        """Where the cursor is, in the rows of the store."""
        at, part = self._located(self.cursor)
        self._held = row_key(part) if part is not None else None
        self._looked_for = frozenset(self.wanted)
        row = super().row(at)
        key = None if row is None or waiting else row_key(row)
        return Anchor(key, at, None if anew or waiting else at)

    def show_shot(self, seen: PanelShot, shot: Shot, moved: int) -> None:
        """Show what a look has found, the parts of what is open with it."""
        opened = [found for found in seen.opened if found.pair in self.wanted]
        # One that is not there under this filter is open again when it is back.
        self.wanted |= {found.pair: found.at for found in opened}
        self._opened = opened
        self._in_full = of_one_name(cast(RelationRow, row) for rows in seen.windows.values() for row in rows)
        self._in_full = self._in_full.union(*(of_one_name(found.parts) for found in opened))
        cursor = self._line_at(seen.cursor)
        for found in opened:
            keys = [row_key(part) for part in found.parts]
            if found.at == seen.cursor and self._held in keys:
                cursor += 1 + keys.index(self._held)
        lines = seen.rows + sum(len(found.parts) for found in opened)
        self.show(lines, seen.windows, cursor + moved)
        for pair in self.wanted.keys() - self._looked_for:  # opened while the look was taken
            self.post_message(self.UnfoldAsked(pair))

    # Drawing.

    def pieces(self, row: Row, width: int) -> list[Piece]:
        """A relation's line, its bar in proportion to the first and longest."""
        first = cast(RelationRow | None, self._windows_row(0))
        relation = cast(RelationRow, row)
        most, buckets = (first.count, len(first.pulse)) if first else (1, 0)
        fold = "" if isinstance(row, PartRow) else UNFOLDED if pair_of(relation) in self.wanted else FOLDED
        return relation_line(relation, width, most, buckets, fold, self._in_full)

    # Opening and closing.

    def action_open(self) -> None:
        """Open or close the relation under the cursor; of a part, ask for the dispatch."""
        row = self.current
        if row is None or isinstance(row, PartRow):
            super().action_open()
        elif pair_of(cast(RelationRow, row)) in self.wanted:
            self.action_fold()
        else:
            self.action_unfold()

    def action_unfold(self) -> None:
        """Open the relation under the cursor."""
        at, part = self._located(self.cursor)
        row = self.current
        if part is None and row is not None and (pair := pair_of(cast(RelationRow, row))) not in self.wanted:
            self.wanted[pair] = at
            self.touched = True
            self.mark_seen()
            self.repaint()
            self.post_message(self.UnfoldAsked(pair))

    def unfold(self, pair: Pair, parts: list[PartRow]) -> bool:
        """Show what a relation consists of; False where it is no longer where it was opened."""
        at = self.wanted.get(pair)
        if at is None or not parts or any(opened.at == at for opened in self._opened):
            return at is None or bool(parts)
        row = super()._windows_row(at)
        if row is None or pair_of(cast(RelationRow, row)) != pair:
            return False
        self._in_full |= of_one_name(parts)
        self._put([*self._opened, Opened(pair, at, parts)])
        line = self._line_at(at)
        below = line + len(parts) - self.size.height + 1
        self._scroll(max(self.top, min(below, line)))
        return True

    def action_fold(self) -> None:
        """Close the relation under the cursor, or the one of which it is a part."""
        row = self.current
        pair = pair_of(cast(RelationRow, row)) if row is not None else None
        if pair not in self.wanted:
            return
        at, _part = self._located(self.cursor)
        del self.wanted[pair]
        self.move_to(self._line_at(at))
        self._put([opened for opened in self._opened if opened.at != at])

    def _put(self, opened: list[Opened]) -> None:
        """Have others open, the cursor and the top line staying with their rows."""
        at, part = self._located(self.cursor)
        held = self.cursor - self._line_at(at) if part is not None else 0
        top = self.cursor - self.top
        self.count += sum(len(o.parts) for o in opened) - sum(len(o.parts) for o in self._opened)
        self._opened = sorted(opened, key=lambda found: found.at)
        self.cursor = self._line_at(at) + held
        self._scroll(self.cursor - top)
        self._into_view()
        self.repaint()

    def action_choose(self) -> None:
        """Have the other panels show just this."""
        row = self.current
        if row is not None:
            self.post_message(self.Chosen(cast(RelationRow, row)))
