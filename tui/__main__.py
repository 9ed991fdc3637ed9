"""`python -m tui`: the same as `brief-tui`."""

from tui.cli import main

main()
