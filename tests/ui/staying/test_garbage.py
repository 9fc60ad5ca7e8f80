"""Whatever a keyboard sends, the program goes on, and nobody is called by it. Case 46."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from endpoint.house import PIN, House, document, issue, opened
from pseudo import Program, kiosk
from ui.staying.screens import READY, Screen, both, counter, end, pause, token_file

GARBAGE = {
    "chance": random.Random(46).randbytes(8_192),
    "paste": b"\x1b[200~" + b"n\rq\x11p" * 100 + b"\x1b[201~",
    "answers": b"\x1b[?2026;2$y\x1b[0;0R\x1b[<0;5;5M\x1bP>|x\x1b\\\x1b]52;c;AAAA\x07" * 200,
    "scanner": b"KQ7M2M9XA3\r" * 100,
    "held": b"p" * 1_000,
    "torn": b"\x1b[" * 500 + b"\x1b" * 500 + b"\x1b]" + b"9" * 2_000 + b"\xf0\x9f" * 200,
}


def sent(program: Program, typed: bytes) -> None:
    """*typed* comes from the keyboard as fast as the line takes it, and ends whatever sequence it left open."""
    for start in range(0, len(typed), 1024):
        program.type(typed[start : start + 1024])
        program.read(0.001)
    program.type(b"\x07\x1b\\\x1b[201~")


@both
@pytest.mark.parametrize("typed", GARBAGE.values(), ids=GARBAGE)
def test_it_goes_on_and_hears_what_it_is_told(tmp_path: Path, screen: Screen, typed: bytes) -> None:
    with screen(tmp_path) as program:
        sent(program, typed)
        program.resize(80, 24)
        program.until(lambda _: READY[screen] in "".join(program.rows[22:]))
        end(program)


@both
@pytest.mark.soak
def test_a_megabyte_of_chance_leaves_it_as_it_was(tmp_path: Path, screen: Screen) -> None:
    with screen(tmp_path) as program:
        sent(program, random.Random(1).randbytes(2**20))
        program.resize(80, 24)
        program.until(lambda _: READY[screen] in "".join(program.rows[22:]), 600)
        end(program)


@contextmanager
def served(tmp_path: Path) -> Iterator[tuple[House, Program, str]]:
    """Counter 3, open, with a line before it: its screen, and who would be next."""
    with opened(tmp_path / "data") as house:
        first, _ = (issue(house.client("mesin"), service="pengaduan")["ticket"] for _ in range(2))
        token = token_file(tmp_path, house.tokens["loket-3"])
        with kiosk("counter", "--endpoint", house.url, "--token-file", str(token), columns=80, rows=24) as program:
            program.until(lambda text: "TERKUNCI" in text)
            program.press(f"{PIN}\r")
            program.until(lambda text: "J buka loket" in text)
            program.press("j")
            program.until(lambda text: f"P panggil {first}" in text)
            yield house, program, first


def scanner(program: Program, seconds: float) -> None:
    """A thousand characters a second, among them every letter that does something."""
    begun, count = time.monotonic(), 0
    while (passed := time.monotonic() - begun) < seconds:
        due = int(passed * 1000) - count
        program.type((b"PMSB\rP1Z" * (1 + due // 8))[:due])
        count += due
        program.read(0.005)


def pasted(program: Program, seconds: float) -> None:
    """A text that has an escape sequence for every kind of key, pasted again and again."""
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        program.type(b"\x1b[200~p\rp\x1b[A\x1b[2J\x1bOP p\x1b[201~")
        program.read(0.2)


def chance(program: Program, seconds: float) -> None:
    """Bytes by chance."""
    sent(program, random.Random(46).randbytes(int(8_192 * seconds)))


@pytest.mark.parametrize("come", [scanner, pasted, chance])
def test_nobody_is_called_by_what_no_finger_typed(tmp_path: Path, come: Callable[[Program, float], None]) -> None:
    with served(tmp_path) as (house, program, _):
        before = document(house.client("loket-3"), "3")["version"]
        come(program, 2)
        program.resize(120, 33)
        program.until(lambda _: READY[counter] in "".join(program.rows[22:]))
        pause(0.5)
        after = document(house.client("loket-3"), "3")
        assert after.get("visit") is None and after["version"] == before, "nothing was done"
        end(program)


@pytest.mark.parametrize("seconds", [3, pytest.param(60, marks=pytest.mark.soak)])
def test_a_key_held_down_calls_once(tmp_path: Path, seconds: float) -> None:
    """As a keyboard does it: at once, then after half a second thirty times a second."""
    with served(tmp_path) as (house, program, first):
        program.press("p")
        pause(0.5)
        begun = time.monotonic()
        while time.monotonic() - begun < seconds:
            program.press("p")
            program.read(0.033)
        program.until(lambda text: "panggilan ke-1" in text)
        visit = document(house.client("loket-3"), "3")["visit"]
        assert visit["ticket"] == first and visit["state"] == "called"
        end(program)
