"""A terminal that takes nothing for long, and then reads again: nobody is held up, and the screen shows what is now.

Case 44 of the list that this folder holds: XOFF, a window that is not read, an SSH line that hangs.
"""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Literal

import pytest
from attrs import evolve
from endpoint.house import PIN, House, issue, opened, sample_pack
from pseudo import Program, kiosk
from ui.staying.costs import MOST_PROCESSOR, Stopwatch, memory, processor, until_over
from ui.staying.screens import (
    READY,
    SETTLED,
    Screen,
    both,
    end,
    ignoring_hang_ups,
    lobby_first,
    pause,
    stand_still,
    token_file,
)

from kiosk.sop.pack import Pack


def never_locked() -> Pack:
    """The small office, whose counters do not lock while the test lasts."""
    pack = sample_pack()
    return evolve(pack, office=evolve(pack.office, file=evolve(pack.office.file, lock_minutes=60)))


@contextmanager
def followed(
    house: House, which: Literal["lobby", "counter"], folder: Path, columns: int, rows: int
) -> Iterator[Program]:
    """A screen that follows *house*, once it is there."""
    folder.mkdir()
    if which == "lobby":
        with kiosk("lobby", "--endpoint", house.url, "--cache", str(folder), columns=columns, rows=rows) as program:
            program.until(lambda text: "MENUNGGU" in text, 40)
            yield program
        return
    token = token_file(folder, house.tokens["loket-3"])
    with kiosk("counter", "--endpoint", house.url, "--token-file", str(token), columns=columns, rows=rows) as program:
        program.until(lambda text: "TERKUNCI" in text, 40)
        program.press(f"{PIN}\r")
        program.until(lambda text: "J buka loket" in text)
        yield program


def busy(house: House, seconds: float, stalled: Program) -> int:
    """Give out numbers for *seconds*, each at once, while *stalled* is made to paint more than its line holds."""
    client, begun, given = house.client("mesin"), time.monotonic(), 0
    while (passed := time.monotonic() - begun) < seconds:
        if given < 150:
            issue(client, service="pengaduan")
            given += 1
        stalled.resize(200 + given % 2, 60)
        assert client.get("/healthz").status_code == 200
        pause(0.05 if passed < 4 else 2)
    return given


def shows(program: Program, waiting: int) -> bool:
    """It says now that so many wait."""
    program.read(0)
    return any(row.rstrip().endswith(f" {waiting}") for row in program.rows)


@pytest.mark.parametrize("which", ["lobby", "counter"])
@pytest.mark.parametrize("seconds", [4, pytest.param(600, marks=pytest.mark.soak)])
def test_it_holds_nobody_up_and_shows_what_is_now_within_two_seconds_of_being_read_again(
    tmp_path: Path, seconds: float, which: Literal["lobby", "counter"]
) -> None:
    """Ten minutes are many times what a program may stand still for: a stalled line is no sign that it does."""
    with ExitStack() as stack:
        house = stack.enter_context(opened(tmp_path / "data", pack=never_locked()))
        stalled = stack.enter_context(followed(house, which, tmp_path / "one", 200, 60))
        beside = stack.enter_context(followed(house, which, tmp_path / "two", 120, 33))
        given = busy(house, seconds, stalled)
        stalled.resize(120, 33)
        needed = Stopwatch(stalled)
        stalled.until(lambda _: shows(stalled, given))
        assert needed.seconds < 2
        beside.until(lambda _: shows(beside, given))
        os.kill(stalled.process.pid, signal.SIGTERM)
        assert stalled.status() == 0


@lobby_first
def test_it_costs_next_to_nothing_meanwhile(tmp_path: Path, screen: Screen) -> None:
    with screen(tmp_path) as program:
        program.until(lambda text: SETTLED[screen] in text)
        stand_still(program)
        before = memory(program)
        stand_still(program)
        assert memory(program) < before + 2 * 2**20
        spent = processor(program)
        pause(3)
        assert processor(program) - spent < 3 * MOST_PROCESSOR
        end(program)


@both
def test_it_ends_within_three_seconds_and_gives_the_line_back(tmp_path: Path, screen: Screen) -> None:
    with screen(tmp_path) as program:
        stand_still(program)
        needed = Stopwatch(program)
        os.kill(program.process.pid, signal.SIGTERM)
        until_over(program)
        assert needed.seconds < 3
        assert program.status() == 0
        assert program.modes() == program.modes_before


@lobby_first
def test_it_ends_when_such_a_terminal_vanishes(tmp_path: Path, screen: Screen) -> None:
    with screen(tmp_path, begin=ignoring_hang_ups) as program:
        stand_still(program)
        needed = Stopwatch(program)
        program.hang_up()
        until_over(program)
        assert needed.seconds < 2
        assert program.status() == 0


@lobby_first
def test_read_again_it_shows_what_is_now(tmp_path: Path, screen: Screen) -> None:
    with screen(tmp_path) as program:
        stand_still(program)
        program.resize(80, 24)
        needed = Stopwatch(program)
        program.until(lambda _: READY[screen] in "".join(program.rows[22:]))
        assert needed.seconds < 2
        end(program)
