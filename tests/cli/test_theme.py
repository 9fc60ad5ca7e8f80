import errno
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli import command
from kiosk.cli.shared.screen import colours_of
from kiosk.cli.theme import WIDTH
from kiosk.config.resources import resource_folder
from kiosk.ui.rows import ROLES
from kiosk.ui.terminal.capabilities import CONSOLE_CHARACTERS
from kiosk.ui.theme import CONSOLE, theme_names

BROKEN = """\
ground = "#101010"
text = "#444444"
quiet = "grey"
rule = "#333333"
accent = "#777777"
callx = "#ffffff"
call = "#ffffff"
bad = "#808080"
attention = "#000000 on #333333"
emergency = "#ffffff on #9c0000"
"""


def test_the_shipped_themes_are_sound() -> None:
    done = CliRunner().invoke(command, ["theme", "check"])
    assert done.exit_code == 0
    assert [line.split(":")[0] for line in done.output.splitlines()] == [
        f"{name}.toml" for name in theme_names(resource_folder("themes"))
    ]


def test_all_faults_of_all_files_are_told_at_once_with_their_places(tmp_path: Path) -> None:
    broken, torn = tmp_path / "broken.toml", tmp_path / "torn.toml"
    broken.write_text(BROKEN, "utf-8")
    torn.write_text('ground = "#101010', "utf-8")
    done = CliRunner().invoke(command, ["theme", "check", "--language", "en", str(broken), str(torn)])
    assert done.exit_code == 78
    told = [line for line in done.stderr.splitlines() if line.startswith(str(tmp_path))]
    places = [(line.split(": ")[0].removeprefix(f"{tmp_path}/"), line.split(": ", 1)[1]) for line in told]
    assert [place for place, _ in places[:7]] == [f"broken.toml:{line}:1" for line in (1, 2, 3, 5, 6, 9, 9)]
    assert places[7:] and all(place.startswith("torn.toml:1:") for place, _ in places[7:])
    said = dict(places)
    assert said["broken.toml:2:1"] == "text: contrast 1.9:1, 7:1 is needed"
    assert said["broken.toml:6:1"].endswith("did you mean 'call'?")


@pytest.mark.parametrize("name", theme_names(resource_folder("themes")))
def test_a_theme_is_shown_with_every_role_in_its_colours(name: str) -> None:
    plain = CliRunner().invoke(command, ["theme", "show", name])
    assert plain.exit_code == 0
    rows = plain.output.splitlines()
    assert {len(line) for line in rows} == {WIDTH}
    assert CONSOLE_CHARACTERS.issuperset("".join(rows))
    assert [line.split()[0] for line in rows[7:16]] == list(ROLES)
    painted = CliRunner().invoke(command, ["theme", "show", name], color=True).output
    assert "\x1b[" in painted and painted.count("\x1b[0m") >= len(rows)


def test_an_unknown_theme_is_told_with_those_there_are() -> None:
    done = CliRunner().invoke(command, ["theme", "show", "nirvana"])
    assert done.exit_code == 78 and not done.stdout
    assert "tema 'nirvana' tidak ada" in done.stderr and "kontras" in done.stderr
    english = CliRunner().invoke(command, ["theme", "show", "nirvana", "--language", "en"])
    assert "there is no theme 'nirvana'" in english.stderr


def make_torn(file: Path, kind: str) -> None:
    if kind == "folder":
        file.mkdir()
    elif kind != "missing":
        file.write_bytes({"empty": b"", "latin-1": b'ground = "\xe9"', "huge": b"#" * 2_000_000, "nul": b"a=\0"}[kind])


@pytest.mark.parametrize("kind", ["missing", "folder", "empty", "latin-1", "huge", "nul"])
@pytest.mark.parametrize("verb", ["check", "show"])
def test_a_file_that_cannot_be_a_theme_is_told_by_name_beside_others(tmp_path: Path, kind: str, verb: str) -> None:
    torn = tmp_path / "torn.toml"
    make_torn(torn, kind)
    done = CliRunner().invoke(command, ["theme", verb, str(torn)])
    assert done.exit_code == 78 and not done.stdout
    assert "torn.toml" in done.stderr and "Traceback" not in done.stderr


def test_a_file_that_may_not_be_read_is_told_like_any_other_fault_beside_those_of_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, broken = tmp_path / "closed.toml", tmp_path / "other.toml"
    closed.write_text(BROKEN, "utf-8")
    broken.write_text(BROKEN, "utf-8")
    real = os.open

    def opened(path: Path, flags: int, mode: int = 0o777) -> int:
        if path == closed:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(path, flags, mode)

    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != closed)
    monkeypatch.setattr(os, "open", opened)
    done = CliRunner().invoke(command, ["theme", "check", str(closed), str(broken)])
    assert done.exit_code == 78
    assert f"{closed}:1:1: tidak boleh dibaca" in done.stderr and f"{broken}:2:1: " in done.stderr


@pytest.mark.parametrize("theme", ["nirvana", "torn.toml"])
def test_a_screen_whose_theme_is_broken_has_the_built_in_one_and_says_why_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, theme: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "torn.toml").write_text(BROKEN, "utf-8")
    assert colours_of(theme) == CONSOLE
    assert theme in caplog.text and len(caplog.records) == 1
