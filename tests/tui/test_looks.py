"""Themes can be read, also in 256 colours; what the terminal cannot show is not sent to it."""

from __future__ import annotations

import pytest
from rich.color import Color, ColorSystem
from rich.console import Console
from textual.app import App, ComposeResult

from models.wording import safe
from tests.tui.driving import SMALL, driving, until
from tui.config import Settings, ThemeName
from tui.looks import NAMES, locale_encoding, look_of, theme_of
from tui.widgets.fallbacks import encodable
from tui.widgets.styling import ROLES, Styled

#: Roles that say something; the thumb and the bars are shapes, of which WCAG asks less.
SHAPES = {"thumb", "bar"}
GROUNDS = {"cursor", "cursor-idle"}


class Roles(App[None]):
    """All roles of the stylesheet under a theme."""

    CSS_PATH = "../../tui/brief.tcss"

    def __init__(self, name: ThemeName, truecolor: bool) -> None:
        super().__init__()
        theme = theme_of(name, truecolor)
        self.register_theme(theme)
        self.theme = theme.name

    def compose(self) -> ComposeResult:
        class Sample(Styled):
            pass

        yield Sample()


def luminance(color: Color, truecolor: bool) -> float:
    shown = color if truecolor else color.downgrade(ColorSystem.EIGHT_BIT)
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shown.get_truecolor().normalized]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Color, other: Color, truecolor: bool) -> float:
    high, low = sorted((luminance(one, truecolor), luminance(other, truecolor)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("truecolor", [True, False], ids=["truecolor", "256"])
@pytest.mark.parametrize("name", [name for name in NAMES if name != "plain"])
async def test_every_role_can_be_read_on_every_ground(name: ThemeName, truecolor: bool) -> None:
    app = Roles(name, truecolor)
    async with app.run_test():
        sample = app.query_one(Styled)
        grounds = [sample.rich_style.bgcolor, *(sample.role(ground).bgcolor for ground in sorted(GROUNDS))]
        grounds.append(Color.parse(str(app.current_theme.panel)))
        least = {"contrast": 7.0}.get(name, 4.5)
        for role in sorted(ROLES):
            if role in GROUNDS:
                continue
            style = sample.rich_style + sample.role(role)
            for ground in grounds:
                assert style.color is not None
                assert ground is not None
                found = contrast(style.color, ground, truecolor)
                assert found >= (1.5 if role in SHAPES else least), (role, ground.name, round(found, 2))


@pytest.mark.parametrize("truecolor", [True, False], ids=["truecolor", "256"])
@pytest.mark.parametrize("name", [name for name in NAMES if name != "plain"])
def test_cursor_and_bars_stand_out_from_the_ground(name: ThemeName, truecolor: bool) -> None:
    theme = theme_of(name, truecolor)
    for ground in (theme.variables["cursor"], theme.variables["faint-cursor"], theme.panel):
        shown = contrast(Color.parse(str(ground)), Color.parse(str(theme.background)), truecolor)
        assert shown >= 1.05, ground


@pytest.mark.parametrize(
    ("environment", "encoding"),
    [
        ({"LC_ALL": "C.UTF-8"}, None),
        ({"LANG": "de_AT.utf8"}, None),
        ({"LC_CTYPE": "UTF-8"}, None),
        ({"LANG": "de_AT.ISO-8859-1"}, "iso8859-1"),
        ({"LANG": "de_AT.ISO-8859-15@euro"}, "iso8859-15"),
        ({"LC_ALL": "C", "LANG": "de_AT.UTF-8"}, "ascii"),
        ({"LC_ALL": "", "LANG": "POSIX"}, "ascii"),
        ({"LANG": "xx_YY.no-such"}, "ascii"),
        ({}, "ascii"),
    ],
)
def test_the_encoding_of_a_locale(environment: dict[str, str], encoding: str | None) -> None:
    assert locale_encoding(environment) == encoding


@pytest.mark.parametrize(
    ("environment", "system", "theme"),
    [
        ({}, "truecolor", "brief-dark"),
        ({}, "256", "brief-dark"),
        ({"NO_COLOR": "1"}, "truecolor", "brief-plain"),
        ({"NO_COLOR": ""}, "truecolor", "brief-dark"),
        ({"TERM": "dumb"}, "truecolor", "brief-plain"),
        ({}, "standard", "brief-plain"),
        ({}, None, "brief-plain"),
    ],
)
def test_the_theme_of_a_terminal(environment: dict[str, str], system: str | None, theme: str) -> None:
    assert look_of(Settings(), environment, system).theme.name == theme


def test_a_theme_that_is_asked_for_is_taken() -> None:
    assert look_of(Settings(theme="light"), {"NO_COLOR": "1"}, "256").theme.name == "brief-light"
    assert look_of(Settings(theme="plain"), {}, "truecolor").plain


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        ("▸ Čapek – 東京", "ascii", "> Capek - ????"),
        ("▸ Čapek – 東京", "iso8859-1", "> Capek - ????"),
        ("née «x» ¬ Łódź", "iso8859-1", "née «x» ¬ Lódz"),
        ("e\u0301 ＡＢ Москва 🚀", "ascii", "e A B  ?????? ??"),
        ("·▁▂▃▄▅▆▇█", "ascii", "._,-:=+*#"),
        ("┏━┓ ▄", "ascii", "+-+ :"),
    ],
)
def test_what_stands_for_a_character(text: str, encoding: str, shown: str) -> None:
    assert encodable(text, encoding) == shown


def test_no_line_gets_wider_or_narrower() -> None:
    from rich.cells import cell_len

    for code in range(0x20, 0x20000):
        text = safe(chr(code))
        assert cell_len(encodable(text, "ascii")) == cell_len(text), hex(code)
        assert encodable(text, "ascii").isascii(), hex(code)


def test_signs_of_one_place_stay_apart_in_ascii() -> None:
    from tui.lines.panels import CERTAINTY_SIGNS, CONFLICT, COOPERATIVE, STANCE_SIGNS, STATUS_SIGNS, WAS_PLANNED
    from tui.lines.relations import CONFLICT_BAR, COOPERATIVE_BAR, TREND_SIGNS

    for signs in (
        [*STATUS_SIGNS.values(), WAS_PLANNED],
        list(CERTAINTY_SIGNS.values()),
        list(STANCE_SIGNS.values()),
        list(TREND_SIGNS.values()),
        [CONFLICT, COOPERATIVE],
        [CONFLICT_BAR, COOPERATIVE_BAR],
        list("·▁▂▃▄▅▆▇█"),
        list("▲┆"),
        list("▸▹ "),
    ):
        shown = [encodable(sign, "ascii") for sign in signs]
        assert len(set(shown)) == len(signs), signs


async def test_in_ascii_every_cell_of_the_screen_is_ascii() -> None:
    async with driving(settings=Settings(ascii=True)) as drive:
        await drive.press("x", "question_mark")
        await drive.pilot.pause()
        assert drive.screen.isascii()
        await drive.press("escape")
        await drive.pilot.pause()
        assert drive.screen.isascii()
        assert "ISR = IRN" in drive.screen or "ISR > IRN" in drive.screen


async def test_plain_sends_no_colour_and_reverses_the_cursor() -> None:
    async with driving(settings=Settings(theme="plain")) as drive:
        strips = drive.app.screen._compositor.render_strips()
        styles = [segment.style for strip in strips for segment in strip if segment.style]
        assert all(style.color is None and style.bgcolor is None for style in styles)
        cursor = next(strip for strip in strips if strip.text.startswith("▸ ") and "Timeline" not in strip.text)
        assert next(iter(cursor)).style.reverse  # type: ignore[union-attr]
        console = Console(force_terminal=True, color_system="truecolor")
        sent = strips[3].render(console)
        assert "38;" not in sent
        assert "48;" not in sent


async def test_too_small_a_terminal_says_what_is_needed() -> None:
    async with driving((28, 6)) as drive:
        assert "28×6 is too small" in drive.screen
        await drive.pilot.resize_terminal(*SMALL)
        await until(lambda: "Timeline" in drive.screen and "too small" not in drive.screen)


async def test_titles_carry_the_filter() -> None:
    async with driving() as drive:
        await drive.filter("category:assault")
        await until(lambda: "/category:ASSAULT" in drive.bar("timeline-title"))
        assert "/category:ASSAULT" in drive.bar("claims-title")
