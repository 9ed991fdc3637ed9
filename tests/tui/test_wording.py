"""Dates, actors, chains, and what happens to text that nobody can vouch for."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from models.records import Actor, Dispatch, Status, When
from models.wording import actor_name, day, safe, status_word
from tests.tui.readings import on
from tui.lines import wording
from tui.lines.wording import compact, cut, cut_chain, fit, moment, parties, reach_short, when_short


def when(earliest: str | None, latest: str | None, about: bool = False) -> When:
    def date(text: str | None) -> dt.date | None:
        return dt.date.fromisoformat(text) if text else None

    return When(
        earliest=date(earliest), latest=date(latest), approximate=about, edtf="", text="then", basis="for the test"
    )


@given(st.dates(), st.dates(), st.booleans(), st.integers(9, 30))
def test_a_short_date_fits(one: dt.date, other: dt.date, about: bool, cells: int) -> None:
    first, last = sorted((one, other))
    assert cell_len(when_short(when(str(first), str(last), about), cells)) <= cells


def test_a_date_that_does_not_fit_becomes_coarser() -> None:
    assert when_short(when("2024-12-30", "2025-01-05"), 17) == "Dec 2024–Jan 2025"


@given(st.text(st.characters()), st.integers(0, 40))
def test_fit_is_exact(text: str, cells: int) -> None:
    assert cell_len(fit(safe(text), cells)) == cells


def test_wide_characters_count_as_two() -> None:
    assert cut("北京北京", 5) == "北京…"


def test_cut_keeps_what_fits() -> None:
    assert cut("Tehran", 6) == "Tehran"


def test_the_speaker_outlives_the_relays() -> None:
    assert cut_chain(["EXAMPLE", "Kan"], 7) == "… ‹ Kan"


def test_of_a_long_chain_the_first_relay_stays_and_is_cut_before_it_goes() -> None:
    assert cut_chain(["AP", "Thai television", "Kan"], 14) == "AP ‹ … ‹ Kan"
    assert cut_chain(["Isaan Today", "Kan"], 12) == "Isaan… ‹ Kan"
    assert cut_chain(["Isaan Today", "Kan"], 9) == "… ‹ Kan"


def test_a_chain_with_no_room_for_relays_is_the_speaker() -> None:
    assert cut_chain(["EXAMPLE", "Kan"], 4) == "Kan"


def test_nobody_is_an_empty_chain() -> None:
    assert cut_chain([], 10) == ""


ISR = Actor(id="ISR", name="Israel", kind="country", country="ISR")
IRN = Actor(id="IRN", name="Iran", kind="country", country="IRN")
PUTIN = Actor(id="vladimir-putin", name="Vladimir Putin", kind="person", country="RUS")


def test_who_to_whom() -> None:
    assert parties([ISR], [IRN]) == "ISR ▸ IRN"


def test_the_same_on_both_sides() -> None:
    assert parties([ISR, IRN], [IRN, ISR]) == "ISR ⇄ IRN"


def test_nobody_on_the_other_side() -> None:
    assert parties([PUTIN], []) == "Putin"


def test_nobody_at_all() -> None:
    assert parties([], []) == "–"


def test_an_actor_is_named_with_the_country() -> None:
    assert actor_name(PUTIN) == "Vladimir Putin (RUS)"


@pytest.mark.parametrize(
    ("name", "country", "shown"),
    [
        ("Xi Jinping", "CHN", "Xi"),
        ("Kim Jong Un", "PRK", "Kim"),
        ("Zhao Min", None, "Zhao"),
        ("Nong Duc Manh", "VNM", "Nong"),
        ("Audrey Tang", "TWN", "Tang"),
        ("Kim Campbell", "CAN", "Campbell"),
        ("Lee Hsien Loong", "SGP", "Lee"),
        ("Taro Aso", "JPN", "Aso"),
        ("John Smith", None, "Smith"),
    ],
)
def test_a_person_is_shown_by_the_family_name(name: str, country: str | None, shown: str) -> None:
    assert wording.actor_code(Actor(id="x", name=name, kind="person", country=country)) == shown


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2026-11-27", "2027-01-15", "Nov–Jan 2027"),
        ("2026-01-27", "2027-11-15", "2026–2027"),
        ("2025-11-27", "2027-01-15", "2025–2027"),
    ],
)
def test_what_lasts_over_the_turn_of_a_year_has_its_months(first: str, last: str, shown: str) -> None:
    assert wording.when_short(on(first, last), 14) == shown


def test_who_is_only_described_keeps_number_and_words() -> None:
    rangers = Actor(id="two-thai-rangers", name="two Thai rangers", kind="unknown", country="THA")
    outpost = Actor(id="a-thai-outpost", name="a Thai outpost", kind="place", country="THA")
    assert (wording.actor_code(rangers), wording.actor_code(outpost)) == ("two Thai rangers", "THA")


def test_a_name_with_an_escape_is_harmless() -> None:
    assert wording.actor_code(Actor(id="x", name="Foo \x1b[31m")) == "Foo ␛[31m"


def test_today_shows_the_time_only() -> None:
    now = dt.datetime.now(dt.UTC).astimezone()
    assert moment(now, now) == f"{now:%H:%M}"


def test_another_day_shows_the_day() -> None:
    now = dt.datetime.now(dt.UTC).astimezone()
    before = now - dt.timedelta(days=3)
    assert moment(before, now).startswith(day(before.date()))


def test_a_dispatch_date_has_its_basis() -> None:
    dispatch = Dispatch(id="a", path="a", sha256="", date=dt.date(2025, 7, 3), date_basis="filename")
    assert wording.dispatch_date(dispatch) == "3 Jul 2025 (from file name)"


def test_a_date_made_coarser_stays_approximate() -> None:
    assert when_short(when("2024-12-30", "2025-01-05", True), 18) == "~Dec 2024–Jan 2025"


@pytest.mark.parametrize(
    ("status", "last", "today", "word"),
    [
        ("planned", "2025-07-13", "2025-07-13", "planned"),
        ("planned", "2025-07-13", "2025-07-14", "was planned"),
        ("planned", None, "2026-01-01", "planned"),
        ("possible", "2025-07-13", "2026-01-01", "possible"),
    ],
)
def test_only_a_plan_whose_last_day_has_passed_was_planned(
    status: Status, last: str | None, today: str, word: str
) -> None:
    assert status_word(status, when("2025-07-07", last), dt.date.fromisoformat(today)) == word


def test_an_undated_plan_is_still_planned() -> None:
    assert status_word("planned", None, dt.date(2026, 1, 1)) == "planned"


def test_a_day_with_its_weekday() -> None:
    assert wording.weekday(dt.date(2026, 11, 22)) == "Sun 22 Nov 2026"


@pytest.mark.parametrize(
    ("first", "last", "cells", "shown"),
    [
        (("2025-06-13", "2025-06-13"), ("2025-06-13", "2025-06-13"), 30, "13 Jun 2025"),
        (("2025-06-13", "2025-06-13"), ("2025-06-24", "2025-06-24"), 30, "13–24 Jun 2025"),
        (("2025-06-01", "2025-06-01"), ("2025-06-30", "2025-06-30"), 30, "1–30 Jun 2025"),
        (("2025-06-01", "2025-06-01"), ("2025-07-31", "2025-07-31"), 30, "1 Jun – 31 Jul 2025"),
        (("2024-06-01", "2024-06-01"), ("2025-07-31", "2025-07-31"), 30, "1 Jun 2024 – 31 Jul 2025"),
        (("2025-06-01", "2025-06-30"), ("2025-06-01", "2025-06-30"), 30, "Jun 2025"),
        (("2025-06-01", "2025-06-30"), ("2025-07-03", "2025-07-03"), 30, "Jun – 3 Jul 2025"),
        (("2025-06-01", "2025-06-30"), ("2025-07-03", "2025-07-03"), 14, "Jun–3 Jul 2025"),
        (("2025-06-09", "2025-06-15"), ("2025-07-03", "2025-07-03"), 16, "Jun–Jul 2025"),
        (("2014-01-01", None), ("2025-07-03", "2025-07-03"), 30, "2014–… – 3 Jul 2025"),
        (("2024-12-30", "2024-12-30"), ("2025-07-03", "2025-07-03"), 10, "2024–2025"),
    ],
)
def test_from_one_date_to_another(
    first: tuple[str, str | None], last: tuple[str, str | None], cells: int, shown: str
) -> None:
    begin, end = (
        one.model_copy(update={"edtf": "2014/.."}) if one.latest is None else one for one in (when(*first), when(*last))
    )
    assert reach_short(begin, end, cells) == shown


def test_of_one_day_the_date_that_is_sure_is_shown() -> None:
    sure, about = when("2025-06-13", "2025-06-13"), when("2025-06-13", "2025-06-13", True)
    assert reach_short(about, sure, 20) == reach_short(sure, about, 20) == "13 Jun 2025"
    assert reach_short(about, about, 20) == "~13 Jun 2025"
    assert reach_short(None, None, 20) == "undated"


@given(st.dates(), st.dates(), st.integers(12, 40), st.booleans())
def test_from_one_date_to_another_in_the_cells_there_are(one: dt.date, other: dt.date, cells: int, about: bool) -> None:
    first, last = sorted((one, other))
    begin, end = (when(day.isoformat(), day.isoformat(), about) for day in (first, last))
    assert cell_len(reach_short(begin, end, cells)) <= cells


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, "0"), (999, "999"), (1_200, "1.2k"), (34_567, "34k"), (999_999, "999k"), (2_150_000, "2.1M")],
)
def test_a_compact_count(count: int, shown: str) -> None:
    assert compact(count) == shown
