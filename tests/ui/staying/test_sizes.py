"""A terminal of any size, and one that changes it fifty times a second: case 37."""

import os
import random
import re
import signal
import time
from pathlib import Path

import pytest
from endpoint.house import PIN, House, act, issue, opened
from pseudo import Program, kiosk
from ui.staying.costs import Stopwatch
from ui.staying.screens import READY, SETTLED, Screen, arguments_of, both, counter, end, lobby, token_file

SIZES = ((1, 1), (0, 0), (1000, 300), (300, 1000), (80, 24), (39, 11), (120, 33), (7, 50), (60, 20), (1, 300))
"""Columns and rows."""


def still(program: Program) -> list[str]:
    """What stands there now, whatever the hour and the number of tries, which moves what stands before it."""
    program.read(0)
    return [re.sub(r" +", " ", re.sub(r"\d+", "0", row)) for row in program.rows]


@both
def test_a_storm_of_sizes_breaks_nothing_and_leaves_the_screen_as_a_fresh_one(tmp_path: Path, screen: Screen) -> None:
    chance = random.Random(37)
    with screen(tmp_path) as program, screen(tmp_path, columns=80, rows=24) as fresh:
        for _ in range(100):
            changed = time.monotonic()
            program.resize(*chance.choice(SIZES))
            program.read(max(0.0, changed + 0.02 - time.monotonic()))
        program.resize(80, 24)
        needed = Stopwatch(program)
        program.until(lambda _: READY[screen] in "".join(program.rows[22:]))
        assert needed.seconds < 2
        program.until(lambda _: still(program) == still(fresh))
        end(program)


@both
def test_a_size_that_is_back_before_the_program_looks_leaves_the_whole_picture(tmp_path: Path, screen: Screen) -> None:
    """The terminal lost what stood there, and of both changes the program hears once, in the size that it knows."""
    with screen(tmp_path, columns=80, rows=24) as program:
        program.until(lambda _: SETTLED[screen] in program.text)
        before = still(program)
        os.kill(program.process.pid, signal.SIGSTOP)
        program.resize(1, 1)
        program.resize(80, 24)
        assert not program.text.strip()
        os.kill(program.process.pid, signal.SIGCONT)
        program.until(lambda _: still(program) == before)


@pytest.mark.parametrize("size", [(1, 1), (0, 0), (300, 1000)])
@pytest.mark.parametrize(("which", "ready"), [("lobby", READY[lobby]), ("counter", READY[counter])])
def test_each_size_can_be_begun_with_and_left(tmp_path: Path, which: str, ready: str, size: tuple[int, int]) -> None:
    with kiosk(*arguments_of(which, tmp_path), columns=size[0], rows=size[1]) as program:
        program.until(lambda text: b"\x1b[?1049h" in program.raw and bool(text.strip()))
        if size == (0, 0):  # taken for the usual
            program.until(lambda _: ready in "".join(program.rows[22:]))
        program.resize(80, 24)
        program.until(lambda _: ready in "".join(program.rows[22:]))
        end(program)


@both
def test_the_size_is_the_terminals_whatever_was_set_for_another(tmp_path: Path, screen: Screen) -> None:
    with screen(tmp_path, {"COLUMNS": "200", "LINES": "60"}, columns=80, rows=24) as program:
        program.until(lambda _: READY[screen] in "".join(program.rows[22:]))
        program.resize(120, 33)
        program.until(lambda _: READY[screen] in "".join(program.rows[31:]))


def test_a_line_without_a_size_has_the_one_that_was_set(tmp_path: Path) -> None:
    with lobby(tmp_path, {"COLUMNS": "80", "LINES": "20"}, columns=0, rows=0) as program:
        program.until(lambda _: READY[lobby] in "".join(program.rows[18:20]))


def called(house: House) -> str:
    """A number that is called to counter 1."""
    ticket: str = issue(house.client("mesin"))["ticket"]
    desk = house.client("loket-1")
    assert act(desk, "set-counter", "1", state="open").status_code == 200
    assert act(desk, "call-next", "1").status_code == 200
    return ticket


def test_what_is_too_small_for_the_screen_gets_its_most_important_rows_in_words(tmp_path: Path) -> None:
    """Below 60x20 the lobby has a number, its counter and the age only; below 80x24 the counter says what it needs."""
    with opened(tmp_path / "data") as house:
        ticket = called(house)
        token = token_file(tmp_path, house.tokens["loket-1"])
        with kiosk("lobby", "--endpoint", house.url, "--cache", str(tmp_path), columns=39, rows=11) as wall:
            wall.until(lambda text: "LOKET 1" in text and "per " in text)
            wall.resize(12, 2)
            wall.until(lambda _: wall.rows[0].startswith(ticket))
        with kiosk("counter", "--endpoint", house.url, "--token-file", str(token), columns=39, rows=11) as desk:
            desk.until(lambda text: "Layar minimal 80x24." in text and "PIN" in text)
            desk.press(f"{PIN}\r")
            desk.until(lambda text: text.startswith(ticket) and "M mulai" in text)
            desk.resize(79, 23)
            desk.until(lambda text: text.startswith(ticket) and "Layar minimal 80x24." in text)
            desk.resize(80, 24)
            desk.until(lambda text: "panggilan ke-1" in text and "Layar minimal" not in text)
