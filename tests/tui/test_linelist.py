"""The list widget: any length, fetched by windows, jumping half a page at the edge, its record kept."""

from __future__ import annotations

from textual.app import App, ComposeResult

from tests.tui.driving import lines_of, until
from tui.lines.panels import Piece, cut_pieces
from tui.widgets.linelist import LineList


class Numbers(LineList[int]):
    """A list of numbers, which counts the windows it was asked for."""

    def __init__(self) -> None:
        super().__init__(id="numbers")
        self.asked: list[int] = []

    def fetch(self, number: int) -> list[int] | None:
        self.asked.append(number)
        return list(range(number * self.window_size, (number + 1) * self.window_size))

    def key(self, row: int) -> str:
        return str(row)

    def added(self, row: int) -> int:
        return row

    def pieces(self, row: int, width: int) -> list[Piece]:
        return cut_pieces([Piece(f"row {row}")], width)

    def empty_line(self) -> str:
        return "nothing here"


class ListApp(App[None]):
    """A list on a screen of 20 lines."""

    CSS_PATH = "../../tui/brief.tcss"

    def __init__(self) -> None:
        from tui.looks import theme_of

        super().__init__()
        theme = theme_of("dark")
        self.register_theme(theme)
        self.theme = theme.name
        self.numbers = Numbers()
        self.rested = 0

    def compose(self) -> ComposeResult:
        yield self.numbers

    def on_line_list_rested(self) -> None:
        self.rested += 1


async def test_a_million_rows_fetch_what_is_in_sight() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 20)) as pilot:
        app.numbers.show(1_000_000, {}, 0)
        await pilot.press("G")
        assert app.numbers.cursor == 999_999
        assert lines_of(app.numbers)[-1].startswith("▸ row 999999")
        assert len(set(app.numbers.asked)) <= 3


async def test_the_list_jumps_half_a_page_at_the_edge() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 20)) as pilot:
        app.numbers.show(1000, {}, 0)
        await pilot.press(*["j"] * 19)
        assert app.numbers.top == 0
        await pilot.press("j")
        assert app.numbers.top == 10
        await pilot.press("k")
        assert app.numbers.top == 10


async def test_the_list_jumps_half_a_page_at_the_upper_edge() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 20)) as pilot:
        app.numbers.show(1000, {}, 0)
        await pilot.press("pagedown", "pagedown")
        await pilot.press("k")
        assert app.numbers.top == 30


async def test_pages_keep_the_place_of_the_cursor() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 20)) as pilot:
        app.numbers.show(1000, {}, 0)
        await pilot.press("j", "j", "pagedown")
        assert (app.numbers.top, app.numbers.cursor) == (20, 22)
        await pilot.press("pageup")
        assert (app.numbers.top, app.numbers.cursor) == (0, 2)


async def test_the_last_page_ends_at_the_last_row() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 20)) as pilot:
        app.numbers.show(25, {}, 0)
        await pilot.press("pagedown", "pagedown")
        assert (app.numbers.top, app.numbers.cursor) == (5, 24)


async def test_home_and_end() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 20)) as pilot:
        app.numbers.show(100, {}, 0)
        await pilot.press("end")
        assert app.numbers.cursor == 99
        await pilot.press("home")
        assert (app.numbers.cursor, app.numbers.top) == (0, 0)


async def test_rows_above_leave_a_scrolled_list_where_it_is() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 20)) as pilot:
        app.numbers.show(100, {}, 0)
        await pilot.press(*["j"] * 25)
        place = app.numbers.cursor - app.numbers.top
        app.numbers.show(105, {}, 30)
        assert app.numbers.cursor - app.numbers.top == place


async def test_an_unscrolled_list_shows_the_rows_above() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 20)):
        app.numbers.show(100, {}, 0)
        app.numbers.show(105, {}, 5)
        assert (app.numbers.top, app.numbers.cursor) == (0, 5)


async def test_an_empty_list_says_so() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 20)) as pilot:
        app.numbers.show(0, {}, 0)
        await pilot.press("j", "G", "pagedown", "enter")
        assert lines_of(app.numbers)[0].strip() == "nothing here"


async def test_new_rows_lose_their_sign_when_the_cursor_has_rested_on_them() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 20)) as pilot:
        app.numbers.baseline = 1
        app.numbers.show(4, {}, 0)
        assert [line[1] for line in lines_of(app.numbers)[:4]] == [" ", " ", "•", "•"]
        await pilot.press("G")
        await until(lambda: [line[1] for line in lines_of(app.numbers)[:4]] == [" ", " ", "•", " "])


async def test_a_row_that_comes_under_a_resting_cursor_stays_new() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 20)):
        app.numbers.baseline = -1
        app.numbers.show(1, {}, 0)
        await until(lambda: app.rested)
        assert lines_of(app.numbers)[0].startswith("▸•")


async def test_a_burst_of_keys_rests_once() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 20)) as pilot:
        app.numbers.show(100, {}, 0)
        await until(lambda: app.rested)
        before = app.rested
        for _ in range(10):
            app.numbers.action_cursor(1)
        await until(lambda: app.rested > before)
        await pilot.pause(0.2)
        assert app.rested == before + 1


async def test_a_window_that_comes_later_is_shown_then() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 20)):
        app.numbers.fetch = lambda number: None  # type: ignore[method-assign]
        app.numbers.show(5, {}, 0)
        assert lines_of(app.numbers)[0].strip() == "…"
        app.numbers.arrived(0, [1, 2, 3, 4, 5])
        assert "row 1" in lines_of(app.numbers)[0]


async def test_only_changed_lines_are_repainted() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 20)) as pilot:
        app.numbers.show(15, {}, 0)
        await pilot.pause()
        drawn: list[int] = []
        render = app.numbers.render_line

        def note(y: int):  # type: ignore[no-untyped-def]
            drawn.append(y)
            return render(y)

        app.numbers.render_line = note  # type: ignore[method-assign]
        await pilot.press("j")
        await pilot.pause()
        assert set(drawn) == {0, 1}


async def test_the_mark_at_the_edge_shows_where_one_is() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 20)) as pilot:
        app.numbers.show(40, {}, 0)
        assert [line.endswith("▐") for line in lines_of(app.numbers)] == [True] * 10 + [False] * 10
        await pilot.press("G")
        assert [line.endswith("▐") for line in lines_of(app.numbers)] == [False] * 10 + [True] * 10


class Divided(Numbers):
    """Numbers with a dividing line."""

    def divider(self, width: int) -> list[Piece]:
        return cut_pieces([Piece("-- here --")], width)


class DividedApp(ListApp):
    """A divided list on a screen of 20 lines."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers = Divided()


async def test_a_dividing_line_stands_between_two_rows() -> None:
    app = DividedApp()
    async with app.run_test(size=(40, 20)):
        app.numbers.show(5, {}, 0, 2)
        shown = [line.strip("▸ ") for line in lines_of(app.numbers)[:6]]
        assert shown == ["row 0", "row 1", "-- here --", "row 2", "row 3", "row 4"]


async def test_the_cursor_passes_over_the_dividing_line() -> None:
    app = DividedApp()
    async with app.run_test(size=(40, 20)) as pilot:
        app.numbers.show(5, {}, 1, 2)
        await pilot.press("j")
        assert app.numbers.cursor == 2
        assert lines_of(app.numbers)[3].startswith("▸ row 2")
        await pilot.press("k")
        assert app.numbers.cursor == 1
        assert lines_of(app.numbers)[1].startswith("▸ row 1")


async def test_pages_count_the_dividing_line_and_never_rest_on_it() -> None:
    app = DividedApp()
    async with app.run_test(size=(40, 20)) as pilot:
        app.numbers.show(100, {}, 0, 20)
        await pilot.press("pagedown")
        assert (app.numbers.top, app.numbers.cursor) == (20, 20)
        assert lines_of(app.numbers)[1].startswith("▸ row 20")
        await pilot.press("pageup")
        assert (app.numbers.top, app.numbers.cursor) == (0, 1)


async def test_the_last_row_of_a_divided_list_is_in_sight() -> None:
    app = DividedApp()
    async with app.run_test(size=(40, 20)) as pilot:
        app.numbers.show(100, {}, 0, 20)
        await pilot.press("G")
        assert lines_of(app.numbers)[-1].startswith("▸ row 99")


async def test_rows_and_a_divide_that_come_leave_a_scrolled_list_where_it_is() -> None:
    app = DividedApp()
    async with app.run_test(size=(40, 20)) as pilot:
        app.numbers.show(100, {}, 0)
        await pilot.press(*["j"] * 25)
        before = lines_of(app.numbers).index(next(line for line in lines_of(app.numbers) if line.startswith("▸")))
        app.numbers.show(105, {}, 30, 5)
        assert lines_of(app.numbers)[before].startswith("▸ row 30")


async def test_a_divide_below_all_rows_is_shown() -> None:
    app = DividedApp()
    async with app.run_test(size=(40, 20)) as pilot:
        app.numbers.show(2, {}, 0, 2)
        await pilot.press("G", "j")
        assert app.numbers.cursor == 1
        assert [line.strip("▸ ") for line in lines_of(app.numbers)[:4]] == ["row 0", "row 1", "-- here --", ""]


async def test_only_the_rows_around_the_divide_are_repainted() -> None:
    app = DividedApp()
    async with app.run_test(size=(40, 20)) as pilot:
        app.numbers.show(15, {}, 1, 2)
        await pilot.pause()
        drawn: list[int] = []
        render = app.numbers.render_line

        def note(y: int):  # type: ignore[no-untyped-def]
            drawn.append(y)
            return render(y)

        app.numbers.render_line = note  # type: ignore[method-assign]
        await pilot.press("j")
        await pilot.pause()
        assert set(drawn) == {1, 3}
