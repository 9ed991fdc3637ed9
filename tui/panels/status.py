"""What the one-line bars say: panel titles with their counts, the tab strip, the status line. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path

from models.folder.progress import Progress
from models.store.pulses import Axis
from models.store.rows import Counts, Kind, Summary
from models.wording import day, lasting, many, one_line
from tui.lines.panels import DISPUTED, Piece
from tui.lines.source import wrap
from tui.lines.wording import moment
from tui.view import Shot

#: A smaller terminal needs a third; more would leave its list no room.
_MISTAKE_LINES = 3


def _of(counts: Counts) -> str:
    return f"{counts.total:,}" if counts.shown == counts.total else f"{counts.shown:,} of {counts.total:,}"


def _undated(counts: Counts, shown: int) -> str:
    """How many have no date: those a date field hides, or else those among what is shown."""
    return f"{counts.undated:,} undated hidden" if counts.undated else f"{shown:,} undated" if shown else ""


def hidden_words(shot: Shot | None) -> str:
    """How much a filter hides: `hides 131 events, 2 relations, 20 claims`."""
    if shot is None:
        return ""
    names: dict[Kind, str] = {"timeline": "event", "relations": "relation", "claims": "claim"}
    counts = {name: shot.panels[kind].counts for kind, name in names.items()}
    if not shot.whole:
        return "…"
    hidden = {name: seen.total - seen.shown for name, seen in counts.items() if seen is not None}
    words = ", ".join(many(count, name) for name, count in hidden.items() if count > 0)
    return f"hides {words}" if words else "hides nothing"


def title_pieces(
    number: int, name: str, counts: Counts | None, active: bool, undated: int, more: str = ""
) -> list[Piece]:
    """A panel's title: `▸ 1 Timeline  12 of 143 · 3 undated`, or `3 undated hidden` by a date field."""
    pieces = [
        Piece("▸ " if active else "  ", "title"),
        Piece(f"{number} {name}", "title" if active else "title-idle"),
    ]
    if counts is not None:
        pieces.append(Piece(f"  {_of(counts)}"))
        if words := _undated(counts, undated):
            pieces.append(Piece(f" · {words}", "dim"))
        if more:
            pieces.append(Piece(f" · {more}", "dim"))
    return pieces


def relations_words(axis: Axis | None, as_matrix: bool) -> str:
    """What the title of the relations says of how they are shown."""
    if as_matrix:
        return "rows act on columns"
    return f"by {axis.unit}" if axis is not None and len(axis.starts) > 1 else ""


def tab_pieces(
    names: Mapping[Kind, str], counts: Mapping[Kind, Counts], active: Kind, undated: int, more: str = "", news: str = ""
) -> list[Piece]:
    """The tab strip of a small terminal: the panels with their counts, the active one marked, what is new first."""
    pieces: list[Piece] = []
    for number, (kind, name) in enumerate(names.items(), 1):
        role = "title" if kind == active else "title-idle"
        pieces.append(Piece(f"{'▸' if kind == active else ' '}{number} {name}", role))
        if kind in counts:
            seen = counts[kind]
            numbers = f"{seen.shown:,}" + (f"/{seen.total:,}" if seen.shown != seen.total else "")
            pieces.append(Piece(f" {numbers}", "plain" if kind == active else "dim"))
        pieces.append(Piece("  "))
    if news:
        pieces.append(Piece(f"· {news} ", "dim"))
    seen_here = counts.get(active)
    if seen_here is not None and (words := _undated(seen_here, undated)):
        pieces.append(Piece(f"· {words} ", "dim"))
    if more:
        pieces.append(Piece(f"· {more}", "dim"))
    return pieces


def folder_name(folder: Path) -> str:
    """The folder as its user would write it, the home folder as `~`."""
    home = Path.home()
    path = f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) and folder != home else str(folder)
    return one_line(path)


def keeper_words(progress: Progress | None, ended: bool) -> Piece:
    """What the keeper is at, in words; a sentence where somebody has to do something."""
    if progress is not None and progress.state in ("waiting", "failed") and progress.message:
        return Piece(one_line(progress.message), "warning")
    if ended:
        return Piece("Reading has stopped, new dispatches will not show: start brief-tui again", "warning")
    if progress is None:
        return Piece("starting", "dim")
    words = {
        "waiting": "waiting for the folder",
        "scanning": "looking through the folder",
        "reading": _reading_words(progress),
        "comparing": "comparing",
        "idle": "up to date",
        "failed": "reading has failed: start brief-tui again",
    }[progress.state]
    return Piece(words, "dim" if progress.state == "idle" else "plain")


def _reading_words(progress: Progress) -> str:
    """How many files are to be read, how fast, and for how long: `reading 1,204 · 38/s · 30 s left`."""
    words = f"reading {progress.pending:,}"
    if not progress.rate:
        return words
    rate = f"{progress.rate:,.0f}/s" if progress.rate >= 1 else f"{progress.rate * 60:,.0f}/min"
    return f"{words} · {rate} · {lasting(progress.left)} left"


def _manner_pieces(progress: Progress | None) -> Iterator[Piece]:
    """How the folder is kept, where that is not as usual, and what goes wrong while it goes on."""
    if progress is None:
        return
    if progress.follows:
        yield Piece("following", "dim")
    if progress.polls:
        yield Piece("polling", "dim")
    if progress.message and progress.state not in ("waiting", "failed"):
        yield Piece(f"! {one_line(progress.message)}", "warning")


def status_pieces(
    folder: Path,
    summary: Summary | None,
    progress: Progress | None,
    ended: bool,
    trouble: str,
    now: dt.datetime,
    disputes: int = 0,
) -> list[Piece]:
    """The status line: what is wrong, then folder, dispatches, disagreements, what is read, problems, last change."""
    keeper = Piece(one_line(trouble), "warning") if trouble else keeper_words(progress, ended)
    parts = [[Piece(folder_name(folder), "title-idle")]]
    if summary is not None:
        parts.append([Piece(many(summary.dispatches, "dispatch", "dispatches"))])
    if disputes:
        parts.append([Piece(f"{DISPUTED} {disputes:,}", "conflict")])
    if keeper.role == "warning":
        parts.insert(0, [Piece("! ", "warning"), keeper])
    else:
        parts.append([keeper])
        parts += [[piece] for piece in _manner_pieces(progress)]
    if summary is not None:
        if summary.problems:
            problems = f"! {many(summary.problems, 'problem')} (p)"
            parts.append([Piece(problems, "warning")])
        if summary.last_change is not None:
            parts.append([Piece(f"changed {moment(summary.last_change, now)}", "dim")])
    pieces = [Piece(" ")]
    for part in parts:
        pieces += [*part, Piece(" · ", "dim")]
    return pieces[:-1]


def left_pieces(folder: Path, now: dt.datetime) -> list[Piece]:
    """The status line over what was left, shown again while the app starts."""
    said = f"as left {day(now.date())} {now:%H:%M}"
    return [Piece(" "), Piece(folder_name(folder), "title-idle"), Piece(f" · {said} · ", "dim"), Piece("starting")]


def mistake_lines(sentence: str, width: int) -> list[list[Piece]]:
    """What is wrong with the filter, over the lines it needs at a width: two for the longest at 80 columns."""
    words = one_line(f"! {sentence}")
    spans = wrap(words, max(1, width - 2))[:_MISTAKE_LINES]
    return [[Piece(" "), Piece(words[start:end], "warning")] for start, end in spans]


def empty_words(kind: Kind, folder: Path, progress: Progress | None, filtered: bool, linked: str = "") -> str:
    """What an empty panel says, and what to do about it; `linked` is what a line of another panel has it show."""
    if linked:
        return f"Nothing {linked}. L unlinks the panels."
    if filtered:
        return "Nothing matches. / changes the filter, Esc takes it away."
    if progress is not None and progress.state in ("scanning", "reading", "comparing"):
        return "The folder is being read …"
    if progress is not None and progress.state == "idle":
        what = {"timeline": "No events", "relations": "No relations", "claims": "No claims"}[kind]
        return f"{what} yet. Put .txt or .jsonl dispatches into {folder_name(folder)}"
    return ""
