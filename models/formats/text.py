"""Plain text → its one item: the whole file is the text.

The format of most of the folder; `item` lays the text out and makes the dispatch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from models.formats.decoding import decode
from models.formats.item import Item


def read_text(raw: bytes) -> Iterator[Item]:
    """The file's item; raises DecodingError where the bytes are no text."""
    yield Item(hashlib.sha256(raw).hexdigest(), decode(raw))
