"""What a folder of dispatches says: records, formats, reading, store, filters.

No terminal code; usable as a library: `from models import read_dispatch, Brief`. Importing it loads nothing more.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.library import Brief, read_dispatch
    from models.records import Claim, Dispatch, Event, Reading, Relation, Timex

__all__ = ["Brief", "Claim", "Dispatch", "Event", "Reading", "Relation", "Timex", "read_dispatch"]

_LIBRARY = {"Brief", "read_dispatch"}


def __getattr__(name: str) -> object:
    """What the library offers, imported when it is first asked for (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(importlib.import_module("models.library" if name in _LIBRARY else "models.records"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
