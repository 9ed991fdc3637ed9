"""The language pipeline: the only place that knows which one, and how a dispatch's text is laid out for it.

A dispatch's body becomes one spaCy `Doc` (white space folded, paragraphs kept as sentence boundaries) inside a
`Parsed`, which leads every token back to the code points of the dispatch's own text.
"""

from __future__ import annotations

import calendar
import importlib
import re
from array import array
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from spacy.tokens import Doc as Parse
from thinc.api import Model, NumpyOps

from models.formats.unprinted import UNPRINTED
from models.reading.remembering import components
from models.reading.tables import table
from models.reading.threads import use_one_thread
from models.reading.tokens import Doc
from models.reading.version import PIPELINE_VARIABLE, pipeline_name
from models.records import Dispatch, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token as SpacyToken

    from models.reading.tokens import Token, Words

#: Longer bodies are parsed in pieces of whole paragraphs, so that memory does not grow with the dispatch.
PIECE = 20_000
#: Pieces the pipeline takes at a time.
BATCH = 32

_PARAGRAPH_BREAK = re.compile(r"\r\n?|\n|\u2028|\u2029|\x0b|\x0c")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
#: A line at least this long is a paragraph of its own; shorter ones are a wire's fixed columns.
_LONG_LINE = 100

#: Spellings of the wire that the pipeline was not trained on, each with what stands for it in the parsed text.
_RESPELLED = {"``": '"', "''": '"', "’": "'", "‘": "'", "_": "-", "\u00ad": "", "\u200b": "", "\ufeff": ""}
#: An abbreviation, or a spelling in another script, in brackets after a name; and anything capitalised in brackets
#: between a name and its verb of saying. The pipeline takes a name with brackets apart, and they say nothing here.
_ABBREVIATED = r"(?:[A-Z][A-Za-z]?[A-Z0-9&/.-]{1,10}|[^\W\dA-Za-z\u00c0-\u024f][^()A-Za-z\d]*)"
_AFFILIATED = r"[A-Z][\w'’.-]*(?:\s(?:of|the|to|and|for|[A-Z][\w'’.-]*)){0,5}"
_SAYING = "|".join(table("cues")["saying"]["forms"])
_BRACKETED = rf"(?<=[^\W\d_])\s+\((?:{_ABBREVIATED}\)(?=[,'’]|\s+[a-z])|{_AFFILIATED}\)(?=\s+(?:{_SAYING})\b))"
_UNIT = re.compile(rf"(?P<bracketed>{_BRACKETED})|(?P<unprinted>{UNPRINTED})|\s+|``|''|[’‘_\u00ad\u200b\ufeff]")


class PipelineError(RuntimeError):
    """The pipeline cannot be used; the message says which one, and what to do."""


def load_pipeline(name: str | None = None) -> Language:
    """Load a spaCy pipeline by its package name or path; `PipelineError` where it is missing or cannot parse."""
    name = name or pipeline_name()
    try:
        try:
            package = importlib.import_module(name)
        except ModuleNotFoundError as error:
            if error.name != name.split(".", 1)[0]:
                raise
            import spacy

            nlp = spacy.load(name)
        else:
            nlp = package.load()
    except (ImportError, OSError, ValueError, AttributeError, TypeError) as error:
        raise PipelineError(
            f"The spaCy pipeline {name!r} cannot be loaded ({error}): install it, "
            f"or name another one in {PIPELINE_VARIABLE}."
        ) from error
    missing = {"parser", "ner"} - set(nlp.pipe_names)
    if missing or not {"tagger", "morphologizer"} & set(nlp.pipe_names):
        raise PipelineError(
            f"The spaCy pipeline {name!r} has no {' and no '.join(sorted(missing) or ['tagger'])}: "
            f"name an English one with a parser, a tagger and NER in {PIPELINE_VARIABLE}."
        )
    return nlp


def _mend_lemmas(nlp: Language) -> None:
    """Have the lemmatizer forget rare verbs whose forms are those of common ones ("staged": "stag")."""
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None) if nlp.has_pipe("lemmatizer") else None
    if lookups is not None and lookups.has_table("lemma_index"):
        known = lookups.get_table("lemma_index")
        rare = set(table("lemmas")["rare"])
        known["verb"] = [verb for verb in known.get("verb", ()) if verb not in rare]


def _multiply_by_numpy(nlp: Language) -> None:
    """Have the models multiply matrices with numpy's BLAS, which takes half the time of the one that spaCy brings."""
    use_one_thread()
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if isinstance(model, Model) else ():
            if type(node.ops) is NumpyOps:
                node.ops = ops


@dataclass(frozen=True, slots=True)
class Layout:
    """A body laid out for parsing: its text, and where each of its characters begins and ends in the dispatch."""

    text: str
    starts: array[int]
    ends: array[int]
    paragraphs: tuple[int, ...]


def lay_out(text: str, body: Span) -> Layout:
    """Fold white space, leave out what is never seen, respell what the pipeline does not know, find the paragraphs.

    `paragraphs` are the offsets in the laid-out text at which one begins.
    """
    out: list[str] = []
    starts, ends = array("l"), array("l")
    paragraphs: list[int] = []
    size = 0
    for first, last in paragraph_spans(text, body):
        if size:
            out.append(" ")
            starts.append(first)
            ends.append(first)
            size += 1
        paragraphs.append(size)
        at = first
        for unit in _UNIT.finditer(text, first, last):
            if unit.start() > at:
                out.append(text[at : unit.start()])
                starts.extend(range(at, unit.start()))
                ends.extend(range(at + 1, unit.start() + 1))
                size += unit.start() - at
            stand_in = "" if unit["bracketed"] or unit["unprinted"] else _RESPELLED.get(unit.group(), " ")
            if stand_in:
                out.append(stand_in)
                starts.append(unit.start())
                ends.append(unit.end())
                size += 1
            at = unit.end()
        if last > at:
            out.append(text[at:last])
            starts.extend(range(at, last))
            ends.extend(range(at + 1, last + 1))
            size += last - at
    return Layout("".join(out), starts, ends, tuple(paragraphs))


def paragraph_spans(text: str, body: Span) -> Iterator[Span]:
    """The paragraphs of a body: between blank lines, at indented lines, and at each line where lines are long."""
    lines: list[Span] = []
    at = body[0]
    for cut in _PARAGRAPH_BREAK.finditer(text, *body):
        lines.append((at, cut.start()))
        at = cut.end()
    lines.append((at, body[1]))
    full = sorted(e - s for s, e in lines if text[s:e].strip())
    columns = bool(full) and full[len(full) // 2] < _LONG_LINE
    begun: int | None = None
    ended = body[0]
    for start, end in lines:
        line = text[start:end]
        bare = line.strip()
        if not bare:
            if begun is not None:
                yield begun, ended
            begun = None
            continue
        inner = start + len(line) - len(line.lstrip())
        if begun is not None and not _runs_on(text[begun:ended], line, columns):
            yield begun, ended
            begun = None
        if begun is None:
            begun = inner
        ended = inner + len(bare)
    if begun is not None:
        yield begun, ended


def _runs_on(before: str, line: str, columns: bool) -> bool:
    """Whether a line goes on with the paragraph before it."""
    if not columns:
        return False
    indented = line[:2].isspace() or line.startswith("\t")
    return not (indented and _SENTENCE_END.search(before))


class Parsed:
    """A dispatch with its parse; `doc` is empty where there was nothing to read."""

    def __init__(self, dispatch: Dispatch, layout: Layout, doc: Doc) -> None:
        self.dispatch = dispatch
        self.layout = layout
        self.doc = doc

    def span(self, start: int, end: int) -> Span:
        """Code points in the dispatch's text for a stretch of the laid-out text (not empty)."""
        return self.layout.starts[start], self.layout.ends[end - 1]

    def span_of(self, words: Words) -> Span:
        """Code points in the dispatch's text for a stretch of tokens."""
        return self.span(words.start_char, words.end_char)

    def between(self, first: Token, last: Token) -> Span:
        """Code points from the first token through the last."""
        return self.span(first.idx, last.idx + len(last))

    def text(self, span: Span) -> str:
        """The words of the dispatch at a span, white space folded."""
        return " ".join(self.dispatch.text[span[0] : span[1]].split())

    @cached_property
    def paragraph_starts(self) -> list[int]:
        """The first token of each paragraph."""
        begins = [token.idx for token in self.doc]
        return [bisect_left(begins, mark) for mark in self.layout.paragraphs]

    @cached_property
    def paragraph_of(self) -> list[int]:
        """For each token, the number of its paragraph."""
        firsts, tokens = self.paragraph_starts, len(self.doc)
        numbers = [-1] * (firsts[0] if firsts else tokens)
        for number, (first, end) in enumerate(pairwise((*firsts, tokens))):
            numbers += [number] * (end - first)
        return numbers


class Parser:
    """Parses dispatches in batches, one `Doc` a dispatch, in order."""

    def __init__(self, pipeline: str | None = None) -> None:
        self.nlp = load_pipeline(pipeline)
        self.nlp.max_length = 10_000_000  # formats bound an item; pieces bound the memory
        _mend_lemmas(self.nlp)
        _multiply_by_numpy(self.nlp)
        self._components = components(self.nlp)

    def parse(self, dispatches: Iterable[Dispatch]) -> Iterator[Parsed]:
        """Parse each dispatch's body; one with a problem, or without words, gets an empty `Doc`."""
        waiting: deque[tuple[Dispatch, Layout, int]] = deque()

        def pieces() -> Iterator[Parse]:
            for dispatch in dispatches:
                layout = lay_out(dispatch.text, (0, 0) if dispatch.problem else dispatch.body)
                cuts = _pieces(layout)
                waiting.append((dispatch, layout, len(cuts)))
                for start, end in cuts:
                    yield self._piece(layout, start, end)

        held: list[Parse] = []
        for doc in self._annotated(pieces()):
            held.append(doc)
            yield from self._complete(waiting, held)
        yield from self._complete(waiting, held)

    def _annotated(self, docs: Iterator[Parse]) -> Iterator[Parse]:
        """What `nlp.pipe` makes of the pieces."""
        for component in self._components:
            docs = component.pipe(docs, batch_size=BATCH) if hasattr(component, "pipe") else map(component, docs)
        return docs

    def _complete(self, waiting: deque[tuple[Dispatch, Layout, int]], held: list[Parse]) -> Iterator[Parsed]:
        """The dispatches whose pieces are all there, taken off both lists."""
        while waiting and len(held) >= waiting[0][2]:
            dispatch, layout, count = waiting.popleft()
            docs, held[:count] = held[:count], []
            if count == 1:
                doc = docs[0]
            elif count:
                # Pieces are cut at the blank between two paragraphs, which joining puts back.
                doc = Parse.from_docs(docs, ensure_whitespace=True) or docs[0]
            else:
                doc = self.nlp.make_doc("")
            yield Parsed(dispatch, layout, Doc(doc))

    def _piece(self, layout: Layout, start: int, end: int) -> Parse:
        doc = self.nlp.make_doc(layout.text[start:end])
        begins = {mark - start for mark in layout.paragraphs if start <= mark < end}
        for token in doc:
            if token.idx in begins:
                token.is_sent_start = True
            elif _goes_on(token):
                token.is_sent_start = False
        return doc


def _goes_on(token: SpacyToken) -> bool:
    """Whether a time of day whose full stops look like a sentence's end goes on: "at 6:10 a.m. on Friday"."""
    halves = table("dates")["halves"]["words"]
    if token.lower_ in halves:
        return True
    return token.i > 0 and token.nbor(-1).lower_ in halves and (token.is_lower or token.text in _days())


@cache
def _days() -> frozenset[str]:
    """The names of weekdays and months, which may follow a time of day."""
    return frozenset({*calendar.day_name, *calendar.month_name} - {""})


def _pieces(layout: Layout) -> list[Span]:
    """Cuts of the laid-out text, at paragraphs where there are any, the blank between two left out."""
    cuts: list[Span] = []
    start = 0
    for mark in (*layout.paragraphs[1:], len(layout.text) + 1):
        if mark - 1 - start > PIECE or mark > len(layout.text):
            if mark - 1 > start:
                cuts.append((start, mark - 1))
            start = mark
    return [cut for whole in cuts for cut in _halve(layout.text, whole)]


def _halve(text: str, cut: Span) -> Iterator[Span]:
    """A paragraph too long for one piece, cut at blanks."""
    start, end = cut
    while end - start > 2 * PIECE:
        blank = text.rfind(" ", start + PIECE, start + 2 * PIECE)
        if blank < 0:
            break
        yield start, blank
        start = blank + 1
    yield start, end
