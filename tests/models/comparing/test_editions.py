"""Which dispatches are states of one item, what shows it and what does not; whichever is asked about first."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import permutations

import pytest

from models.comparing.editions import Edition, follows, link
from models.records import Dispatch, Revision

STORY = (
    "The foreign minister of Freedonia arrived in Sylvania on Monday for two days of talks about the border, "
    "the river and the price of grain. Nobody in the delegation would say how long the talks might last, and the "
    "hosts had set no agenda."
)
OTHER = (
    "Rain is expected along the coast through Thursday, forecasters said, with gusts strong enough to close two "
    "bridges and a ferry line. Schools stay open, and farmers welcomed the water after a dry spring."
)


def edition(
    id: str,
    text: str = STORY,
    *,
    head: str = "",
    agency: str | None = "Muster",
    headline: str | None = "Minister arrives for talks",
    place: str | None = "ESTEROS",
    day: int | None = 3,
    revision: Revision = "original",
    slug: str | None = None,
    version: str | None = None,
) -> Edition:
    whole = head + text
    return Edition(
        Dispatch(
            id=id,
            path=id.split("#")[0],
            sha256=id,
            text=whole,
            body=(len(head), len(whole)),
            headline=headline,
            agency=agency,
            place=place,
            date=dt.date(2025, 7, day) if day else None,
            date_basis="header" if day else None,
            revision=revision,
            slug=slug,
            version=version,
        )
    )


SLIP = edition("slip.txt")


@pytest.mark.parametrize(
    ("newer", "why"),
    [
        (edition("c.txt", revision="corrected"), "a correction: the same headline; 100 % of the words stand in both"),
        (edition("l.txt", STORY + " " + OTHER, revision="update"), "an update: the same headline"),
        (edition("p.txt", headline="Minister comes", revision="refiled"), "a refiled version: the same place"),
        (edition("r.txt", headline=None, place=None, revision="repeated"), "a repetition: 100 % of the words"),
        (edition("d.txt", day=6, revision="corrected"), "a correction: the same headline"),
        (edition("w.txt", "The story is withdrawn.", day=9, revision="withdrawn"), "a withdrawal: the same headline"),
        (
            edition(
                "n.txt",
                'Editors, please kill the story headlined "Minister arrives for talks".',
                headline="Notice to editors everywhere",
                revision="withdrawn",
            ),
            "a withdrawal: it names the headline",
        ),
    ],
    ids=lambda value: value.id if isinstance(value, Edition) else "",
)
def test_later_state_replaces_the_earlier(newer: Edition, why: str) -> None:
    found = link(SLIP, newer)
    assert found is not None
    assert (found.newer, found.older) == (newer.id, "slip.txt")
    assert found.why.startswith(why)
    assert link(newer, SLIP) == found
    assert SLIP.filed() & newer.sought()
    assert newer.filed() & SLIP.sought()


@pytest.mark.parametrize(
    "other",
    [
        edition("copy.txt"),
        edition("next-day.txt", day=4),
        edition("other-agency.txt", agency="Prova", revision="corrected"),
        edition("other-story.txt", OTHER, revision="corrected"),
        edition("other-story-same-place.txt", OTHER, headline="Rain on the coast", revision="update"),
        edition("weeks-later.txt", day=20, revision="corrected"),
        edition("note.txt", "Please read Tuesday for Monday in the story.", revision="corrected"),
        edition("short-title.txt", OTHER, headline="World briefs", revision="withdrawn"),
    ],
    ids=lambda other: other.id,
)
def test_what_only_looks_alike_replaces_nothing(other: Edition) -> None:
    assert link(SLIP, other) is None


def test_correction_of_an_earlier_day_is_replaced_by_nothing_that_follows_unmarked() -> None:
    assert link(edition("c.txt", day=2, revision="corrected"), SLIP) is None


def test_a_slug_above_the_text_may_be_of_many_stories_and_needs_more_words() -> None:
    first = edition("a.txt", head="Border-Talks\n", slug="Border-Talks")
    head = "Border-Talks,1st Ld\n"
    other = edition(
        "b.txt", STORY[:80] + OTHER, head=head, headline="Rain stops talks", slug="Border-Talks", revision="update"
    )
    again = edition("c.txt", STORY, head=head, headline="Rain stops talks", slug="Border-Talks", revision="update")
    assert link(first, other) is None
    assert link(first, again) is not None


def test_a_withdrawal_by_the_slug_alone_needs_one_of_the_storys_own() -> None:
    notice = "Kill the story. It is wrong in all that it tells of the talks at the border."
    for slug, linked in (("Border-Talks", False), ("BC-EU--Border-Talks", True)):
        first = edition("a.txt", head=f"{slug}\n", slug=slug)
        kill = edition("b.txt", notice, head=f"{slug}-KILL\n", headline=None, slug=slug, revision="withdrawn")
        assert (link(first, kill) is not None) is linked


@pytest.mark.parametrize(
    "named", ["Minister arrives for talks, moved July 3", "Minister arrives for talks. It is wrong"]
)
def test_a_withdrawal_names_the_headline_without_quotation_marks(named: str) -> None:
    notice = f"Kill the story headlined {named}."
    kill = edition("b.txt", notice, headline=None, place=None, slug="BC-Talks", revision="withdrawn")
    named_so = link(edition("a.txt"), kill)
    assert named_so is not None
    assert named_so.older == "a.txt"
    assert edition("a.txt").filed() & kill.sought()
    assert link(edition("c.txt", headline="Minister leaves the talks", slug="BC-Talks"), kill) is None


def test_a_withdrawal_may_leave_out_the_end_of_the_headline() -> None:
    long = "Minister arrives for talks at the border - sources"
    notice = 'The paper withdraws its story headlined "Minister arrives for talks at the border". He did not.'
    for headline, slug in ((long, None), (None, "BC-Talks")):
        first = edition("a.txt", headline=long, slug=slug)
        assert link(first, edition("b.txt", notice, headline=headline, slug=slug, revision="withdrawn")) is not None


def test_slug_joins_leads_that_were_written_anew() -> None:
    first = edition("a.txt", slug="Border-Talks")
    later = edition(
        "b.txt", STORY[:80] + OTHER, headline="Rain stops talks", slug="Border-Talks, 1st Ld", revision="update"
    )
    found = link(first, later)
    assert found is not None
    assert "the same slug, Border-Talks" in found.why
    assert link(first, edition("c.txt", OTHER, headline="Rain", slug="Border-Talks", revision="update")) is None


def test_the_wires_own_id_and_version_need_nothing_else() -> None:
    first = edition("a.xml#urn:newsml:muster:7", version="1")
    second = edition("b.xml#urn:newsml:muster:7", OTHER, headline="Anew", version="2")
    found = link(second, first)
    assert found is not None
    assert (found.newer, found.older) == (second.id, first.id)
    assert "urn:newsml:muster:7" in found.why
    assert link(first, edition("c.xml#urn:newsml:muster:8", OTHER, headline="Anew", version="2")) is None


def test_a_mere_number_is_no_id() -> None:
    assert link(edition("a.jsonl#1", version="1"), edition("b.jsonl#1", OTHER, headline="B", version="2")) is None


def test_states_of_one_day_have_an_order() -> None:
    states = [
        edition("original.txt"),
        edition("lead.txt", head="(LEAD) Minister arrives\n\n", revision="update"),
        edition("correction.txt", head="CORRECTED - Minister arrives\n\n", revision="corrected"),
        edition("second.txt", head="2ND LEAD\nMinister arrives\n\n", revision="update"),
        edition("third.txt", head="UPDATE 3 - Minister arrives\n\n", revision="update"),
        edition("kill.txt", head="STORY WITHDRAWN\n\n", revision="withdrawn"),
    ]
    for (at, one), (to, other) in permutations(enumerate(states), 2):
        assert follows(one, other) == (at > to)


def test_what_was_saved_after_a_correction_is_not_what_it_corrects() -> None:
    minute = 60 * 10**9
    correction = replace(edition("b", head="CORRECTED: ", revision="corrected"), saved=100 * minute)
    before, after = (replace(edition("a"), saved=at * minute) for at in (90, 110))
    assert link(before, correction) is not None
    assert link(after, correction) is None
    assert link(correction, after) is None


def test_files_copied_together_say_nothing_of_what_was_later() -> None:
    correction = replace(edition("b", head="CORRECTED: ", revision="corrected"), saved=10**18)
    copied_next = replace(edition("a"), saved=10**18 + 10**9)
    assert link(copied_next, correction) is not None


def test_a_notice_of_withdrawal_without_a_dateline_is_of_the_day_of_its_file() -> None:
    notice = edition("kill.txt", 'The story headlined "Minister arrives for talks" is withdrawn.', revision="withdrawn")
    by_file = notice.dispatch.model_copy(update={"date_basis": "mtime", "headline": None, "place": None})
    kill = Edition(by_file)
    assert kill.day == SLIP.day
    assert kill.sought() & SLIP.filed()
    assert link(SLIP, kill) is not None
