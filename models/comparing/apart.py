"""The events and claims that a user says are two, though comparing took them for one: a small file of the user's own.

Each is known by its content (`key_by_content`), so that the word outlives the store and a file that is moved. The
file is a log of JSON lines, one a pair; the last word on a pair counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

from models.ownfile import append
from models.records import Claim, Event, Span

#: Two events, or two claims, by their keys.
Pair: TypeAlias = frozenset[str]


class ApartError(Exception):
    """What the user said cannot be kept, or cannot be read: one sentence saying why."""


def event_key(sha256: str, span: Span) -> str:
    """What an event is by its content: its dispatch's hash, and where its words stand."""
    return f"{sha256}:{span[0]}-{span[1]}"


def claim_key(sha256: str, content: Iterable[Span]) -> str:
    """The same of a claim: where what is claimed stands."""
    return f"{sha256}:claim-" + "+".join(f"{start}-{end}" for start, end in content)


def key_by_content(sha256: str, record: Event | Claim) -> str:
    """What an event or claim is by its content, in a dispatch of that hash."""
    return event_key(sha256, record.span) if isinstance(record, Event) else claim_key(sha256, record.content)


def apart_path() -> Path:
    """Where they lie: in the user's data folder."""
    import platformdirs

    return platformdirs.user_data_path("brief-tui", appauthor=False) / "apart.jsonl"


def read_apart(path: Path) -> frozenset[Pair]:
    """The pairs that are two; none where there is no file, and none for a line that is none.

    Raises `ApartError` where there is one that cannot be read.
    """
    try:
        lines = path.read_bytes().splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return frozenset()
    except OSError as error:
        raise ApartError(
            f"What you have set apart, in {path}, cannot be read ({error.strerror}): give it back its rights."
        ) from error
    pairs: set[Pair] = set()
    for line in lines:
        try:
            said = json.loads(line)
            pair = frozenset((str(said["one"]), str(said["other"])))
        except (ValueError, TypeError, KeyError):
            continue  # cut off, or of a later version: it costs this one pair
        (pairs.discard if said.get("gone") else pairs.add)(pair)
    return frozenset(pair for pair in pairs if len(pair) == 2)


def say_apart(path: Path, pairs: Iterable[Pair], gone: bool = False) -> None:
    """Notes that pairs are two, or (`gone`) that they are one after all. Raises `ApartError`."""
    lines = (
        json.dumps({"one": one, "other": other, **({"gone": True} if gone else {})}).encode("ascii")
        for one, other in (sorted(pair) for pair in pairs if len(pair) == 2)
    )
    try:
        append(path, lines)
    except OSError as error:
        raise ApartError(
            f"It cannot be kept in {path} ({error.strerror}): make room or give it back its rights."
        ) from error
