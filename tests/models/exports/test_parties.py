"""Who acts on whom in an export, by full names that are safe whatever a dispatch holds."""

from __future__ import annotations

from models.wording import parties
from tests.models.exports.awkward import BOTH, IRN, TV, mention


def test_parties_are_put_by_their_names() -> None:
    iran, tv = mention(IRN, "Iran"), mention(TV, "Russian TV")
    assert parties([iran], [tv]) == "Iran ▸ =Russian|TV <i>� (RUS)"
    assert parties(BOTH, BOTH) == "Iran ⇄ Israel"
    assert parties([], [iran]) == "? ▸ Iran"
    assert parties([iran], []) == "Iran"
    assert parties([], []) == "–"
