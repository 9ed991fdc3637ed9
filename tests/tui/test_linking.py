"""The panels linked to the line under the cursor."""

from __future__ import annotations

from tests.tui.driving import NARROW, driving, until


async def test_a_line_drives_the_other_panels_until_it_does_not() -> None:
    async with driving() as drive:
        main = drive.app.main
        await drive.press("3", "L")
        claim = drive.panel("claims").current
        await until(lambda: "of this dispatch" in drive.bar("timeline-title") and main.is_settled)
        dispatch = claim.dispatch  # type: ignore[union-attr]
        timeline = drive.panel("timeline")
        assert {timeline.row(at).dispatch for at in range(timeline.count)} == {dispatch}  # type: ignore[union-attr]
        assert "leads the others" in drive.bar("claims-title")
        assert drive.panel("claims").count == 5
        await drive.press("G")
        await until(lambda: str(main._filtering.chosen.timeline) != f'file:"{dispatch}"')
        await until(lambda: main.is_settled)
        await drive.press("1")
        await until(lambda: "leads the others" in drive.bar("timeline-title") and timeline.count == 10)
        await until(lambda: "of this dispatch" in drive.bar("claims-title"))
        await drive.press("L")
        await until(lambda: "leads" not in drive.bar("timeline-title") and drive.panel("claims").count == 5)


async def test_an_event_shows_what_passes_between_its_sides() -> None:
    async with driving() as drive:
        await drive.filter("qatar")
        await drive.press("enter", "L")
        await until(lambda: "between the two" in drive.bar("relations-title") and drive.app.main.is_settled)
        chosen = drive.app.main._filtering.chosen
        assert str(chosen.relations) == 'qatar actor:"IRN" actor:"USA"'
        assert str(chosen.timeline) == "qatar"
        await drive.press("escape")
        await until(lambda: str(drive.app.main._filtering.chosen.relations).startswith('actor:"'))


async def test_a_relation_shows_its_events() -> None:
    async with driving(NARROW) as drive:
        await drive.press("2", "L")
        relations, timeline = drive.panel("relations"), drive.panel("timeline")
        await until(lambda: drive.app.main.is_settled and timeline.count < 10)
        first = relations.current
        assert timeline.count == first.count  # type: ignore[union-attr]
        assert relations.count == 6
