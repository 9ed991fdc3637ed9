"""A disagreement of what a dispatch narrates is no mark on the lines beside it, and quotes the sentence it is of."""

from __future__ import annotations

from models.filters import EVERYTHING
from models.library import read_dispatch
from models.store import FileState, Store

TEXTS = {
    "a": "The Security Council on Friday adopted a resolution welcoming the ceasefire between Thailand and Laos. "
    "Thirteen members voted in favour.",
    "b": "Chad voted for the Security Council resolution on the ceasefire between Thailand and Laos, Ali Bako said. "
    "Fourteen members voted in favor.",
}


def test_lines_beside_what_clashes_are_not_disputed() -> None:
    with Store(None) as store:
        for name, text in TEXTS.items():
            reading = read_dispatch(text, id=name, date="2026-11-20", agency=name)
            store.put(name, FileState(0, 0, "", ""), [reading])
        while store.compare():
            pass
        (row,) = store.disagreements(EVERYTHING, 0, 9)
        assert row.first.sentence == "Thirteen members voted in favour."
        lines = [*store.timeline(EVERYTHING, 0, 9), *store.claims(EVERYTHING, 0, 9)]
        assert lines
        assert not [line for line in lines if line.disputed]
