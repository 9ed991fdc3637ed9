"""Back and forward among the places that were opened."""

from __future__ import annotations

from tui.trail import DispatchPlace, Place, Trail

A, B, C = (DispatchPlace(name) for name in "abc")


def test_back_and_forward() -> None:
    shown: list[Place] = []
    trail = Trail(shown.append)
    trail.visit(A)
    trail.visit(B)
    trail.left(DispatchPlace("b", "further down"))
    trail.left(A)
    assert trail.behind == 0
    assert trail.forward()
    assert trail.forward()
    assert shown == [A, B, A, DispatchPlace("b", "further down")]
    assert not trail.forward()


def test_what_lay_ahead_is_gone_after_another_visit() -> None:
    trail = Trail(lambda _place: None)
    trail.visit(A)
    trail.left(A)
    trail.visit(C)
    assert not trail.forward()


def test_a_place_that_was_not_there_leaves_no_trace() -> None:
    trail = Trail(lambda _place: None)
    trail.visit(A)
    trail.left(None)
    assert not trail.forward()
    trail.left(A)
    assert trail.behind == 0
