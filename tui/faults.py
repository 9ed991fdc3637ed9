"""A fault in a question to the store costs its answer, never the app: it is said in a sentence and noted in the log."""

from __future__ import annotations

import contextlib
import os
import traceback
from pathlib import Path

from models.comparing.apart import ApartError
from models.folder.log import log_path, open_log
from models.store import StoreError


def problem_of(error: Exception, store: Path) -> str:
    """What is said where a store did not answer: its own words, or that brief-tui has a fault, and where that is noted.

    Where the log cannot be written, the sentence is all there is.
    """
    if isinstance(error, StoreError | ApartError):
        return str(error)
    with (
        contextlib.suppress(OSError),
        os.fdopen(open_log(store), "a", encoding="utf-8", errors="backslashreplace") as log,
    ):
        traceback.print_exception(error, file=log)
    return f"A fault in brief-tui ({type(error).__name__}): please report it, with what is in {log_path(store)}."
