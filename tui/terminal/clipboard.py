"""Copying through the terminal: OSC 52, which reaches the clipboard of whoever sits at it, also over SSH.

A multiplexer in between takes the sequence for its own, or hands it on where it is wrapped. Pure.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping

#: More base64 than this some terminals drop without a word.
MOST = 74_994

_SCREEN_CHUNK = 76


def copying(text: str, environment: Mapping[str, str]) -> tuple[str, str, bool]:
    """What to send to copy a text, by which way it goes, and whether the text had to be cut to fit."""
    data = text.encode("utf-8", "replace")
    most = MOST // 4 * 3
    cut = len(data) > most
    if cut:
        data = data[:most].decode("utf-8", "ignore").encode()
    plain = f"\x1b]52;c;{base64.b64encode(data).decode()}\x07"
    term = environment.get("TERM", "")
    if environment.get("TMUX") or term.startswith("tmux"):
        # tmux itself takes the first where set-clipboard is on, and hands on the second where allow-passthrough is.
        return plain + f"\x1bPtmux;{plain.replace(chr(27), chr(27) * 2)}\x1b\\", "through tmux", cut
    if environment.get("STY"):
        chunks = [plain[at : at + _SCREEN_CHUNK] for at in range(0, len(plain), _SCREEN_CHUNK)]
        return "".join(f"\x1bP{chunk}\x1b\\" for chunk in chunks), "through screen", cut
    if term.startswith("screen"):  # a multiplexer on another machine: which, nobody tells
        return plain + f"\x1bPtmux;{plain.replace(chr(27), chr(27) * 2)}\x1b\\", "through tmux", cut
    return plain, "", cut
