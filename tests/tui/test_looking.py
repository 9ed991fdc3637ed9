"""A fault in a question to the store costs its answer, never the app."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from textual.message import Message
from textual.screen import Screen

from models.folder.log import log_path
from models.store import Store
from tui.screens.looking import Failed, Looked, Looking


class _Heard:
    """Stands for a screen: what is posted to it is kept."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    def post_message(self, message: Message) -> bool:
        self.messages.append(message)
        return True


def test_a_fault_becomes_a_sentence_and_its_traceback_goes_to_the_log(tmp_path: Path) -> None:
    heard = _Heard()

    def ask() -> Message:
        raise KeyError("no such column")

    with Store(tmp_path / "store.sqlite3") as store:
        looking = Looking(store, cast("Screen[None]", heard))
        looking._ask(Looked, ask)
        (failed,) = heard.messages
        assert isinstance(failed, Failed)
        assert failed.question is Looked
        assert failed.problem.startswith("A fault in brief-tui (KeyError): ")
        assert "no such column" in log_path(store.path).read_text()
