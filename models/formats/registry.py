"""The registry of formats: a file → its dispatches, by the module that reads its format.

Which format a file is in, its content says and its suffix helps (`sniffing`). Whatever a file holds, reading it does
not fail: what cannot be read becomes a dispatch that says why. Parsers are imported when a file first needs them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from models.formats.decoding import FormatError
from models.formats.item import Item, Source, dispatches_of, printable_path, problem_of
from models.formats.locating import FileText
from models.formats.opening import Stream, opened, unreadable
from models.formats.sniffing import format_of
from models.formats.suffixes import BY_SUFFIX, Format, suffix_of
from models.records import Dispatch


def read_file(path: Path, root: Path) -> Iterator[Dispatch]:
    """The dispatches of a file below `root`, in the file's order; whatever it holds, nothing is raised.

    Ids and paths are relative to `root`, with `/`; a byte of a name that is no UTF-8 is written `\\xff`.
    """
    name = printable_path(path, root)
    source = Source(name, path.name)
    digest = ""
    try:
        if suffix_of(path) not in BY_SUFFIX:
            known = ", ".join(sorted(BY_SUFFIX))
            raise FormatError(f"has a name that is not read (what is: {known}, each also .gz); rename it if it is one")
        with opened(path) as stream:
            source = Source(name, path.name, path.stat().st_mtime)
            kind = format_of(stream.head, suffix_of(path))
            if kind == "jsonlines":
                yield from _located(source, _lines(stream))
                return
            raw = stream.whole()
            digest = hashlib.sha256(raw).hexdigest()
            file = FileText(raw, kind)
            for dispatch in dispatches_of(source, _READERS[kind](raw)):
                yield file.placed(dispatch) if dispatch.text else dispatch
    except FormatError as error:
        yield problem_of(source, digest, str(error))
    except OSError as error:
        yield problem_of(source, digest, unreadable(error))
    except ImportError as error:
        yield problem_of(source, digest, f"needs the package {error.name}, which is missing; install brief-tui again")
    except (RecursionError, MemoryError):
        yield problem_of(source, digest, "is too deep or too large to read; split it")


def _located(source: Source, items: Iterator[Item]) -> Iterator[Dispatch]:
    """The dispatches of a file that is read by lines, led back to them."""
    last: list[Item] = []

    def noted() -> Iterator[Item]:
        for item in items:
            last[:] = [item]
            yield item

    for dispatch in dispatches_of(source, noted()):
        raw, line = last[0].raw, last[0].line
        if raw is not None and line is not None and dispatch.text:
            dispatch = FileText(raw, "jsonlines", line, last[0].at).placed(dispatch)
        yield dispatch


def _lines(stream: Stream) -> Iterator[Item]:
    from models.formats.jsonlines import read_jsonlines

    return read_jsonlines(stream)


def _text(raw: bytes) -> Iterator[Item]:
    from models.formats.text import read_text

    return read_text(raw)


def _wire(raw: bytes) -> Iterator[Item]:
    from models.formats.wire import read_wire

    return read_wire(raw)


def _markdown(raw: bytes) -> Iterator[Item]:
    from models.formats.markdown import read_markdown

    return read_markdown(raw)


def _mail(raw: bytes) -> Iterator[Item]:
    from models.formats.mail import read_mail

    return read_mail(raw)


def _json(raw: bytes) -> Iterator[Item]:
    from models.formats.jsonlines import read_json

    return read_json(raw)


def _xml(raw: bytes) -> Iterator[Item]:
    from models.formats.news_xml import read_news_xml

    return read_news_xml(raw)


def _feed(raw: bytes) -> Iterator[Item]:
    from models.formats.feed import read_feed

    return read_feed(raw)


def _html(raw: bytes) -> Iterator[Item]:
    from models.formats.html import read_html

    return read_html(raw)


#: What reads the whole of a file in each format; JSON lines are read one by one instead.
_READERS: dict[Format, Callable[[bytes], Iterator[Item]]] = {
    "text": _text,
    "wire": _wire,
    "markdown": _markdown,
    "mail": _mail,
    "json": _json,
    "xml": _xml,
    "feed": _feed,
    "html": _html,
}
