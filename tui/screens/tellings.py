"""The screen with the tellings of a happening, or of a claim: who tells it, from whom, and why they are one."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set

from models.store.rows import TellingRow, Tellings
from tui.commands import bindings
from tui.lines.disagreements import telling_line, telling_lines, tellings_title
from tui.lines.panels import Piece
from tui.lines.source import Line
from tui.screens.listing import BesideScreen
from tui.widgets.slicedlist import SlicedList, slices

#: Has the rows that are told as one stand so, and those set apart each alone.
Regroup = Callable[[Sequence[TellingRow], Sequence[TellingRow]], None]

APART = "set apart by you"


class TellingList(SlicedList[TellingRow]):
    """The tellings, a line each, those of one origin together."""

    def __init__(self, tellings: Tellings, apart: Set[str]) -> None:
        self.ordered = ordered = sorted(tellings.rows, key=lambda row: row.origin)
        super().__init__(slices(lambda: ordered), id="telling-list")
        #: Those that the user says are not this one.
        self.apart = set(apart)

    def key(self, row: TellingRow) -> str:
        """What tells a row from the others."""
        return row.record

    def pieces(self, row: TellingRow, width: int) -> list[Piece]:
        """A telling's line."""
        return telling_line(row, width, apart=row.record in self.apart)


class TellingsScreen(BesideScreen[TellingRow, None]):
    """Tellings of one happening or claim; Enter opens the dispatch."""

    BINDINGS = bindings("tellings")
    scope = "tellings"

    def __init__(
        self,
        tellings: Tellings,
        open_record: Callable[[str], None],
        regroup: Regroup,
        apart: Set[str] = frozenset(),
    ) -> None:
        """`apart` are the events or claims that were set apart before."""
        self._list = TellingList(tellings, apart)
        super().__init__(self._list)
        self._tellings = tellings
        self._open_record = open_record
        self._regroup = regroup

    def fill(self) -> None:
        """Show the tellings."""
        self.title_bar.say(tellings_title(self._tellings, self._together if self._list.apart else None))
        self.rows.show(len(self._list.ordered), {}, 0)
        self.show_whole()

    @property
    def _together(self) -> list[TellingRow]:
        """The tellings that are not set apart."""
        return [row for row in self._tellings.rows if row.record not in self._list.apart]

    def lines(self, row: TellingRow, width: int) -> Sequence[Line]:
        """A telling's sentence, its origin, and why."""
        why = f"{APART}; x takes that back" if row.record in self._list.apart else self._tellings.why
        return telling_lines(row, why, width)

    def action_apart(self) -> None:
        """Set the telling under the cursor apart, as another; again, take that back."""
        row = self.rows.current
        if row is None:
            return
        self._list.apart ^= {row.record}
        self._regroup(self._together, [other for other in self._tellings.rows if other.record in self._list.apart])
        self.title_bar.say(tellings_title(self._tellings, self._together))
        self.rows.repaint()
        self.show_whole()

    def chosen(self, row: TellingRow) -> None:
        """Open its dispatch."""
        self._open_record(row.record)
