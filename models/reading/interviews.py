"""Questions and answers as interviews are printed: `Q: …` asks and tells nothing, `A: …` is whom the interview is with.

The marks are in `tables/cues.toml`. Pure, over one parsed dispatch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from models.reading.actors import Actors, Named
from models.reading.language import Parsed
from models.reading.tables import table

#: What stands behind a mark.
_STOPS: Final = frozenset({":", "."})


class Turn(NamedTuple):
    """A question, or an answer with all its paragraphs, by tokens: its first, where its words begin, its end."""

    kind: Literal["question", "answer"]
    first: int
    begin: int
    end: int


def turns(parsed: Parsed) -> tuple[Turn, ...]:
    """The questions and answers of a dispatch, in order; none where it does not hold both, a question first."""
    found = list(_marked(parsed))
    kinds = [kind for kind, _, _ in found]
    if kinds[:1] != ["question"] or "answer" not in kinds:
        return ()
    ends = [*(first for _, first, _ in found[1:]), len(parsed.doc)]
    return tuple(Turn(kind, first, begin, end) for (kind, first, begin), end in zip(found, ends, strict=True))


def is_asked(interview: Sequence[Turn], index: int) -> bool:
    """Whether a token stands in a question."""
    return any(turn.kind == "question" and turn.first <= index < turn.end for turn in interview)


def _marked(parsed: Parsed) -> Iterator[tuple[Literal["question", "answer"], int, int]]:
    """The paragraphs that open with a mark: which one, where, and where the words behind it begin."""
    marks, doc = table("cues")["interviews"], parsed.doc
    for at in dict.fromkeys(parsed.paragraph_starts):
        if at + 1 >= len(doc):
            return
        word, stop = doc[at].text, doc[at + 1].text
        # The tokenizer may leave the stop with the letter.
        begin = at + 1 if word[-1] in _STOPS else at + 2 if stop in _STOPS else 0
        for kind in ("question", "answer"):
            if begin and word.rstrip(":.") in marks[kind]:
                yield kind, at, begin


def interviewee(actors: Actors, before: int) -> Named | None:
    """Whom the interview is with: who is named with it in the first sentence that tells of it, before a token."""
    doc = actors.parsed.doc
    for sentence in doc.sents:
        if sentence.start >= before:
            break
        words = table("cues")["interviews"]["words"]
        said = next((t for t in sentence if t.lemma_.lower() in words), None)
        if said is not None:
            named = [n for n in actors.within(sentence.start, sentence.end) if n.mention.actor.kind == "person"]
            after = [n for n in named if n.head > said.i]
            return next(iter((*after, *reversed(named))), None)
    return None
