"""The terminal's keys: Textual's driver for it, but bytes that are no text of the locale's are read as stand-ins.

A terminal in Latin-1, or a line that loses a byte, would end Textual's own input for good.
"""

from __future__ import annotations

import codecs
import os
import selectors
import sys
from typing import Any, ClassVar

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

#: Seconds after which Esc is looked at again that may be the first byte of a longer key.
_TICK = 0.1
_AT_ONCE = 4096


class TerminalDriver(LinuxDriver):
    """Reads keys in the encoding of the locale."""

    encoding: ClassVar[str] = "utf-8"

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        out, errors = sys.__stdout__, sys.__stderr__
        if out is not None and (errors is None or not errors.isatty()):
            self._file = out  # stderr, where Textual draws, was sent into a file

    def run_input_thread(self) -> None:
        """Hand on keys until the app ends."""
        parser = XTermParser(self._debug)
        decoder = codecs.getincrementaldecoder(self.encoding)(errors="replace")
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_TICK):
                    text = decoder.decode(os.read(self.fileno, _AT_ONCE))
                    for event in parser.feed(text) if text else ():
                        self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)
