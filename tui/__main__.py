"""`brief-tui`, and `python -m tui`: what was last seen is shown, then the command line is read."""

import sys

from tui.terminal.lastframe import last_frame


def main() -> None:
    """Run the command line; what it imports is worth half a second, in which the last frame stands."""
    try:
        with last_frame():
            from tui.cli import main as run

            run()
    except KeyboardInterrupt:  # while modules load: the app itself takes Ctrl+C as a key
        sys.exit(130)


if __name__ == "__main__":
    main()
