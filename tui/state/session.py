"""Where a session on a folder ended, kept in the user's state folder: the next one begins there.

Written whole or not at all; what cannot be read is as if there had been none.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from models.store.rows import Kind, Listing

#: Of what was seen among the new, so much is kept.
MOST_SEEN = 5_000


class Session(BaseModel):
    """Panel, filter, order, cursors (key and row; how far down the screen), open relations; up to which
    generation nothing is new, and what was seen.

    `hinted` is set once the reader has been told how to begin.
    """

    model_config = ConfigDict(frozen=True)

    panel: Kind = "timeline"
    filter: str = ""
    matrix: bool = False
    listing: Listing = "date"
    cursors: dict[Kind, tuple[str, int]] = {}
    depths: dict[Kind, int] = {}
    opened: tuple[tuple[str, str, int], ...] = ()
    baseline: int | None = None
    seen: tuple[tuple[Kind, str, int], ...] = ()
    hinted: bool = False


def session_path(store: Path) -> Path:
    """Where the sessions on a store are kept: by its whole path, for two stores may have one name."""
    import hashlib

    import platformdirs

    place = hashlib.sha256(os.fsencode(store.resolve())).hexdigest()[:12]
    return platformdirs.user_state_path("brief-tui") / f"{store.stem}-{place}.session.json"


def read_session(path: Path) -> Session:
    """The last session; a first one where there is none that can be read."""
    try:
        return Session.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return Session()


def write_session(path: Path, session: Session) -> None:
    """Keep a session; where nothing can be written, the one before stays."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(session.model_dump_json())
            os.replace(name, path)
        except OSError:
            os.unlink(name)
