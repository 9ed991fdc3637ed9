"""When a progress is sent, by a clock that the test sets."""

import json

import pytest

from models.folder.progress import INTERVAL, Progress, ProgressLines


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
