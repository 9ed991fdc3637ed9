"""What a dispatch as a whole is about: the words of its lead, and the names and figures told anywhere in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from models.reading.dates import Dates
from models.reading.gists.material import Material
from models.reading.gists.quantities import amount
from models.reading.gists.terms import Terms
from models.reading.language import Parsed
from models.reading.synonyms import is_weak, singular
from models.records import Gist

if TYPE_CHECKING:
    from models.reading.tokens import Token

#: Of each are kept, at most.
_MOST_WORDS, _MOST_KNOWN, _MOST_IN_LEAD = 16, 30, 8
#: Sentences whose words are the setting, beside the headline.
_LEAD = 2
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def in_setting(made_of: Material) -> Gist:
    """A gist of nothing yet, with what its dispatch is about and what is named in it."""
    return Gist(
        record="",
        predicate="",
        span=(0, 0),
        words="",
        setting=setting(made_of.parsed, made_of.terms),
        known=known(made_of.parsed, made_of.dates, made_of.terms),
    )


def setting(parsed: Parsed, terms: Terms) -> tuple[str, ...]:
    """The words of the headline and the lead that say what the dispatch is about."""
    found = dict.fromkeys(word for t in _lead(parsed) if t.pos_ in ("NOUN", "PROPN", "ADJ") and (word := terms.of[t.i]))
    for word in _WORD.findall(parsed.dispatch.headline or ""):
        if len(word) > 3:
            found[singular(word.lower())] = None
    return tuple(word for word in found if not is_weak(word))[:_MOST_WORDS]


def known(parsed: Parsed, dates: Dates, terms: Terms) -> tuple[str, ...]:
    """The names anywhere that are of no country, and ("=") those in the lead that are of no person; the figures."""
    found = dict.fromkeys(terms.names.values())
    for word in _WORD.findall(parsed.dispatch.headline or ""):
        if word[0].isupper() and len(word) > 3:
            found[word.lower()] = None
    names = list(found)[:_MOST_KNOWN]
    first = dict.fromkeys(f"={t.lower_}" for t in _lead(parsed) if t.i in terms.names and t.ent_type_ != "PERSON")
    return (*names, *list(first)[:_MOST_IN_LEAD], *_figures(parsed, dates))


def _lead(parsed: Parsed) -> Iterator[Token]:
    return (t for sentence in parsed.doc.sents[:_LEAD] for t in sentence)


def _figures(parsed: Parsed, dates: Dates) -> Iterator[str]:
    """The numbers and days anywhere in the dispatch, and whether it goes by the clock of another place."""
    numbers = [t for t in parsed.doc if t.like_num]
    found = dict.fromkeys(f"#{told:g}" for t in numbers if (told := amount(t)) is not None)
    days = dict.fromkeys(
        f"#{t.when.earliest}"
        for t in dates.timexes
        if t.when is not None and t.when.earliest == t.when.latest != parsed.dispatch.date
    )
    yield from (*list(found)[:_MOST_KNOWN], *list(days)[:_MOST_KNOWN])
    if any(clock in parsed.doc.text and any(t.text == clock for t in parsed.doc) for clock in ("GMT", "UTC")):
        yield "gmt"
