"""The commands for scripts in a process of their own: what they write where, and their exit status."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from models.exports import FORMATS, KINDS
from models.marks import Mark, Marks, mark_key
from models.records import Claim
from tests.models.exports.awkward import never_raw
from tui.cli import exports as cli_exports

TEXT = (
    "GENEVA, July 3. /EXAMPLE/. Foreign Minister Sergey Lavrov said on Thursday that Russia held talks with Iran "
    "in Geneva.\n"
)
#: The commands on a group of their own, so that the rest of the command line does not matter here.
MAIN = """
import sys, click
from tui.cli.exports import add_commands
@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli(): pass
add_commands(cli)
cli(prog_name="brief-tui")
"""
CALL = [sys.executable, "-c", MAIN]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    wire = tmp_path / "wire"
    wire.mkdir()
    (wire / "2025-07-03_one.txt").write_text(TEXT)
    return wire


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    return os.environ | {"XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_CACHE_HOME": str(tmp_path / "cache")}


def run(*arguments: str | Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*CALL, *map(str, arguments)],
        env=env,
        capture_output=True,
        text=True,
        timeout=180,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
    )


def test_the_names_are_those_of_the_registry() -> None:
    assert tuple(FORMATS) == cli_exports._FORMATS
    assert cli_exports._KINDS == KINDS
    choices = next(option for option in cli_exports.export.params if option.name == "form")
    assert all(f"{form}: " in (getattr(choices, "help", "") or "") for form in FORMATS)


def test_an_export_to_a_file_says_so_and_keeps_what_exists(folder: Path, surroundings: dict[str, str]) -> None:
    to = folder.parent / "brief.md"
    done = run("export", "--format", "markdown", "-o", to, folder, env=surroundings)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"4 records written to {to}\n"
    before = to.read_bytes()
    (folder / "more.txt").write_text(TEXT)
    done = run("export", "--format", "markdown", "-o", to, folder, env=surroundings)
    assert (done.returncode, done.stdout, to.read_bytes()) == (1, "", before)
    assert done.stderr == (
        f"Error: {to} exists and was left as it is: choose another place, or overwrite it with --force.\n"
    )
    assert run("export", "--format", "markdown", "-o", to, "--force", folder, env=surroundings).returncode == 0
    assert to.read_bytes() != before


def test_one_kind_goes_to_stdout_in_utf8_whatever_the_locale(folder: Path, surroundings: dict[str, str]) -> None:
    env = surroundings | {"PYTHONIOENCODING": "ascii"}
    done = run("export", "--format", "csv", "--kind", "event", "--filter", "from:russia", folder, env=env)
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert (done.returncode, row["according_to"].startswith("EXAMPLE ‹ Serge")) == (0, True)


@pytest.mark.parametrize(
    "options",
    [["--format", "csv"], ["--format", "markdown", "--kind", "event"], ["--filter", "foo:x"], ["--format", "xml"]],
)
def test_wrong_usage(options: list[str], folder: Path, surroundings: dict[str, str]) -> None:
    done = run("export", *options, folder, env=surroundings)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Error: " in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", [["export"], ["export", "--format", "markdown"], ["claims"]])
def test_a_full_disk_is_one_sentence(command: list[str], folder: Path, surroundings: dict[str, str]) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [*CALL, *command, str(folder)],
            env=surroundings,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=180,
        )
    assert (done.returncode, done.stderr) == (1, "Error: The output cannot be written: No space left on device.\n")


@pytest.mark.parametrize("kind", ["timeline", "relations", "claims"])
def test_a_panel_is_a_table_or_json(kind: str, folder: Path, surroundings: dict[str, str]) -> None:
    (folder / "\x1b]0;x.txt").write_text(TEXT)
    done = run(kind, folder, env=surroundings)
    head, *rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert (done.returncode, {len(row) for row in rows}) == (0, {len(head)})
    assert never_raw(done.stdout.replace("\t", " "))
    as_json = run(kind, "--json", folder, env=surroundings)
    assert len([json.loads(line) for line in as_json.stdout.splitlines()]) == len(rows)
    assert len(rows) == (1 if kind == "timeline" else 2)  # two copies tell of one happening
    assert as_json.stdout.isascii()
    file = run(kind, folder / "2025-07-03_one.txt", env=surroundings)
    assert file.stdout.splitlines()[0].split("\t") == head
    assert run(kind, "--filter", "nowhere", folder, env=surroundings).stdout == "\t".join(head) + "\n"


def test_a_pipe_that_is_closed_early_is_no_error(folder: Path, surroundings: dict[str, str]) -> None:
    long = "".join(TEXT.partition("EXAMPLE/. ")[2] for _ in range(400))
    (folder / "2025-07-03_long.txt").write_text(TEXT + long)
    command = subprocess.Popen(
        [*CALL, "claims", str(folder)], env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert command.stdout is not None
    command.stdout.readline()
    command.stdout.close()
    assert command.stderr is not None
    with command.stderr as errors:
        assert errors.read() == b""
    assert command.wait(timeout=60) == 0


def test_what_is_not_there_and_what_cannot_be_watched(folder: Path, surroundings: dict[str, str]) -> None:
    done = run("claims", folder / "none", env=surroundings)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    done = run("claims", "--watch", folder / "2025-07-03_one.txt", env=surroundings)
    assert (done.returncode, done.stdout) == (2, "")


def test_watching_prints_each_new_line_once_and_what_is_told_again(folder: Path, surroundings: dict[str, str]) -> None:
    watching = subprocess.Popen(
        [*CALL, "timeline", "--watch", "--json", str(folder)],
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert watching.stdout is not None
        assert json.loads(watching.stdout.readline())["dispatch"] == "2025-07-03_one.txt"
        (folder / "two.part").write_text(TEXT.replace("Iran", "Oman"))
        (folder / "two.part").rename(folder / "2025-07-03_two.txt")
        assert json.loads(watching.stdout.readline())["dispatch"] == "2025-07-03_two.txt"
        (folder / "three.part").write_text(TEXT)
        (folder / "three.part").rename(folder / "2025-07-03_three.txt")
        again = json.loads(watching.stdout.readline())
        assert "IRN" in {actor["id"] for actor in again["targets"]}
        assert again["told"]["tellings"] == 2
    finally:
        watching.send_signal(signal.SIGINT)
        rest, errors = watching.communicate(timeout=30)
    assert rest == ""
    assert "Traceback" not in errors


def test_watching_ends_when_nobody_reads(folder: Path, surroundings: dict[str, str]) -> None:
    watching = subprocess.Popen(
        [*CALL, "claims", "--watch", str(folder)], env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert watching.stdout is not None
    assert watching.stderr is not None
    watching.stdout.readline()
    watching.stdout.close()
    deadline = time.monotonic() + 60
    number = 0
    while watching.poll() is None and time.monotonic() < deadline:
        number += 1
        (folder / f"2025-07-03_more{number}.txt").write_text(TEXT)
        time.sleep(1)
    with watching.stderr as errors:
        assert b"Traceback" not in errors.read()
    assert watching.wait(timeout=1) in (0, 1)


@pytest.mark.parametrize("command", ["export", "timeline", "relations", "claims"])
def test_the_help_says_what_it_is(command: str, surroundings: dict[str, str]) -> None:
    done = run(command, "--help", env=surroundings)
    assert done.returncode == 0
    assert "--filter" in done.stdout


def test_marks_are_exported_and_can_be_asked_for(folder: Path, surroundings: dict[str, str]) -> None:
    env = surroundings | {"XDG_DATA_HOME": str(folder.parent / "data")}
    lines = [json.loads(line) for line in run("export", folder, env=env).stdout.splitlines()]
    content = next(line["sha256"] for line in lines if line["type"] == "dispatch")
    claim = next(Claim.model_validate(line) for line in lines if line["type"] == "claim")
    key = mark_key(content, claim)
    at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    mark = Mark(key=key, kind="claim", content=content, dispatch=claim.dispatch, words="w", note="ask", at=at)
    Marks(folder.parent / "data" / "brief-tui" / "marks.jsonl").put(mark)
    done = run("export", "--filter", "is:marked", folder, env=env)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(line["id"], line["mark"]["note"]) for line in told if line["type"] in ("claim", "event")] == [
        (claim.id, "ask")
    ]
    assert len(run("claims", "--json", "--filter", "is:marked", folder, env=env).stdout.splitlines()) == 1
