"""What changed between two states of a dispatch, in lines: what was read from it, then its words.

Pure: readings → lines of runs. What went and what came differ in colour and in the brackets around them.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.comparing.differing import Passage, Turned, record_changes, word_diff
from models.oneline import claim_content
from models.records import COOPERATION, Claim, Event, Reading
from models.wording import many, mention_names, one_line, safe, when_words
from tui.lines.panels import CONFLICT, COOPERATIVE
from tui.lines.source import Line, Run, claim_chain, paragraphs, wrap

REMOVED, ADDED = ("[−", "−]"), ("{+", "+}")
#: Before a claim or event that came, went or changed.
CAME, WENT, CHANGED = "+", "−", "~"

_ROLES = {"removed": "negation", "added": "cooperation", "same": "here"}


def version_lines(before: Reading, after: Reading, width: int) -> list[Line]:
    """All that changed from one state to the next, at a width."""
    turned = record_changes(before, after)
    summary = _summary(turned)
    lines = [_heading(summary[start:end]) for start, end in wrap(summary, max(8, width))]
    for change in turned:
        lines += _turned_lines(change, before, after, width)
    if turned:
        lines.append(Line(()))
    passages = word_diff(before.dispatch.text, after.dispatch.text)
    differs = any(passage.kind != "same" for passage in passages)
    lines += [_heading("The words" if differs else "The words are the same."), Line(())]
    return lines + diff_lines(passages, width)


def _heading(words: str) -> Line:
    return Line((Run(words, ("label",)),))


def _summary(turned: Sequence[Turned]) -> str:
    """`What was read: 1 event changed, 2 claims new` in one line."""
    if not turned:
        return "What was read is the same."
    parts = []
    for kind, one in ((Event, "event"), (Claim, "claim")):
        of_kind = [change for change in turned if isinstance(change.after or change.before, kind)]
        came = sum(change.before is None for change in of_kind)
        went = sum(change.after is None for change in of_kind)
        for count, word in ((len(of_kind) - came - went, "changed"), (came, "new"), (went, "gone")):
            if count:
                parts.append(f"{many(count, one)} {word}")
    return "What was read: " + ", ".join(parts)


def _turned_lines(change: Turned, before: Reading, after: Reading, width: int) -> list[Line]:
    if change.before is not None and change.after is not None:
        lines = _hanging(CHANGED, "sign", _told(change.after, after), width)
        for what, was, now in change.details:
            passages = [Passage("removed", was or "nothing"), Passage("added", now or "nothing")]
            if what == "content":
                passages = word_diff(was, now)
            lines += _diffed([Run(f"{what}: ", ("label",))], passages, width, 4)
        return lines
    if change.after is not None:
        return _hanging(CAME, "cooperation", _told(change.after, after), width)
    assert change.before is not None
    return _hanging(WENT, "negation", _told(change.before, before), width)


def _told(record: Claim | Event, reading: Reading) -> str:
    """A claim or an event in a sentence's words."""
    if isinstance(record, Claim):
        who = claim_chain(record) or "nobody named"
        cue = f" {one_line(record.cue.text).rstrip(':')}" if record.cue else ""
        return f"{who}{cue}: {one_line(claim_content(record, reading.dispatch.text)[0])}"
    sign = COOPERATIVE if record.category in COOPERATION else CONFLICT
    whom = mention_names(record.targets)
    who = " ▸ ".join(names for names in (mention_names(record.sources) or "?", whom) if names)
    status = "" if record.status == "happened" else f" · {record.status}"
    return f"{when_words(record.when)} · {who} · {sign} {record.category}: {one_line(record.verb)}{status}"


def _hanging(sign: str, role: str, words: str, width: int) -> list[Line]:
    """Words behind a sign, set in below it."""
    return [
        Line((Run(f"{sign} " if not number else "  ", (role,)), Run(words[start:end], ("fact",))))
        for number, (start, end) in enumerate(wrap(words, max(8, width - 2)))
    ]


def diff_lines(passages: Sequence[Passage], width: int) -> list[Line]:
    """The text with what was removed and added in its place, in paragraphs."""
    whole = "".join(passage.text for passage in passages)
    lines: list[Line] = []
    for flow in paragraphs(whole):
        if flow is None:
            if lines and lines[-1].runs:
                lines.append(Line(()))
            continue
        lines += _diffed([], _cut(passages, *flow), width, 0)
    return lines


def _cut(passages: Sequence[Passage], start: int, end: int) -> list[Passage]:
    """The passages between two offsets of their joined text."""
    cut, at = [], 0
    for kind, text in passages:
        piece = text[max(0, start - at) : max(0, end - at)]
        if piece:
            cut.append(Passage(kind, piece))
        at += len(text)
    return cut


def _diffed(before: Sequence[Run], passages: Sequence[Passage], width: int, inset: int) -> list[Line]:
    """Passages in brackets and colours, wrapped; a line in which something changed is marked."""
    runs = list(before)
    for kind, text in passages:
        words = safe(text.replace("\n", " ").replace("\r", ""))
        opening, closing = REMOVED if kind == "removed" else ADDED if kind == "added" else ("", "")
        if kind != "same" and words.strip():
            words = opening + words.strip() + closing + (" " if kind == "removed" else "")
        if words:
            runs.append(Run(words, (_ROLES[kind],)))
    whole = "".join(run.text for run in runs)
    lines = []
    for start, end in wrap(whole, max(8, width - inset)):
        shown, at = [Run(" " * inset, ())] if inset else [], 0
        for text, roles in runs:
            piece = text[max(0, start - at) : max(0, end - at)]
            if piece:
                shown.append(Run(piece, roles))
            at += len(text)
        changed = any(run.roles and run.roles[0] in ("negation", "cooperation") for run in shown)
        lines.append(Line(tuple(shown), changed and not inset))
    return lines
