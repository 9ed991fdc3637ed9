"""Watch rules: what is done when something lands that a rule's filter lets through.

A command gets the record as JSON on its stdin, with no shell and no word of a dispatch among its arguments.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

#: Seconds a command has for one record.
PATIENCE = 30.0
#: A burst runs the command for so many records; the rest are counted.
MOST_RUNS = 20


def run_command(command: Sequence[str], record: str) -> str | None:
    """Run a command with a record; what went wrong in a sentence, or None."""
    try:
        done = subprocess.run(
            command,
            input=record.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
            start_new_session=True,
        )
    except FileNotFoundError:
        return f"there is no program {command[0]}"
    except subprocess.TimeoutExpired:
        return f"{command[0]} was ended: it took more than {PATIENCE:.0f} s"
    except OSError as error:
        return f"{command[0]} cannot be run ({error.strerror})"
    return f"{command[0]} ended with status {done.returncode}" if done.returncode else None
