"""Where the store of a watched folder lies: under the user's cache folder, one file a folder."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

import platformdirs

_APP = "brief-tui"
_SUFFIX = ".sqlite3"


def store_path(folder: Path) -> Path:
    """The store of a folder: its name, so that a person recognises it, and a hash of its resolved path."""
    resolved = Path(os.path.expanduser(folder)).resolve()  # which leaves the name of nobody as it is
    name = re.sub(r"[^A-Za-z0-9._-]+", "_", resolved.name)[:40].lstrip(".") or "root"
    digest = hashlib.sha256(os.fsencode(resolved)).hexdigest()[:12]
    return _cache_folder() / f"{name}-{digest}{_SUFFIX}"


def is_cache_path(path: Path) -> bool:
    """Whether a path lies where `store_path` puts stores, and nothing else does."""
    return path.suffix == _SUFFIX and path.parent.resolve() == _cache_folder().resolve()


def _cache_folder() -> Path:
    return platformdirs.user_cache_path(_APP, appauthor=False)
