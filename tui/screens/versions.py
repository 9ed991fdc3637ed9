"""The screen with a dispatch's versions: what changed from one to the next, or the older one's text."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.screen import Screen

from models.records import Reading
from models.store import Store
from models.store.rows import Former
from models.wording import one_line
from tui.commands import bindings, hints
from tui.lines.panels import Piece
from tui.lines.source import Excerpt, Line, Run, lay_out, wrap
from tui.lines.versions import version_lines
from tui.panels.source import dispatch_title
from tui.screens.dispatch import hint_pieces
from tui.widgets.pager import Pager
from tui.widgets.styling import Bar

#: A chain of versions longer than this is somebody's mistake.
_LONGEST = 100


class VersionsScreen(Screen[None]):
    """The versions of a dispatch, two at a time: the later one and what it replaces."""

    BINDINGS = bindings("versions")

    def __init__(self, latest: Reading, former: Sequence[Former]) -> None:
        """`former` are the earlier states, the latest first; at least one."""
        super().__init__()
        self._states = [latest, *(state.reading for state in former)]
        self._whys = [state.why for state in former]
        self._at = 0
        self._whole = False
        self._title = Bar(id="dispatch-title", classes="bar")
        self._about = Bar(classes="bar")

    def compose(self) -> ComposeResult:
        """Which two, why the one replaces the other, what changed, the keys."""
        yield self._title
        yield self._about
        yield Pager(self._lines, id="version-text", at_top=True)
        keys = Bar(id="hints")
        keys.say(hint_pieces([*hints("versions"), *hints("reader")]))
        yield keys

    def on_mount(self) -> None:
        """Say which versions are shown."""
        self._say()

    def _say(self) -> None:
        older, newer = self._states[self._at + 1], self._states[self._at]
        shown = older if self._whole else newer
        number = len(self._states) - self._at - self._whole  # the first that came is 1
        count = f"{number} of {len(self._states)}  " if len(self._whys) > 1 else ""
        self._title.say([Piece(f"▸ Version  {count}", "title"), *dispatch_title(shown.dispatch)])
        word = "the older text" if self._whole else "before"
        self._about.say([Piece(f"  {word}: {one_line(older.dispatch.id)}", "dim")])

    def _lines(self, width: int) -> Sequence[Line]:
        older, newer = self._states[self._at + 1], self._states[self._at]
        if not self._whole:
            why = one_line(self._whys[self._at])
            why = why[:1].upper() + why[1:]
            said = [Line((Run(why[a:b], ("fact",)),)) for a, b in wrap(why, width)]
            return [*said, *version_lines(older, newer, width)]
        lines: list[Line] = []
        if older.dispatch.headline:
            headline = one_line(older.dispatch.headline)
            lines = [*(Line((Run(headline[a:b], ("title",)),)) for a, b in wrap(headline, width)), Line(())]
        text = len(older.dispatch.text)
        return [*lines, *lay_out(Excerpt(older.dispatch, (text + 1, text + 1)), width, (0, text + 1))]

    def _show(self) -> None:
        self._say()
        self.query_one(Pager).lay_out_anew()

    def action_version(self, step: int) -> None:
        """To an older version, or a newer one."""
        at = max(0, min(len(self._whys) - 1, self._at + step))
        if at != self._at:
            self._at = at
            self._show()

    def action_whole(self) -> None:
        """The older version's text, or what changed."""
        self._whole = not self._whole
        self._show()

    def action_close(self) -> None:
        """Back to where it was opened."""
        self.dismiss(None)


def versions_of(store: Store, dispatch: str) -> tuple[Reading, list[Former]] | None:
    """The latest state of a dispatch's item, and the earlier ones, the latest first; None where there is just one."""
    latest = store.reading(dispatch)
    for _ in range(_LONGEST):
        if latest is None or latest.dispatch.superseded_by is None:
            break
        later = store.reading(latest.dispatch.superseded_by)
        if later is None:
            break
        latest = later
    former = store.former(latest.dispatch.id) if latest is not None else []
    return (latest, former) if latest is not None and former else None
