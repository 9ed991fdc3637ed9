"""The terminal's keys: Textual's driver for it, but bytes that are no text of the locale's are read as stand-ins.

A terminal in Latin-1, or a line that loses a byte, would end Textual's own input for good. A terminal that is gone
ends the input, and takes whatever is still written to it.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import selectors
import sys
from typing import Any, ClassVar, TextIO, cast

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from tui.terminal.lastframe import taken_over
from tui.terminal.thrift import thrifty

#: Seconds after which Esc is looked at again that may be the first byte of a longer key.
_TICK = 0.1
_AT_ONCE = 4096
_ALTERNATE_SCREEN = "\x1b[?1049h"


class Outlet:
    """A terminal's end that is written to; of one that is gone nobody is told.

    Textual's writer would end with the error, and the app would wait for it as soon as its queue is full.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> None:
        """Write, if anything is there."""
        with contextlib.suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        """Send what was written."""
        with contextlib.suppress(OSError):
            self._file.flush()

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self._file.isatty()

    def fileno(self) -> int:
        """Its descriptor."""
        return self._file.fileno()


class TerminalDriver(LinuxDriver):
    """Reads keys in the encoding of the locale, and sends what is drawn in few bytes."""

    encoding: ClassVar[str] = "utf-8"

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        #: Whether the last frame stands on the terminal until the app draws.
        self.frame_stands = False
        out, errors = sys.__stdout__, sys.__stderr__
        drawn: Any = self._file
        if out is not None and (errors is None or not errors.isatty()):
            drawn = out  # stderr, where Textual draws, was sent into a file
        if self.encoding != "utf-8":  # Python writes UTF-8 where the locale is named but not installed here
            drawn.reconfigure(encoding=self.encoding, errors="replace")
        self._file = cast(Any, Outlet(drawn))

    def start_application_mode(self) -> None:
        """Take the terminal over; where the last frame stands on it, without clearing it in between."""
        before = taken_over()
        self.frame_stands = before is not None
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if before is not None:
            self.attrs_before = before

    def give_back(self) -> None:
        """Give the terminal back before the process is stopped; going on, it is taken over and the app told."""
        self.suspend_application_mode()
        self._must_signal_resume = True

    def write(self, data: str) -> None:
        """Send what is drawn, or a control sequence; not the one that leads where the terminal already is."""
        if not (self.frame_stands and data == _ALTERNATE_SCREEN):
            super().write(thrifty(data))

    def run_input_thread(self) -> None:
        """Hand on keys until the app ends or the terminal is gone, which `hangup` sees too."""
        parser = XTermParser(self._debug)
        decoder = codecs.getincrementaldecoder(self.encoding)(errors="replace")
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_TICK):
                    try:
                        data = os.read(self.fileno, _AT_ONCE)
                    except OSError:
                        data = b""
                    if not data:
                        return
                    text = decoder.decode(data)
                    for event in parser.feed(text) if text else ():
                        self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)
