"""Whether a text is in another language than English, by its script and its commonest words.

`item` asks before a dispatch is handed on. In doubt a text is English: names, quotations, a few words and what stands
beside sentences in English never make it foreign, and what metadata declares only decides where the words themselves
say little.
"""

from __future__ import annotations

import re

from models.formats.vocabulary import table

_TABLE = table("languages")
_ENGLISH = frozenset(_TABLE["english"])
_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words) - _ENGLISH for language, words in _TABLE["words"].items()
}
_SCRIPTS = {language: re.compile(letters) for language, letters in _TABLE["scripts"].items()}
_WITHIN: dict[str, tuple[str, float]] = _TABLE["within"]
_CODES: dict[str, str] = _TABLE["codes"]

_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_WORD = re.compile(r"[^\W\d_]+")
#: Letters that are syllables or words: each counts as much as several of an alphabet.
_WHOLE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_LETTERS_EACH = 4
_SAMPLE = 20_000
#: So many letters or words a text must have before its script, or its words, are trusted.
_FEW_LETTERS, _FEW_WORDS = 20, 25
#: The share of other scripts' letters that makes a text foreign: names and quotations stay far below.
_OTHER_SCRIPT = 0.6
#: English prose has a third of its words in the list; below the share a text may be foreign.
_ENGLISH_SHARE = 0.12
_FOREIGN_SHARE = 0.14
#: What is English prose beyond doubt, among words in another language.
_PROSE_SHARE = 0.24


def foreign_language(text: str, declared: str | None = None) -> str | None:
    """The language of a text that is not English, in English words; None where it is, or may be.

    `declared` is what the item's metadata says, as a code (`de-AT`) or nothing.
    """
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample)) + (_LETTERS_EACH - 1) * len(_WHOLE.findall(sample))
    latin = len(_LATIN.findall(sample))
    if letters >= _FEW_LETTERS and letters - latin >= _OTHER_SCRIPT * letters and not _has_english(sample):
        return _by_script(sample)
    words = [word.casefold() for word in _WORD.findall(sample)]
    if not words:
        return None
    english = sum(word in _ENGLISH for word in words) / len(words)
    said = _CODES.get((declared or "").strip().lower().replace("_", "-").partition("-")[0])
    if said is None and (len(words) < _FEW_WORDS or english >= _ENGLISH_SHARE):
        return None
    shares = {language: sum(word in own for word in words) / len(words) for language, own in _WORDS.items()}
    nearest = max(shares, key=lambda language: shares[language])
    if said is not None and shares.get(said, 0.0) > english:
        return said
    if len(words) < _FEW_WORDS or english >= _ENGLISH_SHARE:
        return None
    if said is not None and english < _ENGLISH_SHARE / 2:
        return said
    return nearest if shares[nearest] >= max(_FOREIGN_SHARE, 2 * english) else None


def _has_english(sample: str) -> bool:
    """Whether sentences in English stand in a text whose letters are mostly of another script."""
    words = [word.casefold() for word in _WORD.findall(sample) if _LATIN.match(word)]
    return len(words) >= _FEW_WORDS and sum(word in _ENGLISH for word in words) >= _PROSE_SHARE * len(words)


def _by_script(sample: str) -> str:
    counts = {language: len(script.findall(sample)) for language, script in _SCRIPTS.items()}
    for language, (wider, share) in _WITHIN.items():
        total = max(counts[wider], counts[language])
        counts[language] = total + 1 if counts[language] > share * max(counts[wider], 1) else 0
    most = max(counts, key=lambda language: counts[language])
    return most if counts[most] else "another script than the Latin one"
