"""What changes a reading's version, and what does not."""

import subprocess
import sys
from pathlib import Path

import pytest

from models.reading.version import DEFAULT_PIPELINE, PIPELINE_VARIABLE, reading_version, version_of


@pytest.fixture
def models(tmp_path):
    for name in (
        "records.py",
        "bearers.py",
        "comparing/editions.py",
        "formats/text.py",
        "reading/dates.py",
        "reading/tables/cues.toml",
        "store/rows.py",
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    return tmp_path


def test_the_same_sources_have_the_same_version(models):
    assert version_of(models, "p") == version_of(models, "p")


@pytest.mark.parametrize(
    "name",
    [
        "records.py",
        "bearers.py",
        "comparing/editions.py",
        "formats/text.py",
        "reading/dates.py",
        "reading/tables/cues.toml",
        "reading/new.py",
    ],
)
def test_a_change_of_rules_tables_formats_or_records_shows(models, name):
    before = version_of(models, "p")
    with (models / name).open("a") as file:
        file.write("# changed\n")
    assert version_of(models, "p") != before


@pytest.mark.parametrize("name", ["store/rows.py", "reading/__pycache__/dates.pyc", "reading/notes.txt"])
def test_a_change_of_anything_else_does_not(models, name):
    before = version_of(models, "p")
    file = models / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("changed")
    assert version_of(models, "p") == before


def test_a_renamed_module_shows(models):
    before = version_of(models, "p")
    (models / "reading/dates.py").rename(models / "reading/times.py")
    assert version_of(models, "p") != before


def test_another_pipeline_shows(models):
    assert version_of(models, "p") != version_of(models, "q")


def test_the_pipelines_installed_version_shows(models, monkeypatch):
    before = version_of(models, DEFAULT_PIPELINE)
    monkeypatch.setattr("importlib.metadata.version", lambda package: "99")
    assert version_of(models, DEFAULT_PIPELINE) != before


def test_the_environment_names_the_pipeline(monkeypatch):
    monkeypatch.delenv(PIPELINE_VARIABLE, raising=False)
    before = reading_version()
    monkeypatch.setenv(PIPELINE_VARIABLE, "some_other_pipeline")
    assert reading_version() != before


def test_a_pipeline_named_by_a_path_has_a_version(models):
    assert version_of(models, str(Path("/opt/pipelines/mine")))


def test_it_is_known_without_anything_heavy():
    code = (
        "import sys; from models.reading.version import reading_version; print(reading_version()); "
        "heavy = {'spacy', 'textual', 'pydantic'} & sys.modules.keys(); sys.exit(str(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == reading_version()
