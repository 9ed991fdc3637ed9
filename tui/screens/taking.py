"""What a reader takes along: marks and notes, lines copied to the clipboard, a dispatch in the pager.

Marks are kept by content (`models.marks`); which rows they are on is looked up with each look at the store.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

from textual import events
from textual.app import ComposeResult, SuspendNotSupported
from textual.containers import Vertical

from models.marks import MARKED, NOTED, Mark, Marks, MarksError, mark_key
from models.oneline import claim_content
from models.records import Claim, Dispatch, Event
from models.store import Store
from models.store.rows import ClaimRow, EventRow
from models.wording import mention_names, one_line, when_words
from tui.lines.panels import Piece
from tui.lines.source import Excerpt, Fact, claim_chain
from tui.lines.wording import dispatch_date
from tui.looks import locale_encoding
from tui.screens.across import Across
from tui.screens.asking import Asking
from tui.screens.dispatch import hint_pieces
from tui.screens.notes import MarksScreen, NoteScreen
from tui.terminal.clipboard import copying
from tui.terminal.paging import PagerError, dispatch_text, page, pager_command
from tui.view import KINDS, Row
from tui.widgets.styling import Bar


@dataclass(frozen=True)
class Whole:
    """A record with its dispatch, and the claim that an event stands in."""

    record: Event | Claim
    dispatch: Dispatch
    claim: Claim | None = None

    @property
    def key(self) -> str:
        """What its mark is kept by."""
        return mark_key(self.dispatch.sha256, self.record)

    @property
    def sentence(self) -> str:
        """The sentence it was read from."""
        return one_line(self.dispatch.text[slice(*self.record.sentence)])

    @property
    def words(self) -> str:
        """What it says in its own words."""
        if isinstance(self.record, Event):
            return self.sentence
        return one_line(claim_content(self.record, self.dispatch.text)[0])

    @property
    def with_source(self) -> str:
        """What it says, who says so, and where and when that stands."""
        says = self.claim if isinstance(self.record, Event) else self.record
        chain = claim_chain(says) if says else ""
        about = [one_line(self.dispatch.agency or ""), dispatch_date(self.dispatch), one_line(self.dispatch.id)]
        where = ", ".join(part for part in about if part)
        if isinstance(self.record, Event):
            event = self.record
            head = f"{when_words(event.when)}: {_sides(event) or 'nobody named'}, {event.category} ({event.status})"
            return f"{head}\n“{self.sentence}”\n{f'according to {chain}; ' if chain else ''}{where}"
        return f"{chain or 'nobody named'}: “{self.words}”\n“{self.sentence}”\n{where}"


def _sides(event: Event) -> str:
    sources, targets = mention_names(event.sources), mention_names(event.targets)
    mutual = {mention.actor.id for mention in event.sources} == {mention.actor.id for mention in event.targets}
    return f"{sources} with each other" if mutual and sources else " → ".join(filter(None, (sources, targets)))


def whole_of(store: Store, row: Row) -> Whole | None:
    """The whole record of a row; None if it is gone, or the row is a relation."""
    if isinstance(row, EventRow):
        record: Event | Claim | None = store.event(row.id)
    elif isinstance(row, ClaimRow):
        record = store.claim(row.id)
    else:
        return None
    dispatch = store.dispatch(record.dispatch) if record else None
    if record is None or dispatch is None:
        return None
    claim = store.claim(record.claim) if isinstance(record, Event) and record.claim else None
    return Whole(record, dispatch, claim)


def marked_in(store: Store, wanted: Mapping[str, Set[str]]) -> tuple[dict[str, str], dict[str, str]]:
    """The ids of the marked records, each with its mark's key; and those of the events told with one of them."""
    found = store.marked(wanted)
    beside = {other: found[id_] for id_, others in store.told_with(found).items() for other in others}
    return found, {id_: key for id_, key in beside.items() if id_ not in found}


class CopyScreen(Asking[str | None]):
    """Asks what of a line is to be copied: a letter each."""

    CHOICES = (("y", "sentence"), ("l", "line"), ("c", "with its source"), ("p", "file"))

    def compose(self) -> ComposeResult:
        """The choices, in a line."""
        bar = Bar(id="copy-choices")
        bar.say([Piece("Copy ", "title"), *hint_pieces([*self.CHOICES, ("Esc", "nothing")])])
        with Vertical(id="copy-box", classes="ask-box"):
            yield bar

    def on_key(self, event: events.Key) -> None:
        """Take the letter."""
        event.stop()
        event.prevent_default()
        if event.key in dict(self.CHOICES):
            self.dismiss(event.key)
        elif event.key in ("escape", "q"):
            self.dismiss(None)


class Taking(Across):
    """A screen over a store from whose lines something can be taken along."""

    _marks: Marks | None = None
    _marked_at: tuple[int | None, int] | None = None
    #: The events of whose happening another telling is marked, each with that mark's key.
    _beside: Mapping[str, str] = MappingProxyType({})
    #: The user's pager, where the settings name one.
    pager: str | None = None

    # Marks.

    def use_marks(self, marks: Marks) -> None:
        """Show the marks of a file, and keep new ones there."""
        self._marks = marks

    @property
    def marks(self) -> Mapping[str, Mark]:
        """The user's marks by their keys."""
        return self._marks.by_key if self._marks else {}

    @property
    def marked(self) -> dict[str, str]:
        """The ids of the marked records that the store holds, each with its mark's key."""
        return self.panel("timeline").marked

    def renew_marks(self, generation: int | None) -> None:
        """Look up what is marked where the store or the marks have changed."""
        marks = self._marks
        if marks is None or not self._tried(marks.refresh):
            return
        if (generation, marks.version) == self._marked_at:
            return
        self._marked_at = generation, marks.version
        wanted = marks.wanted
        if wanted or self.marked:
            self.ask(lambda: marked_in(self._store, wanted), self._marked_found)

    def _marked_found(self, answer: tuple[dict[str, str], dict[str, str]]) -> None:
        found, self._beside = answer
        changed = found != self.marked
        notes = self._marks.by_key if self._marks else {}
        signed = {**self._beside, **found}
        for kind in KINDS:
            panel = self.panel(kind)
            panel.marked = found
            panel.mark_signs = {
                id_: NOTED if notes[key].note else MARKED for id_, key in signed.items() if key in notes
            }
            panel.repaint()
        self.show_source_anew()
        if changed:
            self.marks_changed()

    def marks_changed(self) -> None:
        """Other records are marked than before: a filter may ask for it."""
        raise NotImplementedError

    def with_note(self, row: Row, excerpt: Excerpt | None) -> Excerpt | None:
        """An excerpt, with the note on its row as the first of its facts."""
        if excerpt is None or self._marks is None or not isinstance(row, EventRow | ClaimRow):
            return excerpt
        own = self.marked.get(row.id)
        mark = self._marks.by_key.get(own or self._beside.get(row.id, ""))
        if mark is None or not mark.note:
            return excerpt
        words = one_line(mark.note) if own else f"{one_line(mark.note)} (at {one_line(mark.dispatch)})"
        return replace(excerpt, facts=(Fact("note", words), *excerpt.facts))

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away."""
        self._with_whole(self._toggle)

    def _toggle(self, whole: Whole) -> None:
        marks = self._marks
        if marks is None:
            return
        mark = marks.by_key.get(whole.key)
        if mark is None:
            self._tried(lambda: marks.put(mark_of(whole, "")))
        elif mark.note:
            self._say("It has a note: take the mark away in the list of marks (M), or empty the note first (a).")
        else:
            self._tried(lambda: marks.remove(mark.key))
        self.ask(self._store.generation, self.renew_marks)

    def action_note(self) -> None:
        """Add a note to the row under the cursor, or change it."""
        self._with_whole(self._ask_note)

    def _ask_note(self, whole: Whole) -> None:
        if self._marks is not None:
            mark = self._marks.by_key.get(whole.key)
            self.app.push_screen(NoteScreen(whole.words, mark.note if mark else ""), partial(self._noted, whole))

    def _noted(self, whole: Whole, note: str | None) -> None:
        marks = self._marks
        if note is not None and marks is not None and (note or whole.key in marks.by_key):
            self._tried(lambda: marks.put(mark_of(whole, note)))
            self.ask(self._store.generation, self.renew_marks)

    def show_source_anew(self) -> None:
        """Show where the row under the cursor was read from, though it is the same row."""
        raise NotImplementedError

    def action_marks(self) -> None:
        """List all that is marked."""
        marks = self._marks
        if marks is None:
            return

        def remove(mark: Mark) -> None:
            self._tried(lambda: marks.remove(mark.key))
            self.ask(self._store.generation, self.renew_marks)

        listed = MarksScreen(lambda: list(marks.by_key.values())[::-1], remove, self.now().tzinfo)
        self.app.push_screen(listed, self._go_to)

    def _go_to(self, mark: Mark | None) -> None:
        if mark is None:
            return
        found = next((id_ for id_, key in self.marked.items() if key == mark.key), None)
        if found is None:
            self._say(f"{one_line(mark.dispatch)} is not in this folder now, or reads otherwise; the mark stays.")
        else:
            self.open_record(found)

    def _tried(self, change: Callable[[], object]) -> bool:
        try:
            change()
        except MarksError as error:
            self.app.notify(str(error), severity="error", markup=False)
            return False
        return True

    def _with_whole(self, then: Callable[[Whole], None]) -> None:
        row = self._current
        if row is None:
            return
        if not isinstance(row, EventRow | ClaimRow):
            self._say("A relation is a sum: take one of its events or claims (Enter opens the latest).")
            return

        def found(whole: Whole | None) -> None:
            if whole is None:
                self._say("It is no longer there: its file has gone or has changed.")
            else:
                then(whole)

        self.ask(lambda: whole_of(self._store, row), found)

    # Copying.

    def action_copy(self) -> None:
        """Copy the sentence, the line, or it with its source: asks which."""
        if self._current is not None:
            self.app.push_screen(CopyScreen(), self._copy)

    def action_copy_whole(self) -> None:
        """Copy the row under the cursor with its source."""
        self._copy("c")

    def _copy(self, what: str | None) -> None:
        if what == "l":
            self._copied(self.panel(self._active).line_text, "line")
        elif what == "y":
            self._with_whole(lambda whole: self._copied(whole.sentence, "sentence"))
        elif what == "c":
            self._with_whole(lambda whole: self._copied(whole.with_source, "record with its source"))
        elif what == "p":
            self._with_whole(lambda whole: self._copied(one_line(whole.dispatch.path), "file's name"))

    def _copied(self, text: str, what: str) -> None:
        sent, way, cut = copying(text, os.environ)
        driver = self.app._driver
        if driver is not None:
            driver.write(sent)
        told = f"{len(text):,} characters sent to the clipboard{f' {way}' if way else ''}: the {what}."
        if cut:
            told += " It was cut: terminals take 56 KB at most."
        if way == "through tmux":
            told += " If nothing arrives: tmux set -g set-clipboard on."
        self.app.notify(told, timeout=4, markup=False)

    # The pager.

    def action_page(self) -> None:
        """Show the whole dispatch in the user's pager."""
        self._with_whole(lambda whole: self.page(whole.dispatch))

    def page(self, dispatch: Dispatch) -> None:
        """Show a dispatch in the user's pager, the app out of its way meanwhile."""
        encoding = locale_encoding(os.environ) or "utf-8"
        try:
            command = pager_command(self.pager, os.environ)
            with self.app.suspend():
                page(command, dispatch_text(dispatch), encoding)
        except PagerError as error:
            self._say(str(error))
        except SuspendNotSupported:
            self._say("This terminal cannot be lent to a pager.")
        self.app.refresh()


def mark_of(whole: Whole, note: str) -> Mark:
    """The mark of a record, with a note."""
    return Mark(
        key=whole.key,
        kind=whole.record.type,
        content=whole.dispatch.sha256,
        dispatch=whole.dispatch.id,
        words=whole.words[:500],
        note=note,
        at=dt.datetime.now(dt.UTC),
    )
