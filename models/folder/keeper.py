"""The keeper's process: `python -m models.folder.keeper FOLDER --store PATH`, without spaCy or a terminal.

It writes the store, or follows the one that does, and says on stdout, a JSON line each, how far it is. It ends
with its stdin, or on SIGTERM, SIGHUP or SIGINT, and leaves no process behind. With `--once` it reads what there
is, and ends.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from models.folder.log import open_log
from models.folder.progress import Progress
from models.folder.shift import Shift
from models.store import Store, StoreError

#: How many young objects, and how many rounds of each age before the next.
_COLLECT_AT = (2_000, 20, 100)


def bring_up_to_date(
    folder: Path,
    store_path: Path,
    on_progress: Callable[[Progress], None],
    command: Sequence[str] | None = None,
    jobs: int | None = None,
) -> Progress:
    """Read all of a folder that its store has not got yet, and return; for commands without a terminal.

    Where another process is at it already, wait for that one.
    The progress returned is `idle` when all is read, `waiting` when there is no such folder, `failed` when
    nothing can be read; its message is a sentence. `StoreError` where the store cannot be opened.
    """
    with _shift(folder, store_path, on_progress, command, jobs) as shift:
        return shift.catch_up()


def keep(
    folder: Path,
    store_path: Path,
    on_progress: Callable[[Progress], None],
    command: Sequence[str] | None = None,
    jobs: int | None = None,
    once: bool = False,
    with_stdin: bool = True,
) -> Progress | None:
    """Keep a store in step with its folder until a signal comes, or stdin closes; `StoreError` as above.

    `once`: only until all that is there has been read; returns the last progress then, None where it was told to
    end before. `with_stdin` False: whatever becomes of stdin. Belongs in the main thread, for the signals' sake.
    """
    was_told = threading.Event()
    with _shift(folder, store_path, on_progress, command, jobs) as shift:

        def end(*_: object) -> None:
            was_told.set()
            shift.stop()

        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, end)
        if with_stdin:
            threading.Thread(target=_stop_with_stdin, args=(end,), daemon=True).start()
        if once:
            last = shift.catch_up()
            return None if was_told.is_set() else last
        shift.keep_up()
    return None


@contextlib.contextmanager
def _shift(
    folder: Path,
    store_path: Path,
    on_progress: Callable[[Progress], None],
    command: Sequence[str] | None,
    jobs: int | None,
) -> Iterator[Shift]:
    log = open_log(store_path)
    try:
        with Store(store_path) as store:
            yield Shift(folder, store, on_progress, log, command, jobs)
    finally:
        os.close(log)


def collect_seldom() -> None:
    """Has the collector go seldom through what is remembered, and never through what stays: it makes the writer pause.

    Records hold no cycles; what is let go of is freed at once without it.
    """
    gc.freeze()
    gc.set_threshold(*_COLLECT_AT)


def _stop_with_stdin(end: Callable[[], None]) -> None:
    while os.read(sys.stdin.fileno(), 4096):
        pass
    end()


def _print_progress(progress: Progress) -> None:
    sys.stdout.write(progress.model_dump_json() + "\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    """0: ended as it was told to; 1: failed, with a sentence in the last progress; 2: wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m models.folder.keeper", description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder of dispatches")
    parser.add_argument("--store", type=Path, required=True, help="the SQLite file to keep in step with it")
    parser.add_argument("--jobs", type=int, help="how many reading processes there may be")
    parser.add_argument("--once", action="store_true", help="read what there is, and end")
    chosen = parser.parse_args(arguments)
    collect_seldom()
    try:
        keep(chosen.folder, chosen.store, _print_progress, jobs=chosen.jobs, once=chosen.once)
    except StoreError as error:
        _print_progress(Progress(state="failed", message=str(error)))
        return 1
    except BrokenPipeError:
        # Nobody listens any more. What is left in stdout's buffer must not be complained about at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
