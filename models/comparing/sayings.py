"""A claim as one dispatch tells it, in the form in which it is compared with those of others, and its keys.

Made of the claim's record, its words and its gists, so that who compares needs neither text nor parse. Two claims that
say the same share most of their words: those that come first in an order of their own are keys, two at a time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property
from itertools import combinations
from typing import Final
from zlib import crc32

from models.comparing.origins import tag
from models.comparing.parties import party
from models.comparing.tables import table
from models.comparing.weights import is_common
from models.reading.stems import stem
from models.reading.synonyms import senses
from models.records import Actor, Certainty, Claim, Dispatch, Gist, Mention, Mood, Record, Span

#: Of so many words two at a time are keys.
_KEY_WORDS: Final = 3
#: What a word weighs: a name, any other, one that newswire says of everything.
_NAME, _WORD, _COMMON = 1.5, 1.0, 0.5
#: Letters of a word that names its speaker's own country in other forms.
_ROOT: Final = 4
_TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(?:one|two|three|four|five|six|seven|eight|nine)\b"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*",
    re.IGNORECASE,
)


class Saying(Record):
    """What one claim says: who speaks and through whom, its words in order, and what must not differ.

    `words` are in small letters, countries by their codes ("@IRN"), what says nothing left out; `names` are those of
    them that begin with a capital. `figures` are its numbers, months and days of the week. `said` is from when to
    when it was said (day numbers), `told_when` whether its dispatch says so; `of` the days that it is of. `predicate`
    is the main deed, "-" before it where it is negated, `verb` the word for it.
    """

    speakers: tuple[Actor, ...] = ()
    relays: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    said: tuple[int, int] | None = None
    told_when: bool = False
    of: tuple[int, int] | None = None
    negated: bool = False
    certainty: Certainty = "asserted"
    mood: Mood = "fact"
    predicate: str = ""
    verb: str = ""
    passive: bool = False

    @cached_property
    def stems(self) -> dict[str, str]:
        """The stem of each word."""
        return {word: _stem(word) for word in self.words}

    @cached_property
    def weights(self) -> dict[str, float]:
        """What each word weighs, by its stem, in order."""
        return {root: self._weight(word) for word, root in self.stems.items()}

    def _weight(self, word: str) -> float:
        if word in self.names or word[0] == "@":
            return _NAME
        return _COMMON if is_common(word) else _WORD

    @cached_property
    def meanings(self) -> dict[str, frozenset[str]]:
        """The senses of each word, by its stem."""
        return {root: senses(word) for word, root in self.stems.items()}

    @cached_property
    def speaking(self) -> frozenset[str]:
        """The stems of the words that name who speaks and passes it on."""
        named = (word for actor in self.speakers for word in _TOKEN.findall(actor.name.lower()))
        passing = (word for relay in self.relays for word in relay.split("-"))
        return frozenset(map(_stem, (*named, *passing)))


def saying(claim: Claim, dispatch: Dispatch, gists: Sequence[Gist]) -> Saying:
    """A claim in the form in which it is compared; `gists` are its own, the main one first."""
    words, names, limits, figures = _words(claim, dispatch.text)
    quoted = [_told(word) for start, end in claim.quotes for word in _TOKEN.findall(dispatch.text[start:end])]
    main = gists[0] if gists else None
    said, told_when = _days_said(claim, dispatch)
    agency = (dispatch.agency or "",) if not claim.via else ()
    return Saying(
        speakers=tuple(dict.fromkeys(mention.actor for mention in claim.sources)),
        relays=tuple(dict.fromkeys(tag(name) for name in (*agency, *(m.actor.id for m in claim.via)) if name)),
        words=tuple(words),
        names=tuple(names),
        limits=tuple(limits),
        figures=tuple(sorted(figures)),
        quoted=tuple(quoted),
        said=said,
        told_when=told_when,
        of=_days_of(main) if main is not None else None,
        negated=claim.polarity == "negated",
        certainty=claim.certainty,
        mood=main.mood if main is not None else "fact",
        predicate=("-" if main.negated else "+") + main.predicate if main is not None else "",
        verb=_told(main.words.split()[-1]) if main is not None and main.words else "",
        passive="by" in _TOKEN.findall(" ".join(dispatch.text[s:e] for s, e in claim.content).lower()),
    )


def keys(told: Saying) -> list[str]:
    """Under which keys a claim's neighbours are found: two of its words, whichever way they are told."""
    marks = sorted({min(told.meanings[word]) for word in told.weights if told.weights[word] > _COMMON}, key=_shuffled)
    return [f"C|{'|'.join(sorted(pair))}" for pair in combinations(marks[:_KEY_WORDS], 2)]


@cache
def _shuffled(word: str) -> int:
    return crc32(word.encode())


def _words(claim: Claim, text: str) -> tuple[dict[str, None], dict[str, None], dict[str, None], set[str]]:
    """The words of what is claimed, those that are names, those that limit it, and its numbers."""
    words: dict[str, None] = {}
    names: dict[str, None] = {}
    limits: dict[str, None] = {}
    figures: set[str] = set()
    called = _called(claim)
    for token in _tokens(claim.content, text):
        word = _told(token[0])
        if (name := called(token.start())) is not None:
            words |= dict.fromkeys((name,) if name else ())
            names |= dict.fromkeys((name,) if name else ())
        elif word in _listed("limiting") and not (word == "may" and token[0] == "May"):
            limits[word] = None
        elif _is_figure(token[0], word):
            figures.add(_digits(word))
        elif word not in _listed("idle") and not _is_own(word, claim.sources):
            word = _same().get(word, word)
            words[word] = None
            if token[0][0].isupper() and not _opens(text, token.start()):
                names[word] = None
    return words, names, limits, figures


def _called(claim: Claim) -> Callable[[int], str | None]:
    """By what name a word is compared that names a state or a person, by where it stands: "" for who speaks."""
    speaking = {m.actor.id for m in claim.sources} | {m.actor.country for m in claim.sources}
    named: list[tuple[Span, str]] = []
    for mention in claim.about:
        actor, name = mention.actor, None
        if actor.kind == "country" and actor.country:
            name = "" if actor.country in speaking else f"@{actor.country}"
        elif actor.kind == "person" and (surname := party(actor).surname):
            name = "" if actor.id in speaking else surname
        if name is not None and mention.span is not None:
            named.append((mention.span, name))
    return lambda at: next((name for (start, end), name in named if start <= at < end), None)


def _tokens(content: Sequence[Span], text: str) -> Iterator[re.Match[str]]:
    for start, end in content:
        yield from _TOKEN.finditer(text, start, end)


def _told(token: str) -> str:
    """A word as it is compared: in small letters, without the ending of a genitive."""
    word = token.lower().replace("’", "'")
    return word.removesuffix("'s").removesuffix("'")


def _is_figure(token: str, word: str) -> bool:
    if word[0].isdigit() or word in _listed("counting") or word.partition("-")[2] in _listed("counting"):
        return True
    return token[0].isupper() and (word in _listed("months") or word in _listed("weekdays"))


def _is_own(word: str, sources: Sequence[Mention]) -> bool:
    """Whether a word names who speaks: a speaker told of as "our ministry" by one is named by the other."""
    return any(word in mention.actor.name.lower().split() for mention in sources)


def _opens(text: str, at: int) -> bool:
    """Whether a word begins a sentence or a quotation, where all words have a capital."""
    before = text[:at].rstrip("\"'“”‘’ \t")
    return not before or before[-1] in ".!?:\n\r)-–—/"


def _days_said(claim: Claim, dispatch: Dispatch) -> tuple[tuple[int, int] | None, bool]:
    said = claim.said
    if said is not None and said.earliest is not None and said.latest is not None:
        return (said.earliest.toordinal(), said.latest.toordinal()), said.span is not None
    if said is None and dispatch.date is not None:
        return (dispatch.date.toordinal(),) * 2, False
    return None, False


def _days_of(gist: Gist) -> tuple[int, int] | None:
    if gist.first is None or gist.last is None:
        return None
    return gist.first.toordinal(), gist.last.toordinal()


@cache
def _stem(word: str) -> str:
    return word if word[0] == "@" else stem(word)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(table("sayings")[name])


@cache
def _same() -> dict[str, str]:
    groups: list[list[str]] = table("sayings")["same"]
    return {word: words[0] for words in groups for word in words}


@cache
def _digits(word: str) -> str:
    """A number in digits: "forty-one" is 41."""
    digits: dict[str, str] = table("sayings")["digits"]
    tens, _, ones = word.partition("-")
    if ones and tens in digits and ones in digits:
        return str(int(digits[tens]) + int(digits[ones]))
    return digits.get(word, word.replace(",", "") if word[0].isdigit() else word)
