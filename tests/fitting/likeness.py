"""Fits the weights of `models/comparing/weights.toml` on pairs of dispatches: `python -m tests.fitting.likeness FILE…`.

A pair that is one happening counts by the two events that are most alike, all others by each two of their events, and
so does each event with those of other pairs, whatever their days (`--busy`): on a busy day much goes on.
"""

from __future__ import annotations

import argparse
import json
import random
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from models.comparing.likeness import conflict
from models.comparing.tellings import Telling, keys
from models.comparing.weighing import Shared, marks, weigh
from models.comparing.weights import weights
from models.records import Reading
from tests.models.comparing.pairs import read_side

#: Marks that speak against: their weights are at most nought, those of others at least.
_AGAINST = ("_other", "apart", "differ", "twofold", "unknown", "vague", "bare")
#: Days by which real articles lie apart of which none tells a happening of the other; how many are read and paired.
_APART = 10
_PROSE_TEXTS, _PROSE_PAIRS = 160, 1200
#: How much a pair that is not one counts, shared among its events.
_AGAINST_WEIGHT = 3.0
_ROUNDS, _STEPS, _RATE, _PRIOR = 6, 800, 0.3, 0.02


class Pair(NamedTuple):
    """A pair of dispatches: whether they tell one happening, and the marks of each two events that may be one."""

    name: str
    same: bool
    marks: list[dict[str, float]]
    source: str = ""


def tellings(reading: Reading, dispatch: int) -> list[Telling]:
    """The events of a dispatch as they are compared."""
    gists = {gist.record: gist for gist in reading.gists if not gist.poles}
    return [
        Telling(dispatch * 1000 + n, (e.claim is not None, dispatch, f"{dispatch}|{n}"), dispatch, e, gists[e.id])
        for n, e in enumerate(reading.events)
        if e.id in gists and e.when is not None and e.status != "possible"
    ]


def pairs(paths: list[Path], busy: int) -> Iterator[Pair]:
    """The pairs of some files, then as many of dispatches of different pairs, put on one day."""
    told: list[tuple[list[Telling], list[Telling]]] = []
    for path in paths:
        for number, pair in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["pair"], 1):
            sides = [tellings(read_side(side, pair[side]), n) for n, side in enumerate(("first", "second"))]
            told.append((sides[0], sides[1]))
            yield Pair(f"{path.stem} {number}", pair["gold"] == "same", _marks(*sides), path.stem)
    chance = random.Random(7)
    for _ in range(busy):
        one, other = chance.sample(told, 2)
        first, second = chance.choice(one), chance.choice(other)
        moved = [_on_day_of(t, first[0]) for t in second] if first else []
        yield Pair(_busy(first, moved), False, _marks(first, moved))


def prose(path: Path, most: int, texts: int) -> Iterator[Pair]:
    """Dispatches of real prose, written weeks apart, put on one day: none tells a happening of another."""
    told = []
    for line in path.read_text(encoding="utf-8").splitlines()[:texts]:
        one = json.loads(line)
        reading = read_side(one["id"], one)
        if reading.dispatch.date is not None and (events := tellings(reading, len(told))):
            told.append((reading.dispatch.date, events))
    chance = random.Random(7)
    for _ in range(most):
        (day, first), (other_day, second) = chance.sample(told, 2)
        if abs((day - other_day).days) > _APART:
            plain = [_on_day_of(t, first[0]) for t in first]
            yield Pair(
                "prose: " + _busy(plain, second), False, _marks(plain, [_on_day_of(t, first[0]) for t in second])
            )


def _busy(first: list[Telling], second: list[Telling]) -> str:
    return "busy: " + " | ".join(f"{t.event.verb} {' '.join(t.gist.scene)}" for t in (*first[:2], *second[:2]))


def _on_day_of(telling: Telling, other: Telling) -> Telling:
    event = telling.event.model_copy(update={"when": other.event.when})
    return Telling(telling.n, telling.rank, telling.dispatch + 1_000_000, event, telling.gist)


def _marks(first: list[Telling], second: list[Telling]) -> list[dict[str, float]]:
    found = []
    for a in first:
        for b in second:
            if not conflict(a, b) and set(keys(a.event, a.gist)) & set(keys(b.event, b.gist)):
                found.append(marks(a, b, Shared(a, b)))
    return found


def fit(found: list[Pair], names: list[str]) -> tuple[np.ndarray, float]:
    """Weights and bias, by turns choosing the likeliest two events of each pair and fitting to them."""
    known = weights()
    w = np.array([known["marks"].get(n, 0.0) for n in names])
    bias = float(known["bias"])
    prior = w.copy()
    signs = np.array([-1 if n.endswith(_AGAINST) or n == "one_dispatch" else 1 for n in names])
    for _ in range(_ROUNDS):
        rows, gold, share = [], [], []
        for pair in found:
            vectors = [np.array([m.get(n, 0.0) for n in names]) for m in pair.marks]
            if not vectors:
                continue
            kept = [max(vectors, key=lambda v: float(v @ w))] if pair.same else vectors
            rows += kept
            gold += [float(pair.same)] * len(kept)
            share += [1.0 if pair.same else _AGAINST_WEIGHT / len(kept)] * len(kept)
        x, y, s = np.array(rows), np.array(gold), np.array(share)
        for _ in range(_STEPS):
            p = 1 / (1 + np.exp(-(x @ w + bias)))
            w -= _RATE * ((x.T @ (s * (p - y))) / len(y) + _PRIOR * (w - prior) / 10)
            w = np.where(signs > 0, np.maximum(w, 0), np.minimum(w, 0))
            bias -= _RATE * float((s * (p - y)).mean())
    return w, bias


def score(found: list[Pair], names: list[str], w: np.ndarray, bias: float) -> tuple[int, int, int, list[str]]:
    """How many pairs that are one are found, how many that are not, and of how many; with the names of the wrong."""
    right = wrong = total = 0
    said = []
    for pair in found:
        best = max((float(np.array([m.get(n, 0.0) for n in names]) @ w + bias) for m in pair.marks), default=-9.0)
        total += pair.same
        right += pair.same and best > 0
        if best > 0 and not pair.same:
            wrong += 1
            said.append(f"{pair.name} {best:.2f}")
    return right, wrong, total, said


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--busy", type=int, default=1500)
    parser.add_argument("--prose", type=Path, help="real articles with their dates, one a line")
    parser.add_argument("--margin", type=float, default=0.0, help="taken off the bias, for precision")
    chosen = parser.parse_args()
    found = list(pairs(chosen.files, chosen.busy))
    if chosen.prose is not None:
        found += prose(chosen.prose, _PROSE_PAIRS, _PROSE_TEXTS)
    names = list(weights()["marks"])
    paired = sum(bool(p.marks) for p in found if p.same)
    now = sum(any(weigh(m) > 0 for m in p.marks) for p in found if p.same)
    print(f"{sum(p.same for p in found)} are one, {paired} with events that may be; found now {now}")
    w, bias = fit(found, names)
    bias -= chosen.margin
    print(f"bias = {bias:.2f}\n\n[marks]")
    for name, value in zip(names, w, strict=True):
        print(f"{name} = {value:.2f}")
    right, wrong, total, said = score(found, names, w, bias)
    print(f"# {right} of {total} found, {wrong} wrongly: {said}")
    rights = wrongs = totals = 0
    for path in chosen.files:
        w, bias = fit([p for p in found if p.source != path.stem], names)
        left_out = [p for p in found if p.source == path.stem]
        right, wrong, total, said = score(left_out, names, w, bias - chosen.margin)
        rights, wrongs, totals = rights + right, wrongs + wrong, totals + total
        print(f"# {path.stem} by the weights of all others: {right} of {total} found, {wrong} wrongly: {said}")
    print(f"# so of unseen sets: precision {rights / (rights + wrongs):.3f}, recall {rights / totals:.3f}")


if __name__ == "__main__":
    main()
