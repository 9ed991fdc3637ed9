"""What several tell is written anew where one of them has changed, and what was told beside it stays."""

from __future__ import annotations

import datetime as dt

import pytest

from models.filters import EVERYTHING
from models.library import read_dispatch
from models.store import FileState, Store, Tellings, settling

BLOWS = (
    "KHARKIV, Sept 8 (Prova) - Russian missiles struck a power plant in Kharkiv on Sunday, killing four people.",
    "KYIV, Sept 8 (Prova) - Russian missiles hit a power plant in Kharkiv on Sunday and killed four people.",
)
ARRESTS = (
    "LIMA, Sept 8 (Prova) - Police arrested the mayor of Cusco, Juan Torres, on Saturday.",
    "CUSCO, Sept 8 (Prova) - Police detained Juan Torres, the mayor of Cusco, on Saturday.",
)


def put(store: Store, *texts: str) -> None:
    for text in texts:
        id_ = text.partition(",")[0]
        reading = read_dispatch(text, id=id_, date=dt.date(2025, 9, 8), agency=id_)
        dispatch = reading.dispatch.model_copy(update={"path": id_})
        store.put(id_, FileState(0, 0, "", ""), [reading.model_copy(update={"dispatch": dispatch})])
    while store.compare():
        pass


def told(store: Store, *verbs: str) -> Tellings:
    """The tellings of what the timeline tells by one of some verbs."""
    (id_,) = (row.id for row in store.timeline(EVERYTHING, 0, 9) if row.verb in verbs)
    found = store.tellings(id_)
    assert found is not None
    return found


def dispatches(tellings: Tellings) -> set[str]:
    return {row.dispatch for row in tellings.rows}


def test_what_the_user_put_together_comes_apart_into_what_is_one() -> None:
    with Store(None) as store:
        put(store, *BLOWS, ARRESTS[0])
        blows, arrest = told(store, "strike", "hit"), told(store, "arrest")
        store.regroup([*blows.rows, *arrest.rows], [], "You say so.")
        assert dispatches(told(store, "strike", "hit")) == {"KHARKIV", "KYIV", "LIMA"}
        put(store, ARRESTS[1])
        assert dispatches(told(store, "strike", "hit")) == {"KHARKIV", "KYIV"}
        assert dispatches(told(store, "detain", "arrest")) == {"LIMA", "CUSCO"}


def test_what_the_user_set_apart_is_read_once_for_all_that_a_dispatch_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    monkeypatch.setattr(settling, "read_apart", lambda path: read.append(path) or frozenset())
    with Store(None) as store:
        put(store, BLOWS[0])
        read.clear()
        put(store, BLOWS[1])
        assert len(store.timeline(EVERYTHING, 0, 9)) == 2  # both its events are told by the other
    assert len(read) == 1
