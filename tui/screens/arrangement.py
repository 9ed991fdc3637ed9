"""The arrangement of the main screen: three panels and the source pane, all at once or one at a time.

What they show is the matter of `main.py`; here is where they stand and which of them has the keys.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.geometry import Size
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from models.store.rows import Kind
from models.wording import one_line
from tui.commands import Scope, hints
from tui.lines.panels import Piece, cut_pieces, pieces_width
from tui.panels.daybars import DayBars
from tui.panels.lists import PANELS
from tui.panels.matrix import MatrixGrid
from tui.panels.panel import Panel
from tui.panels.source import SourceText
from tui.panels.status import relations_words, tab_pieces, title_pieces
from tui.screens.dispatch import hint_pieces
from tui.view import KINDS, Row, Shot
from tui.widgets.filterline import FilterLine
from tui.widgets.linelist import LineList
from tui.widgets.styling import Bar

#: At least so many columns and rows show all panels at once.
WIDE = (110, 30)

#: What one panel at a time can be used in; in less than half of it nothing is shown.
USABLE = (60, 15)

#: At least so many rows leave one panel by itself the 16 that it shares with the histogram.
ROOMY = 31


class Arrangement(Screen[None]):
    """Timeline, relations (a list or a matrix), claims and their source."""

    #: The screen says itself who has the keys first.
    AUTO_FOCUS = ""
    #: As Textual has it, but going to another panel repaints two lines, not the screen.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self) -> None:
        super().__init__()
        # Held, not looked up: the keeper may still talk while the screen is being taken down.
        self._panels: dict[Kind, Panel] = {panel.kind: panel(self.fetch) for panel in PANELS}
        self._days = DayBars()
        titles = (*(f"{kind}-title" for kind in KINDS), "source-title", "tabs")
        self._bars = {name: Bar(id=name, classes="bar") for name in titles}
        self._bars |= {name: Bar(id=name) for name in ("status", "hints", "tiny")}
        self._source = SourceText(id="source")
        self._matrix = MatrixGrid()
        self._line = FilterLine(id="filter")
        self._bottom = Container(id="bottom")
        self._active: Kind = "timeline"
        self._wide = False
        self._as_matrix = False
        #: What the titles say of panels that are linked to a line.
        self.linked: dict[Kind, str] = {}
        #: What the titles say of what came in.
        self.news: dict[Kind, str] = {}

    # What the main screen does.

    def fetch(self, kind: Kind, number: int) -> list[Row] | None:
        """A window for a panel."""
        raise NotImplementedError

    def say_all(self) -> None:
        """Say in the one-line bars what there is to say."""
        raise NotImplementedError

    def show_source(self) -> None:
        """Show where the active panel's row was read from."""
        raise NotImplementedError

    def widened(self) -> None:
        """There may be room for more than was looked up."""
        raise NotImplementedError

    # Size and panels.

    def compose(self) -> ComposeResult:
        """Left what happened and between whom, right who says so and where it stands."""
        self._fit(self.app.size)
        yield self._bars["tabs"]
        with Container(id="body"):
            with Vertical(id="left"):
                for kind in ("timeline", "relations"):
                    with Vertical(id=f"{kind}-panel", classes="panel"):
                        yield self._bars[f"{kind}-title"]
                        if kind == "timeline":
                            yield self._days
                        yield self._panels[kind]
                        if kind == "relations":
                            yield self._matrix
            with Vertical(id="right"):
                with Vertical(id="claims-panel", classes="panel"):
                    yield self._bars["claims-title"]
                    yield self._panels["claims"]
                with Vertical(id="source-panel"):
                    yield self._bars["source-title"]
                    yield self._source
        yield self._bars["tiny"]
        yield self._bars["status"]
        with self._bottom:
            yield self._bars["hints"]
            yield self._line

    def panel(self, kind: Kind) -> Panel:
        """A panel by its kind."""
        return self._panels[kind]

    def on_resize(self, event: events.Resize) -> None:
        """Arrange the panels for another size."""
        self._fit(event.size)
        if self.focused is None and not self.has_class("-tiny"):
            self.set_focus(self._active_widget)  # Textual takes the keys from what is hidden while it is too small
        self._say_hints()
        self.say_all()
        self.call_after_refresh(self.widened)

    def _fit(self, size: Size) -> None:
        """All panels at once where there is room, else one, with tabs."""
        self._wide = size.width >= WIDE[0] and size.height >= WIDE[1]
        tiny = size.width * 2 < USABLE[0] or size.height * 2 < USABLE[1]
        if tiny:
            needed = "{}×{}".format(*USABLE)
            self._bars["tiny"].say([Piece(f"{size.width}×{size.height} is too small: make it {needed}", "warning")])
        # All at once: each change has every widget styled anew.
        roomy = self._wide or size.height >= ROOMY
        sizes = {"-wide": self._wide, "-low": size.height < 20, "-tiny": tiny, "-roomy": roomy}
        self.update_classes(sizes | self._active_classes, update=self.is_mounted)

    @property
    def _active_classes(self) -> dict[str, bool]:
        """Where one panel is shown at a time, the active one."""
        return {f"-{kind}": not self._wide and kind == self._active for kind in KINDS}

    def action_panel(self, kind: Kind) -> None:
        """Go to a panel."""
        self._active = kind
        self.update_classes(self._active_classes)
        self.set_focus(self._active_widget)
        self._say_hints()
        self.say_all()
        self.show_source()

    def _say_hints(self) -> None:
        """Hint at the keys that count here; where there is little room, at fewer of those that count anywhere."""
        here: tuple[Scope, ...] = ("list", "record")
        if self._active == "relations":
            here = ("pair",) if self._as_matrix else ("list", "pair")
        anywhere, others = hints("main"), hints(*here, "app")
        while anywhere and pieces_width(hint_pieces([*anywhere, *others])) > self.app.size.width:
            anywhere.pop()
        self._bars["hints"].say(hint_pieces([*anywhere, *others]))

    def say_status(self, pieces: Sequence[Piece]) -> None:
        """Say in the status line how things are; where no line of keys is below it, also which key tells more."""
        if self.has_class("-low") and not self.has_class("-tiny"):
            help_keys = hint_pieces([hint for hint in hints("app") if hint[1] == "help"])
            room = self.app.size.width - pieces_width(help_keys)
            pieces = [*cut_pieces(pieces, room), *help_keys]
        self._bars["status"].say(pieces)

    @property
    def _active_widget(self) -> Widget:
        return self._matrix if self._active == "relations" and self._as_matrix else self.panel(self._active)

    @property
    def _current(self) -> Row | None:
        """The row whose source is shown: the active panel's, of the matrix its cell's."""
        widget = self._active_widget
        return widget.current if isinstance(widget, MatrixGrid) else self.panel(self._active).current

    def action_next_panel(self, step: int) -> None:
        """Go to the next panel, or the one before."""
        self.action_panel(KINDS[(KINDS.index(self._active) + step) % len(KINDS)])

    @on(LineList.Focused)
    def _focused(self, message: LineList.Focused) -> None:
        """A panel that a click gave the keys is the active one."""
        if isinstance(message.list, Panel) and message.list.has_focus and message.list is not self.panel(self._active):
            self.action_panel(message.list.kind)

    @on(MatrixGrid.Focused)
    def _matrix_focused(self) -> None:
        if self._active != "relations":
            self.action_panel("relations")

    # What the lines above the panels say.

    def say_titles(self, shot: Shot | None) -> None:
        """Say in titles and tabs how much there is."""
        counted = {kind: shot.panels[kind].counts for kind in KINDS} if shot else {}
        counts = {kind: seen for kind, seen in counted.items() if seen is not None}
        undated = {"timeline": shot.days.undated} if shot else {}
        more: dict[Kind, str] = {"relations": relations_words(shot.axis if shot else None, self._as_matrix)}
        names = {kind: self.panel(kind).title for kind in KINDS}
        for number, kind in enumerate(KINDS, 1):
            seen, active = counts.get(kind), kind == self._active
            filtered = f"/{one_line(str(shot.chosen.of(kind)))}" if shot and shot.chosen.of(kind).terms else ""
            shown = [
                "…" if shot and seen is None else "",
                "by arrival" if shot and shot.listing == "arrival" and kind != "relations" else "",
            ]
            further = [more.get(kind, ""), self.linked.get(kind, filtered)]
            words = " · ".join(filter(None, (*shown, self.news.get(kind, ""), *further)))
            more[kind] = " · ".join(filter(None, (*shown, *further)))
            said = title_pieces(number, names[kind], seen, active, undated.get(kind, 0), words)
            self._bars[f"{kind}-title"].say(said)
        here = self._active
        tabs = tab_pieces(names, counts, here, undated.get(here, 0), more.get(here, ""), self.news.get(here, ""))
        self._bars["tabs"].say(tabs)

    def say_if_empty(self, kind: Kind, words: str) -> None:
        """Say in a panel what to do where it has nothing to show."""
        self.panel(kind).say_if_empty(words)
        if kind == "relations":
            self._matrix.say_if_empty(words)
