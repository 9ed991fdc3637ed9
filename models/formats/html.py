"""A web page → its one item: the article that trafilatura finds in it, without menus, captions and comments.

trafilatura is an extra (`brief-tui[html]`); without it a page's problem says so. Nothing is fetched.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from models.formats.decoding import FormatError
from models.formats.fields import byline, day_of, known_agency
from models.formats.item import Item, Metadata, without_surrogates
from models.formats.prose import prose
from models.formats.xml import decoded, language, parse_html

#: A page with more elements is no article, and would take long.
_MOST_ELEMENTS = 20_000
_LONGEST_NAME = 80
_NEEDED = 'is a web page, which needs an extra: pip install "brief-tui[html]"'


def read_html(raw: bytes) -> Iterator[Item]:
    """The page's item; FormatError where the extra is missing, or no article is found."""
    try:
        import trafilatura
    except ImportError as error:
        raise FormatError(_NEEDED) from error
    text = decoded(raw)
    root = parse_html(text)
    if root is None or sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        raise FormatError("is a web page with too many elements to read; save the article alone")
    try:
        page: Any = trafilatura.bare_extraction(
            text, include_comments=False, include_tables=False, with_metadata=True, favor_precision=True
        )
    except Exception as error:  # whatever the library stumbles over is the file's problem
        raise FormatError(f"is a web page that could not be read ({type(error).__name__}); save its text") from error
    article = getattr(page, "text", None)
    site = (getattr(page, "sitename", None) or "")[:_LONGEST_NAME] or None
    words = without_surrogates(article.replace("\n", "\n\n") if article else prose(root)).strip()
    if not words:
        raise FormatError("is a web page in which no article is found; save its text")
    metadata = Metadata(
        date=day_of(getattr(page, "date", None)),
        headline=getattr(page, "title", None) or None,
        agency=known_agency(site),
        publisher=site,
        byline=byline(getattr(page, "author", None)),
        language=getattr(page, "language", None) or language(root),
    )
    yield Item(hashlib.sha256(raw).hexdigest(), words, metadata)
