"""In which order the paths of the backlog are read."""

from models.folder.backlog import Backlog


def drained(backlog):
    paths = []
    while (first := backlog.first()) is not None:
        paths.append(first)
        backlog.discard(first[0])
    return paths


def test_the_newest_comes_first():
    backlog = Backlog()
    for path, age in (("old", 1), ("new", 3), ("middle", 2)):
        backlog.add(path, age)
    assert drained(backlog) == [("new", False), ("middle", False), ("old", False)]


def test_live_changes_go_ahead_the_newest_first():
    backlog = Backlog()
    backlog.add("old", 1)
    backlog.add_ahead("second")
    backlog.add_ahead("third")
    assert drained(backlog) == [("third", True), ("second", True), ("old", False)]


def test_a_live_change_that_changes_again_is_the_newest():
    backlog = Backlog()
    for path in ("a", "b", "a"):
        backlog.add_ahead(path)
    assert drained(backlog) == [("a", True), ("b", True)]


def test_a_path_that_changes_while_it_waits_moves_ahead_and_waits_once():
    backlog = Backlog()
    backlog.add("a", 9)
    backlog.add("b", 1)
    backlog.add_ahead("b")
    backlog.add("b", 5)
    assert len(backlog) == 2
    assert drained(backlog) == [("b", True), ("a", False)]


def test_a_discarded_path_waits_no_more():
    backlog = Backlog()
    backlog.add("a", 1)
    backlog.add_ahead("b")
    backlog.discard("a")
    backlog.discard("b")
    backlog.discard("never there")
    assert len(backlog) == 0
    assert backlog.first() is None


def test_a_path_may_come_back():
    backlog = Backlog()
    backlog.add("a", 1)
    backlog.discard("a")
    backlog.add("a", 2)
    assert drained(backlog) == [("a", False)]


def test_what_landed_last_goes_first_whenever_it_was_noticed():
    backlog = Backlog()
    backlog.add_ahead("landed.txt", 2)
    backlog.add_ahead("folder/a.txt", 1)
    backlog.add_ahead("folder/b.txt", 1)
    assert drained(backlog) == [("landed.txt", True), ("folder/b.txt", True), ("folder/a.txt", True)]


def test_a_second_look_that_finds_nothing_new_keeps_the_turn():
    backlog = Backlog()
    backlog.add_ahead("folder/a.txt", 1)
    backlog.add_ahead("folder/b.txt", 1)
    backlog.add_ahead("folder/a.txt", 1)
    assert backlog.first() == ("folder/b.txt", True)
    backlog.add_ahead("folder/a.txt", 3)
    assert backlog.first() == ("folder/a.txt", True)
