"""What a command for scripts is asked for: the filter of `--filter`, the user's marks, the moment of `--since`.

Nothing heavy is imported before it is needed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    import datetime as dt

    from models.filters import Filter
    from models.marks import Mark, Marks
    from models.store import Store
    from tui.config import Settings

SINCE_HELP = "2025-06-20, yesterday, -3h, -30m (minutes), -2d, -1mo, 14:30, ever, or last: your last visit to the app."
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


def since_moment(
    since: str, settings: Settings, store: Path | None, folder: Path | None
) -> tuple[Path, dt.datetime | None, str]:
    """The folder that `--since` is asked of, the moment it means (None: ever), and this in words; `UsageError`."""
    from models.moments import LAST, MomentError, read_moment
    from models.store import store_path
    from models.wording import one_line
    from tui.clock import now
    from tui.lines.wording import moment
    from tui.state.visits import last_visit

    place = folder or settings.folder or Path("seeds")
    if place.is_file():
        sentence = f"What came since is known of folders, and {one_line(place.name)} is a file: name its folder."
        raise click.UsageError(sentence)
    here = now(settings.timezone)
    try:
        found = read_moment(since, here, last_visit(store or settings.store or store_path(place)))
    except MomentError as error:
        raise click.UsageError(f"--since: {error}") from error
    if found is None:
        return place, None, "the beginning"
    return place, found, f"{'your last visit, ' if since.strip().lower() == LAST else ''}{moment(found, here)}"
