"""The short list above the filter line: what may stand where one is typing."""

from __future__ import annotations

from textual.strip import Strip

from models.filters.completing import Proposal
from models.wording import one_line
from tui.lines.panels import Piece, cut_pieces, pieces_width
from tui.widgets.styling import Styled

#: More are not read while typing.
MOST_SHOWN = 7
_WIDEST = 72


class Proposals(Styled):
    """A few proposals, one of them chosen; drawn over what stands above the line."""

    def __init__(self) -> None:
        super().__init__(id="proposals")
        self._proposals: tuple[Proposal, ...] = ()
        self._chosen = 0

    @property
    def chosen(self) -> Proposal | None:
        """The one that would be taken."""
        return self._proposals[self._chosen] if self._proposals else None

    @property
    def shown(self) -> tuple[str, ...]:
        """The texts proposed."""
        return tuple(proposal.text for proposal in self._proposals)

    def show(self, proposals: tuple[Proposal, ...]) -> None:
        """Show others, the first of them chosen."""
        if proposals == self._proposals:
            return
        self._proposals, self._chosen = proposals[:MOST_SHOWN], 0
        lines = [self._pieces(index) for index in range(len(self._proposals))]
        self.styles.height = max(1, len(lines))
        self.styles.width = min(_WIDEST, max((pieces_width(line) for line in lines), default=1) + 1)
        self.styles.offset = (2, -len(lines) - 1)  # the status line says what was expected
        self.display = bool(lines)
        self.refresh()

    def choose(self, step: int) -> None:
        """Choose the next one, or the one before."""
        if self._proposals:
            self._chosen = (self._chosen + step) % len(self._proposals)
            self.refresh()

    def _pieces(self, index: int) -> list[Piece]:
        proposal = self._proposals[index]
        widest = max(len(other.text) for other in self._proposals)
        sign = Piece("▸ " if index == self._chosen else "  ", "sign")
        note = Piece(f"  {one_line(proposal.note)}", "dim") if proposal.note else Piece("")
        return [sign, Piece(one_line(proposal.text).ljust(min(widest, 30)), "key"), note]

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        ground = self.rich_style + (self.role("cursor") if y == self._chosen else self.role("plain"))
        pieces = cut_pieces(self._pieces(y), self.size.width) if y < len(self._proposals) else []
        return self.strip(pieces, self.size.width, ground)
