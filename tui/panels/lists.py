"""The three panels: timeline, relations and claims, each a list over windows of the store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, cast

from textual.message import Message

from models.store.rows import ClaimRow, EventRow, Kind, RelationRow
from tui.commands import bindings
from tui.rows import Piece, claim_line, event_line, relation_line, today_line
from tui.view import WINDOW, Days, PanelShot, Row, row_key
from tui.widgets.linelist import LineList

#: How a panel asks for a window; None where the answer comes later.
Fetch = Callable[[Kind, int], list[Row] | None]


class Panel(LineList[Row]):
    """A list of one kind of row."""

    kind: ClassVar[Kind]
    title: ClassVar[str]
    window_size = WINDOW

    def __init__(self, fetch: Fetch) -> None:
        super().__init__(id=self.kind)
        self._fetch = fetch
        self._hint = ""

    def fetch(self, number: int) -> list[Row] | None:
        """The rows of a window."""
        return self._fetch(self.kind, number)

    def key(self, row: Row) -> str:
        """What tells a row from the others."""
        return row_key(row)

    def added(self, row: Row) -> int:
        """The generation a row came with."""
        return row.added

    def empty_line(self) -> str:
        """What an empty panel says, and what to do."""
        return self._hint

    def show_shot(self, seen: PanelShot, _days: Days) -> None:
        """Show what a look has found."""
        self.show(seen.counts.shown, seen.windows, seen.cursor)

    def say_if_empty(self, words: str) -> None:
        """Say something else where there is nothing to show."""
        if words != self._hint:
            self._hint = words
            self.repaint()


class Timeline(Panel):
    """What happened when, and above the line of today what lies ahead."""

    kind = "timeline"
    title = "Timeline"
    BINDINGS = bindings("timeline")

    @dataclass
    class DayAsked(Message):
        """The cursor is to go so many days up (later), or down, if negative."""

        steps: int

    def __init__(self, fetch: Fetch) -> None:
        super().__init__(fetch)
        self._days = Days(dt.date.min, 0, 0, None)

    def show_shot(self, seen: PanelShot, days: Days) -> None:
        """Show what a look has found, with the line of today where something lies ahead."""
        self._days = days
        self.show(seen.counts.shown, seen.windows, seen.cursor, days.ahead or None)

    def pieces(self, row: Row, width: int) -> list[Piece]:
        """An event's line."""
        return event_line(cast(EventRow, row), width, self._days.today)

    def divider(self, width: int) -> list[Piece]:
        """The line of today."""
        return today_line(self._days.today, width)

    @property
    def day(self) -> dt.date | None:
        """The day under which the cursor's event stands."""
        row = cast(EventRow | None, self.current)
        return row.day if row is not None else None

    def action_day(self, steps: int) -> None:
        """Ask for another day."""
        self.post_message(self.DayAsked(steps))

    def action_today(self) -> None:
        """Go to the newest event that does not lie ahead."""
        self.move_to(self._days.begin(self.count))

    def action_undated(self) -> None:
        """Go to the first undated event, if there is one."""
        if self._days.undated:
            self.move_to(self.count - self._days.undated)


class Relations(Panel):
    """Who did how much to whom."""

    kind = "relations"
    title = "Relations"

    def pieces(self, row: Row, width: int) -> list[Piece]:
        """A relation's line, its bar in proportion to the first and longest."""
        first = cast(RelationRow | None, self._windows_row(0))
        most = first.count if first else 1
        return relation_line(cast(RelationRow, row), width, most)


class Claims(Panel):
    """Who says so."""

    kind = "claims"
    title = "Claims"

    def pieces(self, row: Row, width: int) -> list[Piece]:
        """A claim's line."""
        return claim_line(cast(ClaimRow, row), width)


PANELS: tuple[type[Panel], ...] = (Timeline, Relations, Claims)
