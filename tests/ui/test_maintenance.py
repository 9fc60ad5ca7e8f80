"""Who gets in by the maintenance key, by rule and on a screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.app import ComposeResult
from waiting import until_shown

from kiosk.codes.secret import LONGEST
from kiosk.system.clock import SystemClock
from kiosk.text.language import LANGUAGES, Language
from kiosk.ui.app import MAINTENANCE, KioskApp
from kiosk.ui.maintenance import PATIENCE, MaintenanceScreen, PinEntry
from kiosk.ui.rows import plain_text, width_of
from kiosk.ui.rows_widget import RowsWidget, frame_text
from kiosk.ui.theme import CONSOLE

PIN = "402961"
KEYS = st.sampled_from(["0", "4", "9", "backspace", "a", "space", "enter", "²", "up"])


@given(st.lists(st.tuples(KEYS, st.floats(0, 400))))
def test_only_digits_are_typed_and_nothing_before_its_time(keys: list[tuple[str, float]]) -> None:
    entry, now = PinEntry(), 0.0
    for key, seconds in keys:
        now += seconds
        before = entry
        if key == "enter":
            entry, pin = entry.submit()
            assert (pin is None) == (not before.typed)
            if pin is not None:
                assert now >= before.opens_at
                entry = entry.record_result(pin == PIN, now)
                assert entry.failures == before.failures + 1
        else:
            entry = entry.press(key, now)
            assert now >= before.opens_at or entry == before
        assert entry.typed == "" or (entry.typed.isascii() and entry.typed.isdigit() and len(entry.typed) <= LONGEST)


def test_each_wrong_pin_is_waited_for_longer_and_the_right_one_forgets() -> None:
    entry = PinEntry()
    waits = []
    for _ in range(12):
        entry = entry.record_result(False, 1_000.0)
        waits.append(entry.opens_at - 1_000)
    assert waits == [0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    assert entry.record_result(True, 2_000.0) == PinEntry()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_fits_the_narrowest_screen(language: Language) -> None:
    for entry in (PinEntry("7" * LONGEST), PinEntry(failures=1), PinEntry(opens_at=300), PinEntry(checking=True)):
        assert width_of(entry.row(language, 0)) <= 80
        assert "7" not in plain_text(entry.row(language, 0))


class Wall(KioskApp):
    heard: str = ""

    def compose(self) -> ComposeResult:
        yield RowsWidget()

    def on_key(self, event: object) -> None:
        self.heard += getattr(event, "key", "")


@pytest.fixture
def wall() -> Wall:
    app = Wall(CONSOLE, SystemClock(), "id")
    app.matches_pin = lambda pin: pin == PIN
    return app


@pytest.mark.anyio
async def test_the_right_pin_ends_it_and_a_wrong_one_does_not(wall: Wall) -> None:
    async with wall.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+q")
        await until_shown(lambda: "PERAWATAN  PIN █" in frame_text(wall.screen)[-1])
        await pilot.press(*"999999", "enter")
        await until_shown(lambda: "PIN salah" in frame_text(wall.screen)[-1])
        await pilot.press("ctrl+q", *PIN)
        assert "••••••█" in frame_text(wall.screen)[-1] and "4" not in frame_text(wall.screen)[-1]
        await pilot.press("enter")
        await until_shown(lambda: wall._exit)
    assert wall.return_code == MAINTENANCE
    assert wall.heard == "", "no key reached what is behind"


@pytest.mark.anyio
async def test_wrong_pins_are_counted_whoever_goes_away_in_between(wall: Wall) -> None:
    async with wall.run_test(size=(80, 24)) as pilot:
        for failures in (1, 2, 3):
            await pilot.press("ctrl+q", "1", "enter")
            await until_shown(lambda: "PIN salah" in frame_text(wall.screen)[-1])
            await pilot.press("escape")
            await until_shown(lambda: not isinstance(wall.screen, MaintenanceScreen))
            assert wall._pin_entry and wall._pin_entry.failures == failures
        await pilot.press("ctrl+q", *PIN, "enter")
        await pilot.pause()
        assert "Coba lagi dalam" in frame_text(wall.screen)[-1]
        assert not wall._exit


@pytest.mark.anyio
async def test_keys_in_haste_leave_it_once(wall: Wall) -> None:
    """The second ESC is in its queue when the first has taken it away."""
    async with wall.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+q")
        asking = wall.screen
        for key in ("escape", "escape", "enter", "escape"):
            asking.post_message(events.Key(key, None))
        await until_shown(lambda: wall.screen is not asking)
        await pilot.pause()
        assert wall.is_running and wall._exception is None


@pytest.mark.anyio
async def test_it_goes_again_when_nobody_types(wall: Wall) -> None:
    async with wall.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+q")
        asking = wall.screen
        assert isinstance(asking, MaintenanceScreen)
        asking._touched -= PATIENCE
        await until_shown(lambda: wall.screen is not asking)
        assert wall.is_running


@pytest.mark.anyio
async def test_without_a_pin_there_is_no_such_key() -> None:
    app = Wall(CONSOLE, SystemClock(), "id")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+q", "ctrl+c")
        assert len(app.screen_stack) == 1
        assert app.is_running
