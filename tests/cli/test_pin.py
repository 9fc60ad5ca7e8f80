"""`kiosk pin`, and the screens that it unlocks."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest
from endpoint.house import act, issue, opened
from pseudo import kiosk

from kiosk.codes.secret import pin_matches
from kiosk.ui.app import MAINTENANCE


def pin(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "kiosk", "pin", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_a_pin_is_drawn_shown_once_and_kept_as_a_hash(tmp_path: Path) -> None:
    file = tmp_path / "pin"
    made = pin(str(file))
    assert made.returncode == 0
    drawn = made.stdout.strip()
    assert pin_matches(drawn, file.read_text().strip())
    assert drawn not in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    again = pin(str(file))
    assert again.returncode == 73 and str(file) in again.stderr and "Traceback" not in again.stderr
    assert pin_matches(drawn, file.read_text().strip()), "and is as it was"


@pytest.mark.parametrize("content", ["", "123456", "scrypt$1$2$3$4$5"])
def test_a_file_without_a_pin_is_refused_before_anything_is_shown(tmp_path: Path, content: str) -> None:
    file = tmp_path / "pin"
    file.touch(0o600)
    file.write_text(content)
    with kiosk("lobby", "--endpoint", "http://127.0.0.1:9", "--pin-file", str(file)) as program:
        assert program.status() == 78
        program.until(lambda text: "kiosk pin" in text.replace("\n", ""))
    file.chmod(0o644)
    with kiosk("lobby", "--endpoint", "http://127.0.0.1:9", "--pin-file", str(file)) as program:
        assert program.status() == 78
        program.until(lambda text: "chmod 600" in text.replace("\n", ""))


def test_who_knows_the_pin_ends_a_lobby_whose_board_goes_on_meanwhile(tmp_path: Path) -> None:
    right = pin(str(tmp_path / "pin")).stdout.strip()
    with opened(tmp_path / "data") as house:
        command = ("lobby", "--endpoint", house.url, "--cache", str(tmp_path), "--pin-file", str(tmp_path / "pin"))
        with kiosk(*command, columns=80, rows=24, TERM="linux") as lobby:
            lobby.until(lambda text: "KANTOR IMIGRASI" in text)
            lobby.press("\x11")
            lobby.until(lambda _: "PERAWATAN" in lobby.rows[23])
            lobby.press("000000\r")
            lobby.until(lambda _: "PIN salah" in lobby.rows[23])
            issue(house.client("mesin"))
            act(house.client("loket-1"), "set-counter", "1", state="open")
            act(house.client("loket-1"), "call-next", "1")
            lobby.until(lambda text: "PASPOR  •  PERIKSA" in text)
            assert "PIN salah" in lobby.rows[23]
            lobby.press(right + "\r")
            assert lobby.status() == MAINTENANCE


def test_a_counter_has_the_same_lock(tmp_path: Path) -> None:
    right = pin(str(tmp_path / "pin")).stdout.strip()
    with opened(tmp_path / "data") as house:
        token = tmp_path / "token"
        token.touch(0o600)
        token.write_text(house.tokens["loket-3"])
        options = ("--token-file", str(token), "--pin-file", str(tmp_path / "pin"))
        with kiosk("counter", "--endpoint", house.url, *options, columns=80, rows=24) as counter:
            counter.until(lambda text: "LOKET 3" in text)
            counter.press("\x11")
            counter.until(lambda _: "PERAWATAN" in counter.rows[23])
            counter.press("j")
            counter.press("\x1b")
            counter.until(lambda _: "PERAWATAN" not in counter.rows[23])
            counter.press("\x11" + right + "\r")
            assert counter.status() == MAINTENANCE
