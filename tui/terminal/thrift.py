"""Fewer bytes for the same picture: of the styles in what Textual sends only what changes from text to text is sent.

Textual sets each piece of text's whole style and takes it back after it; over a thin line that is most of the bytes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

#: A style being set; the cursor being put somewhere or a new line, which no style has a part in; any other control.
_TOKEN = re.compile(r"\x1b\[(?P<style>[\d;]*)m|(?P<place>\x1b\[\d*;?\d*H|\n)|(?P<text>[^\x00-\x1f\x7f-\x9f]+)|(?s:.)")

#: The eight colours, and the eight bright ones.
_COLOUR, _GROUND = re.compile("[39][0-7]"), re.compile("(?:4|10)[0-7]")

#: What shows on a blank: underlined, reversed, struck through, framed, overlined.
_SEEN_ON_BLANKS = frozenset(("4", "7", "9", "21", "51", "52", "53"))
#: What takes an attribute back.
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "9": "29"}


class Style(NamedTuple):
    """Attributes, foreground and background, as the codes that set them."""

    attributes: frozenset[str] = frozenset()
    colour: str = ""
    ground: str = ""


PLAIN = Style()


@lru_cache(4096)
def _set(style: Style, codes: str) -> Style | None:
    """The style after some codes; None where one of them is not known here."""
    attributes, colour, ground = style
    left = codes.split(";")
    while left:
        code = left.pop(0)
        if code in ("", "0"):
            attributes, colour, ground = PLAIN
        elif code in ("38", "48"):
            length = {"2": 4, "5": 2}.get(left[0] if left else "")
            if length is None or len(left) < length:
                return None
            whole = ";".join((code, *left[:length]))
            del left[:length]
            colour, ground = (whole, ground) if code == "38" else (colour, whole)
        elif code in _OFF or code in _SEEN_ON_BLANKS:
            attributes |= {code}
        elif _COLOUR.fullmatch(code):
            colour = code
        elif _GROUND.fullmatch(code):
            ground = code
        else:
            return None
    return Style(attributes, colour, ground)


@lru_cache(8192)
def _change(now: Style, then: Style) -> str:
    """The shortest sequence that leads from a style to another."""
    if now == then:
        return ""
    anew = [*sorted(then.attributes), *filter(None, (then.colour, then.ground))]
    ways = [["0", *anew] if anew else []]
    gone = now.attributes - then.attributes
    # A terminal that shows no colours may know no way to take back a single attribute.
    known = bool(then.colour and then.ground) and gone <= _OFF.keys()
    if not gone or known:
        off = sorted({_OFF[code] for code in gone})
        on = then.attributes - now.attributes | {code for code in then.attributes if _OFF.get(code) in off}
        colours = [
            code for before, code in ((now.colour, then.colour), (now.ground, then.ground)) if code and code != before
        ]
        if (then.colour or not now.colour) and (then.ground or not now.ground):
            ways.append([*off, *sorted(on), *colours])
    codes = min((";".join(way) for way in ways), key=len)
    return f"\x1b[{codes}m"


def thrifty(data: str) -> str:
    """The same for a terminal, in fewer bytes; it begins and ends without a style."""
    sent: list[str] = []
    now, wanted = PLAIN, PLAIN
    for token in _TOKEN.finditer(data):
        kind, text = token.lastgroup, token[0]
        if kind == "style":
            after = _set(wanted, token["style"])
            if after is None:
                return data
            wanted = after
            continue
        if kind == "text":
            blank = not text.strip(" ") and wanted.ground == now.ground
            if not blank or (wanted.attributes | now.attributes) & _SEEN_ON_BLANKS:
                sent.append(_change(now, wanted))
                now = wanted
        elif kind is None:
            sent.append(_change(now, wanted))
            now = wanted
        sent.append(text)
    sent.append(_change(now, wanted))
    return "".join(sent)
