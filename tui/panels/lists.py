"""The three panels: timeline, relations and claims, each a list over windows of the store."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import cast

from textual.message import Message

from models.store.rows import ClaimRow, EventRow
from tui.commands import bindings
from tui.lines.panels import Piece, claim_line, event_line, today_line
from tui.panels.panel import Fetch, Panel
from tui.panels.relations import Relations
from tui.view import Days, PanelShot, Row, Shot


class Recorded(Panel):
    """A panel whose lines are records, each of which others may tell as well."""

    @dataclass
    class TellingsAsked(Message):
        """Who else tells an event, or a claim, is to be shown."""

        row: EventRow | ClaimRow

    def action_tellings(self) -> None:
        """Ask who else tells it."""
        row = cast(EventRow | ClaimRow | None, self.current)
        if row is not None:
            self.mark_seen()
            self.post_message(self.TellingsAsked(row))


class Timeline(Recorded):
    """What happened when, and above the line of today what lies ahead."""

    kind = "timeline"
    title = "Timeline"
    BINDINGS = bindings("timeline", "record")

    @dataclass
    class DayAsked(Message):
        """The cursor is to go so many days up (later), or down, if negative."""

        steps: int

    class UndatedAsked(Message):
        """The undated events are to be shown alone; where they are, all again."""

    def __init__(self, fetch: Fetch) -> None:
        super().__init__(fetch)
        self._days = Days(dt.date.min, 0, 0, None)

    def show_shot(self, seen: PanelShot, shot: Shot, moved: int) -> None:
        """Show what a look has found, with the line of today where something lies ahead."""
        self._days = shot.days
        self.show(seen.rows, seen.windows, seen.cursor + moved, shot.days.ahead or None)

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

    @property
    def _by_date(self) -> bool:
        """Whether there are days to go to; says what to do where there are none."""
        if not self._days.by_date:
            self.app.notify("By arrival, days stand anywhere: o goes back to the order of dates.", timeout=3)
        return self._days.by_date

    def action_day(self, steps: int) -> None:
        """Ask for another day."""
        if self._by_date:
            self.post_message(self.DayAsked(steps))

    def action_open(self) -> None:
        """Ask for the tellings where there are several, else for the dispatch."""
        row = cast(EventRow | None, self.current)
        if row is not None and row.told is not None:
            self.action_tellings()
        else:
            super().action_open()

    def action_today(self) -> None:
        """Go to the newest event that does not lie ahead."""
        if self._by_date:
            self.move_to(self._days.begin(self.count))

    def action_undated(self) -> None:
        """Ask for the undated events alone, or for all again."""
        self.post_message(self.UndatedAsked())


class Claims(Recorded):
    """Who says so."""

    kind = "claims"
    title = "Claims"
    BINDINGS = bindings("record")

    def pieces(self, row: Row, width: int) -> list[Piece]:
        """A claim's line."""
        return claim_line(cast(ClaimRow, row), width)


PANELS: tuple[type[Panel], ...] = (Timeline, Relations, Claims)
