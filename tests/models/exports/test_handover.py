"""The page for who takes over: what is on it, in which order, and that each line comes from a record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from models.exports.changed import what_changed
from models.exports.handover import Covered, Page, Section, _Writer, handover, in_order
from models.exports.page import markdown_lines
from models.filters import parse_filter
from models.marks import Mark, mark_key
from models.store import FileState, Store
from models.store.rows import ChangeRow
from tests.across import disagree, tell_as_one
from tests.models.store.conftest import Draft

STATE = FileState(0, 0, "", "")
NOW = dt.datetime(2025, 6, 25, 8, 30, tzinfo=dt.UTC)
DAY = Draft.when("2025-06-22")
AHEAD = Draft.when("2025-06-27")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two dispatches that tell of one blow and of talks to come, one of them with a claim; a third that came later."""
    with Store(tmp_path / "s.sqlite") as store:
        for path in ("a.txt", "b.txt"):
            one = Draft(path, agency=path[0].upper())
            one.event("ASSAULT", [Draft.ISRAEL], [Draft.IRAN], when=DAY)
            one.event("CONSULT", [Draft.IRAN], words="Talks were held", when=AHEAD, status="planned")
            one.claim("“no  depot” was hit", [Draft.IRAN], cue="saying", said=Draft.when("2025-06-23"))
            store.put(path, STATE, [one.reading])
        later = Draft("c.txt", agency="C").event("AID", [Draft.RUSSIA], [Draft.IRAN], words="was hit", when=None)
        store.put("c.txt", STATE, [later.reading])
        tell_as_one(store, ["a.txt:e0", "b.txt:e0"], [1, 2])
        yield store


def page(store: Store, **covered: Any) -> Page:
    return handover(store, Covered(at=NOW, **covered), "wire")


def says(section: Section) -> list[str]:
    return [item.says for item in in_order(section.items)]


def test_what_more_origins_tell_comes_first_and_what_lies_ahead_stands_apart(store: Store) -> None:
    taken, happened, ahead, said = page(store).sections
    assert says(taken) == []
    assert says(happened) == [
        "Russia ▸ Iran · AID: act",
        "Israel ▸ Iran · ASSAULT: act · 2 tellings, 2 origins",
    ]
    assert says(replace(happened, items=happened.items[:1])) == ["Israel ▸ Iran · ASSAULT: act · 2 tellings, 2 origins"]
    assert [item.under for item in in_order(happened.items)] == ["undated, reported 23 Jun 2025", "22 Jun 2025"]
    assert says(ahead) == ["Iran · CONSULT: act · planned"] * 2
    assert says(said) == ["A ‹ Iran saying (indirect)", "B ‹ Iran saying (indirect)"]


def test_many_lines_of_one_dispatch_do_not_crowd_out_the_others(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        many, few = Draft("a.txt", agency="A"), Draft("b.txt", agency="B")
        for who in (Draft.ISRAEL, Draft.RUSSIA):
            many.event("ASSAULT", [who], [Draft.IRAN], when=DAY)
            many.claim("“no  depot” was hit", [who], cue="saying", said=DAY)
        few.event("AID", [Draft.RED_CROSS], [Draft.IRAN], when=DAY)
        few.claim("“no  depot” was hit", [Draft.KREMLIN], cue="saying", said=DAY)
        for draft in (many, few):
            store.put(draft.path, STATE, [draft.reading])
        _, happened, _, said = page(store).sections
        for section in (happened, said):
            assert {quote.where[:5] for item in section.items[:2] for quote in item.quotes} == {"a.txt", "b.txt"}


def test_what_only_the_agency_tells_comes_after_what_somebody_says(tmp_path: Path) -> None:
    agency = Draft.KREMLIN.model_copy(update={"id": "a", "name": "A"})
    with Store(tmp_path / "s.sqlite") as store:
        draft = Draft("a.txt", agency="A")
        draft.claim("“no  depot” was hit", [agency], cue="saying", said=DAY)
        draft.claim("Talks were held", [Draft.IRAN], cue="saying", said=DAY)
        store.put("a.txt", STATE, [draft.reading])
        said = page(store).sections[-1]
        assert [item.quotes[0].pieces[0][0] for item in said.items] == ["Talks were held", "“no depot” was hit"]


def test_each_line_has_the_exact_words_and_where_they_stand(store: Store) -> None:
    event = page(store).sections[1].items[0]
    (quote,) = event.quotes
    assert [words for words, is_exact in quote.pieces if is_exact] == ["struck a depot"]
    assert quote.where == "a.txt"  # the drafts know no places in a file


def test_only_what_came_since_counts_but_what_lies_ahead_stays(store: Store) -> None:
    before = store.timeline(parse_filter("file:b.txt", NOW.date()), 0, 1)[0].added
    taken, happened, ahead, said = page(store, since=before, since_words="an hour ago").sections
    assert says(happened) == ["Russia ▸ Iran · AID: act"]
    assert len(ahead.items) == 2
    assert not said.items
    assert not taken.items


def test_a_filter_is_named_and_holds(store: Store) -> None:
    found = page(store, chosen=parse_filter("from:russia", NOW.date()))
    assert any("from:russia" in words for words in found.about)
    assert [len(section.items) for section in found.sections] == [0, 1, 0, 0]


def test_what_is_disputed_shows_both_sides(store: Store) -> None:
    disagree(store, ("a.txt:c0", [(51, 54)]), ("b.txt:c0", [(51, 54)]))
    (item,) = page(store).sections[0].items
    assert item.sign == "≠"
    assert [quote.where for quote in item.quotes] == ["a.txt", "b.txt"]
    assert all(any(is_exact for _, is_exact in quote.pieces) for quote in item.quotes)


def test_what_is_marked_goes_first_with_its_note(store: Store) -> None:
    event, dispatch = store.event("c.txt:e0"), store.dispatch("c.txt")
    assert event is not None
    assert dispatch is not None
    mark = Mark(
        key=mark_key(dispatch.sha256, event),
        kind="event",
        content=dispatch.sha256,
        dispatch="c.txt",
        words="was hit",
        note="call \x1b[2J back",
        at=NOW,
    )
    first = page(store, marks={mark.key: mark}).sections[1].items[0]
    assert first.says.endswith("· ◆ call ␛[2J back")


def test_what_is_left_out_is_counted(store: Store) -> None:
    happened = page(store, shown=1).sections[1]
    assert happened.left_out == "and 1 more: brief-tui brief --all"
    assert not page(store).sections[1].left_out


def test_a_correction_says_what_it_changed_and_a_withdrawal_what_it_takes_down(tmp_path: Path) -> None:
    from models.library import read_into

    seeds = Path(__file__).parents[3] / "seeds"
    wanted = [*sorted(seeds.glob("*tehran*")), *sorted(seeds.glob("*prova_washington*"))]
    with Store(tmp_path / "s.sqlite") as store:
        for _ in read_into(store, wanted):
            pass
        withdrawn, corrected, *_ = page(store).sections[0].items
    assert withdrawn.details[0] == "takes down 3 events, 1 claim of 2025-06-24_prova_washington.txt"
    assert corrected.details[1].endswith("when was 22 Jun 2025, is 23 Jun 2025")


def test_what_a_withdrawal_says_stands_there_once(store: Store) -> None:
    shown: dict[str, Any] = dict.fromkeys(("agency", "date", "place", "headline"))
    says = "The story on the envoys is withdrawn."
    row = ChangeRow(
        kind="withdrawn", dispatch="w.txt", revision="withdrawn", added=1, opening=says, problem=says, **shown
    )
    item = _Writer(store, Covered())._taken(row)
    assert (item.says, item.quotes[0].pieces) == ("withdrawn: w.txt", ((says, False),))


def test_of_a_corrected_claim_only_the_words_that_differ_are_told(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        for path, number in (("a.txt", "14"), ("b.txt", "four")):
            text = f"Iran said that {number} soldiers of its army had been hurt by mines since July."
            one = Draft(path, text).claim(text[10:-1], [Draft.IRAN])
            store.put(path, STATE, [one.reading])
        shown: dict[str, Any] = dict.fromkeys(("agency", "date", "place", "headline"))
        row = ChangeRow(kind="corrected", dispatch="b.txt", replaces="a.txt", revision="corrected", added=1, **shown)
        assert [words.rpartition("”: ")[2] for words in what_changed(store, row)] == ["content was … 14 …, is … four …"]


def test_where_no_record_says_what_was_corrected_the_wires_reason_and_the_words_do(tmp_path: Path) -> None:
    note, body = "(Corrects to say Muster won 46.1%, not 44.1%)\n\n", "His rival, Ana Muster, won 4{}.1%. Nobody spoke."
    with Store(tmp_path / "s.sqlite") as store:
        for path, head, number in (("a.txt", "", 4), ("b.txt", note, 6)):
            one = Draft(path, head + body.format(number))
            one.dispatch = one.dispatch.model_copy(update={"body": (len(head), len(one.dispatch.text))})
            store.put(path, STATE, [one.reading])
        shown: dict[str, Any] = dict.fromkeys(("agency", "date", "place", "headline"))
        row = ChangeRow(kind="corrected", dispatch="b.txt", replaces="a.txt", revision="corrected", added=1, **shown)
        assert what_changed(store, row) == (note.strip(), "words: “44.1” is “46.1”")


def test_no_words_become_markup_in_markdown(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        text = "*Israel* struck <b>a depot\x1b[2J</b> | [x](http://x.example) there."
        one = Draft("a.txt", text).event("ASSAULT", [Draft.ISRAEL], words="struck", sentence=text, when=DAY)
        store.put("a.txt", STATE, [one.reading])
        lines = "\n".join(markdown_lines(page(store)))
    assert "\x1b" not in lines
    assert r"\*Israel\* **struck** &lt;b&gt;a depot␛\[2J&lt;/b&gt; \| \[x\](http\://x.example)" in lines
