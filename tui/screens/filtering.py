"""The filters in force: what was typed, and a relation that was chosen for the other panels on top of it.

It owns their state for the main screen, which looks at the store when they change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from models.filters import EVERYTHING, Filter, FilterError, Term, parse_filter
from models.store.rows import PartRow, RelationRow
from tui.view import Chosen
from tui.widgets.filterline import FilterLine


class Filtering:
    """The text of the filter line, and the filters it stands for."""

    def __init__(self, line: FilterLine, today: Callable[[], dt.date]) -> None:
        self._line = line
        self._today = today
        #: The filter in force, as it was typed.
        self.text = ""
        #: The same as filters.
        self.chosen = Chosen()
        #: What is wrong with the text in the line, in a sentence.
        self.mistake = ""
        self._below: str | None = None  # the text that a chosen relation was added to
        self._before: tuple[str, str | None] = "", None  # to go back to when typing is given up

    @property
    def typing(self) -> bool:
        """Whether a filter is being typed."""
        return self._line.field.typing

    def edit(self) -> None:
        """Type a filter."""
        self._before = self.text, self._below
        self._line.edit(self.text)

    def keep(self) -> bool:
        """Be done with typing; False, and on with it, where the text cannot be read."""
        self._line.settle()
        kept = self.apply(self._line.text)
        if not kept:
            self._line.field.typing = True
        return kept

    def leave(self) -> None:
        """Go back to the filter there was before typing."""
        self._line.settle()
        self.apply(*self._before)

    def done(self) -> None:
        """Show in the line what is in force."""
        self._line.set_text(self.text)
        self._line.note("/ changes it, Esc takes it away" if self.text else "")

    def choose(self, row: RelationRow) -> bool:
        """Filter the timeline and the claims by a relation; the relations stay as they are."""
        below = self.text if self._below is None else self._below
        return self.apply(f"{below} {dyad_filter(row)}", below)

    def back(self) -> bool:
        """Take the choice away, else the filter; False where there is neither."""
        if not self.text:
            return False
        return self.apply(self._below or "")

    def apply(self, text: str, below: str | None = None) -> bool:
        """Filter by a text if it can be read, else say what is wrong and leave the last one in force.

        `below` is the part of it that the relations are filtered by, where that is not all.
        """
        text = text.strip()
        if below is None and text == self.text:
            below = self._below
        try:
            chosen = self._read(text)
            relations = chosen if below is None else self._read(below)
        except FilterError as error:
            self._line.note("", span=error.span)
            self.mistake = error.message
            return False
        self._line.note("")
        self.mistake = ""
        self.text, self._below = text, below
        self.chosen = Chosen(chosen, relations, chosen)
        return True

    def _read(self, text: str) -> Filter:
        return parse_filter(text, self._today()) if text else EVERYTHING


def dyad_filter(row: RelationRow) -> str:
    """The filter that lets the events of a relation, or of a part of one, through: `from:"ISR" to:"IRN"`."""
    # An id is searched for as words are; a quotation mark in one would end the quotation.
    source, target = (actor.id.replace('"', " ") for actor in (row.source, row.target))
    terms = [Term("from", source, exact=True), Term("to", target, exact=True)]
    if isinstance(row, PartRow) and row.category is not None:
        terms.append(Term("category", row.category))
    return str(Filter(tuple(terms)))
