"""A disagreement of what a dispatch narrates is no mark on the lines beside it, and quotes the sentence it is of."""

from __future__ import annotations

import datetime as dt

import pytest

from models.filters import EVERYTHING, parse_filter
from models.library import read_dispatch
from models.store import FileState, Store

TEXTS = {
    "a": "The Security Council on Friday adopted a resolution welcoming the ceasefire between Thailand and Laos. "
    "Thirteen members voted in favour.",
    "b": "Chad voted for the Security Council resolution on the ceasefire between Thailand and Laos, Ali Bako said. "
    "Fourteen members voted in favor.",
}


PLAIN = {
    "c": "Iran fired missiles at Israel on Friday, Israeli minister Ana Muster said.",
    "d": "Iran did not fire missiles at Israel on Friday, Iranian minister Ben Example said.",
}
DISPUTED = parse_filter("is:disputed", dt.date(2026, 11, 22))


def compared(texts: dict[str, str]) -> Store:
    store = Store(None)
    for name, text in texts.items():
        reading = read_dispatch(text, id=name, date="2026-11-20", agency=name)
        store.put(name, FileState(0, 0, "", ""), [reading])
    while store.compare():
        pass
    return store


def test_lines_beside_what_clashes_are_not_disputed() -> None:
    with compared(TEXTS) as store:
        (row,) = store.disagreements(EVERYTHING, 0, 9)
        assert row.first.sentence == "Thirteen members voted in favour."
        lines = [*store.timeline(EVERYTHING, 0, 9), *store.claims(EVERYTHING, 0, 9)]
        assert lines
        assert not [line for line in lines if line.disputed]


@pytest.mark.parametrize("texts", [TEXTS, PLAIN, TEXTS | PLAIN])
def test_the_filter_finds_the_lines_that_have_the_sign(texts: dict[str, str]) -> None:
    with compared(texts) as store:
        for view in (store.timeline, store.claims):
            signed = [row.id for row in view(EVERYTHING, 0, 99) if row.disputed]
            assert [row.id for row in view(DISPUTED, 0, 99)] == signed
            assert bool(signed) == ("c" in texts)
