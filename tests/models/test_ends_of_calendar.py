"""Dispatches of the first and the last days that a calendar has are read and compared as others are."""

from __future__ import annotations

import datetime as dt

import pytest

from models.library import read_dispatch
from models.store import FileState, Store

TEXTS = (
    "Police killed 12 people in Quito on Saturday, officials said Tuesday. The port is closed from Friday to Monday.",
    "Ecuador fined Veska $12 million. The army will leave within 99999999 hours, the ministry said.",
    "Police arrested the mayor of Cusco, Juan Torres.",
    "Police arrested the mayor of Cusco, Juan Torres, today.",
    "Kan said the Bosomtwe ferry was running on Saturday.",
    "The union of dockers said the Bosomtwe ferry was not running.",
)


@pytest.mark.parametrize("date", [dt.date.min, dt.date.max], ids=str)
def test_dispatches_of_the_ends_of_the_calendar_are_read_and_compared(date: dt.date) -> None:
    with Store(None) as store:
        for number, text in enumerate(TEXTS):
            reading = read_dispatch(text, id=str(number), date=date, agency=f"Wire {number}")
            dispatch = reading.dispatch.model_copy(update={"path": str(number)})
            store.put(str(number), FileState(0, 0, "", ""), [reading.model_copy(update={"dispatch": dispatch})])
        while store.compare():
            pass
        assert store.summary().problems == 0
