"""What a notice of withdrawal says again of its story does not happen once more."""

from __future__ import annotations

from models.library import read_dispatch

NOTICE = (
    "ADVISORY-Story on Norway WITHDRAWN\n\n"
    'The Nov. 27 story headlined "Norwegian minister resigns" is withdrawn. The ministry has denied the report.'
)


def test_a_notice_of_withdrawal_tells_no_event() -> None:
    reading = read_dispatch(NOTICE, id="a")
    assert reading.dispatch.revision == "withdrawn"
    assert reading.events == ()
    assert "denied" in " ".join(claim.cue.text for claim in reading.claims)
