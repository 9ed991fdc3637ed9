"""The commands, each written once: bindings, hint line, palette and help all come from here.

Which keys they are on when the user's settings say otherwise is the matter of `keys.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from textual.binding import BindingType

    from tui.keys import Keys

Scope = Literal[
    "app",
    "main",
    "list",
    "timeline",
    "relations",
    "matrix",
    "pair",
    "record",
    "filter",
    "reader",
    "versions",
    "changes",
    "handover",
    "disagreements",
    "tellings",
    "dispatch",
    "actor",
    "found",
    "places",
    "marks",
    "problems",
]

#: How the help screen calls each scope, in its order.
SCOPES: dict[Scope, str] = {
    "main": "Anywhere among the panels",
    "list": "In a list",
    "timeline": "In the timeline",
    "relations": "In the list of relations",
    "matrix": "In their matrix",
    "pair": "In both of them",
    "record": "In the timeline and in the claims",
    "filter": "In the filter line",
    "reader": "In an open dispatch, and in this help",
    "dispatch": "In an open dispatch",
    "actor": "On an actor's page",
    "found": "In their lists",
    "places": "Among the panels, dispatches and actors",
    "versions": "Among the versions of a dispatch",
    "changes": "In the list of what came since then",
    "handover": "On the page for who takes over",
    "disagreements": "In the list of disagreements",
    "tellings": "In the tellings of a happening or claim",
    "marks": "In the list of marks",
    "problems": "In the list of problems",
    "app": "Always",
}

#: The scopes whose commands can be called in the same place: there no key may stand for two of them.
TOGETHER: tuple[frozenset[Scope], ...] = (
    frozenset({"app", "main", "places", "list", "timeline", "record"}),
    frozenset({"app", "main", "places", "list", "relations", "pair"}),
    frozenset({"app", "main", "places", "matrix", "pair"}),
    frozenset({"app", "reader"}),
    frozenset({"app", "reader", "dispatch", "places"}),
    frozenset({"app", "list", "found", "dispatch", "places"}),
    frozenset({"app", "list", "found", "actor", "places"}),
    frozenset({"app", "reader", "versions"}),
    frozenset({"app", "list", "changes"}),
    frozenset({"app", "reader", "handover"}),
    frozenset({"app", "list", "disagreements"}),
    frozenset({"app", "list", "tellings"}),
    frozenset({"app", "list", "marks"}),
    frozenset({"app", "list", "problems"}),
    frozenset({"filter"}),
)


@dataclass(frozen=True)
class Command:
    """One thing that a key does: `action` is what Textual calls, `hint` its word in the hint line, if any."""

    id: str
    keys: tuple[str, ...]
    shown: str
    action: str
    does: str
    scope: Scope
    hint: str = ""


COMMANDS: tuple[Command, ...] = (
    Command("panel.timeline", ("1",), "1", "panel('timeline')", "Go to the timeline", "main"),
    Command("panel.relations", ("2",), "2", "panel('relations')", "Go to the relations", "main"),
    Command("panel.claims", ("3",), "3", "panel('claims')", "Go to the claims", "main"),
    Command("panel.next", ("tab",), "Tab", "next_panel(1)", "Go to the next panel", "main", "panel"),
    Command("panel.previous", ("shift+tab",), "Shift+Tab", "next_panel(-1)", "To the panel before", "main"),
    Command("filter.edit", ("slash",), "/", "edit_filter", "Filter all three panels", "main", "filter"),
    Command("filter.clear", ("escape",), "Esc", "clear_filter", "Back a filter, leave the matrix", "main"),
    Command("relations.matrix", ("x",), "x", "matrix", "Turn the relations into a matrix, and back", "main"),
    Command("problems.open", ("p",), "p", "problems", "List the dispatches that could not be read", "main"),
    Command("disagreements.open", ("d",), "d", "disagreements", "What cannot both stand", "main", "disagree"),
    Command("record.why", ("w",), "w", "why", "Who else tells it, or what disagrees with it", "main", "why"),
    Command("changes.open", ("c",), "c", "changes", "What came since your last visit", "main", "news"),
    Command("handover.open", ("b",), "b", "handover", "The page for who takes over", "main"),
    Command("versions.open", ("v",), "v", "versions", "What its dispatch said before it was replaced", "main", "old"),
    Command("view.export", ("e",), "e", "export", "Write what is shown to a file", "main", "export"),
    Command("mark.toggle", ("m",), "m", "mark", "Mark the event or claim, or take the mark away", "main", "mark"),
    Command("mark.note", ("a",), "a", "note", "Add a note to it", "main"),
    Command("mark.list", ("M",), "M", "marks", "List all that is marked", "main"),
    Command("new.next", ("n",), "n", "next_new", "To the next unseen line", "main"),
    Command("new.seen", ("A",), "A", "all_seen", "Take all that is unseen as seen", "main"),
    Command("view.order", ("o",), "o", "order", "Latest arrival on top, or by date again", "main", "order"),
    Command("live.follow", ("F",), "F", "follow", "Follow what lands, until a key moves the cursor", "main", "follow"),
    Command("copy.choose", ("y",), "y", "copy", "Copy its sentence, the line, or it with its source", "main", "copy"),
    Command("copy.record", ("Y",), "Y", "copy_whole", "Copy it with its source", "main"),
    Command("dispatch.page", ("vertical_line",), "|", "page", "The whole dispatch in $PAGER", "main"),
    Command("mark.remove", ("d",), "d", "unmark", "Take the mark away", "marks", "unmark"),
    Command("line.down", ("j", "down"), "j ↓", "cursor(1)", "One line down", "list"),
    Command("line.up", ("k", "up"), "k ↑", "cursor(-1)", "One line up", "list"),
    Command("line.page_down", ("pagedown", "ctrl+f", "space"), "PgDn", "page(1)", "A page down", "list"),
    Command("line.page_up", ("pageup", "ctrl+b"), "PgUp", "page(-1)", "A page up", "list"),
    Command("line.first", ("g", "home"), "g Home", "first", "To the first line", "list"),
    Command("line.last", ("G", "end"), "G End", "last", "To the last line", "list"),
    Command("line.open", ("enter",), "Enter", "open", "Open the whole dispatch, or the relation", "list", "open"),
    Command("day.older", ("left_square_bracket",), "[", "day(-1)", "To the next older day", "timeline"),
    Command("day.newer", ("right_square_bracket",), "]", "day(1)", "To the next newer day", "timeline"),
    Command("day.today", ("t",), "t", "today", "To the line of today: the newest that does not lie ahead", "timeline"),
    Command("day.undated", ("u",), "u", "undated", "The undated ones alone; again, all", "timeline"),
    Command("pair.unfold", ("right", "l"), "→ l", "unfold", "Open it: its single actors and categories", "relations"),
    Command("pair.fold", ("left", "h"), "← h", "fold", "Close it, also from one of its parts", "relations"),
    Command("cell.down", ("j", "down"), "j ↓", "go(1, 0)", "To who acts less often", "matrix"),
    Command("cell.up", ("k", "up"), "k ↑", "go(-1, 0)", "To who acts more often", "matrix"),
    Command("cell.right", ("l", "right"), "l →", "go(0, 1)", "One to the right", "matrix"),
    Command("cell.left", ("h", "left"), "h ←", "go(0, -1)", "One to the left", "matrix"),
    Command("cell.choose", ("enter",), "Enter", "choose", "The same as f", "matrix"),
    Command("pair.choose", ("f",), "f", "choose", "Show just this in the other panels, until Esc", "pair", "only this"),
    Command("panels.link", ("L",), "L", "link", "The line drives the other panels, or no longer", "main"),
    Command("line.narrow", ("f",), "f", "narrow", "Filter by it; again: wider; at last: all", "record", "only this"),
    Command("filter.keep", ("enter",), "Enter", "keep_filter", "Keep the filter", "filter", "keep"),
    Command("filter.leave", ("escape",), "Esc", "leave_filter", "Back to the filter before", "filter", "back"),
    Command("filter.accept", ("tab", "right"), "Tab →", "accept", "Take what is proposed (→ at the end)", "filter"),
    Command("filter.next", ("ctrl+n",), "Ctrl+N", "propose(1)", "To the next proposal", "filter"),
    Command("filter.previous", ("ctrl+p",), "Ctrl+P", "propose(-1)", "To the proposal before", "filter"),
    Command("filter.older", ("up",), "↑", "remember(1)", "Back in what was typed before", "filter"),
    Command("filter.newer", ("down",), "↓", "remember(-1)", "Forth again", "filter"),
    Command("filter.save", ("ctrl+s",), "Ctrl+S", "save", "Keep it under a name: @name then stands for it", "filter"),
    Command("reader.down", ("j", "down"), "j ↓", "line(1)", "One line down", "reader", "down"),
    Command("reader.up", ("k", "up"), "k ↑", "line(-1)", "One line up", "reader", "up"),
    Command("reader.page_down", ("pagedown", "ctrl+f", "space"), "PgDn", "page(1)", "A page down", "reader"),
    Command("reader.page_up", ("pageup", "ctrl+b"), "PgUp", "page(-1)", "A page up", "reader"),
    Command("reader.first", ("g", "home"), "g Home", "first", "To the beginning", "reader"),
    Command("reader.last", ("G", "end"), "G End", "last", "To the end", "reader"),
    Command("reader.close", ("escape", "q", "enter"), "Esc", "close", "Back to the panels", "reader", "back"),
    Command("happening.tellings", ("right", "l"), "→ l", "tellings", "Who else tells it", "record"),
    Command("disagreements.first", ("left", "h"), "← h", "side(0)", "The earlier side", "disagreements", "earlier"),
    Command("disagreements.second", ("right", "l"), "→ l", "side(1)", "The later side", "disagreements", "later"),
    Command("disagreements.other", ("tab",), "Tab", "other_side", "The other side", "disagreements"),
    Command("disagreements.close", ("escape", "q"), "Esc", "close", "Back to the panels", "disagreements", "back"),
    Command("tellings.apart", ("x",), "x", "apart", "It is another; again: it is not", "tellings", "apart"),
    Command("tellings.close", ("escape", "q", "left", "h"), "Esc ←", "close", "Back", "tellings", "back"),
    Command("finding.next", ("n",), "n", "finding(1)", "To the next mark", "dispatch", "next mark"),
    Command("finding.previous", ("N",), "N", "finding(-1)", "To the mark before", "dispatch"),
    Command("finding.list", ("tab",), "Tab", "list", "To the list of all that was read, and back", "dispatch", "list"),
    Command("dispatch.versions", ("v",), "v", "versions", "What it said before it was replaced", "dispatch"),
    Command("finding.marks", ("x",), "x", "marks", "Mark all that was read, or this alone", "dispatch"),
    Command("dispatch.pager", ("vertical_line",), "|", "page", "The whole of it in $PAGER", "dispatch"),
    Command("actor.narrow", ("f",), "f", "narrow", "Filter the panels by the actor", "actor", "filter by it"),
    Command("found.close", ("escape", "q"), "Esc", "close", "Back to where it was opened", "found", "back"),
    Command("places.who", ("i",), "i", "who", "The page of the line's actor; again: the next", "places", "who"),
    Command("places.back", ("less_than_sign", "ctrl+o"), "< Ctrl+O", "back", "Back to where it was opened", "places"),
    Command("places.forward", ("greater_than_sign",), ">", "forward", "Forward again", "places"),
    Command("changes.since", ("s",), "s", "since", "Since another moment", "changes", "since"),
    Command("changes.versions", ("v",), "v", "versions", "What the dispatch said before", "changes", "versions"),
    Command("changes.close", ("escape", "q"), "Esc", "close", "Back to the panels", "changes", "back"),
    Command("handover.since", ("s",), "s", "since", "The page since another moment", "handover", "since"),
    Command("handover.whole", ("a",), "a", "whole", "All of it, or what goes on one sheet", "handover", "all"),
    Command("handover.write", ("e",), "e", "write", "Write the page to a file", "handover", "write"),
    Command("marks.close", ("escape", "q"), "Esc", "close", "Back to the panels", "marks", "back"),
    Command("problems.close", ("escape", "q"), "Esc", "close", "Back to the panels", "problems", "back"),
    Command("versions.older", ("left_square_bracket",), "[", "version(1)", "An older version", "versions", "older"),
    Command("versions.newer", ("right_square_bracket",), "]", "version(-1)", "A newer version", "versions", "newer"),
    Command("versions.text", ("o",), "o", "whole", "The older text as it was, or what changed", "versions", "old text"),
    Command("app.help", ("question_mark", "f1"), "?", "app.help", "This help", "app", "help"),
    Command("app.quit", ("q",), "q", "app.end", "End the program", "app", "quit"),
    Command("app.palette", ("ctrl+p", "colon"), "Ctrl+P :", "app.palette", "Find a command by its name", "app"),
    Command("app.suspend", ("ctrl+z",), "Ctrl+Z", "app.suspend_process", "Back to the shell; fg returns", "app"),
    Command("app.leave", ("ctrl+c", "ctrl+q"), "Ctrl+C Ctrl+Q", "app.quit", "End it from anywhere", "app"),
)  # fmt: skip


#: The keys in force, where they are not the registry's: set once, before the app is made.
_in_force: Keys | None = None


def use_keys(keys: Keys | None) -> None:
    """Have hints, help and the filter line go by these keys; None for the registry's own."""
    global _in_force
    _in_force = keys


def keys_of(command: Command) -> tuple[str, ...]:
    """The keys that a command is on now."""
    return command.keys if _in_force is None else _in_force.of(command)


def shown_keys(command: Command) -> str:
    """The same as help and palette show them."""
    return command.shown if _in_force is None else _in_force.shown(command)


def bindings(*scopes: Scope) -> list[BindingType]:
    """The key bindings of the commands of these scopes.

    All have priority: keys that arrive in one burst then act one after the other, each on what the one before
    it has focused. Where a key is to be typed, `check_action` lets it through.
    """
    from textual.binding import Binding  # the settings know the commands, and load no terminal

    return [
        Binding(",".join(command.keys), command.action, command.does, show=False, priority=True, id=command.id)
        for command in COMMANDS
        if command.scope in scopes
    ]


def actions(scope: Scope) -> dict[str, str]:
    """The action of each key of a scope, for a widget that handles them where they arrive."""
    return {key: command.action for command in COMMANDS if command.scope == scope for key in keys_of(command)}


def hints(*scopes: Scope) -> list[tuple[str, str]]:
    """Keys and words for the hint line: the commands of these scopes that carry a hint, first key shown."""
    return [
        (shown_keys(command).split()[0], command.hint)
        for command in COMMANDS
        if command.hint and command.scope in scopes and keys_of(command)
    ]
