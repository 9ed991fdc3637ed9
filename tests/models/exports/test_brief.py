"""The Markdown brief: what is in it, in which order, and that no dispatch can write markup."""

from __future__ import annotations

import io
import re

import pytest

from models.exports.brief import plain, write_brief
from models.records import Disagreement, Occurrence
from tests.models.exports.awkward import CLAIM, DISPATCH, EVENTS, ID, RECORDS, Kept, never_raw, on

WHENS = (
    on("2025-07-01", "2025-07-01", "2025-07-01"),
    on("2025-07-01", "2025-07-01", "2025-07-01~", about=True),
)


@pytest.fixture(scope="module")
def brief() -> str:
    out = io.StringIO()
    assert write_brief(RECORDS, out) == 8 + 2 + 0 + 2
    return out.getvalue()


def headings(brief: str) -> list[str]:
    return [line for line in brief.splitlines() if line.startswith("#")]


def test_the_parts_have_an_order_and_their_lines_that_of_the_records(brief: str) -> None:
    assert headings(brief) == [
        "# Brief",
        "## Timeline",
        *(
            "### 1 Jul 2025",
            r"### \~2 Jul 2025",
            "### Undated, reported 3 Jul 2025",
            "### 13–24 Jun 2025",
            "### …–24 Jun 2025",
        ),
        *("### 2014–…", "### May 2025", "### 2024"),
        "## Relations",
        "## Disagreements",
        "## Claims",
        *(r"### =Russian\|TV &lt;i&gt;� (RUS)", "### nobody named"),
    ]


def test_it_counts_what_it_has(brief: str) -> None:
    assert "2 dispatches, 8 events, 2 relations, 0 disagreements, 2 claims.\n1 dispatch could not be read.\n" in brief


def test_a_line_says_who_says_so_with_sentence_and_file(brief: str) -> None:
    at = brief.index("### 1 Jul 2025")
    line, source = brief[at:].splitlines()[2:4]
    assert line == r"- **Iran ▸ Israel** · ASSAULT: strike · according to TASS ‹ =Russian\|TV &lt;i&gt;�"
    assert r"claims: \"&lt;b&gt;Iran".replace("\\", "") in source
    assert source.endswith(f"({ID}; date: as \\*printed\\*)")


def test_a_disagreement_has_both_sides_and_says_why() -> None:
    gone = Disagreement(id="d1", claims=(EVENTS[0].id, "not here"), kind="figure", why="<two> against *three*")
    out = io.StringIO()
    write_brief([*RECORDS, gone], out, Kept(EVENTS[0], DISPATCH))
    section = out.getvalue().split("## Disagreements")[1].split("## Claims")[0]
    why, first, second = section.strip().splitlines()
    assert why == r"- **figure**: &lt;two&gt; against \*three\*"
    assert first.startswith("  - ")
    assert first.endswith(f"({ID})")
    assert second == "  - a dispatch that is not to be had"


def test_a_happening_told_by_several_is_one_line_with_its_tellings_below() -> None:
    out = io.StringIO()
    same = Occurrence(id="o", events=(EVENTS[3].id, EVENTS[0].id), independent=1, why="the same")
    write_brief([DISPATCH, CLAIM, same, EVENTS[3], EVENTS[0], EVENTS[1]], out)
    timeline = out.getvalue().split("## Relations")[0]
    assert "### 1 Jul 2025" not in timeline
    first, source, other, others = timeline.split("### 13–24 Jun 2025\n\n")[1].splitlines()[:4]
    assert first == "- **Iran ▸ Israel** · ASSAULT: strike · 2 tellings, 1 origin"
    assert source.startswith("  “")
    assert other.startswith("  - **Iran ▸ Israel** · ASSAULT: strike · according to TASS")
    assert others.startswith("    “")


def test_a_happening_of_which_the_view_has_one_telling_is_a_line_as_ever() -> None:
    out, plain_out = io.StringIO(), io.StringIO()
    same = Occurrence(id="o", events=(EVENTS[3].id, "not here"), independent=2, why="the same")
    write_brief([DISPATCH, same, EVENTS[3], EVENTS[0]], out)
    write_brief([DISPATCH, EVENTS[3], EVENTS[0]], plain_out)
    assert out.getvalue() == plain_out.getvalue()


def test_a_status_and_a_chain_are_never_left_out(brief: str) -> None:
    assert "· **negated**" in brief
    assert "- **Iran ⇄ Israel** · CONSULT: talks, &lt;script&gt; · **possible**\n" in brief
    assert brief.count("according to nobody named") == 1


def test_a_claim_has_its_chain_cue_and_manner(brief: str) -> None:
    claim = next(line for line in brief.splitlines() if "*claims*" in line)
    assert claim.startswith(r"- 3 Jul 2025 · TASS ‹ =Russian\|TV &lt;i&gt;� *claims*: ")
    assert claim.endswith("(direct, asserted, affirmed, distancing)")


def test_relations_are_a_table_of_single_days(brief: str) -> None:
    rows = [re.split(r"(?<!\\)\|", line) for line in brief.splitlines() if line.startswith("|")]
    assert {len(row) for row in rows} == {9}
    assert [cell.strip() for cell in rows[2][3:8]] == [
        "3",
        "2",
        "1",
        "ASSAULT 2, CONSULT 1",
        "1 Jun 2025 – 30 Jun 2025",
    ]
    assert rows[3][7].strip() == "undated"


def test_nothing_of_a_dispatch_is_markup(brief: str) -> None:
    assert never_raw(brief)
    assert "<" not in brief
    assert not re.search(r"(?<!\\)[\[\]`]|(?<!\\)://", brief.replace(r"http\://", ""))
    assert re.findall(r"(?<!\\)\*(?!\*)([^*]+?)(?<![\\*])\*(?!\*)", brief) == ["claims"]


def test_a_date_is_headed_once_however_its_events_come() -> None:
    sure, about = (EVENTS[n].model_copy(update={"when": WHENS[n]}) for n in (0, 1))
    out = io.StringIO()
    write_brief([DISPATCH, sure, about, sure, about], out)
    assert headings(out.getvalue())[2:4] == ["### 1 Jul 2025", r"### \~1 Jul 2025"]


def test_an_empty_view_says_so() -> None:
    out = io.StringIO()
    assert write_brief([], out) == 0
    assert out.getvalue().count("None.") == 4


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a_b _c_", r"a_b \_c\_"),
        ("![x](y)", r"!\[x\](y)"),
        ("https://x www.x.example", r"https\://x www\.x.example"),
        ("&lt; <b>", "&amp;lt; &lt;b&gt;"),
        ("a\n\n# b\\", r"a # b\\"),
        ("\x1b[2J\u202e", r"␛\[2J�"),
    ],
)
def test_markup_becomes_text(text: str, shown: str) -> None:
    assert plain(text) == shown
