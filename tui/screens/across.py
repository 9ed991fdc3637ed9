"""The keys of the main screen that lead across dispatches: versions, what came since.

What is asked of the store for them is looked up in threads; each screen shows what it is handed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar

from textual import events, on
from textual.message import Message

from models.filters import Filter
from models.marks import Mark
from models.setapart import InTurn, regrouped, told_by
from models.store import Store
from models.store.rows import (
    ChangeRow,
    Changes,
    ClaimRow,
    Counts,
    DisagreementRow,
    EventRow,
    RelationRow,
    TellingRow,
    Tellings,
)
from models.wording import one_line
from tui.faults import problem_of
from tui.lines.source import Excerpt, claim_excerpt, event_excerpt
from tui.panels.lists import Recorded
from tui.screens.arrangement import Arrangement
from tui.screens.changes import ChangesScreen
from tui.screens.disagreements import DisagreementsScreen
from tui.screens.handover import HandoverScreen
from tui.screens.tellings import TellingsScreen
from tui.screens.versions import VersionsScreen, versions_of
from tui.view import problem_excerpt
from tui.widgets.linelist import LineList

if TYPE_CHECKING:
    from models.exports.handover import Page

Answer = TypeVar("Answer")


@dataclass
class Answered(Message):
    """The store's answer to a question, and who waits for it."""

    answer: Any
    then: Callable[[Any], None]


@dataclass
class Unanswered(Message):
    """The store could not be asked; `problem` says why."""

    problem: str


class Across(Arrangement):
    """A screen over a store from which the screens across dispatches open."""

    _store: Store
    now: Callable[[], dt.datetime]
    #: When the reader was here before this visit.
    last_visit: dt.datetime | None = None
    _has_answer = False

    def ask(self, question: Callable[[], Answer], then: Callable[[Answer], None]) -> None:
        """Ask the store in a thread, and hand on what it answers."""
        self.run_worker(partial(self._ask, question, then), thread=True)

    def _ask(self, question: Callable[[], Any], then: Callable[[Any], None]) -> None:
        try:
            answer = question()
        except Exception as error:  # noqa: BLE001 - a fault in one question costs its answer, never the app
            self.post_message(Unanswered(problem_of(error, self._store.path)))
        else:
            self.post_message(Answered(answer, then))

    @on(Answered)
    def _answered(self, message: Answered) -> None:
        message.then(message.answer)

    @on(Unanswered)
    def _unanswered(self, message: Unanswered) -> None:
        self.app.notify(message.problem, severity="error", markup=False)

    # The versions of a dispatch.

    def action_versions(self) -> None:
        """What the dispatch of the row under the cursor said before it was replaced."""
        row = self._current
        if isinstance(row, EventRow | ClaimRow):
            self.open_versions(row.dispatch)
        elif isinstance(row, RelationRow):
            self._say("Versions are a dispatch's: open one of the relation's events first.")

    def open_versions(self, dispatch: str) -> None:
        """Show the versions of a dispatch, by its id."""

        def show(found: Any) -> None:
            if found is None:
                self._say(f"There is only one version of {one_line(dispatch)}.")
            else:
                self.app.push_screen(VersionsScreen(*found))

        self.ask(lambda: versions_of(self._store, dispatch), show)

    # Who else says so, and who says otherwise.

    @on(Recorded.TellingsAsked)
    def _tellings_asked(self, message: Recorded.TellingsAsked) -> None:
        self.open_tellings(message.row.id)

    def open_tellings(self, id_: str) -> None:
        """Show the tellings of what an event tells or a claim says, also those that the user has set apart from it."""

        def show(found: tuple[Tellings, frozenset[str]] | None) -> None:
            if found is None or len(found[0].rows) < 2:
                self._say("Only this dispatch tells it, as far as that is seen.")
                return
            tellings, apart = found
            regroup = partial(self._regroup, tellings)
            self.app.push_screen(TellingsScreen(tellings, self.open_record, regroup, apart))

        self.ask(lambda: told_by(self._store, id_), show)

    def _regroup(self, tellings: Tellings, together: Sequence[TellingRow], apart: Sequence[TellingRow]) -> None:
        """Have the store, and the user's own file, say which tellings are one."""

        def done(trouble: str) -> None:
            if trouble:
                self._say(trouble)
            self.look_again()

        # Each press has a thread of its own: the last one pressed must be the last one written.
        self._regroupings.add(partial(regrouped, self._store, tellings, together, apart))
        self.ask(self._regroupings.do_next, done)

    @cached_property
    def _regroupings(self) -> InTurn:
        return InTurn()

    def look_again(self) -> None:
        """Look at the store again, for something in it was changed from here."""
        raise NotImplementedError

    def action_why(self) -> None:
        """What the signs on the line are for: who else tells it, or what disagrees with it."""
        row = self._current
        if not isinstance(row, EventRow | ClaimRow):
            return
        if row.disputed:
            self.ask(lambda: self._store.disagreements_of(row.id), self._show_disputes)
        else:
            self.open_tellings(row.id)

    def _show_disputes(self, found: list[DisagreementRow]) -> None:
        def fetch(offset: int, limit: int, then: Callable[[Sequence[DisagreementRow]], None]) -> None:
            self.ask(lambda: found[offset : offset + limit], then)

        self.app.push_screen(DisagreementsScreen(fetch, len(found), self.open_record, "with this line"))

    def action_disagreements(self) -> None:
        """List what cannot both stand, under the filter of the claims."""
        chosen = self.disputes_by

        def fetch(offset: int, limit: int, then: Callable[[Sequence[DisagreementRow]], None]) -> None:
            self.ask(lambda: self._store.disagreements(chosen, offset, limit), then)

        def show(counts: Counts) -> None:
            about = "" if counts.shown == counts.total else f"of {counts.total:,}, by the filter {chosen}"
            self.app.push_screen(DisagreementsScreen(fetch, counts.shown, self.open_record, one_line(about)))

        self.ask(lambda: self._store.disagreement_counts(chosen), show)

    @property
    def disputes_by(self) -> Filter:
        """The filter that the disagreements go by."""
        raise NotImplementedError

    # Since then.

    def action_changes(self) -> None:
        """List what came since the last visit."""

        def look(since: dt.datetime | None, then: Callable[[Changes], None]) -> None:
            self.ask(lambda: self._store.changes(self._store.generation_at(since) if since else 0), then)

        def tell(row: ChangeRow, then: Callable[[tuple[str, ...]], None]) -> None:
            from models.exports.changed import what_changed  # the app starts without

            self.ask(lambda: what_changed(self._store, row), then)

        opened = ChangesScreen(look, tell, self._open_change, self.open_versions, self.now, self.last_visit)
        self.app.push_screen(opened)

    def action_handover(self) -> None:
        """The page for who takes over, under the filter of the claims."""

        from models.exports.handover import MOST, Covered, handover  # the app starts without
        from tui.lines.page import on_a_sheet

        store, chosen, marks = self._store, self.disputes_by, self.marks

        def look(since: dt.datetime | None, name: str, whole: bool, then: Callable[[Page], None]) -> None:
            def found() -> Page:
                generation = store.generation_at(since) if since else 0
                covered = Covered(chosen, generation, name, self.now(), marks)
                page = handover(store, covered.of_all(MOST) if whole else covered, self.watched)
                return page if whole else on_a_sheet(page)

            self.ask(found, then)

        self.app.push_screen(HandoverScreen(look, self.now, self.last_visit))

    @property
    def marks(self) -> Mapping[str, Mark]:
        """The user's marks by their keys."""
        raise NotImplementedError

    @property
    def watched(self) -> str:
        """What is watched, as a page calls it."""
        raise NotImplementedError

    def _open_change(self, row: ChangeRow) -> None:
        if row.kind == "gone":
            self._say(f"{one_line(row.dispatch)} is no longer there.")
        else:
            self.open_record(row.record or row.dispatch)

    def open_record(self, id_: str) -> None:
        """Open the dispatch of a claim or an event at its sentence, or a dispatch at its beginning."""
        self.ask(lambda: excerpt_by_id(self._store, id_, self.now().date()), partial(self._show_excerpt, id_))

    def _show_excerpt(self, id_: str, excerpt: Excerpt | None) -> None:
        if excerpt is None:
            self._say(f"{one_line(id_)} is no longer there: its file has gone or has changed.")
        else:
            self.open_excerpt(excerpt)

    def open_excerpt(self, excerpt: Excerpt) -> None:
        """Show a dispatch, seen from a record."""
        raise NotImplementedError

    def _say(self, words: str) -> None:
        """Answer a key in a notice; the answer to the key before it goes."""
        self.app.clear_notifications()
        self.app.notify(words, severity="warning", markup=False)
        self._has_answer = True

    @on(LineList.Moved)
    @on(events.ScreenSuspend)
    def _moved_on(self) -> None:
        """What was said of a line goes with the cursor, and where another screen opens."""
        if self._has_answer:
            self._has_answer = False
            self.app.clear_notifications()


def excerpt_by_id(store: Store, id_: str, today: dt.date) -> Excerpt | None:
    """Where a claim or an event was read from, or a whole dispatch; None where there is none of that id."""
    claim, event = store.claim(id_), store.event(id_)
    record = claim or event
    if record is None:
        return problem_excerpt(store, id_)
    dispatch = store.dispatch(record.dispatch)
    if dispatch is None:
        return None
    if claim is not None:
        return claim_excerpt(dispatch, claim)
    assert event is not None
    return event_excerpt(dispatch, event, store.claim(event.claim) if event.claim else None, today)
