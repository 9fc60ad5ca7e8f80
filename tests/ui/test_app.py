import pytest
from rich.color import Color
from textual.app import ComposeResult

from kiosk.config.resources import resource_folder
from kiosk.system.clock import SystemClock
from kiosk.ui.app import KioskApp
from kiosk.ui.rows import ROLES, row
from kiosk.ui.rows_widget import RowsWidget, frame_text
from kiosk.ui.theme import CONSOLE, PALETTE, Colours, load_colours, rgb

pytestmark = pytest.mark.anyio

KEYS = ("ctrl+c", "ctrl+q", "ctrl+z", "ctrl+p", "ctrl+s", "ctrl+d", "ctrl+backslash", "escape", "f1", "q", "tab")


class Plain(KioskApp):
    def compose(self) -> ComposeResult:
        yield RowsWidget()


@pytest.mark.parametrize("may_quit", [False, True])
async def test_only_who_may_quit_quits_by_a_key(may_quit: bool) -> None:
    app = Plain(CONSOLE, SystemClock(), "id", may_quit)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*(key for key in KEYS if key not in ("ctrl+c", "ctrl+q")))
        assert app.is_running
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert app._exit is may_quit


@pytest.mark.parametrize("theme", [CONSOLE, load_colours("resmi", resource_folder("themes"))])
async def test_every_role_has_the_themes_colours(theme: Colours) -> None:
    app = Plain(theme, SystemClock(), "id")
    async with app.run_test():
        for role in ROLES:
            style = app.role_style(role)
            assert style.color is not None and style.bgcolor is not None and not style.reverse
            assert [rgb(colour) for colour in theme.pair(role)] == [shown(style.color), shown(style.bgcolor)]
            assert app.role_style(role) is style


def shown(colour: Color) -> tuple[int, int, int]:
    return rgb(PALETTE[colour.number]) if colour.number is not None else rgb(colour.get_truecolor().hex)


async def test_without_colours_a_plate_is_reversed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Plain(CONSOLE, SystemClock(), "id")
    assert [role for role in ROLES if app.role_style(role).reverse] == ["attention", "emergency"]


async def test_a_console_is_given_its_own_characters_only(monkeypatch: pytest.MonkeyPatch) -> None:
    for term, words in (("linux", "Café - ????"), ("xterm-256color", "Café – 東京")):
        monkeypatch.setenv("TERM", term)
        app = Plain(CONSOLE, SystemClock(), "id")
        async with app.run_test() as pilot:
            app.query_one(RowsWidget).show((row("Café – 東京"),))
            await pilot.pause()
            assert words in frame_text(app.screen)


async def test_nothing_of_the_stock_app_can_be_reached() -> None:
    app = Plain(CONSOLE, SystemClock(), "id")
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p")
        assert len(app.screen_stack) == 1
        assert app.focused is None


class Broken(KioskApp):
    def on_mount(self) -> None:
        secret = "402961"
        raise RuntimeError(f"broken by {len(secret)}")


async def test_a_fault_of_ours_goes_whole_into_the_log_and_as_one_line_to_the_terminal(
    caplog: pytest.LogCaptureFixture,
) -> None:
    app = Broken(CONSOLE, SystemClock(), "id")
    with pytest.raises(RuntimeError):
        async with app.run_test():
            pass
    assert "broken by 6" in caplog.text and "on_mount" in caplog.text
    assert app.return_code == 1
