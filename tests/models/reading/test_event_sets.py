"""Events on sets of sentences of our own: those with political acts, and prose without one, where silence is right.

The figures are floors under what was measured, not goals; `data/events.toml` says how its labels are meant.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def found_of(reader):
    """The events found in each of some texts."""
    from tests.models.reading.conftest import dispatch_of

    def _found(texts):
        return [reading.events for reading in reader.read(dispatch_of(text) for text in texts)]

    return _found


def test_quiet_prose(found_of):
    sentences = [line for line in (DATA / "quiet.txt").read_text().splitlines() if line and not line.startswith("#")]
    assert len(sentences) >= 150
    loud = [text for text, events in zip(sentences, found_of(sentences), strict=True) if events]
    assert len(loud) <= len(sentences) / 20, loud


def test_sentences_with_acts(found_of):
    rows = tomllib.loads((DATA / "events.toml").read_text())["sentence"]
    right = wrong = missed = timely = 0
    for row, events in zip(rows, found_of([row["text"] for row in rows]), strict=True):
        left = list(events)
        for wanted in row["events"]:
            event = _match(row["text"], wanted, left)
            optional = wanted.get("optional", False)
            if event is not None:
                left.remove(event)
                right += not optional
                timely += not optional and event.status in {wanted["status"], *wanted.get("also_status", [])}
            else:
                missed += not optional
        wrong += len(left)
    assert right / (right + wrong) >= 0.9
    assert right / (right + missed) >= 0.6
    assert timely / right >= 0.9


def _match(text, wanted, events):
    """The event of a wanted category that shares most words with the wanted one."""
    categories = {wanted["category"], *wanted.get("also", [])}
    fitting = [e for e in events if e.category in categories]
    return max(fitting, key=lambda e: len(_words(wanted["verb"]) & _words(text[slice(*e.span)])), default=None)


def _words(text):
    return set(re.findall(r"\w+", text.lower()))
