"""The help screen: keys from the command registry, filter fields from the filter language, the signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.screen import Screen

from models.filters import FIELDS
from models.marks import MARKED, NOTED
from tui.commands import COMMANDS, SCOPES, hints, shown_keys
from tui.lines.panels import (
    CERTAINTY_SIGNS,
    CONFLICT,
    COOPERATIVE,
    NEGATED,
    NESTED,
    STANCE_SIGNS,
    STATUS_SIGNS,
    WAS_PLANNED,
    Piece,
)
from tui.lines.relations import CONFLICT_BAR, COOPERATIVE_BAR, FOLDED, TREND_SIGNS, UNFOLDED
from tui.lines.source import SIGNS, Line, MarkKind, Run, wrap
from tui.screens.dispatch import hint_pieces
from tui.widgets.pager import Pager
from tui.widgets.styling import Bar

_MARKS: tuple[tuple[MarkKind, str], ...] = (
    ("who", "who speaks or acts"),
    ("whom", "on or with whom"),
    ("cue", "the words that attribute a claim, or that carry an event"),
    ("content", "what is claimed"),
    ("when", "the date it happened, or was said"),
    ("conflict", "in an open dispatch: another event, of conflict"),
    ("cooperation", "in an open dispatch: another event, of cooperation"),
    ("said", "in an open dispatch: the cue of another claim"),
    ("date", "in an open dispatch: another date"),
    ("named", "in an open dispatch: another name that was read"),
)

_SIGNS: tuple[tuple[str, str], ...] = (
    (f"{MARKED} {NOTED}", "marked; marked, with a note"),
    ("•", "unseen: came since, and the cursor has not rested on it yet"),
    (f"{CONFLICT} {CONFLICT_BAR}", "conflict (PLOVER's verbal and material conflict)"),
    (f"{COOPERATIVE} {COOPERATIVE_BAR}", "cooperation"),
    (NEGATED, "the event is denied, or the claim's content is negative"),
    *((sign, f"an event: {word}") for word, sign in STATUS_SIGNS.items() if sign not in (" ", NEGATED)),
    (WAS_PLANNED, "an event: was planned, its day has passed; whether it took place is not said"),
    *((sign, f"a claim, by its source: {word}") for word, sign in CERTAINTY_SIGNS.items() if sign != " "),
    *((sign, f"a claim, by its reporter: {word}") for word, sign in STANCE_SIGNS.items() if sign != " "),
    (NESTED, "a claim within another claim"),
    ("‹", "according to, the relay first: TASS ‹ Kan is Kan as TASS has it"),
    ("~ …", "a date that is approximate; an interval with an open end"),
    ("(3 Jul)", "undated: the day it was reported, under which it stands"),
    (f"{FOLDED} {UNFOLDED}", "a relation that is closed; open, with the single actors in it and its categories"),
    ("▂·█", "the relation's events over time, by day, week, month, quarter or year as the title says"),
    *((sign, f"against the time before, a relation is {word}") for word, sign in TREND_SIGNS.items()),
    ("── today", "in the timeline: what lies ahead stands above, what has begun below"),
    ("▲ ┆", "under the bars of the days: where the cursor is; today"),
    ("‹3 ›3", "there: so many events lie too far off, earlier or later, to be drawn"),
    *((f"{SIGNS[kind][0]}{kind}{SIGNS[kind][1]}", f"in the source: {words}") for kind, words in _MARKS),
)  # fmt: skip

#: The longest sign and what parts it from its words.
_SIGNS_WIDTH = max(cell_len(sign) for sign, _ in _SIGNS) + 2

_TERMS = "All terms must hold; - before one turns it round, OR parts alternatives, brackets hold them together."


def help_lines(width: int) -> list[Line]:
    """The whole help, laid out for a width."""
    lines: list[Line] = []
    for scope, name in SCOPES.items():
        commands = [command for command in COMMANDS if command.scope == scope]
        lines += _heading(name)
        for command in commands:
            lines += _entry(shown_keys(command), command.does, 12, width)
    lines += _heading("The filter")
    lines += _entry("", _TERMS, 0, width)
    for meaning in FIELDS.values():
        lines.append(Line((Run(meaning.example, ("key",)),)))
        for kind, words in zip(("timeline", "relations", "claims"), meaning[1:], strict=True):
            lines += _entry(f"  {kind}", words, 12, width)
    lines += _heading("Signs")
    for sign, words in _SIGNS:
        lines += _entry(sign, words, _SIGNS_WIDTH, width)
    return lines[1:]


def _heading(words: str) -> list[Line]:
    return [Line(()), Line((Run(words, ("title",)),))]


def _entry(label: str, words: str, indent: int, width: int) -> Iterator[Line]:
    """A label and its words, wrapped beside it."""
    room = max(8, width - indent)
    for number, (start, end) in enumerate(wrap(words, room)):
        left = label if number == 0 else ""
        padding = " " * max(0, indent - cell_len(left))
        yield Line((Run(left, ("key",)), Run(padding + words[start:end], ())))


class HelpScreen(Screen[None]):
    """What the keys do, what the filter takes, what the signs mean."""

    def compose(self) -> ComposeResult:
        """A title, the text, the keys."""
        title = Bar(id="help-title", classes="bar")
        title.say([Piece("▸ Help", "title")])
        yield title
        yield Pager(self._text, id="help-text")
        keys = Bar(id="hints")
        keys.say(hint_pieces(hints("reader")))
        yield keys

    def _text(self, width: int) -> Sequence[Line]:
        return help_lines(width)
