"""The reading process: paths in on stdin, readings out on stdout, a JSON object a line.

`python -m models.reading.process ROOT` loads the pipeline once and reads until stdin closes, which ends it
at once. It is the first two arrows of the house (formats, reading) in a process of their own, so that neither
the app nor the keeper ever waits for the parser.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import sys
import tempfile
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, BinaryIO, Literal, Protocol

from pydantic import Field, TypeAdapter

from models.formats import read_file
from models.reading.version import PIPELINE_VARIABLE, reading_version
from models.records import Dispatch, Reading, Record

#: A batch ends at so many characters, a tenth of a second's work: a live change waits no longer. The parser gains
#: nothing from larger ones.
BATCH_CHARACTERS = 2_000
BATCH_DISPATCHES = 64

#: Read as the process starts; whatever it says.
_FIRST_WORDS = "OSLO, July 3. (Sample Wire) - The minister said on Monday that the two countries had held talks.\n"


class Request(Record):
    """Read a file: `path` names it in the store; `file` is its path below the root, a character a byte.

    File names are bytes, and not always UTF-8, which is all that JSON can carry.
    """

    number: int
    path: str
    file: str
    live: bool = False


class Started(Record):
    """The pipeline is loaded; `version` is the reading's version of all answers to come."""

    type: Literal["started"] = "started"
    version: str


class Refused(Record):
    """The process cannot read anything; `message` says in a sentence why, and what to do."""

    type: Literal["refused"] = "refused"
    message: str


class Answer(Record):
    """All readings of one file, with what the file was before it was read; `missing` if it is there no more.

    One answer a file, however many dispatches it holds; `sha256` is empty where the file could not be opened.
    """

    type: Literal["answer"] = "answer"
    number: int
    missing: bool = False
    size: int = 0
    mtime_ns: int = 0
    sha256: str = ""
    version: str = ""
    readings: tuple[Reading, ...] = ()


Report = Annotated[Started | Refused | Answer, Field(discriminator="type")]
#: What a line of the process's stdout parses to.
REPORT: TypeAdapter[Started | Refused | Answer] = TypeAdapter(Report)


class Reads(Protocol):
    """What the process asks of `models.reading.reader.Reader`."""

    def read(self, dispatches: Iterable[Dispatch]) -> Iterator[Reading]:
        """One reading a dispatch, in the same order."""


def content_hash(file: Path) -> str:
    """The SHA-256 of a file's bytes in hex; empty where it cannot be opened."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


class Inbox:
    """The requests that wait, in two lines: live changes, and the backlog behind them."""

    def __init__(self) -> None:
        self.live: deque[Request] = deque()
        self.backlog: deque[Request] = deque()
        self._arrived = threading.Semaphore(0)

    def put(self, request: Request) -> None:
        """Queue a request; callable from any thread."""
        (self.live if request.live else self.backlog).append(request)
        self._arrived.release()

    def wait(self) -> None:
        """Block until a request has arrived since the last wait; it may have been taken already."""
        self._arrived.acquire()


def _taken(requests: deque[Request]) -> Iterator[Request]:
    """The requests that are there now, and those that come while these are being read."""
    while requests:
        yield requests.popleft()


@dataclass(slots=True)
class _OpenFile:
    """A file between its request and its answer."""

    request: Request
    before: os.stat_result
    sha256: str
    expected: int | None = None  # how many dispatches it holds, once all have been decoded
    readings: list[Reading] = field(default_factory=list)


class Desk:
    """Reads what is in the inbox, live changes first; sends one answer a file as soon as it is complete."""

    def __init__(self, reader: Reads, root: Path, inbox: Inbox, send: Callable[[Record], None]) -> None:
        self._reader = reader
        self._root = root
        self._inbox = inbox
        self._send = send
        self._version = reading_version()

    def start(self) -> None:
        """Say that the pipeline is loaded."""
        self._send(Started(version=self._version))

    def work(self) -> None:
        """Read everything that waits: live changes first, and again between the batches of the backlog."""
        self._read_live()
        for batch in _batches(self._dispatches(self._inbox.backlog)):
            self._read(batch)
            self._read_live()

    def _read_live(self) -> None:
        for batch in _batches(self._dispatches(self._inbox.live)):
            self._read(batch)

    def _dispatches(self, requests: deque[Request]) -> Iterator[tuple[_OpenFile, Dispatch]]:
        """The dispatches of the waiting files, file by file; empty and missing files are answered here."""
        for request in _taken(requests):
            path = self._root / os.fsdecode(request.file.encode("latin-1"))
            try:
                before = path.stat()
            except (OSError, ValueError):
                self._send(Answer(number=request.number, missing=True))
                continue
            file = _OpenFile(request, before, content_hash(path))
            last: Dispatch | None = None
            count = 0
            for dispatch in _decoded(path, self._root, request.path, file.sha256):
                # One dispatch is held back, so that the file knows its last one when that goes to the parser.
                if last is not None:
                    yield file, last
                last = dispatch
                count += 1
            file.expected = count
            if last is None:
                self._answer(file)
            else:
                yield file, last

    def _read(self, batch: list[tuple[_OpenFile, Dispatch]]) -> None:
        done = 0
        try:
            for (file, _), reading in zip(batch, self._reader.read([dispatch for _, dispatch in batch]), strict=True):
                self._add(file, reading)
                done += 1
        except Exception:  # noqa: BLE001
            # What the rules stumble over costs the one dispatch, never the process and all it has loaded.
            traceback.print_exc()
            for file, dispatch in batch[done:]:
                self._add(file, self._read_alone(dispatch))

    def _read_alone(self, dispatch: Dispatch) -> Reading:
        try:
            (reading,) = self._reader.read([dispatch])
        except Exception as error:  # noqa: BLE001 (it becomes this dispatch's problem)
            traceback.print_exc()
            return Reading(dispatch=dispatch.model_copy(update={"problem": _fault(error)}))
        return reading

    def _add(self, file: _OpenFile, reading: Reading) -> None:
        file.readings.append(reading)
        if file.expected == len(file.readings):
            self._answer(file)

    def _answer(self, file: _OpenFile) -> None:
        answer = Answer(
            number=file.request.number,
            size=file.before.st_size,
            mtime_ns=file.before.st_mtime_ns,
            sha256=file.sha256,
            version=self._version,
            readings=tuple(file.readings),
        )
        try:
            self._send(answer)
        except ValueError as error:  # lone surrogates, which no UTF-8 line can carry
            traceback.print_exc()
            broken = Dispatch(id=file.request.path, path=file.request.path, sha256=file.sha256, problem=_fault(error))
            self._send(answer.model_copy(update={"readings": (Reading(dispatch=broken),)}))


def _decoded(path: Path, root: Path, name: str, sha256: str) -> Iterator[Dispatch]:
    """A file's dispatches; where decoding itself fails, what was decoded so far and one that says so."""
    count = 0
    try:
        for dispatch in read_file(path, root):
            yield dispatch
            count += 1
    except Exception as error:  # noqa: BLE001 (a fault in a format costs the file, not the process)
        traceback.print_exc()
        identity = f"{name}#{count + 1}" if count else name
        yield Dispatch(id=identity, path=name, sha256=sha256, problem=_fault(error))


def _fault(error: Exception) -> str:
    return f"It could not be read because of a fault in brief-tui ({type(error).__name__}): please report it."


def _batches(
    dispatches: Iterator[tuple[_OpenFile, Dispatch]],
) -> Iterator[list[tuple[_OpenFile, Dispatch]]]:
    """Cut the stream where a batch has enough characters or dispatches; the last one ends with the stream."""
    batch: list[tuple[_OpenFile, Dispatch]] = []
    characters = 0
    for file, dispatch in dispatches:
        batch.append((file, dispatch))
        characters += len(dispatch.text)
        if characters >= BATCH_CHARACTERS or len(batch) >= BATCH_DISPATCHES:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _why_not(error: Exception) -> str:
    if isinstance(error, RuntimeError):  # the pipeline's own, which says what to do
        return str(error)
    return (
        f"The dispatches cannot be read ({type(error).__name__}: {error}): install brief-tui again with all "
        f"it depends on, or name another spaCy pipeline in {PIPELINE_VARIABLE}."
    )


def serve(requests: BinaryIO, answers: BinaryIO, root: Path, load: Callable[[], Reads]) -> int:
    """Load the reader (1 if that fails), then answer requests until their stream ends, and the process."""
    inbox = Inbox()

    def receive() -> None:
        for line in requests:
            inbox.put(Request.model_validate_json(line))
        # The keeper is gone or wants no more: whatever the parser is at, nobody waits for it.
        os._exit(0)

    def send(report: Record) -> None:
        answers.write(report.model_dump_json().encode("utf-8") + b"\n")
        answers.flush()

    threading.Thread(target=receive, daemon=True).start()
    try:
        reader = load()
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        traceback.print_exc()
        send(Refused(message=_why_not(error)))
        return 1
    desk = Desk(reader, root, inbox, send)
    desk.start()
    while True:
        inbox.wait()
        desk.work()


def _load() -> Reads:
    from models.reading.reader import Reader, spare_the_collector

    reader = Reader()
    spare_the_collector()
    # What is made at first use is made before anybody waits for it.
    with contextlib.suppress(OSError), tempfile.TemporaryDirectory(prefix="brief-tui-") as place:
        file = Path(place) / "first.txt"
        file.write_text(_FIRST_WORDS, encoding="utf-8")
        for _ in reader.read(read_file(file, file.parent)):
            pass
    return reader


def main() -> None:
    """Serve stdin and stdout; what libraries print goes to stderr, so that it cannot garble an answer."""
    # Ctrl-C belongs to whoever holds the terminal; this process ends with its stdin.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        status = serve(sys.stdin.buffer, answers, Path(sys.argv[1]), _load)
    except BrokenPipeError:
        status = 0
    sys.stderr.flush()
    # Not by way of the interpreter's end, which trips over the thread that waits for stdin.
    os._exit(status)


if __name__ == "__main__":
    main()
