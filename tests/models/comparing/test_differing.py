"""What changed between two states of a dispatch: words in their place, records by what they say."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from models.comparing import differing
from models.comparing.differing import record_changes, word_diff
from models.records import Actor, Claim, Dispatch, Event, Mention, Reading, When

SIGNS = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
IRAN = Actor(id="IRN", name="Iran", kind="country", country="IRN")
QATAR = Actor(id="QAT", name="Qatar", kind="country", country="QAT")


def marked(before: str, after: str) -> str:
    return "".join(SIGNS[kind].format(text) for kind, text in word_diff(before, after))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("on June 22, in reply", "on June 23, in reply", "on June [-22-][+23+], in reply"),
        ("a b c", "a c", "a [-b-] c"),
        ("a c", "a b c", "a [+b+] c"),
        ("same\n  words", "same words", "same words"),
        ("", "all new", "[+all new+]"),
        ("all gone", "", "[-all gone-] "),
        ("same", "same", "same"),
        ("", "", ""),
    ],
)
def test_words_are_marked_in_their_place(before: str, after: str, shown: str) -> None:
    assert marked(before, after) == shown


def test_what_is_not_removed_is_the_later_text() -> None:
    rng = random.Random(7)
    for _ in range(200):
        before, after = (" ".join(rng.choices(["a", "b", "c", "d.", "e,"], k=rng.randrange(12))) for _ in range(2))
        kept = "".join(text for kind, text in word_diff(before, after) if kind != "removed")
        assert kept.split() == after.split()


def test_long_texts_are_compared_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(differing, "_MOST_WORDS", 6)
    before = "one two three\nfour five six\nseven eight nine\n"
    after = "one two three\nfour FIVE six\nseven eight nine\nten\n"
    assert marked(before, after) == "one two three\nfour [-five-][+FIVE+] six\nseven eight nine\n[+ten\n+]"


def reading(text: str, *, day: int | None = None, claims: tuple[str, ...] = ()) -> Reading:
    dispatch = Dispatch(id="a", path="a", sha256="", text=text, body=(0, len(text)))

    def mention(actor: Actor) -> Mention:
        return Mention(actor=actor, span=None, text=actor.name)

    when = day and dt.date(2025, 6, day)
    event = Event(
        id="a:e0",
        dispatch="a",
        sources=(mention(IRAN),),
        targets=(mention(QATAR),),
        category="ASSAULT",
        verb="strike",
        span=(0, 1),
        sentence=(0, 1),
        when=When(earliest=when, latest=when, edtf=str(when), text="", basis="") if when else None,
    )
    said = tuple(
        Claim(
            id=f"a:c{number}",
            dispatch="a",
            sources=(mention(IRAN),),
            content=((text.index(words), text.index(words) + len(words)),),
            sentence=(0, 1),
        )
        for number, words in enumerate(claims)
    )
    return Reading(dispatch=dispatch, claims=said, events=(event,) if day else ())


def test_event_that_changed_says_what_of_it() -> None:
    (turned,) = record_changes(reading("x", day=22), reading("y", day=23))
    assert [tuple(detail) for detail in turned.details] == [("when", "22 Jun 2025", "23 Jun 2025")]


def test_records_that_came_and_went() -> None:
    (came,) = record_changes(reading("x"), reading("y", day=23))
    assert (came.before, came.after is not None) == (None, True)
    (went,) = record_changes(reading("x", day=22), reading("y"))
    assert (went.before is not None, went.after) == (True, None)


def test_claims_are_paired_by_their_words() -> None:
    before = reading("the base was hit hard at dawn; nothing else", claims=("the base was hit hard at dawn", "nothing"))
    after = reading("all of it; the base was hit hard at noon", claims=("all of it", "the base was hit hard at noon"))
    came, changed, went = record_changes(before, after)
    assert (came.before, came.after and came.after.id) == (None, "a:c0")
    assert changed.details[0].what == "content"
    assert (went.before and went.before.id, went.after) == ("a:c1", None)


def test_what_says_the_same_elsewhere_has_not_changed() -> None:
    before = reading("the base was hit", day=22, claims=("the base was hit",))
    after = reading("first of all: the base was hit", day=22, claims=("the base was hit",))
    assert record_changes(before, after) == []
