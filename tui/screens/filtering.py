"""The filters in force: what was typed, and what was chosen in a panel on top of it; one step back for each.

It owns their state for the main screen, which looks at the store when they change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import NamedTuple

from models.filters import EVERYTHING, Filter, FilterError, parse_filter
from models.filters.completing import without_begun_field
from models.store.rows import RelationRow
from tui.linking import Link
from tui.narrowing import narrowings
from tui.state.saved import SavedFilters
from tui.view import Chosen, Row, row_key
from tui.widgets.filterline import FilterLine


@dataclass(frozen=True)
class Given:
    """What filters refer to that is not in their texts: the moment, what is new, what is marked."""

    now: Callable[[], dt.datetime]
    seen: Callable[[], int | None] = lambda: None
    marked: Callable[[], Collection[str]] = tuple


class _State(NamedTuple):
    """The text in force, and the part of it that the relations are filtered by, where that is not all."""

    text: str
    below: str | None = None


@dataclass
class _Narrowing:
    """What a row was filtered by, again and again: how often, and what was in force before."""

    key: str
    base: _State
    texts: list[str]
    step: int = 0

    @property
    def text(self) -> str:
        """The filter it has come to."""
        return self.texts[self.step]


class Filtering:
    """The text of the filter line, and the filters it stands for."""

    def __init__(self, line: FilterLine, given: Given, saved: SavedFilters) -> None:
        self._line = line
        self._given = given
        self._saved = saved
        self._state = _State("")
        self._steps: list[_State] = []  # what was in force before, the latest last
        self._before = self._state  # to go back to when typing is given up
        self._narrowing: _Narrowing | None = None
        #: The same as filters, narrowed by the line that the panels are linked to.
        self.chosen = self._unlinked = Chosen()
        self._link: Link | None = None
        #: What is wrong with the text in the line, in a sentence.
        self.mistake = ""

    @property
    def text(self) -> str:
        """The filter in force, as it was typed."""
        return self._state.text

    @property
    def typing(self) -> bool:
        """Whether a filter is being typed."""
        return self._line.field.typing

    def edit(self) -> None:
        """Type a filter."""
        self._before = self._state
        self._line.edit(self.text)

    def typed(self, text: str, cursor: int) -> None:
        """Filter by what is typed so far; of a word that may become a field's name it is not known yet."""
        rest = without_begun_field(text, cursor)
        self.apply(text if rest is None else rest)

    def keep(self) -> bool:
        """Be done with typing; False, and on with it, where the text cannot be read."""
        self._line.settle()
        kept = self.apply(self._line.text)
        if not kept:
            self._line.field.typing = True
            return False
        if self._state != self._before:
            self._steps.append(self._before)
        self._saved.remember(self.text)
        return True

    def leave(self) -> None:
        """Go back to the filter there was before typing."""
        self._line.settle()
        self._apply(self._before)

    def done(self, hidden: str = "") -> None:
        """Show in the line what is in force, and how much it hides."""
        self._line.set_text(self.text)
        self.say_hidden(hidden)

    def say_hidden(self, hidden: str) -> None:
        """Say beside what is in force how much it hides."""
        if self.typing:
            return
        parts = (hidden, "/ changes it, Esc goes back"), (hidden, "Esc goes back"), (hidden, "Esc back"), (hidden,)
        self._line.note(*(" · ".join(filter(None, said)) for said in parts if self.text))

    def narrow(self, row: Row) -> bool:
        """Filter by what a row is about; the same row again: by less of it, at last as before.

        By a relation the timeline and the claims are filtered, and the relations stay as they are.
        """
        key = f"{type(row).__name__} {row_key(row)}"
        last = self._narrowing if self._narrowing and self.text == self._narrowing.text else None
        if last is not None and last.key == key:
            if last.step + 1 == len(last.texts):
                return self.back()
            last.step += 1
        else:
            base = last.base if last is not None else self._state
            texts = [self._together(base.text, text) for text in narrowings(row)]
            if not texts:
                return False
            if last is None:
                self._steps.append(base)
            last = self._narrowing = _Narrowing(key, base, texts)
        return self._apply(_State(last.text, last.base.text if isinstance(row, RelationRow) else None))

    def link(self, link: Link | None) -> bool:
        """Narrow the other panels by a line of one, or no longer; False where that changes nothing."""
        if link == self._link:
            return False
        self._link = link
        self.chosen = link.within(self._unlinked) if link is not None else self._unlinked
        return True

    def add(self, more: str) -> bool:
        """Filter by this as well."""
        before = self._state
        if not self._apply(_State(self._together(self.text, more))):
            return False
        self._steps.append(before)
        return True

    def only(self, more: str) -> bool:
        """Filter by this as well; where that was done last, go back."""
        if self._steps and self.text == self._together(self._steps[-1].text, more):
            return self.back()
        return self.add(more)

    def back(self) -> bool:
        """Go a step back; False where no filter is in force."""
        while self._steps and self._steps[-1] == self._state:
            self._steps.pop()
        if not self.text and not self._steps:
            return False
        return self._apply(self._steps.pop() if self._steps else _State(""))

    def apply(self, text: str) -> bool:
        """Filter by a text if it can be read, else say what is wrong and leave the last one in force."""
        text = text.strip()
        return self._apply(_State(text, self._state.below if text == self.text else None))

    def renew(self) -> None:
        """Read the filter in force anew: another day may have begun, other things be new or marked."""
        if self.text:
            mistake = self.mistake
            self._choose(self._state)
            self.mistake = mistake

    def _apply(self, state: _State) -> bool:
        try:
            self._choose(state)
        except FilterError as error:
            self._line.note("", span=error.span)
            self.mistake = error.message
            return False
        self._line.note("")
        self.mistake = ""
        self._state = state
        return True

    def _choose(self, state: _State) -> None:
        chosen = self._read(state.text)
        self._unlinked = Chosen(chosen, chosen if state.below is None else self._read(state.below), chosen)
        self.chosen = self._link.within(self._unlinked) if self._link is not None else self._unlinked

    def _together(self, text: str, more: str) -> str:
        """A text that lets through what two do: the two in a row, where need be with brackets."""
        both = self._read(text) & self._read(more)
        tries = (f"{text} {more}".strip(), f"({text}) {more}")
        return next((tried for tried in tries if self._reads(tried, both)), str(both))

    def _reads(self, text: str, as_filter: Filter) -> bool:
        try:
            return self._read(text) == as_filter
        except FilterError:
            return False

    def _read(self, text: str) -> Filter:
        if not text:
            return EVERYTHING
        given = self._given
        return parse_filter(text, given.now(), seen=given.seen(), marked=given.marked(), named=self._saved.named)
