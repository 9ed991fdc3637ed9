"""The reading process: what it answers, in which order, and how it ends. Without the parser, but for the last test."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from models.reading import process
from models.reading.process import REPORT, Answer, Desk, Inbox, Refused, Request, Started, content_hash
from models.reading.version import PIPELINE_VARIABLE, reading_version
from models.records import Dispatch, Reading

#: Answers each file without a parser; its texts make it hang, print or fail.
ECHO = """
import sys, time
from pathlib import Path
from models.reading.process import serve
from models.records import Reading

class Echo:
    def read(self, dispatches):
        for dispatch in dispatches:
            while "HANGS" in dispatch.text:
                time.sleep(1)
            yield Reading(dispatch=dispatch)

sys.exit(serve(sys.stdin.buffer, sys.stdout.buffer, Path(sys.argv[1]), Echo))
"""


class Echo:
    """A reader that notes what it is given, and fails where the text says so."""

    def __init__(self):
        self.batches = []

    def read(self, dispatches):
        dispatches = list(dispatches)
        self.batches.append([dispatch.id for dispatch in dispatches])
        for dispatch in dispatches:
            if "FAILS" in dispatch.text:
                raise IndexError("a fault in a rule")
            yield Reading(dispatch=dispatch)


class Bench:
    """A desk over a folder, asked and answered without a process."""

    def __init__(self, root):
        self.root = root
        self.reader = Echo()
        self.inbox = Inbox()
        self.sent = []
        self.desk = Desk(self.reader, root, self.inbox, self.sent.append)
        self.names = {}

    def ask(self, name, text=None, live=False):
        if text is not None:
            (self.root / name).write_text(text)
        number = len(self.names)
        self.names[number] = name
        self.inbox.put(Request(number=number, path=name, file=name, live=live))

    def work(self):
        self.desk.work()
        return [self.names[answer.number] for answer in self.sent]

    def answer(self, name):
        (answer,) = [answer for answer in self.sent if self.names[answer.number] == name]
        return answer


@pytest.fixture
def bench(tmp_path):
    return Bench(tmp_path)


def lines(*texts):
    return "".join(json.dumps({"text": text}) + "\n" for text in texts)


def test_a_file_is_answered_with_its_readings_and_what_it_was(bench):
    bench.ask("a.txt", "Words.")
    bench.work()
    answer = bench.answer("a.txt")
    file = bench.root / "a.txt"
    assert [reading.dispatch.text for reading in answer.readings] == ["Words."]
    assert (answer.size, answer.mtime_ns) == (6, file.stat().st_mtime_ns)
    assert answer.sha256 == content_hash(file)
    assert answer.version == reading_version()


def test_small_files_share_a_batch_and_are_answered_each(bench):
    for name in ("a.txt", "b.txt", "c.txt"):
        bench.ask(name, name)
    assert bench.work() == ["a.txt", "b.txt", "c.txt"]
    assert bench.reader.batches == [["a.txt", "b.txt", "c.txt"]]


def test_a_file_of_many_dispatches_is_answered_once_and_in_order(bench):
    bench.ask("a.jsonl", lines(*(f"Words {number}." for number in range(200))))
    assert bench.work() == ["a.jsonl"]
    texts = [reading.dispatch.text for reading in bench.answer("a.jsonl").readings]
    assert texts == [f"Words {number}." for number in range(200)]
    assert len(bench.reader.batches) > 1


def test_live_changes_go_ahead_of_the_backlog(bench):
    bench.ask("old.txt", "Old words.")
    bench.ask("new.txt", "New words.", live=True)
    assert bench.work() == ["new.txt", "old.txt"]


def test_a_live_change_waits_for_one_batch_of_a_long_file_only(bench):
    bench.ask("long.jsonl", lines(*(f"Words {number}." for number in range(200))))
    read = bench.reader.read

    def interrupted(dispatches):
        if len(bench.reader.batches) == 1:
            bench.ask("new.txt", "New words.", live=True)
        return read(dispatches)

    bench.reader.read = interrupted
    assert bench.work() == ["new.txt", "long.jsonl"]


def test_a_missing_file_is_answered_as_missing(bench):
    bench.ask("gone.txt")
    bench.work()
    assert bench.answer("gone.txt").missing


def test_a_file_without_dispatches_is_answered(bench):
    bench.ask("a.jsonl", "\n\n")
    assert bench.work() == ["a.jsonl"]
    assert not bench.answer("a.jsonl").missing


def test_a_file_that_cannot_be_opened_has_no_hash(bench, monkeypatch):
    monkeypatch.setattr(Path, "open", lambda *arguments, **options: (_ for _ in ()).throw(PermissionError(13)))
    assert content_hash(bench.root / "a.txt") == ""


def test_a_fault_in_a_rule_costs_its_dispatch_only(bench, capfd):
    bench.ask("a.txt", "Words.")
    bench.ask("b.txt", "FAILS")
    bench.ask("c.txt", "Words.")
    assert bench.work() == ["a.txt", "b.txt", "c.txt"]
    problems = {name: bench.answer(name).readings[0].dispatch.problem for name in ("a.txt", "b.txt", "c.txt")}
    assert problems["a.txt"] is None
    assert "IndexError" in problems["b.txt"]
    assert problems["c.txt"] is None
    assert "a fault in a rule" in capfd.readouterr().err


def test_a_fault_in_a_format_costs_its_file_only(bench, monkeypatch):
    read_file = process.read_file

    def faulty(path, root):
        if path.name == "b.txt":
            raise KeyError("a fault in a format")
        return read_file(path, root)

    monkeypatch.setattr(process, "read_file", faulty)
    bench.ask("a.txt", "Words.")
    bench.ask("b.txt", "Words.")
    bench.work()
    assert bench.answer("a.txt").readings[0].dispatch.problem is None
    assert "KeyError" in bench.answer("b.txt").readings[0].dispatch.problem


def test_a_reading_that_no_line_can_carry_becomes_a_problem(bench, monkeypatch):
    def send(answer):
        answer.model_dump_json()
        bench.sent.append(answer)

    monkeypatch.setattr(bench.desk, "_send", send)
    monkeypatch.setattr(
        process, "read_file", lambda path, root: iter([Dispatch(id="a", path="a", sha256="", text="\udc00")])
    )
    bench.ask("a.txt", "Words.")
    bench.work()
    assert bench.answer("a.txt").readings[0].dispatch.problem


def test_a_name_of_any_bytes_is_found(bench):
    name = b"caf\xe9.txt"
    (bench.root / os.fsdecode(name)).write_text("Words.")
    request = Request(number=0, path="caf\\xe9.txt", file=name.decode("latin-1"))
    bench.names[0] = "it"
    bench.inbox.put(Request.model_validate_json(request.model_dump_json()))
    bench.work()
    assert bench.answer("it").readings[0].dispatch.text == "Words."


@pytest.mark.parametrize("report", [Started(version="v"), Refused(message="No."), Answer(number=3, readings=())])
def test_reports_survive_their_line(report):
    assert REPORT.validate_json(report.model_dump_json()) == report


class Spoken:
    """A reading process at the other end of two pipes."""

    def __init__(self, *command, **environment):
        self.process = subprocess.Popen(
            [sys.executable, "-P", *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | environment,
        )
        self.stderr = b""
        self.drain = threading.Thread(target=self._drain)
        self.drain.start()

    def _drain(self):
        self.stderr = self.process.stderr.read()

    def ask(self, name):
        request = Request(number=0, path=name, file=name)
        self.process.stdin.write(request.model_dump_json().encode() + b"\n")
        self.process.stdin.flush()

    def report(self):
        return REPORT.validate_json(self.process.stdout.readline())

    def end(self):
        self.process.stdin.close()
        code = self.process.wait(60)
        self.drain.join()
        for pipe in (self.process.stdout, self.process.stderr):
            pipe.close()
        return code


def test_it_says_when_it_has_started_and_ends_with_its_stdin(tmp_path):
    spoken = Spoken("-c", ECHO, str(tmp_path))
    assert spoken.report() == Started(version=reading_version())
    assert spoken.end() == 0


def test_it_answers_over_its_pipes(tmp_path):
    (tmp_path / "a.txt").write_text("Words.")
    spoken = Spoken("-c", ECHO, str(tmp_path))
    spoken.ask("a.txt")
    assert isinstance(spoken.report(), Started)
    assert spoken.report().readings[0].dispatch.text == "Words."
    spoken.end()


def test_it_ends_with_its_stdin_even_while_it_reads(tmp_path):
    (tmp_path / "a.txt").write_text("HANGS")
    spoken = Spoken("-c", ECHO, str(tmp_path))
    spoken.report()
    spoken.ask("a.txt")
    assert spoken.end() == 0


def test_without_the_pipeline_it_says_what_to_do(tmp_path):
    spoken = Spoken("-m", "models.reading.process", str(tmp_path), **{PIPELINE_VARIABLE: "no_such_pipeline"})
    refused = spoken.report()
    assert isinstance(refused, Refused)
    assert "no_such_pipeline" in refused.message
    assert PIPELINE_VARIABLE in refused.message
    assert "\n" not in refused.message
    assert spoken.process.wait(60) == 1
    spoken.end()


def test_with_the_pipeline_it_reads_a_dispatch_and_ctrl_c_does_not_end_it(tmp_path):
    (tmp_path / "a.txt").write_text(
        "KYIV, July 3, 2025. (Sample Wire) - The ministry said that talks with Poland took place on Monday.\n"
    )
    spoken = Spoken("-m", "models.reading.process", str(tmp_path))
    assert isinstance(spoken.report(), Started), spoken.end()
    spoken.process.send_signal(signal.SIGINT)
    spoken.ask("a.txt")
    (reading,) = spoken.report().readings
    assert reading.dispatch.problem is None
    assert reading.claims
    assert spoken.end() == 0
