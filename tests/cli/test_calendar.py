import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk.cli import command
from kiosk.config.resources import resource_folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, ["calendar", "make", *arguments])


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the sample."""
    return Path(shutil.copytree(resource_folder("sops"), tmp_path / "sops"))


def calendar(pack: Path, year: int) -> Path:
    return pack / "calendar" / f"{year}.toml"


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_the_calendars_shipped_are_what_would_be_made(year: int, pack: Path) -> None:
    result = run(str(year), "--pack", str(pack))
    assert (result.exit_code, result.stdout) == (73, "")
    assert "tidak diubah; isinya sama dengan paket `holidays`" in result.stderr


def test_a_made_calendar_is_sound_and_holds_the_same_days(pack: Path) -> None:
    calendar(pack, 2026).unlink()
    assert run("2026", "--pack", str(pack)).exit_code == 0
    checked = CliRunner().invoke(command, ["sop", "check", "--pack", str(pack)])
    assert (checked.exit_code, "kalender 2025, 2026, 2027" in checked.stdout) == (0, True)
    days = [path.read_text("utf-8").split("[source]")[0].split("[[day]]", 1)[1] for path in
            (calendar(pack, 2026), resource_folder("sops") / "calendar" / "2026.toml")]  # fmt: skip
    assert days[0] == days[1]


def test_an_edited_calendar_is_never_written_over_and_what_differs_is_listed(pack: Path) -> None:
    file = calendar(pack, 2026)
    edited = file.read_text("utf-8").replace("date = 2026-12-24", "date = 2026-12-23")
    file.write_text(edited, "utf-8")
    result = run("2026", "--pack", str(pack), "--language", "en")
    assert result.exit_code == 73 and "differs in 2 days" in result.stderr
    assert result.stdout.splitlines() == [
        "- Wed 23 Dec 2026  Christmas Joint Holiday",
        "+ Thu 24 Dec 2026  Christmas Joint Holiday",
    ]
    assert file.read_text("utf-8") == edited


def test_a_faulty_calendar_shows_its_faults(pack: Path) -> None:
    calendar(pack, 2026).write_text("year = 2026\nday = 3\n", "utf-8")
    result = run("2026", "--pack", str(pack))
    assert result.exit_code == 78 and "2026.toml:2:" in result.stderr


def test_a_year_that_is_not_decreed_says_so(tmp_path: Path) -> None:
    result = run("2031", "--pack", str(tmp_path))
    assert result.exit_code == 0 and "belum ditetapkan" in result.stderr
    assert "belum ada keputusan untuk 2031" in calendar(tmp_path, 2031).read_text("utf-8")


def test_where_it_cannot_be_written_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "calendar").write_text("", "utf-8")
    result = run("2026", "--pack", str(tmp_path))
    assert result.exit_code == 73 and "tidak dapat ditulis" in result.stderr


def test_without_the_package_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    result = run("2026", "--pack", str(tmp_path))
    assert result.exit_code == 69 and "pip install holidays" in result.stderr


def test_the_check_warns_of_a_year_that_will_be_needed(pack: Path) -> None:
    for year in (2026, 2027):
        calendar(pack, year).unlink()
    (pack / "calendar" / "2025.toml").rename(pack / "calendar" / "2025.bak")
    checked = CliRunner().invoke(command, ["sop", "check", "--pack", str(pack)])
    assert checked.exit_code == 0 and "kiosk calendar make " in checked.stderr
