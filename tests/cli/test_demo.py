import signal
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from attrs import evolve
from click.testing import CliRunner
from pseudo import Program, kiosk
from waiting import until

from kiosk.cli import command
from kiosk.cli.demo.office import start_of, working_days_before
from kiosk.config.resources import resource_folder
from kiosk.office.model import DayOff
from kiosk.sop.file.load import load_pack
from kiosk.text.language import Text

AT = "2026-11-24T09:42"


def has_figure(screen: str) -> bool:
    """The board is painted to its last row, and a called number stands there in big letters."""
    return "CONTOH" in screen and "09.42" in screen and screen.count("█") > 60


@pytest.mark.parametrize(("columns", "rows"), [(120, 33), (80, 24)])
def test_it_shows_a_called_number_and_q_ends_it(tmp_path: Path, columns: int, rows: int) -> None:
    with kiosk("demo", "--at", AT, "--past", "0", columns=columns, rows=rows, TMPDIR=str(tmp_path)) as demo:
        demo.until(has_figure)
        demo.press("q")
        assert demo.status() == 0
    until(lambda: not any(tmp_path.iterdir()))


def test_it_shows_how_promises_of_the_days_before_were_kept(tmp_path: Path) -> None:
    with kiosk("demo", "--at", AT, columns=120, rows=33, TMPDIR=str(tmp_path)) as demo:
        demo.until(lambda screen: "CAPAIAN" in screen and "bulan ini" in screen, 90)


def test_the_day_goes_on(tmp_path: Path) -> None:
    with kiosk("demo", "--at", AT, "--past", "0", "--speed", "60", "--language", "en", TMPDIR=str(tmp_path)) as demo:
        first = figures(demo.until(lambda screen: "SAMPLE" in screen and screen.count("█") > 60))
        demo.until(lambda screen: figures(screen) != first)


def figures(screen: str) -> str:
    """The rows with big figures of the newest call."""
    return "\n".join(row[:70] for row in screen.splitlines()[4:13])


def terminate(demo: Program) -> None:
    demo.process.terminate()


@pytest.mark.parametrize("end", [terminate, Program.hang_up])
def test_a_signal_or_a_lost_terminal_ends_the_office_too(tmp_path: Path, end: Callable[[Program], None]) -> None:
    with kiosk("demo", "--at", AT, "--past", "0", TMPDIR=str(tmp_path)) as demo:
        demo.until(has_figure)
        end(demo)
        assert demo.status() == 0
    until(lambda: not any(tmp_path.iterdir()))


def test_a_killed_terminal_leaves_no_office_behind(tmp_path: Path) -> None:
    with kiosk("demo", "--at", AT, "--past", "0", TMPDIR=str(tmp_path)) as demo:
        demo.until(has_figure)
        demo.process.kill()
        assert demo.status() == -signal.SIGKILL
    until(lambda: not any(tmp_path.iterdir()))


def test_a_counter_is_served_by_its_user(tmp_path: Path) -> None:
    with kiosk("demo", "--at", AT, "--past", "0", "--role", "counter", TMPDIR=str(tmp_path)) as demo:
        demo.until(lambda screen: "3" in screen and "A0" in screen)
        demo.press("\x03")
        assert demo.status() == 0
    until(lambda: not any(tmp_path.iterdir()))


def test_no_time_is_refused_before_anything_starts() -> None:
    assert CliRunner().invoke(command, ["demo", "--at", "nonsense"]).exit_code == 2


def test_an_office_that_cannot_open_says_why(tmp_path: Path) -> None:
    with kiosk("demo", "--at", "9999-12-31T23:59", "--past", "0", TMPDIR=str(tmp_path)) as demo:
        assert demo.status() == 70
        assert "kantor simulasi tidak dapat dibuka" in demo.text


def test_it_begins_in_the_morning_of_the_next_working_day() -> None:
    office = load_pack(resource_folder("sops")).office
    begin = datetime(2026, 11, 24, 2, 42, tzinfo=UTC)
    assert start_of(office, None, datetime(2026, 11, 24, 12, 0, tzinfo=UTC)) == begin
    saturday = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)
    assert start_of(office, None, saturday) == datetime(2026, 11, 30, 2, 42, tzinfo=UTC)
    monday_off = evolve(office, days_off={date(2026, 11, 30): DayOff(date(2026, 11, 30), Text("Libur"), "public", "x")})
    assert start_of(monday_off, None, saturday) == datetime(2026, 12, 1, 2, 42, tzinfo=UTC)


def test_it_begins_when_it_is_told_by_the_office_s_clock() -> None:
    office = load_pack(resource_folder("sops")).office
    now = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    assert start_of(office, "2026-11-25T13:00", now) == datetime(2026, 11, 25, 6, 0, tzinfo=UTC)
    assert start_of(office, "2026-11-25T13:00+00:00", now) == datetime(2026, 11, 25, 13, 0, tzinfo=UTC)


def test_days_before_are_working_days_that_the_calendar_knows() -> None:
    office = load_pack(resource_folder("sops")).office
    assert working_days_before(office, date(2026, 11, 24), 5) == date(2026, 11, 17)
    assert working_days_before(office, date(2026, 11, 24), 0) == date(2026, 11, 24)
    assert working_days_before(evolve(office, years=frozenset()), date(2026, 11, 24), 5) == date(2026, 11, 24)
