"""Marked records are found by their content, whatever became of store and file."""

from __future__ import annotations

from models.marks import mark_key
from models.store import Store


def test_a_marked_record_is_found_where_its_file_has_gone(store: Store, draft) -> None:  # type: ignore[no-untyped-def]
    before = draft("a.txt").event("ASSAULT", [draft.ISRAEL]).event("AID", [draft.IRAN]).claim("Iran denied it")
    content = before.dispatch.sha256
    keys = {mark_key(content, before.events[0]), mark_key(content, before.claims[0])}
    after = draft("moved/b.txt").event("ASSAULT", [draft.ISRAEL]).event("AID", [draft.IRAN]).claim("Iran denied it")
    draft("c.txt", "Israel struck a depot, elsewhere.").event("ASSAULT", [draft.ISRAEL]).put(store)
    after.put(store)
    found = store.marked({content: keys, "of no dispatch": {"k"}})
    assert set(found) == {after.events[0].id, after.claims[0].id}
    assert set(found.values()) == keys


def test_nothing_marked_is_nothing_found(store: Store) -> None:
    assert store.marked({}) == {}
