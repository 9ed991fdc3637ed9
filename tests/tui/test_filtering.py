"""The filter line as it is used: proposals, what was typed before, names, steps back, filtering by a row."""

from __future__ import annotations

from tests.tui.driving import NARROW, Drive, driving, until
from tui.screens.naming import NamingScreen


def shown(drive: Drive) -> tuple[str, ...]:
    return drive.filter_line.proposals.shown


async def proposed(drive: Drive, text: str) -> None:
    await until(lambda: text in shown(drive), f"{text!r} was not proposed")


async def typed(drive: Drive, text: str) -> None:
    """Begin to type a filter."""
    await drive.press("slash")
    await drive.type(text)


async def kept(drive: Drive, text: str) -> None:
    """Type a filter, and be done with it."""
    await drive.filter(text)
    await drive.press("enter")


async def test_fields_and_actors_are_proposed_and_taken() -> None:
    async with driving(NARROW) as drive:
        await typed(drive, "fr")
        await proposed(drive, "from:")
        assert drive.filter_line.proposals.region.y < drive.filter_line.region.y
        await drive.press("tab")
        assert drive.filter_line.text == "from:"
        await drive.type("ira")
        await proposed(drive, '"Iran" ')
        assert "Iran" in drive.screen
        await drive.press("right")
        assert drive.filter_line.text == 'from:"Iran" '
        await drive.shown('from:"Iran"')
        await until(lambda: not drive.filter_line.proposals.display)


async def test_another_proposal_is_chosen() -> None:
    async with driving() as drive:
        await typed(drive, "status:p")
        await proposed(drive, "planned ")
        await drive.press("ctrl+n", "tab")
        assert drive.filter_line.text == "status:possible "


async def test_the_arrow_moves_within_the_text() -> None:
    async with driving() as drive:
        await typed(drive, "fr")
        await proposed(drive, "from:")
        await drive.press("left", "right")
        assert drive.filter_line.text == "fr"


async def test_keeping_or_leaving_takes_the_list_away() -> None:
    async with driving() as drive:
        for key in ("enter", "escape"):
            await typed(drive, " fr")
            await proposed(drive, "from:")
            await drive.press(key)
            await until(lambda: not drive.filter_line.proposals.display)


async def test_what_was_typed_before_comes_back() -> None:
    async with driving() as drive:
        for text in ("iran", "category:consult"):
            await drive.filter(text)
            await drive.press("enter", "escape")
            await drive.shown("")
        await typed(drive, "ka")
        await drive.press("up", "up", "up")
        assert drive.filter_line.text == "iran"
        await drive.press("down")
        await drive.shown("category:consult")
        await drive.press("down", "down")
        assert drive.filter_line.text == "ka"


async def test_a_filter_is_kept_under_a_name_and_stands_for_it() -> None:
    async with driving() as drive:
        await drive.filter("category:consult OR kan")
        await drive.press("ctrl+s")
        await until(lambda: isinstance(drive.app.screen, NamingScreen))
        await drive.type("talks")
        await drive.press("enter")
        await until(lambda: drive.app.screen is drive.app.main)
        await drive.press("escape")
        await drive.shown("")
        await drive.filter("@talks")
        chosen = str(drive.app.main._filtering.chosen.timeline)
        assert chosen == "category:CONSULT OR kan"
        await drive.press("enter", "slash", "ctrl+u")
        await drive.type("@t")
        await proposed(drive, "@talks ")


async def test_half_a_field_hides_nothing() -> None:
    async with driving() as drive:
        await kept(drive, "iran")
        shown_before = drive.panel("timeline").count
        await typed(drive, " act")
        await proposed(drive, "actor:")
        await drive.shown("iran")
        await drive.type("or:")
        await drive.shown("iran actor:")
        assert drive.panel("timeline").count == shown_before
        await drive.type("kan")
        await drive.shown("iran actor:kan")


async def test_a_word_that_begins_like_a_field_is_looked_for_when_it_is_kept() -> None:
    async with driving() as drive:
        await typed(drive, "iran OR to")
        await proposed(drive, "to:")
        assert not drive.app.main._filtering.mistake
        await drive.press("enter")
        await drive.shown("iran OR to")


async def test_how_much_is_hidden_is_said_before_the_keys_where_room_is_short() -> None:
    async with driving(NARROW) as drive:
        await kept(drive, "russia")
        await until(lambda: drive.note.startswith("hides") and "…" not in drive.screen.splitlines()[-1], drive.screen)


async def test_escape_goes_back_a_filter_at_a_time() -> None:
    async with driving() as drive:
        await drive.filter("iran")
        await drive.press("enter", "slash")
        await drive.type(" category:assault")
        await drive.press("enter", "escape")
        await drive.shown("iran")
        await drive.press("escape")
        await drive.shown("")


async def test_a_row_of_the_timeline_filters_by_its_two_sides_then_both_ways_then_not() -> None:
    async with driving() as drive:
        await kept(drive, "category:assault OR qatar")
        row = drive.panel("timeline").current
        assert row is not None
        await drive.press("f")
        await until(lambda: drive.app.main.filter_text.startswith('(category:assault OR qatar) from:"'))
        await drive.shown(drive.app.main.filter_text)
        await drive.press("f")
        await until(lambda: drive.app.main.filter_text.startswith('(category:assault OR qatar) actor:"'))
        await drive.shown(drive.app.main.filter_text)
        assert drive.panel("timeline").current == row
        await drive.press("f")
        await drive.shown("category:assault OR qatar")
        await drive.press("escape")
        await drive.shown("")


async def test_a_claim_filters_by_its_speaker() -> None:
    async with driving() as drive:
        await drive.press("3", "f")
        await until(lambda: drive.app.main.filter_text.startswith('from:"'))
        await drive.press("escape")
        await drive.shown("")


async def test_what_is_new_is_known_to_the_filter() -> None:
    async with driving() as drive:
        await drive.filter("is:new")
        assert "0 of" in drive.bar("timeline-title")
        await drive.press("enter")
        await until(lambda: drive.note.startswith("hides 10 events"))


async def test_what_a_filter_asks_for_is_shown_in_lines_and_source() -> None:
    async with driving() as drive:
        await drive.filter("russia")
        claims = drive.panel("claims")
        first = claims.row(0)
        assert first is not None
        hit = [piece.text for piece in claims.drawn(first, 120) if piece.role.endswith(" hit")]
        assert "Russia" in hit
        await drive.press("enter", "3")
        source = drive.app.main._source
        await until(lambda: any("hit" in run.roles for line in source._lines for run in line.runs))
