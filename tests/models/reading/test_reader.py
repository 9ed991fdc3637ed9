"""The whole reading: order, provenance, and any text at all."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.records import Dispatch

PIECES = [
    "Iran",
    "said",
    "that",
    '"',
    "“",
    "”",
    ",",
    ".",
    "\n\n",
    "according to",
    "Moscow",
    "met",
    "with",
    "on June 13",
    "talks",
    "their",
    "he",
    "its",
    "attacked",
    "As",
    "notes",
    ":",
    "was",
    "by",
    "—",
    "\x1b[31m",
    "\u202e",
    "Kan",
    "claims",
    "and",
    "not",
    "if",
]


def made(identity: str, text: str, problem: str | None = None) -> Dispatch:
    return Dispatch(id=identity, path=identity, sha256="0", text=text, body=(0, len(text)), problem=problem)


def test_one_reading_a_dispatch_in_order(reader):
    dispatches = [
        made("a", "Iran attacked Iraq."),
        made("b", ""),
        made("c", "x", "unreadable"),
        made("d", "Moscow met with Oslo."),
    ]
    readings = list(reader.read(dispatches))
    assert [r.dispatch.id for r in readings] == ["a", "b", "c", "d"]
    assert [bool(r.events) for r in readings][:3] == [True, False, False]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join) | st.text(max_size=60))
def test_no_text_makes_the_reader_raise_and_every_span_lies_in_it(reader, text):
    reading = next(reader.read([made("a", text)]))
    spans = [t.span for t in reading.timexes]
    spans += [s for c in reading.claims for s in (*c.content, *c.quotes, c.sentence, *([c.cue.span] if c.cue else []))]
    spans += [m.span for c in reading.claims for m in (*c.sources, *c.via, *c.about) if m.span]
    spans += [s for e in reading.events for s in (e.span, e.sentence)]
    spans += [m.span for e in reading.events for m in (*e.sources, *e.targets) if m.span]
    assert all(0 <= s < e <= len(text) for s, e in spans)
