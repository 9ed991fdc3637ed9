"""What came since a moment, in lines: the kind, when, whose, what; the kinds differ in colour and by a sign.

Pure; each line exactly as wide as asked.
"""

from __future__ import annotations

import datetime as dt

from models.store.rows import ChangeKind, ChangeRow, Changes
from models.wording import many, one_line
from tui.lines.panels import Piece, cut_pieces, pieces_width
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


def change_words(row: ChangeRow) -> list[Piece]:
    """The whole of a change, for a line below the list: the file, what it replaces and why, what is wrong with it."""
    said = [one_line(row.dispatch)]
    if row.kind == "contradicted":
        said.append(f"against {one_line(row.replaces or '')}")
    elif row.kind == "withdrawn" and not row.replaces:
        said.append("takes nothing down: no dispatch here is known as the one it withdraws")
    elif row.kind == "withdrawn":
        said.append(f"withdraws {one_line(row.replaces or '')}")
        said[:0] = [f"gone: {one_line(words)}" for words in row.took_down]
    elif row.replaces:
        said.append(f"replaces {one_line(row.replaces)}")
    for words in (row.problem, row.why, row.sentence):
        if words:
            said.append(one_line(words))
    return [Piece("  " + " · ".join(said), "dim")]


def changes_title(changes: Changes, since: str) -> list[Piece]:
    """How many of each kind since when."""
    counted = " · ".join(f"{count:,} {kind}" for kind, count in changes.counts.items()) or "nothing"
    return [Piece("▸ What came  ", "title"), Piece(f"since {since}: {counted}")]
