"""Fits `[topic]` of `models/comparing/weights.toml`: `python -m tests.fitting.topics FILE… [--prose FILE…]`.

FILEs are of `[[pair]]`, as those of `tests/models/comparing/data`; prose is JSON lines with `id`, `date` and `text`, of
hundreds of articles at least: without it, and without pairs that do not clash, hardly a row speaks against, and the
weights tell nothing. All are read through the pipeline, a thousand dispatches in some minutes. Run it where `tests` is.

Rows are two stands of two dispatches that would clash were they of one thing. Those of a pair that clashes are taken
to be of one; those of the other pairs, of two tellings of one happening, and of articles of real prose are not.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np

from models.comparing import denials, figures, stands
from models.comparing.clashes import clash, keys, of_form
from models.comparing.matters import Statement
from models.comparing.topics import Topic, signs, topic
from models.comparing.weights import weights
from models.records import Reading
from tests.models.comparing.pairs import read_side

#: What a row counts: of a pair that clashes, of one that does not, of two tellings of one happening, of real prose.
_COUNTS = {"clash": 2.0, "none": 6.0, "merging": 2.0, "prose": 1.0}
#: Stands of real prose that are compared under one key, and what speaks for weights near nought.
_MOST, _PRIOR = 80, 0.02
_STEPS, _RATE = 5000, 0.1


class Row(NamedTuple):
    """Two stands that may clash: whose they are, of which sort (`_COUNTS`), and what they share."""

    name: str
    sort: str
    about: Topic


def of_pairs(paths: list[Path]) -> Iterator[Row]:
    """The rows of the pairs of some files."""
    for path in paths:
        for number, pair in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["pair"], 1):
            sides = [_stands(read_side(side, pair[side]), side) for side in ("first", "second")]
            gold = pair["gold"]
            sort = "none" if gold == "none" else "merging" if gold in ("same", "different") else "clash"
            for a in sides[0]:
                for b in sides[1]:
                    if {key for key, _ in keys(a.gist)} & {key for key, _ in keys(b.gist)}:
                        yield from _row(f"{path.stem} {number}", sort, a, b)


def of_prose(path: Path) -> Iterator[Row]:
    """The rows of articles that are hardly ever of one thing, with their dates, one a line."""
    under: dict[str, list[Statement]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        for stand in _stands(read_side(told["id"], told), told["id"]):
            for key, _ in keys(stand.gist):
                under[key].append(stand)
    seen: set[tuple[int, int]] = set()
    for of_key in under.values():
        near = sorted(of_key, key=lambda stand: stand.said)[:_MOST]
        for a, b in combinations(near, 2):
            both = min(id(a), id(b)), max(id(a), id(b))
            if a.dispatch != b.dispatch and both not in seen:
                seen.add(both)
                yield from _row(f"{a.dispatch} {b.dispatch}", "prose", a, b)


def _stands(reading: Reading, dispatch: str) -> list[Statement]:
    of = reading.dispatch.agency or ""
    told = (gist for gist in reading.gists if gist.poles and of_form(gist) == "stand" and gist.said is not None)
    return [Statement(gist, dispatch, of) for gist in told]


def _row(name: str, sort: str, a: Statement, b: Statement) -> Iterator[Row]:
    """The row of two stands, where they would clash if they were of one thing."""
    about = topic(a.gist, b.gist)
    if about is not None and clash(a, b) is not None:
        yield Row(name, sort, about)


def fit(rows: list[Row], names: list[str], held: dict[str, float]) -> tuple[dict[str, float], float]:
    """The weights of the signs, those `held` as they are, and how much is needed."""
    x = np.array([[float(signs(row.about)[name]) for name in names] for row in rows])
    y = np.array([float(row.sort == "clash") for row in rows])
    count = np.array([_COUNTS[row.sort] for row in rows])
    free = [i for i, name in enumerate(names) if name not in held]
    given = x @ np.array([held.get(name, 0.0) for name in names])
    mean, spread = x[:, free].mean(0), x[:, free].std(0) + 1e-9
    z = (x[:, free] - mean) / spread
    w, bias = np.zeros(len(free)), 0.0
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-(z @ w + bias + given)))
        w -= _RATE * (z.T @ (count * (p - y)) / count.sum() + _PRIOR / 10 * w)
        bias -= _RATE * float((count * (p - y)).sum() / count.sum())
    found = {names[i]: float(value) for i, value in zip(free, w / spread, strict=True)}
    return found | held, float((w / spread) @ mean - bias)


def score(rows: list[Row], of: dict[str, float], needed: float) -> str:
    """How many pairs of each sort have two stands that are taken to be of one thing."""
    found: dict[str, set[str]] = defaultdict(set)
    there: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        there[row.sort].add(row.name)
        if sum(of[name] * value for name, value in signs(row.about).items()) > needed:
            found[row.sort].add(row.name)
    return ", ".join(f"{sort} {len(found[sort])} of {len(there[sort])}" for sort in _COUNTS if there[sort])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--prose", nargs="*", type=Path, default=[])
    parser.add_argument("--told", type=float, default=1.0, help="the weight of who tells it, which is set by hand")
    chosen = parser.parse_args()
    known = dict(weights()["topic"])
    known_needed = known.pop("needed")
    for module in (denials, figures, stands):
        setattr(module, "is_one_thing", lambda _about: True)  # noqa: B010 (what is fitted decides nothing here)
    rows = [*of_pairs(chosen.files), *(row for path in chosen.prose for row in of_prose(path))]
    found, needed = fit(rows, list(known), {"told": chosen.told})
    print("[topic]")
    for name, value in found.items():
        print(f"{name} = {value:.2f}  # now {known[name]:.2f}")
    print(f"needed = {needed:.2f}  # now {known_needed:.2f}")
    print(f"# {len(rows)} rows; by these weights: {score(rows, found, needed)}")
    print(f"# by those of the table: {score(rows, known, known_needed)}")


if __name__ == "__main__":
    main()
