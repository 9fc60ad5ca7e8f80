"""Signals: one ends it in order, and those that a keyboard could send do nothing. Cases 39 and 40."""

import os
import signal
from pathlib import Path

from pseudo import Program, kiosk
from ui.staying.costs import Stopwatch
from ui.staying.screens import CURSOR, LEFT, READY, Screen, arguments_of, both, end, first_at_both, pause, which


def state(program: Program) -> str:
    """How the kernel sees it: T is stopped, Z ended. proc(5)"""
    status = Path(f"/proc/{program.process.pid}/stat").read_text("ascii")
    return status.rpartition(")")[2].split()[0]


def not_left_to_the_kernel(program: Program, number: signal.Signals) -> bool:
    """It ignores or handles that signal, which would else stop or end it, were it not alone in its session."""
    status = Path(f"/proc/{program.process.pid}/status").read_text("ascii")
    sets = [int(line.split()[1], 16) for line in status.splitlines() if line.startswith(("SigIgn:", "SigCgt:"))]
    return any(1 << (number - 1) & one for one in sets)


@both
def test_sigterm_ends_it_within_three_seconds_with_line_screen_and_cursor_as_they_were(
    tmp_path: Path, screen: Screen
) -> None:
    with screen(tmp_path) as program:
        assert program.modes() != program.modes_before
        needed = Stopwatch(program)
        os.kill(program.process.pid, signal.SIGTERM)
        program.until(lambda _: LEFT in program.raw)
        program.until(lambda _: state(program) == "Z")
        assert needed.seconds < 3
        assert program.status() == 0
        assert program.modes() == program.modes_before
        assert program.raw.rindex(CURSOR) > program.raw.rindex(LEFT), "the cursor is shown"
        assert program.raw.rindex(LEFT) > program.raw.rindex(b"\x1b[?1049h")


@both
def test_told_again_and_again_it_ends_as_well(tmp_path: Path, screen: Screen) -> None:
    with screen(tmp_path) as program:
        for _ in range(20):
            os.kill(program.process.pid, signal.SIGTERM)
            pause(0.01)
        program.until(lambda _: state(program) == "Z")
        assert program.status() == 0
        assert program.modes() == program.modes_before


@which
def test_told_while_it_starts_it_ends_too(tmp_path: Path, which: str) -> None:
    """Once the screen is entered; before that there is nothing to give back."""
    with kiosk(*arguments_of(which, tmp_path)) as program:
        program.until(lambda _: b"\x1b[?1049h" in program.raw)
        os.kill(program.process.pid, signal.SIGTERM)
        assert program.status() == 0
        assert program.modes() == program.modes_before


@first_at_both("number", [signal.SIGTSTP, signal.SIGQUIT, signal.SIGINT])
def test_a_signal_of_the_keyboard_does_nothing(tmp_path: Path, screen: Screen, number: signal.Signals) -> None:
    with screen(tmp_path) as program:
        program.until(lambda _: not_left_to_the_kernel(program, number))
        os.kill(program.process.pid, number)
        program.resize(80, 24)
        program.until(lambda _: READY[screen] in "".join(program.rows[22:]))
        assert state(program) in "RSD"
        assert program.modes() != program.modes_before, "it still has the line"
        end(program)
