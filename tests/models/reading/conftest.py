"""One reader for all tests of reading: the pipeline loads once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from models.reading.language import Parsed
from models.reading.reader import Reader
from models.records import Dispatch, Reading

ISSUED = dt.date(2025, 7, 3)  # a Thursday


def dispatch_of(text: str, date: dt.date | None = ISSUED, agency: str | None = None, begin: int = 0) -> Dispatch:
    return Dispatch(
        id="t.txt",
        path="t.txt",
        sha256="0",
        text=text,
        body=(begin, len(text)),
        date=date,
        date_basis="header",
        agency=agency,
    )


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture
def read(reader: Reader) -> Callable[..., Reading]:
    def _read(text: str, **about: object) -> Reading:
        return next(reader.read([dispatch_of(text, **about)]))  # type: ignore[arg-type]

    return _read


@pytest.fixture
def parse(reader: Reader) -> Callable[..., Parsed]:
    def _parse(text: str, **about: object) -> Parsed:
        return next(reader._parser.parse([dispatch_of(text, **about)]))  # type: ignore[arg-type]

    return _parse
