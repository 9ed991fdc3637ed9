"""The lines of the panels: a row of the store → pieces of text, each with the role that styles it.

Those of the relations are in `relationrows.py`. Pure; every line comes out exactly as wide as asked. What a colour
says, a sign says too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from models.records import COOPERATION, Certainty, Stance, Status
from models.store.rows import ClaimRow, EventRow, ProblemRow, Told
from models.wording import RELAY, chain_words, one_line, safe, status_word
from tui.lines.wording import cut, cut_chain, dated_short, fit, parties, weekday

CONFLICT, COOPERATIVE = "✗", "✓"
NEGATED = "¬"
NESTED = "↳"
#: Who says so, where the dispatch names nobody.
NOBODY = "(nobody named)"
#: What disagrees with something else that was said.
DISPUTED = "≠"
#: A plan whose day has passed.
WAS_PLANNED = "←"

#: A name cut to fewer cells says nothing.
_SHORTEST_NAME = 6
#: So many cells of a name are enough to know who it is.
_KNOWN_BY = 10
#: Who says so stands no farther than this from where the words begin, if these are no longer.
_FARTHEST = 48
#: Where there is no room for a name.
_SAID_BY_SOMEBODY = " ‹…"

#: From so many cells on a claim's line has room for the days of a week: `23–29 Jun 2025`.
_WEEK_FROM = 76
#: From so many cells on a line has a column for how often it is told; else that stands by the verb, or the cue.
_TOLD_COLUMN_FROM = 88
_TOLD_CELLS = 6

STATUS_SIGNS: dict[Status, str] = {
    "happened": " ",
    "ongoing": "»",
    "repeated": "↻",
    "planned": "→",
    "possible": "?",
    "negated": NEGATED,
}
CERTAINTY_SIGNS: dict[Certainty, str] = {
    "asserted": " ",
    "probable": "≈",
    "possible": "?",
    "doubtful": "¿",
    "conditional": "⇒",
}
STANCE_SIGNS: dict[Stance, str] = {"neutral": " ", "distancing": "−", "endorsing": "+"}


class Piece(NamedTuple):
    """Some text and what it is; the role names a component class of the lists (`brief.tcss`)."""

    text: str
    role: str = "plain"


def pieces_width(pieces: Iterable[Piece]) -> int:
    """How many cells the pieces take."""
    return sum(cell_len(piece.text) for piece in pieces)


def cut_pieces(pieces: Sequence[Piece], cells: int) -> list[Piece]:
    """The pieces cut or padded to exactly so many cells, with an ellipsis where something is left out."""
    shown: list[Piece] = []
    left = cells
    for index, (text, role) in enumerate(pieces):
        width = cell_len(text)
        last = index == len(pieces) - 1
        if width < left or (width == left and last):
            shown.append(Piece(text, role))
            left -= width
            continue
        kept = cut(text if width > left else text + "…", left)
        shown.append(Piece(kept, role))
        left -= cell_len(kept)
        break
    if left:
        shown.append(Piece(" " * left))
    return shown


def event_line(row: EventRow, width: int, today: dt.date) -> list[Piece]:
    """When, who to whom, what, where, and who says so at the right: a line of the timeline."""
    was_planned = status_word(row.status, row.when, today) == "was planned"
    date_cells = 17 if width >= _TOLD_COLUMN_FROM else 14
    # Where there is little room, names are worth more than the few dates that are longer than a week's.
    actor_cells = max(9, min(24, width // 4 + (3 if 66 <= width < _TOLD_COLUMN_FROM else 0)))
    conflict = row.category not in COOPERATION
    doubtful = row.status in ("planned", "possible", "negated")
    tone = "conflict" if conflict else "cooperation"
    head = [
        Piece(fit(dated_short(row.when, row.issued, date_cells), date_cells + 1), "dim" if row.is_undated else "date"),
        Piece(
            WAS_PLANNED if was_planned else STATUS_SIGNS[row.status],
            "negation" if row.status == "negated" else "doubt",
        ),
        Piece(DISPUTED if row.disputed else " ", "conflict"),
        Piece(fit(parties(row.sources, row.targets), actor_cells) + " ", "actor"),
        Piece(f"{CONFLICT if conflict else COOPERATIVE} {row.category:<9} ", tone),
    ]
    told = _told_words(row.told)
    if width >= _TOLD_COLUMN_FROM:
        head.append(Piece(fit(told, _TOLD_CELLS) + " ", "sign"))
    left = width - pieces_width(head)
    verb = [Piece(one_line(row.verb), "doubt" if doubtful else "plain")]
    if told and width < _TOLD_COLUMN_FROM:
        verb.append(Piece(f" {told}", "sign"))
    more = [Piece(", was planned", "dim")] if was_planned else []
    more += [Piece(f" · {one_line(row.where)}", "dim")] if row.where else []
    chain = row.chain or ((NOBODY,) if row.claimed else ())
    if left <= 0:
        return cut_pieces(head, width)
    return [*head, *_verb_more_chain(verb, more, chain, left)]


def _told_words(told: Told | None) -> str:
    """How often a happening or claim is told, and by how many independent origins: `4×/3`."""
    return f"{told.tellings}×/{told.independent}" if told else ""


def _verb_more_chain(verb: list[Piece], more: list[Piece], chain: Sequence[str], cells: int) -> list[Piece]:
    """The verb, with how often it is told, first of all; who says so, at the right; more as far as there is room."""
    sign = RELAY.lstrip()
    for words in ([*verb, *more[:count]] for count in range(len(more), -1, -1)):
        for names in (chain, chain[-1:]):
            said = f" {sign}{chain_words(names)}" if names else ""
            if pieces_width(words) + cell_len(said) <= cells:
                # At the right, but not so far off that the eye loses the line.
                column = min(cells - cell_len(said), max(pieces_width(words), _FARTHEST))
                return [*cut_pieces(words, column), Piece(fit(said, cells - column), "chain")]
    if not chain or cells < len(_SAID_BY_SOMEBODY):
        return cut_pieces([*verb, *more], cells)
    room = cells - pieces_width(verb) - cell_len(sign) - 1
    # Of a verb enough can be left out for a name to be known by; how often it is told stays.
    wanted = min(_KNOWN_BY, cell_len(one_line(chain[-1])))
    short = max(_SHORTEST_NAME, cells - cell_len(sign) - 1 - wanted - pieces_width(verb[1:]))
    if room < wanted and short < cell_len(verb[0].text):
        shorter = [Piece(cut(verb[0].text, short), verb[0].role), *verb[1:]]
        room = cells - pieces_width(shorter) - cell_len(sign) - 1
        verb = shorter if room >= _SHORTEST_NAME else verb
    if room < _SHORTEST_NAME:
        return [*cut_pieces(verb, cells - len(_SAID_BY_SOMEBODY)), Piece(_SAID_BY_SOMEBODY, "chain")]
    said = f" {sign}{cut_chain(chain, room)}"
    return [*cut_pieces(verb, cells - cell_len(said)), Piece(said, "chain")]


def today_line(today: dt.date, width: int) -> list[Piece]:
    """The line between what lies ahead and what has begun: `── today · Sun 22 Nov 2026 ──`, drawn out."""
    words = f"── today · {weekday(today)} "
    return cut_pieces([Piece(words + "─" * max(2, width - cell_len(words)), "today")], width)


def claim_line(row: ClaimRow, width: int) -> list[Piece]:
    """When it was said, the signs, who says so, the cue and the content: a line of the claims."""
    date_cells = 14 if width >= _WEEK_FROM else 12 if width >= 60 else 11
    chain_cells = max(10, min(26, width // 4))
    signs = (
        Piece(NEGATED if row.polarity == "negated" else " ", "negation"),
        Piece(CERTAINTY_SIGNS[row.certainty], "doubt"),
        Piece(STANCE_SIGNS[row.stance], "doubt"),
        Piece(DISPUTED if row.disputed else " ", "conflict"),
    )
    told = _told_words(row.told)
    head = [
        Piece(fit(dated_short(row.said, row.issued, date_cells), date_cells + 1), "date" if row.said else "dim"),
        *signs,
        *_chain_cell(row, chain_cells),
    ]
    if width >= _TOLD_COLUMN_FROM:
        head.append(Piece(fit(told, _TOLD_CELLS) + " ", "sign"))
    elif told:
        head.append(Piece(f"{told} ", "sign"))
    cue = [Piece(one_line(row.cue).rstrip(":") + ": ", "cue")] if row.cue else []
    words = [*cue, *_quoted(row)]
    room = width - pieces_width(head)
    return [*head, *cut_pieces(words, room)] if room > 0 else cut_pieces(head, width)


def _chain_cell(row: ClaimRow, cells: int) -> list[Piece]:
    """The relays faintly, the speaker plainly."""
    if not row.chain:
        return [Piece(fit(NOBODY, cells) + " ", "dim")]
    words = (NESTED if row.nested else "") + cut_chain(row.chain, cells - row.nested)
    relays, sign, speaker = words.rpartition(RELAY.strip() + " ")
    return [
        Piece(relays + sign, "chain"),
        Piece(fit(speaker, cells - cell_len(relays + sign)) + " ", "actor"),
    ]


def _quoted(row: ClaimRow) -> list[Piece]:
    content, role = safe(row.content), "doubt" if row.certainty != "asserted" else "plain"
    pieces: list[Piece] = []
    at = 0
    for start, end in row.quotes:
        pieces += [Piece(content[at:start], role), Piece(content[start:end], "quote")]
        at = end
    pieces.append(Piece(content[at:], role))
    return [piece for piece in pieces if piece.text]


def problem_line(row: ProblemRow, width: int) -> list[Piece]:
    """The file and what is wrong with it: a line of the list of problems."""
    path_cells = max(12, min(40, width // 3))
    path = Piece(fit(one_line(row.path), path_cells) + "  ", "actor")
    return cut_pieces([path, Piece(one_line(row.problem))], width)
