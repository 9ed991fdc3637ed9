"""Fits how often a verb attributes in each of its frames, on articles whose attributions were marked by hand.

    python tests/fitting/cue_frames.py DATA > models/reading/tables/frames.toml

DATA holds docs.jsonl ({"id", "text"}) and gold.jsonl ({"doc", "claims": [{"cue": spans, "content": spans}]}): PolNeAR
1.0 in that form. A verb counts as attributing in a frame where a marked cue covers it and the marked content overlaps
the frame's complement. Kept are frames seen at least `LEAST` times with a share of at least `SHARE`; figures only, no
text of the articles. First-person and quoted uses are left out: what a quotation itself attributes is not marked.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from models.reading.clauses import frames_of
from models.reading.language import Parser
from models.reading.quotes import find_quotes
from models.records import Dispatch, Span

LEAST = 3
SHARE = 0.3


def main(data: Path) -> None:
    """Parse, count, print the table."""
    gold = {row["doc"]: row["claims"] for row in _rows(data / "gold.jsonl")}
    seen: Counter[tuple[str, str, str]] = Counter()
    attributing: Counter[tuple[str, str, str]] = Counter()
    dispatches = (
        Dispatch(id=row["id"], path=row["id"], sha256="0", text=row["text"], body=(0, len(row["text"])))
        for row in _rows(data / "docs.jsonl")
    )
    for parsed in Parser().parse(dispatches):
        claims = gold.get(parsed.dispatch.id, [])
        quoted = {i for first, last in find_quotes(parsed) for i in range(first, last + 1)}
        for verb in parsed.doc:  # and nouns
            if verb.pos_ not in ("VERB", "NOUN") or verb.i in quoted:
                continue
            span = parsed.between(verb, verb)
            cued = [c for c in claims if _overlap([span], c["cue"])]
            for frame, words in frames_of(verb).items():
                key = ("nouns" if verb.pos_ == "NOUN" else "verbs"), verb.lemma_.lower(), frame
                seen[key] += 1
                complement = [parsed.between(w, w) for w in words]
                attributing[key] += any(_overlap(complement, c["content"]) for c in cued)
    _print(seen, attributing)


def _rows(path: Path) -> Iterator[dict]:  # type: ignore[type-arg]
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _overlap(first: list[Span], second: list[Span]) -> bool:
    return any(a < d and c < b for a, b in first for c, d in second)


def _print(seen: Counter[tuple[str, str, str]], attributing: Counter[tuple[str, str, str]]) -> None:
    kept: dict[tuple[str, str], list[str]] = {}
    for (kind, word, frame), count in sorted(seen.items()):
        # add-one smoothing holds back the shares of what was seen only a few times
        share = (attributing[kind, word, frame] + 0.5) / (count + 1)
        if count >= LEAST and share >= SHARE and word.isascii() and word.isalpha():
            kept.setdefault((kind, word), []).append(f'"{frame}" = [{share:.2f}, {count}]')
    print("# Words that attribute, by frame: the share of their uses in it that do, and how many were seen.")
    print(
        "# Fitted by tests/fitting/cue_frames.py on PolNeAR 1.0 (train); the frames are those of `clauses.frames_of`."
    )
    last = ""
    for (kind, word), frames in kept.items():
        if kind != last:
            print(f"\n[{kind}]")
            last = kind
        print(f"{word} = {{ {', '.join(frames)} }}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
