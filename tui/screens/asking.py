"""A screen over the others that asks for something to be typed or chosen; the keys are its own while it is there."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen

Answer = TypeVar("Answer")


class Asking(ModalScreen[Answer]):
    """A screen that takes letters as letters: no command of the app gets them."""

    @property
    def typing(self) -> bool:
        """Whether letters are typed."""
        return True
