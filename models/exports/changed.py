"""What a correction changed, in a few lines: the wire's own reason, what was read otherwise, else the words.

Two readings of a store → words that are safe to show, each in one line.
"""

from __future__ import annotations

import re
from typing import Final

from models.comparing.differing import Detail, record_changes, word_diff
from models.formats.heading import noted_revision
from models.oneline import in_short
from models.records import Dispatch, Reading
from models.store import Store
from models.store.rows import ChangeRow
from models.wording import one_line

#: Of so many changes of one correction the words are told.
_TOLD: Final = 3
#: So many characters of a passage.
_LONGEST: Final = 120
#: A note in brackets above a text.
_NOTE: Final = re.compile(r"\([^()]{10,400}\)")


def what_changed(store: Store, row: ChangeRow) -> tuple[str, ...]:
    """What a later state of a dispatch changes of what was read; the first few, each in one line, safe."""
    before = store.reading(row.replaces) if row.replaces else None
    after = store.reading(row.dispatch) if before is not None else None
    return _changed(before, after) if before is not None and after is not None else ()


def _changed(before: Reading, after: Reading) -> tuple[str, ...]:
    """The wire's own reason, then what the correction changed of what was read, the first few; else of the words."""
    turned = record_changes(before, after)
    said = []
    for one in turned[:_TOLD]:
        record = one.after or one.before
        assert record is not None
        reading = before if one.after is None else after
        if one.before is None or one.after is None:
            said.append(f"{'gone' if one.after is None else 'new'}: {in_short(record, reading.dispatch)}")
            continue
        said += [
            f"{in_short(record, reading.dispatch)}: {what} was {was or 'nothing'}, is {now or 'nothing'}"
            for what, was, now in map(_where_it_differs, one.details)
        ]
    if len(turned) > _TOLD:
        said.append(f"and {len(turned) - _TOLD} more changes")
    told = said or _in_words(before.dispatch, after.dispatch) or ["nothing that is read from it has changed"]
    return tuple(map(one_line, [*_reasons(after.dispatch), *told]))


def _reasons(dispatch: Dispatch) -> list[str]:
    """What the wire says above the text of why it sends it again: `(Corrects to say …)`."""
    heading = " ".join(dispatch.text[: dispatch.body[0]].split())
    return [note for note in _NOTE.findall(heading) if noted_revision(note) is not None][:1]


def _in_words(before: Dispatch, after: Dispatch) -> list[str]:
    """The first words of the text that are others than before, where no record says what they were."""
    passages = word_diff(*(one.text[slice(*one.body)] for one in (before, after)))
    said = []
    for place, one in enumerate(passages):
        if one.kind == "same":
            continue
        was = one.text if one.kind == "removed" else ""
        now = passages[place + 1] if place + 1 < len(passages) else one
        if one.kind == "removed" and now.kind == "added":
            said.append(f"words: “{_brief(was)}” is “{_brief(now.text)}”")
        elif one.kind == "removed":
            said.append(f"words: “{_brief(was)}” is gone")
        elif not place or passages[place - 1].kind != "removed":
            said.append(f"words: “{_brief(one.text)}” is new")
    return [*said[:_TOLD], *([f"and {len(said) - _TOLD} more changes"] if len(said) > _TOLD else [])]


def _brief(words: str) -> str:
    words = one_line(words.strip())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rpartition(' ')[0] or words[:_LONGEST]} …"


def _where_it_differs(detail: Detail) -> Detail:
    """Of a long content only the words that are different, told by the ellipsis."""
    if detail.what != "content":
        return detail
    passages = word_diff(detail.before, detail.after)
    was, now = (
        " … ".join(passage.text.strip() for passage in passages if passage.kind == kind)
        for kind in ("removed", "added")
    )
    return Detail(detail.what, f"… {was} …" if was else "", f"… {now} …" if now else "")
