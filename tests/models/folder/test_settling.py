"""When a file has stood still, by times that the test gives."""

import pytest

from models.folder.scanning import Look
from models.folder.watching import STILL, Settling


@pytest.fixture
def settling():
    return Settling()


class Disk(dict):
    """What files look like, as the test sets it."""

    def __call__(self, name):
        return self.get(name)


def test_a_file_settles_when_it_has_stood_still(settling):
    disk = Disk(a=Look(1, 1))
    settling.notice("a", disk("a"), now=10)
    assert settling.next_due() == pytest.approx(10 + STILL)
    assert settling.settled(10, disk) == []
    assert settling.settled(10 + STILL, disk) == [("a", Look(1, 1))]
    assert settling.next_due() is None


@pytest.mark.parametrize("later", [Look(2, 1), Look(1, 2)])
def test_a_file_that_grows_waits_anew(settling, later):
    disk = Disk(a=Look(1, 1))
    settling.notice("a", disk("a"), now=10)
    disk["a"] = later
    assert settling.settled(10 + 1.1 * STILL, disk) == []
    assert settling.settled(10 + 1.9 * STILL, disk) == []
    assert settling.settled(10 + 2.2 * STILL, disk) == [("a", later)]


def test_a_notice_of_a_changed_file_starts_anew(settling):
    disk = Disk(a=Look(2, 2))
    settling.notice("a", Look(1, 1), now=10)
    settling.notice("a", Look(2, 2), now=10 + STILL / 2)
    assert settling.settled(10 + 1.1 * STILL, disk) == []
    assert settling.settled(10 + 1.6 * STILL, disk) == [("a", Look(2, 2))]


def test_a_notice_that_changes_nothing_does_not_delay(settling):
    disk = Disk(a=Look(1, 1))
    settling.notice("a", disk("a"), now=10)
    settling.notice("a", disk("a"), now=10 + STILL / 2)
    assert settling.settled(10 + 1.1 * STILL, disk) == [("a", Look(1, 1))]


def test_a_file_that_is_gone_settles_as_gone(settling):
    settling.notice("a", None, now=10)
    assert settling.settled(11, Disk()) == [("a", None)]


def test_a_file_put_back_in_the_same_breath_is_never_gone(settling):
    settling.notice("a", None, now=10)
    disk = Disk(a=Look(1, 1))
    assert settling.settled(11, disk) == []
    assert settling.settled(12, disk) == [("a", Look(1, 1))]


def test_each_file_waits_for_itself(settling):
    disk = Disk(a=Look(1, 1), b=Look(1, 1))
    settling.notice("a", disk("a"), now=10)
    settling.notice("b", disk("b"), now=10 + STILL / 2)
    assert settling.settled(10 + 1.1 * STILL, disk) == [("a", Look(1, 1))]
    assert settling.next_due() == pytest.approx(10 + 1.5 * STILL)
