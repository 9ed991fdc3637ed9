"""Disagreements and tellings in lines: who and who, the two sentences side by side, the words that clash in brackets.

Pure; nothing here says who is right. Where it is narrow, one sentence stands above the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from rich.cells import cell_len

from models.records import DisagreementKind, Span
from models.store.rows import DisagreementRow, Side, TellingRow, Tellings
from models.wording import RELAY, chain_words, day, many, one_line, safe, when_words
from tui.lines.panels import DISPUTED, NOBODY, Piece, cut_pieces, pieces_width
from tui.lines.source import Line, Run, wrap
from tui.lines.wording import cut, cut_chain, fit

#: So wide, and two sentences stand side by side.
SIDE_BY_SIDE = 100
#: Around the words that clash.
CLASH = ("[", "]")
_BETWEEN = " │ "
_ORIGIN = "origin"


def disagreement_line(row: DisagreementRow, width: int) -> list[Piece]:
    """A line of the list: the kind, when the later side was said, who and who, and why."""
    kind: DisagreementKind = row.kind
    names = max(8, min(22, (width - 32) // 4))
    head = [
        Piece(f"{DISPUTED} {fit(kind, 13)} ", "conflict"),
        Piece(fit(_when(row.second), 12) + " ", "date"),
        Piece(fit(_who(row.first, names), names), "actor"),
        Piece(" / ", "dim"),
        Piece(fit(_who(row.second, names), names) + " ", "actor"),
    ]
    left = width - pieces_width(head)
    if left < 8:
        return cut_pieces(head, width)
    more = f" (×{row.pairs})" if row.pairs > 1 else ""
    return [*head, *cut_pieces([Piece(one_line(row.why) + more)], left)]


def _who(side: Side, cells: int) -> str:
    """Who says so, the last of the chain first of all; the agency where the dispatch itself does."""
    if side.chain:
        return cut_chain([one_line(name) for name in side.chain[-1:]], cells)
    return cut(NOBODY if side.claimed else one_line(side.agency or "the dispatch"), cells)


def _when(side: Side) -> str:
    if side.when is not None:
        return when_words(side.when)
    return day(side.issued) if side.issued else "undated"


def disagreement_lines(row: DisagreementRow, chosen: int, width: int) -> list[Line]:
    """The two sides with their sentences, the chosen one (0, 1) marked, and why they disagree."""
    why = _filled(f"{row.kind}: {row.why}", "label", width)
    if width >= SIDE_BY_SIDE:
        cells = (width - len(_BETWEEN)) // 2
        columns = [_side_lines(side, n == chosen, cells) for n, side in enumerate((row.first, row.second))]
        both = [
            Line((*_padded(left, cells), Run(_BETWEEN, ("label",)), *right))
            for left, right in zip_longest(*columns, fillvalue=())
        ]
        return [*why, Line(()), *both]
    lines = [*why, Line(())]
    for n, side in enumerate((row.first, row.second)):
        lines += [*(Line(runs) for runs in _side_lines(side, n == chosen, width)), Line(())]
    return lines


def _padded(runs: tuple[Run, ...], cells: int) -> tuple[Run, ...]:
    used = sum(cell_len(run.text) for run in runs)
    return (*runs, Run(" " * (cells - used), ())) if used < cells else runs


def _side_lines(side: Side, chosen: bool, width: int) -> list[tuple[Run, ...]]:
    """Who said it, when, through whom, where it stands; then the sentence."""
    sign = "▸ " if chosen else "  "
    chain = chain_words(side.chain) or (NOBODY if side.claimed else one_line(side.agency or "the dispatch itself"))
    agency = one_line(side.agency or "")
    if side.chain and agency and side.chain[0] != side.agency:
        chain = f"{agency}{RELAY}{chain}"
    who = cut(f"{chain}, {_when(side)}", width - 2)
    issued = f" of {day(side.issued)}" if side.issued else ""
    place = cut(f"{one_line(side.dispatch)}{issued}", width - 2)
    lines: list[tuple[Run, ...]] = [
        (Run(sign, ("sign",)), Run(who, ("title",) if chosen else ("title-idle",))),
        (Run("  ", ()), Run(place, ("label",))),
    ]
    return [*lines, *((Run("  ", ()), *runs) for runs in marked_lines(side.sentence, side.marks, width - 2))]


def marked_lines(sentence: str, marks: Sequence[Span], width: int) -> list[tuple[Run, ...]]:
    """A sentence wrapped, the marked words in brackets and in colour."""
    runs: list[Run] = []
    at = 0
    for start, end in sorted(marks):
        if start >= at and end > start:
            runs += [
                Run(safe(sentence[at:start]), ("here",)),
                Run(CLASH[0] + safe(sentence[start:end]) + CLASH[1], ("negation",)),
            ]
            at = end
    runs.append(Run(safe(sentence[at:]), ("here",)))
    whole = "".join(run.text for run in runs)
    lines = []
    for first, last in wrap(whole, max(8, width)):
        shown, offset = [], 0
        for text, roles in runs:
            if piece := text[max(0, first - offset) : max(0, last - offset)]:
                shown.append(Run(piece, roles))
            offset += len(text)
        lines.append(tuple(shown))
    return lines


def _filled(words: str, role: str, width: int) -> list[Line]:
    text = one_line(words)
    return [Line((Run(text[start:end], (role,)),)) for start, end in wrap(text, max(8, width))]


def telling_line(row: TellingRow, width: int, apart: bool = False) -> list[Piece]:
    """A telling: its origin (a cross where it is set apart), when it was sent, who says so, its date, its words."""
    chain_cells = max(10, min(30, width // 3))
    says = chain_words(row.chain)
    agency = one_line(row.agency or "–")
    who = f"{agency}{RELAY}{says}" if says and says.split(RELAY)[0] != agency else says or agency
    head = [
        Piece("✗ apart   " if apart else f"{_ORIGIN} {row.origin:<2} ", "negation" if apart else "sign"),
        Piece(fit(day(row.issued) if row.issued else "undated", 11) + " ", "dim"),
        Piece(fit(cut(who, chain_cells), chain_cells) + " ", "actor"),
        Piece(fit(when_words(row.when), 16) + " ", "date"),
    ]
    left = width - pieces_width(head)
    return [*head, *cut_pieces([Piece(one_line(row.sentence))], left)] if left >= 8 else cut_pieces(head, width)


def telling_lines(row: TellingRow, why: str, width: int) -> list[Line]:
    """A telling's sentence with the event's words marked, what makes its origin, and why the tellings are one."""
    lines = [Line(runs) for runs in marked_lines(row.sentence, row.marks, width)]
    lines.append(Line(()))
    if row.origin_why:
        lines += _filled(f"{_ORIGIN} {row.origin}: {row.origin_why}", "fact", width)
    if why:
        lines += _filled(f"told as one: {why}", "label", width)
    return lines


def tellings_title(tellings: Tellings, together: Sequence[TellingRow] | None = None) -> list[Piece]:
    """How many tellings of how many origins; of those that are left `together`, where some are set apart."""
    rows = tellings.rows if together is None else together
    origins = tellings.independent if together is None else len({row.origin for row in rows})
    counted = f"{many(len(rows), 'telling')} · {many(origins, 'independent origin')}"
    if len(rows) < 2:
        counted = "all set apart: each is told once"
    return [Piece("▸ Tellings  ", "title"), Piece(counted)]
