"""`kiosk counter` as a program: its token file, a terminal that reads its bytes, a real endpoint behind it."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from endpoint.house import PIN, House, SetClock, act, document, enrol, issue, opened, sample_pack, served
from pem import needs_openssl
from pseudo import Program, kiosk

from kiosk.endpoint.app import Endpoint
from kiosk.endpoint.http.certificate import CERTIFICATE_FILE, SERVED_CERTIFICATE_FILE, load_or_make_certificate


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with opened(tmp_path / "data") as running:
        yield running


@pytest.fixture
def token(house: House, tmp_path: Path) -> Path:
    return token_file(tmp_path / "token", house.tokens["loket-3"] + "\n")


def token_file(file: Path, content: str, mode: int = 0o600) -> Path:
    file.touch(mode)
    file.write_text(content, "ascii")
    file.chmod(mode)
    return file


def counter(url: str, token: Path, *more: str) -> tuple[str, ...]:
    return ("counter", "--endpoint", url, "--token-file", str(token), *more)


def press(program: Program, key: str, shown: str) -> None:
    """A key, and what the screen then says."""
    program.press(key)
    program.until(lambda text: shown in text)


def unlock(program: Program, words: str = "TERKUNCI") -> None:
    """Show by the PIN that one is whoever is signed on."""
    program.until(lambda text: words in text)
    program.press(f"{PIN}\r")
    program.until(lambda text: words not in text)


def test_a_day_at_the_counter_by_keys_alone(house: House, token: Path) -> None:
    machine = house.client("mesin")
    first, second = issue(machine)["ticket"], issue(machine)["ticket"]
    desk = house.client("loket-1")
    act(desk, "set-counter", "1", state="open")
    for _ in (first, second):
        act(desk, "call-next", "1")
        act(desk, "start", "1")
        while visit := document(desk, "1").get("visit"):
            act(desk, "step-done", "1", step=visit["step"])
    with kiosk(*counter(house.url, token), columns=80, rows=24, TERM="linux") as program:
        unlock(program)
        program.until(lambda text: "LOKET 3" in text and "J buka loket" in text)
        press(program, "j", f"P panggil {first}")
        press(program, "p", "panggilan ke-1")
        press(program, "m", "Layanan")
        while document(house.client("loket-3"), "3")["visit"].get("step"):
            program.press(" ")
            time_of_a_finger(program)
        program.until(lambda text: "Semua tahap selesai." in text)
        press(program, "b", "panggilan ke-1")
        assert document(house.client("loket-3"), "3")["visit"]["ticket"] == second
        os.kill(program.process.pid, signal.SIGTERM)
        assert program.status() == 0


def time_of_a_finger(program: Program) -> None:
    """As long as a person takes to press the same key again."""
    begun = time.monotonic()
    program.until(lambda _: time.monotonic() - begun > 0.5)


def test_a_lost_server_is_shown_and_a_key_still_tries(tmp_path: Path) -> None:
    data = tmp_path / "data"
    tokens = enrol(data)
    token = token_file(tmp_path / "token", tokens["loket-3"])
    with (
        opened(data, tokens=tokens) as house,
        kiosk(*counter(house.url, token, "--language", "en"), columns=80, rows=24) as program,
    ):
        unlock(program, "LOCKED")
        program.until(lambda text: "J open" in text)
        ended = threading.Thread(target=house.stop)
        ended.start()
        program.until(lambda text: "SERVER NOT CONNECTED" in text)
        ended.join(20)
        press(program, "j", "trying anyway")
        os.kill(program.process.pid, signal.SIGHUP)
        assert program.status() == 0


@needs_openssl
def test_a_server_with_another_certificate_is_not_followed_and_said_so(tmp_path: Path) -> None:
    data, pinned = tmp_path / "data", tmp_path / "pinned.pem"
    token = token_file(tmp_path / "token", enrol(data)["loket-3"])

    def start(port: int = 0) -> tuple[str, Callable[[], None]]:
        return served(Endpoint(sample_pack(), data, SetClock(), tls=partial(load_or_make_certificate, data)), port)

    url, stop = start()
    pinned.write_bytes((data / SERVED_CERTIFICATE_FILE).read_bytes())
    with kiosk(*counter(url, token, "--certificate", str(pinned)), columns=80, rows=24) as program:
        program.until(lambda text: "PETUGAS MASUK" in text)
        press(program, "p3\r", "ENTER masuk")
        press(program, f"{PIN}\r", "J buka loket")
        stop()
        (data / CERTIFICATE_FILE).unlink()
        _, stop = start(int(url.rpartition(":")[2]))
        try:
            program.until(lambda text: "Sertifikat server berganti - pasang ulang dengan kiosk enrol" in text)
            press(program, "j", "Sertifikat server berganti")
        finally:
            stop()


@pytest.mark.parametrize("whose", ["lobi", "nobody"])
def test_a_token_that_is_no_counters_is_told_to_the_clerk(house: House, tmp_path: Path, whose: str) -> None:
    token = token_file(tmp_path / "wrong", house.tokens.get(whose, "x" * 43))
    with kiosk(*counter(house.url, token), columns=80, rows=24) as program:
        program.until(lambda text: "token ini tidak dikenal" in text)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_token_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    file = token_file(tmp_path / "token", "secret-of-the-counter", mode)
    with kiosk(*counter("http://127.0.0.1:9", file)) as program:
        assert program.status() == 78
        assert "chmod 600" in program.text.replace("\n", "")
        assert "secret" not in program.text


@pytest.mark.parametrize("content", ["", "\n", "two words", "x" * 5000, "a\x1b[2Jb"])
def test_a_file_without_a_token_is_refused(tmp_path: Path, content: str) -> None:
    file = token_file(tmp_path / "token", content)
    with kiosk(*counter("http://127.0.0.1:9", file)) as program:
        assert program.status() == 78
        assert "kiosk terminal add" in program.text.replace("\n", "")


def test_no_token_file_and_no_address(tmp_path: Path) -> None:
    with kiosk(*counter("http://127.0.0.1:9", tmp_path / "none")) as program:
        assert program.status() == 78
    file = token_file(tmp_path / "token", "secret")
    for url in ("ftp://x", "http://antrean.kantor:8765"):
        with kiosk(*counter(url, file)) as program:
            assert program.status() == 64


def test_without_a_terminal_it_ends_with_one_line(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "kiosk", *counter("http://127.0.0.1:9", tmp_path / "none")],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=20,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (64, b"")
    assert len(ended.stderr.splitlines()) == 1


def test_it_imports_only_what_it_shows() -> None:
    code = "import sys, kiosk.cli.counter, kiosk.ui.counter.app, kiosk.feed.sender; print(*sys.modules)"
    loaded = set(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    )
    assert loaded.isdisjoint({"httpx", "starlette", "uvicorn", "sqlite3", "hypothesis", "kiosk.visit.desk.decision"})
