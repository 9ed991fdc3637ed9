"""The command line in a process of its own: what goes to stdout and stderr, and the exit status."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

TEXT = (
    "GENEVA, July 3. /EXAMPLE/. Foreign Minister Sergei Lavrov said on Thursday that Russia held talks with Iran "
    "in Geneva.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    wire = tmp_path / "wire"
    (wire / "sub").mkdir(parents=True)
    (wire / "one.txt").write_text(TEXT)
    (wire / "sub" / "two.jsonl").write_text(json.dumps({"id": "7", "text": TEXT, "date": "2025-07-03"}) + "\n")
    return wire


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    return os.environ | {"XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_CACHE_HOME": str(tmp_path / "cache")}


def run(*arguments: str | Path, env: dict[str, str], cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from tui.cli import main; main()", *map(str, arguments)]
    return subprocess.run(
        command, env=env, cwd=cwd, capture_output=True, text=True, timeout=180, stdin=subprocess.DEVNULL
    )


def records(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_folder_is_exported(folder: Path, surroundings: dict[str, str]) -> None:
    done = run("export", "--format", "jsonl", folder, env=surroundings)
    assert (done.returncode, done.stderr) == (0, "")
    assert [record["id"] for record in records(done) if record["type"] == "dispatch"] == ["one.txt", "sub/two.jsonl#7"]


def test_a_file_is_named_from_its_folder(folder: Path, surroundings: dict[str, str]) -> None:
    done = run("export", folder / "sub" / "two.jsonl", env=surroundings)
    assert [record["id"] for record in records(done) if record["type"] == "dispatch"] == ["two.jsonl#7"]


def test_several_paths_are_named_from_what_they_share(folder: Path, surroundings: dict[str, str]) -> None:
    done = run("export", folder / "sub", folder / "one.txt", folder / "one.txt", env=surroundings)
    assert {record["id"] for record in records(done) if record["type"] == "dispatch"} == {"one.txt", "sub/two.jsonl#7"}


def test_a_dispatch_that_cannot_be_read_is_one_line_and_no_failure(folder: Path, surroundings: dict[str, str]) -> None:
    (folder / "empty.txt").write_text("")
    done = run("export", folder, env=surroundings)
    assert done.returncode == 0
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("empty.txt: ")


def test_a_filter_chooses(folder: Path, surroundings: dict[str, str]) -> None:
    done = run("export", "--filter", "nowhere", folder, env=surroundings)
    assert (done.returncode, [record for record in records(done) if record["type"] in ("claim", "event")]) == (0, [])


def test_a_path_that_is_not_there_fails(folder: Path, surroundings: dict[str, str]) -> None:
    done = run("export", folder / "nowhere", env=surroundings)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"Error: There is no file or folder {folder / 'nowhere'}: nothing was exported.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", [["export"], ["--store", "store.sqlite3"]])
def test_a_full_disk_is_one_sentence(command: list[str], folder: Path, surroundings: dict[str, str]) -> None:
    call = [sys.executable, "-c", "from tui.cli import main; main()", *command, str(folder)]
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            call, env=surroundings, cwd=folder.parent, stdout=full, stderr=subprocess.PIPE, text=True, timeout=180
        )
    assert (done.returncode, done.stderr) == (1, "Error: The output cannot be written: No space left on device.\n")


def test_a_pipeline_that_is_not_there_is_one_sentence(folder: Path, surroundings: dict[str, str]) -> None:
    done = run("export", folder, env=surroundings | {"BRIEF_PIPELINE": "nonsense"})
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert done.stderr.startswith("Error: The spaCy pipeline 'nonsense' cannot be loaded")


def test_a_file_is_no_folder(folder: Path, surroundings: dict[str, str]) -> None:
    done = run(folder / "one.txt", env=surroundings)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert "one.txt is a file, and a folder is wanted" in done.stderr
    assert "export" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [["export"], ["export", "--filter", "foo:x", "."], ["export", "--format", "xml", "."], ["--wrong"], ["a", "b"]],
)
def test_wrong_usage(arguments: list[str], surroundings: dict[str, str]) -> None:
    done = run(*arguments, env=surroundings)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Error: " in done.stderr


def test_a_file_name_in_an_error_reaches_no_terminal_as_it_is(tmp_path: Path, surroundings: dict[str, str]) -> None:
    file = tmp_path / "\x1b]0;owned\x07.txt"
    file.write_text(TEXT)
    for arguments in ([file], ["changes", file], ["--wrong\x1b[2J"], ["export", "--format", "\x1b[2J", file]):
        done = run(*arguments, env=surroundings)
        assert done.returncode
        assert "Error: " in done.stderr
        assert "\n" in done.stderr
        assert not set(done.stderr) & {"\x1b", "\x07"}


def test_a_wrong_filter_names_the_words(folder: Path, surroundings: dict[str, str]) -> None:
    assert "(at 'foo:x')" in run("export", "--filter", "iran foo:x", folder, env=surroundings).stderr


def test_the_version(surroundings: dict[str, str]) -> None:
    assert run("--version", env=surroundings).stdout.startswith("brief-tui 0.")


def test_the_help_names_both_ways(surroundings: dict[str, str]) -> None:
    text = run("--help", env=surroundings).stdout
    assert "[OPTIONS] [FOLDER]" in text
    assert "export [OPTIONS] PATH..." in text
    assert "--store" in text


def test_without_a_terminal_the_panels_are_tables(folder: Path, surroundings: dict[str, str], tmp_path: Path) -> None:
    done = run(folder, "--store", tmp_path / "store.sqlite3", env=surroundings)
    assert done.returncode == 0, done.stderr
    assert "CLAIMS" in done.stdout
    assert "EXAMPLE ‹ Sergei Lavrov" in " ".join(done.stdout.split())
    assert (tmp_path / "store.sqlite3").exists()


def test_a_folder_called_like_a_command(surroundings: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "one.txt").write_text(TEXT)
    done = run("./export", "--store", "store.sqlite3", env=surroundings, cwd=tmp_path)
    assert done.stdout.startswith("TIMELINE"), done.stderr


def test_without_a_terminal_a_missing_folder_fails(surroundings: dict[str, str], tmp_path: Path) -> None:
    done = run(tmp_path / "nowhere", env=surroundings)
    assert done.returncode == 1
    assert done.stderr == f"Error: There is no folder {tmp_path / 'nowhere'}: name one that holds dispatches.\n"


def test_a_command_that_is_spelt_wrong_is_named(surroundings: dict[str, str], tmp_path: Path) -> None:
    done = run("chnages", env=surroundings, cwd=tmp_path)
    assert done.returncode == 1
    assert "is the command changes meant?" in done.stderr
    (tmp_path / "chnages").mkdir()
    assert run("chnages", "--store", "s.sqlite3", env=surroundings, cwd=tmp_path).returncode == 0


def test_a_wrong_config_is_said_and_passed_over(folder: Path, surroundings: dict[str, str], tmp_path: Path) -> None:
    config = tmp_path / "config" / "brief-tui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("mice = true\n")
    done = run(folder, env=surroundings)
    assert done.returncode == 0
    assert f"{config}: line 1: there is no setting 'mice'" in done.stderr


def test_a_reader_that_goes_away_ends_it_quietly(folder: Path, surroundings: dict[str, str]) -> None:
    for number in range(200):
        (folder / f"{number:03}.txt").write_text(TEXT)
    command = f'"{sys.executable}" -c "from tui.cli import main; main()" export "{folder}" | head -n 1'
    done = subprocess.run(command, shell=True, env=surroundings, capture_output=True, text=True, timeout=180)
    assert (len(done.stdout.splitlines()), done.stderr) == (1, "")


def test_an_interrupt_ends_it_without_a_traceback(folder: Path, surroundings: dict[str, str]) -> None:
    (folder / "long.txt").write_text(TEXT * 10_000)
    command = [sys.executable, "-c", "from tui.cli import main; main()", "export", str(folder)]
    process = subprocess.Popen(command, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    time.sleep(1.0)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in errors


def test_a_dispute_and_a_withdrawal_are_printed_with_what_they_are_of(
    tmp_path: Path, surroundings: dict[str, str]
) -> None:
    wire = tmp_path / "disputed"
    wire.mkdir()
    says = "forces opened fire first on Thursday, the Swedish army said.\n"
    (wire / "one.txt").write_text(f"Bridge closed at noon\n\nOSLO, July 3, 2025 (Muster) - Norwegian {says}")
    denies = "forces did not open fire first on Thursday, the Norwegian army said.\n"
    (wire / "two.txt").write_text(f"OSLO, July 4, 2025 (Prova) - Norwegian {denies}")
    done = run("changes", wire, env=surroundings)
    assert (done.returncode, done.stderr) == (0, "")
    cells = [line.split("\t") for line in done.stdout.splitlines()]
    (dispute,) = [row for row in cells if row[0] == "contradicted"]
    assert "did not open fire first" in dispute[-1]
    assert dispute[4].startswith("Norwegian forces did not")
    assert dispute[7:9] == ["", ""]
    (wire / "kill.txt").write_text(
        "WITHDRAWN - Bridge closed at noon\n\nOSLO, July 4, 2025 (Muster) - The story is wrong.\n"
    )
    (killed,) = [row for row in records(run("changes", "--json", wire, env=surroundings)) if row["kind"] == "withdrawn"]
    assert (killed["replaces"], killed["problem"]) == ("one.txt", "The story is wrong.")
    assert "Norwegian" in killed["took_down"][0]


def test_what_came_since_is_printed(folder: Path, surroundings: dict[str, str]) -> None:
    done = run("changes", "--json", folder, env=surroundings)
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted((row["kind"], row["dispatch"]) for row in records(done)) == [
        ("new", "one.txt"),
        ("new", "sub/two.jsonl#7"),
    ]
    assert run("changes", "--since", "tomorrow", folder, env=surroundings).stdout.count("\n") == 1
    wrong = run("changes", "--since", "soon", folder, env=surroundings)
    assert wrong.returncode == 2
    assert "'soon' is no moment" in wrong.stderr
    assert run("changes", folder / "one.txt", env=surroundings).returncode == 2


def test_a_page_for_who_takes_over_is_printed(folder: Path, surroundings: dict[str, str]) -> None:
    done = run("brief", "--since", "ever", folder, env=surroundings)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{folder} · ")
    assert "1 telling" not in done.stdout
    assert "that Russia held talks with Iran" in " ".join(done.stdout.split())
    assert "one.txt, line 1:" in " ".join(done.stdout.split())
    marked = run("brief", "--format", "markdown", "--filter", "from:iran", folder, env=surroundings).stdout
    assert "## What happened" in marked
    assert "filter: from:iran" in marked
    assert "Sergei Lavrov said" not in marked.partition("## Who said what")[2]
    for wrong in (("--since", "soon", folder), ("--filter", "from:(", folder), (folder / "one.txt",)):
        assert run("brief", *wrong, env=surroundings).returncode == 2


def test_disagreements_are_printed_as_a_table(folder: Path, surroundings: dict[str, str]) -> None:
    done = run("disagreements", folder, env=surroundings)
    assert done.returncode == 0
    assert done.stdout.splitlines()[0].startswith("kind\twhen 1\taccording to 1")


def test_an_interrupt_while_modules_load_ends_in_order() -> None:
    loading = "import tui.cli\ndef main(): raise KeyboardInterrupt\ntui.cli.main = main\n"
    command = [sys.executable, "-c", f"{loading}from tui.__main__ import main\nmain()"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "")
