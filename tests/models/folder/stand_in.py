"""A reading process without the parser: the real loop, with a reader that notes what it is to read.

`python stand_in.py ROOT NOTES`; a dispatch whose text says so ends the process, hangs, or waits for a file "go".
"""

import os
import signal
import sys
import time
from pathlib import Path

from models.reading.process import serve
from models.records import Reading


class Noting:
    def __init__(self, notes: Path):
        self.notes = notes

    def read(self, dispatches):
        for dispatch in dispatches:
            with self.notes.open("a") as notes:
                notes.write(dispatch.id + "\n")
            if "KILLS ALWAYS" in dispatch.text:
                os.kill(os.getpid(), signal.SIGKILL)
            if "KILLS ONCE" in dispatch.text:
                once = self.notes.with_name("killed")
                if not once.exists():
                    once.touch()
                    os.kill(os.getpid(), signal.SIGKILL)
            while "HANGS ALWAYS" in dispatch.text:
                time.sleep(0.1)
            while "WAITS" in dispatch.text and not self.notes.with_name("go").exists():
                time.sleep(0.01)
            yield Reading(dispatch=dispatch)


if __name__ == "__main__":
    notes = Path(sys.argv[2])
    sys.exit(serve(sys.stdin.buffer, sys.stdout.buffer, Path(sys.argv[1]), lambda: Noting(notes)))
