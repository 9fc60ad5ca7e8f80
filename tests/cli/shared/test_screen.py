"""Where terminals say what goes wrong: never on the screen."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from endpoint.house import act, issue, opened
from pseudo import Begin, kiosk, own_terminal

SILENT = ("--sound", "chime", "--player", "/no/such/player")
"""What makes a lobby complain, once, when the first number is called."""


def complaining(logs: Path, name: str, *options: str, begin: Begin = own_terminal) -> list[str]:
    """What a lobby that has something to complain about writes into the file *name* somewhere under *logs*."""
    with opened(logs / "data") as house:
        command = ("lobby", "--endpoint", house.url, "--cache", str(logs / "cache"), *SILENT, *options)
        with kiosk(*command, begin=begin, XDG_STATE_HOME=str(logs)) as lobby:
            lobby.until(lambda text: "Paspor" in text)
            issue(house.client("mesin"))
            act(house.client("loket-1"), "set-counter", "1", state="open")
            act(house.client("loket-1"), "call-next", "1")
            shown = lobby.until(lambda text: "PASPOR  •  PERIKSA" in text and bool(not name or lines(logs, name)))
            assert "no sound" not in shown
            os.kill(lobby.process.pid, signal.SIGTERM)
            assert lobby.status() == 0
    return lines(logs, name)


def lines(logs: Path, name: str) -> list[str]:
    return [line for file in logs.rglob(name) if name for line in file.read_text("utf-8").splitlines()]


def test_a_log_file_gets_one_line(tmp_path: Path) -> None:
    (line,) = complaining(tmp_path, "mine", "--log", str(tmp_path / "new" / "mine"))
    assert "WARNING kiosk.sound.player: no sound: /no/such/player" in line


def test_without_one_it_lies_where_this_users_logs_lie(tmp_path: Path) -> None:
    assert len(complaining(tmp_path, "lobby.log")) == 1


def test_errors_that_go_elsewhere_are_the_log(tmp_path: Path) -> None:
    def errors_aside() -> None:
        own_terminal()
        os.dup2(os.open(tmp_path / "journal", os.O_WRONLY | os.O_CREAT), 2)

    (line,) = complaining(tmp_path, "journal", begin=errors_aside)
    assert line.startswith("WARNING kiosk.sound.player: no sound: ")
    assert not list(tmp_path.rglob("lobby.log"))


def test_a_log_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert complaining(tmp_path, "", "--log", str(tmp_path / "file" / "lobby.log")) == []


def test_it_is_made_when_there_is_something_to_say_and_does_not_grow_for_ever(tmp_path: Path) -> None:
    script = f"""
import logging, pathlib
from kiosk.cli.shared.screen import log_to
folder = pathlib.Path({str(tmp_path / "new")!r})
log_to(folder / "log", "lobby")
assert not folder.exists()
for _ in range(2_000):
    logging.warning("x" * 1_000)
"""
    subprocess.run([sys.executable, "-c", script], check=True)
    sizes = [file.stat().st_size for file in (tmp_path / "new").iterdir()]
    assert len(sizes) == 2 and sum(sizes) < 2 * 256 * 1024
