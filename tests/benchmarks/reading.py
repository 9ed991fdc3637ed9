"""Words a second of reading, against a bare `nlp.pipe` of the same pipeline over the same texts; and of each step."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from models.formats import read_file
from models.reading.actors import ActorFinder
from models.reading.claims import find_claims
from models.reading.events import find_events
from models.reading.finding_dates import find_dates
from models.reading.gazetteer import Gazetteer
from models.reading.language import BATCH, Parser, load_pipeline
from models.reading.reader import Reader, spare_the_collector
from models.records import Dispatch
from tests.benchmarks import jobs
from tests.benchmarks.table import Row

SEEDS = Path(__file__).parents[2] / "seeds"
COPIES = 40


def corpus(copies: int = COPIES) -> list[Dispatch]:
    """The sample dispatches, so many times over."""
    once = [
        dispatch
        for path in sorted(SEEDS.iterdir())
        if path.suffix in (".txt", ".jsonl")
        for dispatch in read_file(path, SEEDS)
    ]
    return [d.model_copy(update={"id": f"{n}/{d.id}"}) for n in range(copies) for d in once]


def timed(work: Callable[[], object], runs: int = 3) -> float:
    """The shortest of some runs, in seconds."""
    best = float("inf")
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begun)
    return best


def in_turn(*works: Callable[[], object], runs: int = 4) -> list[tuple[float, float]]:
    """The shortest of some runs of each work, in seconds of the clock and of the processor.

    One after the other in turn, so that whatever else the machine is at weighs on all of them.
    """
    best = [(float("inf"), float("inf"))] * len(works)
    for _ in range(runs):
        for number, work in enumerate(works):
            begun, cpu = time.perf_counter(), time.process_time()
            work()
            spent = time.perf_counter() - begun, time.process_time() - cpu
            best[number] = min(best[number][0], spent[0]), min(best[number][1], spent[1])
    return best


def rows() -> list[Row]:
    """Reading as a whole, then each step on top of the parse."""
    dispatches = corpus()
    words = sum(len(d.text[slice(*d.body)].split()) for d in dispatches)
    parser, reader, stock = Parser(), Reader(), load_pipeline()
    texts = [layout_text(d) for d in dispatches]
    spare_the_collector()  # as the reading process does
    (bare, bare_cpu), (own, own_cpu), (whole, whole_cpu) = in_turn(
        lambda: [None for _ in stock.pipe(texts, batch_size=BATCH)],
        lambda: [None for _ in parser.nlp.pipe(texts, batch_size=BATCH)],
        lambda: [None for _ in reader.read(dispatches)],
    )
    found = [
        Row("reading", words / whole, "words/s", "bare nlp.pipe", words / bare),
        Row("reading, in CPU time", words / whole_cpu, "words/s", "bare nlp.pipe", words / bare_cpu),
        Row("reading", words / whole, "words/s", "nlp.pipe, our BLAS", words / own),
        Row("reading, in CPU time", words / whole_cpu, "words/s", "nlp.pipe, our BLAS", words / own_cpu),
        *jobs.rows(dispatches),
    ]
    parsed = list(parser.parse(dispatches))
    finder = ActorFinder(Gazetteer(parser.nlp))
    actors = [finder.find(p) for p in parsed]
    dates = [find_dates(p) for p in parsed]
    claims = [find_claims(p, a, d) for p, a, d in zip(parsed, actors, dates, strict=True)]
    steps: Sequence[tuple[str, Callable[[], object]]] = [
        ("actors", lambda: [finder.find(p) for p in parsed]),
        ("dates", lambda: [find_dates(p) for p in parsed]),
        ("claims", lambda: [find_claims(p, a, d) for p, a, d in zip(parsed, actors, dates, strict=True)]),
        (
            "events",
            lambda: [find_events(p, a, d, c) for p, a, d, c in zip(parsed, actors, dates, claims, strict=True)],
        ),
    ]
    for name, step in steps:
        spent = timed(step)
        found.append(Row(f"{name}: words/s alone", words / spent, "words/s", "whole reading", words / whole))
        found.append(Row(f"{name}: share", spent * 1000, "ms", "whole reading", whole * 1000))
    return found


def layout_text(dispatch: Dispatch) -> str:
    """The body as the pipeline gets it."""
    from models.reading.language import lay_out

    return lay_out(dispatch.text, dispatch.body).text
