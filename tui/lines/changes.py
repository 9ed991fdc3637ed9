"""What came since a moment, in lines: the kind, when, whose, what; the kinds differ in colour and by a sign.

Pure; each line exactly as wide as asked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from models.store.rows import ChangeKind, ChangeRow, Changes
from models.wording import many, one_line
from tui.lines.panels import Piece, cut_pieces, pieces_width
from tui.lines.source import Line, Run, wrap
from tui.lines.wording import fit, moment

#: The sign and the role of each kind.
SIGNS: dict[ChangeKind, tuple[str, str]] = {
    "withdrawn": ("✗", "negation"),
    "corrected": ("✎", "warning"),
    "contradicted": ("≠", "conflict"),
    "updated": ("↻", "cue"),
    "new": ("+", "cooperation"),
    "unreadable": ("!", "warning"),
    "gone": ("−", "dim"),
}


def change_line(row: ChangeRow, width: int, now: dt.datetime) -> list[Piece]:
    """A line: the kind, when it came, the agency, the headline, and behind it what it brought."""
    sign, role = SIGNS[row.kind]
    narrow = width < 100
    head = [
        Piece(f"{sign} " + fit(row.kind, 12) + " ", role),
        Piece(fit(moment(row.at, now), 6 if narrow else 17) + " ", "date"),
        Piece(fit(one_line(row.agency or "–"), 10 if narrow else 14) + " ", "actor"),
    ]
    words = one_line(row.headline or row.opening or "") or one_line(row.dispatch)
    if row.kind == "contradicted" and row.why:
        words = one_line(row.why)  # one sentence may stand against several others
    tail = "" if narrow else f"  {behind(row)}"
    left = width - pieces_width(head)
    if left < 8:
        return cut_pieces(head, width)
    if tail and left - len(tail) > 30:
        return [*head, *cut_pieces([Piece(words)], left - len(tail)), Piece(tail, "dim")]
    return [*head, *cut_pieces([Piece(words)], left)]


def behind(row: ChangeRow) -> str:
    """What a change brought, in a few words: `4 events · 7 claims`."""
    if row.kind in ("new", "updated", "corrected"):
        return f"{many(row.events, 'event')} · {many(row.claims, 'claim')}"
    if row.kind == "withdrawn" and row.replaces:
        return f"{many(row.events, 'event')} · {many(row.claims, 'claim')} gone"
    return ""


def change_lines(row: ChangeRow, went: Sequence[str], width: int) -> list[Line]:
    """The whole of a change: the file, what it replaces and why, what is wrong with it; what went of what was read."""
    said = [(f"gone: {one_line(words)}", SIGNS["withdrawn"][1]) for words in row.took_down]
    said.append((_file_words(row), "fact"))
    said += [(f"{SIGNS[row.kind][0]} {one_line(words)}", SIGNS[row.kind][1]) for words in went]
    said += [(one_line(words), role) for words, role in _reasons(row) if words]
    return [Line((Run(words[a:b], (role,)),)) for words, role in said for a, b in wrap(words, max(8, width))]


def _reasons(row: ChangeRow) -> tuple[tuple[str | None, str], ...]:
    return ((row.problem, "here"), (row.why, "label"), (row.sentence, "here"))


def _file_words(row: ChangeRow) -> str:
    """The file, and what it stands against or takes the place of."""
    words, other = one_line(row.dispatch), one_line(row.replaces or "")
    if row.kind == "contradicted":
        return f"{words} · against {other}"
    if row.kind == "withdrawn":
        gone = (
            f"withdraws {other}" if other else "takes nothing down: no dispatch here is known as the one it withdraws"
        )
        return f"{words} · {gone}"
    return f"{words} · replaces {other}" if other else words


def changes_title(changes: Changes, since: str) -> list[Piece]:
    """How many of each kind since when."""
    counted = " · ".join(f"{count:,} {kind}" for kind, count in changes.counts.items()) or "nothing"
    return [Piece("▸ What came  ", "title"), Piece(f"since {since}: {counted}")]
