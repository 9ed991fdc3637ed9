"""When a progress is sent, by a clock that the test sets."""

import json

import pytest

from models.folder.progress import INTERVAL, Pace, Progress, ProgressLines


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def sent():
    return []


@pytest.fixture
def lines(sent, clock):
    return ProgressLines(sent.append, clock)


def reading(pending):
    return Progress(state="reading", pending=pending)


def test_the_first_is_sent_at_once(lines, sent):
    lines.offer(reading(3))
    assert sent == [reading(3)]


def test_the_same_is_sent_once(lines, sent, clock):
    lines.offer(reading(3))
    clock.now += 10
    lines.offer(reading(3))
    assert len(sent) == 1
    assert lines.wait() is None


def test_what_comes_too_soon_is_held_back_and_only_the_last_sent(lines, sent, clock):
    lines.offer(reading(3))
    lines.offer(reading(2))
    lines.offer(Progress(state="idle"))
    assert sent == [reading(3)]
    assert lines.wait() == pytest.approx(INTERVAL)
    clock.now += INTERVAL
    lines.offer(Progress(state="idle"))
    assert sent == [reading(3), Progress(state="idle")]


def test_what_became_old_news_is_not_sent(lines, sent):
    lines.offer(reading(3))
    lines.offer(reading(2))
    lines.offer(reading(3))
    lines.flush()
    assert sent == [reading(3)]


def test_at_the_end_what_is_held_back_is_sent(lines, sent):
    lines.offer(reading(3))
    lines.offer(Progress(state="idle"))
    lines.flush()
    assert sent[-1].state == "idle"


def test_a_progress_is_one_line_whatever_the_message():
    line = Progress(state="waiting", message="a\nb\x1b").model_dump_json()
    assert "\n" not in line
    assert json.loads(line)["message"] == "a\nb\x1b"


def test_the_pace_of_a_backlog_is_told_when_it_can_be():
    pace = Pace()
    assert pace.tell(100, 50) == (0, 0)
    for moment in range(100, 141):
        pace.note(moment / 10 + 90)
        pace.note(moment / 10 + 90)
    assert pace.tell(101, 50) == (0, 0)
    assert pace.tell(104, 200) == (20, 9)


def test_the_pace_is_that_of_the_last_seconds():
    pace = Pace()
    for moment in range(1000):
        pace.note(moment / 100)
    for moment in range(10, 60):
        pace.note(moment)
    rate, left = pace.tell(60, 10)
    assert rate == pytest.approx(1, abs=0.1)
    assert left == pytest.approx(10, abs=1)


def test_another_backlog_has_a_pace_of_its_own():
    pace = Pace()
    for moment in range(100):
        pace.note(moment / 10)
    pace.begin()
    assert pace.tell(10, 50) == (0, 0)
