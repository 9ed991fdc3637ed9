"""The arithmetic of intervals."""

from __future__ import annotations

import datetime as dt

import pytest

from models.reading import intervals as iv

D = dt.date


def test_edtf_is_no_more_precise_than_the_interval():
    assert iv.day(D(2025, 6, 22)).edtf == "2025-06-22"
    assert iv.days(D(2025, 6, 13), D(2025, 6, 24)).edtf == "2025-06-13/2025-06-24"
    assert iv.month(2025, 2).edtf == "2025-02"
    assert iv.year(2025).latest == D(2025, 12, 31)
    assert iv.months(2025, 12, 3).edtf == "2025-12/2026-02"


def test_a_week_is_an_iso_week():
    assert iv.week(D(2025, 7, 10)) == iv.days(D(2025, 7, 7), D(2025, 7, 13))


def test_about_marks_both_ends_and_does_not_widen():
    about = iv.days(D(2025, 6, 13), D(2025, 6, 24)).about()
    assert (about.edtf, about.approximate) == ("2025-06-13~/2025-06-24~", True)
    assert about.earliest == D(2025, 6, 13)
    assert about.about() is about


def test_open_ends():
    assert iv.year(2014).since() == iv.Interval(D(2014, 1, 1), None, "2014/..")
    assert iv.day(D(2025, 6, 24)).until() == iv.Interval(None, D(2025, 6, 24), "../2025-06-24")


def test_through_never_runs_backwards():
    june, may = iv.month(2025, 6), iv.month(2025, 5)
    assert may.through(june).edtf == "2025-05/2025-06"
    assert june.through(may) == june


def test_adding_months_keeps_to_the_length_of_the_month():
    assert iv.add_months(D(2025, 1, 31), 1) == D(2025, 2, 28)
    assert iv.add_months(D(2025, 1, 31), -2) == D(2024, 11, 30)
    with pytest.raises(OverflowError):
        iv.add_months(D(2025, 1, 1), 12 * 9000)
