"""The days of the clauses that gists are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.reading.dates import Dates
from models.records import When

if TYPE_CHECKING:
    from models.reading.tokens import Token


class Days:
    """The dates of words, looked for in the sentences that name one."""

    def __init__(self, dates: Dates) -> None:
        self._dates = dates
        self._named = {dates.parsed.doc[s.start].sent.start for s in dates.stretches}
        self._of: dict[int, When | None] = {}

    def of(self, token: Token) -> When | None:
        """The date in a word's own clause or one above it."""
        if token.sent.start not in self._named:
            return None
        if token.i not in self._of:
            self._of[token.i] = self._dates.of_clause(token)
        return self._of[token.i]
