"""Codes in a text that a terminal obeys and a reader never sees: colours, titles, moves, marks of direction.

They stay in a dispatch's text, for all spans lead back into it; who looks for words in it passes over them.
"""

from __future__ import annotations

import re

#: A sequence by ECMA-48 (`ESC [ 31 m`), also in its 8-bit form, where it has a number; one that sets a title or the
#: clipboard, with its words; a short one; and marks of direction, which stand within words without being of them.
UNPRINTED = (
    r"\x1b\[[0-?]{0,40}[ -/]{0,4}[@-~]|\x9b[0-9;]{1,40}[@-~]"
    r"|(?:\x1b[\]P^_X]|[\x9d\x90])[^\x07\x1b\x90\x9c\x9d\r\n]{0,4000}(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]{0,4}[0-Z\\^-~]|[\x1b\x9b\x07\x08\x7f]"
    r"|[\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]"
)
_UNPRINTED = re.compile(UNPRINTED)


def blanked(text: str) -> str:
    """The text with blanks in the place of all such codes, as long as before."""
    return _UNPRINTED.sub(lambda code: " " * len(code[0]), text)
