"""Pairs of dispatches with what holds between them, read through the real pipeline: `python -m … FILE` says how well.

A file has `[[pair]]` with `gold` (a kind of disagreement or `none`; for merging `same` or `different`), `why`, and
`[pair.first]`, `[pair.second]` with `agency`, `date`, `text`: whole dispatches.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from models.filters import EVERYTHING
from models.library import read_dispatch
from models.records import Disagreement, Occurrence, Reading
from models.store import FileState, Store

STATE = FileState(0, 0, "", "")


class Judged(NamedTuple):
    """A pair with what was found: kinds of disagreement and, for events of both told as one, `same`."""

    number: int
    gold: str
    why: str
    found: tuple[str, ...]
    said: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        return self.gold in self.found if self.gold not in ("none", "different") else not self.found


def judged(path: Path) -> Iterator[Judged]:
    """Each pair of a file, compared in a store of its own."""
    pairs: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["pair"]
    for number, pair in enumerate(pairs, 1):
        gold = {"figures": "figure", "dates": "date"}.get(pair["gold"], pair["gold"])
        merging = gold in ("same", "different")
        with Store(None) as store:
            for side in ("first", "second"):
                store.put(side, STATE, [read_side(side, pair[side])])
            while store.compare():
                pass
            records = list(store.records(EVERYTHING))
        found, said = [], []
        for record in records:
            if merging and isinstance(record, Occurrence) and len({e.split(":")[0] for e in record.events}) > 1:
                found.append("same")
                said.append(record.why)
            elif not merging and isinstance(record, Disagreement):
                found.append(record.kind)
                said.append(record.why)
        yield Judged(number, gold, pair.get("why", ""), tuple(found), tuple(said))


def read_side(side: str, told: dict[str, Any]) -> Reading:
    reading = read_dispatch(told["text"], id=side, date=told.get("date"), agency=told.get("agency"))
    return reading.model_copy(update={"dispatch": reading.dispatch.model_copy(update={"path": side})})


class Score(NamedTuple):
    """How many pairs that are one kind were found (of the kind: `exact`), and how many that are none."""

    positives: int
    found: int
    exact: int
    wrong: int

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.wrong) if self.found + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.positives if self.positives else 1.0


def score(results: list[Judged]) -> Score:
    clashing = [one for one in results if one.gold not in ("none", "different")]
    return Score(
        positives=len(clashing),
        found=sum(bool(one.found) for one in clashing),
        exact=sum(one.is_right for one in clashing),
        wrong=sum(bool(one.found) for one in results if one.gold in ("none", "different")),
    )


def main() -> None:
    for name in sys.argv[1:]:
        results = list(judged(Path(name)))
        for one in results:
            if not one.is_right:
                print(f"{one.number:3} {one.gold}, found {', '.join(one.found) or 'nothing'}: {one.why}")
                for why in one.said:
                    print(f"      {why}")
        total = score(results)
        print(
            f"{name}: {len(results)} pairs; precision {total.precision:.2f} ({total.found} of "
            f"{total.found + total.wrong}), recall {total.recall:.2f} ({total.found} of {total.positives}), "
            f"of the right kind {total.exact}"
        )


if __name__ == "__main__":
    main()
