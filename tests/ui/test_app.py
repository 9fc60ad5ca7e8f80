import pytest
from textual.app import ComposeResult

from kiosk.clock import SystemClock
from kiosk.ui.app import KioskApp
from kiosk.ui.rows import ROLES
from kiosk.ui.theme import CONSOLE
from kiosk.ui.widgets.figure import Figure

pytestmark = pytest.mark.anyio

KEYS = ("ctrl+c", "ctrl+q", "ctrl+z", "ctrl+p", "ctrl+s", "ctrl+d", "ctrl+backslash", "escape", "f1", "q", "tab")


class Plain(KioskApp):
    def compose(self) -> ComposeResult:
        yield Figure("A012", "call")


@pytest.mark.parametrize("may_quit", [False, True])
async def test_only_who_may_quit_quits_by_a_key(may_quit: bool) -> None:
    app = Plain(CONSOLE, SystemClock(), "id", may_quit)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*(key for key in KEYS if key not in ("ctrl+c", "ctrl+q")))
        assert app.is_running
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert app._exit is may_quit


async def test_roles_are_variables_of_the_style_sheet() -> None:
    app = Plain(CONSOLE, SystemClock(), "id")
    async with app.run_test():
        variables = app.get_css_variables()
        assert variables["call"] == "ansi_bright_yellow"
        assert variables["emergency-ground"] == "ansi_red"
        assert all(role in variables and f"{role}-ground" in variables for role in ROLES)
        style = app.query_one(Figure).get_component_rich_style("role--call")
        assert style.color is not None and style.color.number == 11
        assert style.bgcolor is not None and style.bgcolor.number == 0


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
