"""The screen that lists what came since a moment: withdrawn, corrected, contradicted, new, each with its dispatch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from textual import on

from models.moments import LAST, read_moment
from models.store.rows import ChangeRow, Changes
from tui.commands import bindings
from tui.lines.changes import change_line, change_lines, changes_title
from tui.lines.panels import Piece
from tui.lines.source import Line
from tui.lines.wording import moment
from tui.screens.listing import BesideScreen
from tui.widgets.linelist import LineList
from tui.widgets.slicedlist import SlicedList, slices

#: The moments that one key goes through, and how the title calls each; the last visit first.
SINCE: tuple[tuple[str, str], ...] = (
    (LAST, "your last visit"),
    ("-1h", "an hour ago"),
    ("today", "midnight"),
    ("yesterday", "yesterday"),
    ("-1w", "a week ago"),
    ("1970-01-01", "the beginning"),
)


class ChangeList(SlicedList[ChangeRow]):
    """What came, a line each."""

    def __init__(self, now: Callable[[], dt.datetime]) -> None:
        super().__init__(slices(lambda: self.rows), id="change-list")
        self._now = now
        self.rows: Sequence[ChangeRow] = ()

    def key(self, row: ChangeRow) -> str:
        """What tells a row from the others."""
        return f"{row.kind} {row.dispatch} {row.record} {row.replaces} {row.added}"

    def added(self, row: ChangeRow) -> int:
        """The generation a row came with."""
        return row.added

    def pieces(self, row: ChangeRow, width: int) -> list[Piece]:
        """A change's line."""
        return change_line(row, width, self._now())

    def empty_line(self) -> str:
        """What an empty list says."""
        return "Nothing has come since then. s asks about another moment."


class ChangesScreen(BesideScreen[ChangeRow, None]):
    """What came since a moment; `s` takes another moment, Enter opens the dispatch, `v` its versions.

    Below the list stands all of a line, also what a withdrawal takes down and what a correction changes.
    """

    BINDINGS = bindings("changes")
    scope = "changes"

    def __init__(
        self,
        ask: Callable[[dt.datetime | None, Callable[[Changes], None]], None],
        tell: Callable[[ChangeRow, Callable[[tuple[str, ...]], None]], None],
        show: Callable[[ChangeRow], None],
        versions: Callable[[str], None],
        now: Callable[[], dt.datetime],
        last: dt.datetime | None,
    ) -> None:
        """`ask` looks up what came since a moment (None: ever) and hands it on, `tell` what one changed.

        `show` opens a change's dispatch.
        """
        self._list = ChangeList(now)
        super().__init__(self._list)
        self._ask = ask
        self._open = show
        self._versions = versions
        self._now = now
        self._last = last
        self._at = 0 if last is not None else len(SINCE) - 1
        self._tell = tell
        #: What went with the changes that the cursor was on, by their keys; nothing where it is on its way.
        self._went: dict[str, tuple[str, ...]] = {}

    def fill(self) -> None:
        """Look up what came."""
        self.refill()

    def refill(self) -> None:
        """Look up what came since the moment chosen; also when more has come meanwhile."""
        words, name = SINCE[self._at]
        since = read_moment(words, self._now(), self._last)
        if words == LAST and since is not None:
            name = f"{name}, {moment(since, self._now())}"

        def take(changes: Changes) -> None:
            if not self.is_mounted:
                return
            self.title_bar.say(changes_title(changes, name))
            held = self._list.current
            self._list.rows = changes.rows
            keys = [self._list.key(row) for row in changes.rows]
            cursor = self._list.cursor
            if held is not None and self._list.key(held) in keys:
                cursor = keys.index(self._list.key(held))
            self._list.show(len(changes.rows), {}, cursor)
            self._went.clear()
            self._look_at_it()

        self._ask(since, take)

    def lines(self, row: ChangeRow, width: int) -> Sequence[Line]:
        """All of a change."""
        return change_lines(row, self._went.get(self._list.key(row), ()), width)

    @on(LineList.Moved)
    def _look_at_it(self) -> None:
        """Look up what went with the change under the cursor."""
        self.show_whole()
        row = self._list.current
        if row is None or row.kind not in ("corrected", "updated") or self._list.key(row) in self._went:
            return
        key = self._list.key(row)
        self._went[key] = ()

        def take(words: tuple[str, ...]) -> None:
            if self.is_mounted:
                self._went[key] = words
                self.show_whole()

        self._tell(row, take)

    def chosen(self, row: ChangeRow) -> None:
        """Open its dispatch."""
        self._open(row)

    def action_since(self) -> None:
        """Ask about another moment."""
        self._at = (self._at + 1) % len(SINCE)
        if SINCE[self._at][0] == LAST and self._last is None:
            self._at += 1
        self._list.move_to(0)
        self.refill()

    def action_versions(self) -> None:
        """What the dispatch under the cursor said before."""
        row = self._list.current
        if row is not None:
            self._versions(row.dispatch)
