"""Comparing goes on beside the screen, so it never loads the language pipeline."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from models.library import read_dispatch

ROOT = Path(__file__).resolve().parents[3]
_COMPARED = """
import sys
from models.filters import EVERYTHING
from models.records import Reading
from models.store import FileState, Store

with Store(None) as store:
    for number, line in enumerate(sys.stdin):
        store.put(f"{number}.txt", FileState(0, 0, "", ""), [Reading.model_validate_json(line)])
    while store.compare():
        pass
    print(store.disagreement_counts(EVERYTHING).total, "spacy" in sys.modules)
"""


def test_comparing_needs_no_language_pipeline() -> None:
    texts = (
        "KASSALA, 12 March (Wire A) - A blast at the Halewa market in Kassala killed 14 people, police said.",
        "KASSALA, 12 March (Wire B) - The blast at the Halewa market in Kassala killed 31 people, medics said.",
    )
    readings = [read_dispatch(text, id=text[-12:], date="2024-03-12", agency=text[19:25]) for text in texts]
    told = "\n".join(reading.model_dump_json() for reading in readings)
    done = subprocess.run(
        [sys.executable, "-c", _COMPARED], input=told, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["1", "False"]
