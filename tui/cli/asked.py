"""What a command for scripts is asked for: the filter of `--filter`, and the user's marks, which it may ask for.

Nothing heavy is imported before it is needed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from models.filters import Filter
    from models.marks import Mark, Marks
    from models.store import Store
    from tui.config import Settings

FILTER_HELP = "Only what passes this filter, as 'from:iran since:2025-06' (see the README)."


class Asked:
    """A filter as it was typed; which records `is:marked` lets through is known when a store is."""

    def __init__(self, text: str, settings: Settings) -> None:
        """`UsageError` naming the words that are wrong; marks that cannot be read are told on stderr."""
        from models.marks import Marks, MarksError, marks_path

        self._text = text
        self._settings = settings
        self._marks: Marks | None = None
        self._parsed()
        try:
            self._marks = Marks(marks_path())
        except MarksError as error:
            click.echo(f"{error} Nothing counts as marked.", err=True)

    @property
    def marks(self) -> Mapping[str, Mark]:
        """The user's marks by their keys."""
        return self._marks.by_key if self._marks else {}

    def of(self, store: Store) -> Filter:
        """The filter on a store."""
        wanted = self._marks.wanted if self._marks and self._text.strip() else {}
        return self._parsed(store.marked(wanted) if wanted else ())

    def _parsed(self, marked: Collection[str] = ()) -> Filter:
        from models.filters import FilterError, parse_filter
        from tui.clock import now
        from tui.state.saved import SavedFilters, saved_path

        named = SavedFilters(saved_path()).named if "@" in self._text else {}
        try:
            today = now(self._settings.timezone)
            return parse_filter(self._text, today, marked=marked, named=named, finished=True)
        except FilterError as error:
            start, end = error.span
            raise click.UsageError(f"--filter: {error.message} (at {self._text[start:end]!r})") from error
