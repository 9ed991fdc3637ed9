"""Bytes of a wire item → its text, unchanged but for a byte order mark; or one sentence why there is none.

UTF-8 first, then what short wire texts mostly are (Windows-1252, and the Cyrillic code pages, told apart by
their letters), and only then charset-normalizer, which is unsure on short texts.
"""

from __future__ import annotations

import codecs
import re

import charset_normalizer

#: The largest item that is read, in bytes.
LARGEST = 2_000_000

_MARKED = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b")) + b"\x7f"
_SAMPLE = 65_536
_CYRILLIC = ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic")
_CYRILLIC_LETTER = re.compile(r"[а-яёіїєґўј]", re.IGNORECASE)
_FREQUENT_CYRILLIC = re.compile(r"[оеаинтсрвлі]", re.IGNORECASE)
_CASE_FLIP = re.compile(r"[а-яё][А-ЯЁ]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
#: What Western European text has beyond ASCII; within a word only letters.
_WESTERN = re.compile(r"[À-ÖØ-öø-ÿŒœŠšŽžŸƒ‘’‚“”„–—…•‹›«»€£¥§©®°±·¿¡´ªº¼½¾²³µ\u00a0\u00ad™†‡%‰ˆ˜]")
_SYMBOL_IN_WORD = re.compile(r"(?<=[a-zà-ÿ])[ƒ„‹›¥§©®°±¿¡ªº¼½¾²³µ†‡‰×÷¶¹¸¯¨¦¤¢¬ˆ˜](?=[a-zà-ÿ])")


class FormatError(ValueError):
    """Why something cannot be read; the message completes a sentence that begins with the item's name."""


class DecodingError(FormatError):
    """Why bytes are no text."""


def decode(raw: bytes) -> str:
    """The text of an item's bytes, line ends as they are, the byte order mark dropped.

    Raises DecodingError where the bytes are empty, binary, or in no encoding that could be recognised.
    """
    text = _decoded(raw)
    if not text.strip():
        raise DecodingError("is empty; write the dispatch into it, or remove it")
    return text


def _decoded(raw: bytes) -> str:
    for mark, encoding in _MARKED:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, errors="replace")
    if b"\0" in raw:
        return _unmarked_utf16(raw)
    if len(raw.translate(None, _CONTROLS)) < 0.9 * len(raw):
        raise DecodingError("is binary, not text (it is full of control characters); put it elsewhere")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged_utf8(raw) or _cyrillic(raw) or _western(raw) or _guessed(raw)


def _unmarked_utf16(raw: bytes) -> str:
    """UTF-16 without its mark, known by the zero byte of every Latin letter; else the bytes are binary."""
    half = len(raw) // 2
    for encoding, zeros, letters in (("utf-16-le", raw[1::2], raw[::2]), ("utf-16-be", raw[::2], raw[1::2])):
        if half and zeros.count(0) >= 0.6 * half and letters.count(0) == 0:
            return raw.decode(encoding, errors="replace")
    raise DecodingError("is binary, not text (it holds NUL bytes); put it elsewhere")


def _damaged_utf8(raw: bytes) -> str | None:
    """UTF-8 with a few broken bytes, as a cut transmission leaves them."""
    text = raw.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = len(text) - broken - len(raw.translate(None, bytes(range(128, 256))))
    return text if whole >= 3 and broken <= 0.1 * whole else None


def _cyrillic(raw: bytes) -> str | None:
    """Text in the Cyrillic code page whose letters make the most of it, or None where none makes Russian."""
    runs = _HIGH_RUN.findall(raw[:_SAMPLE])
    if sum(map(len, runs)) < 2.5 * len(runs):
        return None
    best, chosen = 0.45, None
    for encoding in _CYRILLIC:
        sample = raw[:_SAMPLE].decode(encoding, errors="replace")
        high = sum(not char.isascii() for char in sample)
        letters = len(_CYRILLIC_LETTER.findall(sample))
        score = (len(_FREQUENT_CYRILLIC.findall(sample)) - 2 * len(_CASE_FLIP.findall(sample))) / high
        if letters >= 0.85 * high and score > best:
            best, chosen = score, encoding
    return raw.decode(chosen, errors="replace") if chosen else None


def _western(raw: bytes) -> str | None:
    """Windows-1252 (or Latin-1) where letters beyond ASCII are few and make words of Western Europe."""
    sample = raw[:_SAMPLE]
    high = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    runs = len(_HIGH_RUN.findall(sample))
    if high > 0.5 * len(sample) or high > 2 * runs:
        return None
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    beyond = [char for char in text[:_SAMPLE] if not char.isascii()]
    odd = len(_SYMBOL_IN_WORD.findall(text[:_SAMPLE]))
    return text if all(map(_WESTERN.match, beyond)) and odd <= 0.05 * len(beyond) else None


def _guessed(raw: bytes) -> str:
    """What charset-normalizer makes of it."""
    cut = raw.rfind(b"\n", 0, _SAMPLE) + 1 if len(raw) > _SAMPLE else 0
    best = charset_normalizer.from_bytes(raw[: cut or _SAMPLE]).best()
    if best is None:
        raise DecodingError("is in no encoding that could be recognised; save it as UTF-8")
    return raw.decode(best.encoding, errors="replace")
