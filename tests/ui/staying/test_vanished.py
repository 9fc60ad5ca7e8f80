"""A terminal that is taken away, with a signal or without: the program ends soon, and does not spin. Case 38."""

import os
import signal
from pathlib import Path

import pytest
from pseudo import Begin, own_terminal
from ui.staying.costs import MOST_PROCESSOR, Stopwatch, processor, until_over
from ui.staying.screens import SETTLED, Screen, both, end, ignoring_hang_ups, lobby_first, pause

SOON = 2.0
"""Seconds in which a program ends whose terminal is gone."""
AN_END = 0.25
"""Seconds of processor that an orderly end takes, at most; one that spins for `SOON` takes eight times as much."""


def never_told() -> None:
    """Have no terminal of its own, so that the kernel tells nobody when it hangs up."""


@both
@pytest.mark.parametrize("begin", [own_terminal, ignoring_hang_ups, never_told])
def test_it_ends_within_two_seconds_and_does_not_spin(tmp_path: Path, screen: Screen, begin: Begin) -> None:
    with screen(tmp_path, begin=begin) as program:
        program.until(lambda text: SETTLED[screen] in text)
        before, needed = processor(program), Stopwatch(program)
        program.hang_up()
        until_over(program)
        assert needed.seconds < SOON
        assert processor(program) - before < AN_END
        assert program.status() == 0


@both
def test_told_that_it_hangs_up_it_ends_as_soon_and_leaves_the_line_as_it_was(tmp_path: Path, screen: Screen) -> None:
    with screen(tmp_path) as program:
        needed = Stopwatch(program)
        os.kill(program.process.pid, signal.SIGHUP)
        until_over(program)
        assert needed.seconds < SOON
        assert program.status() == 0
        assert program.modes() == program.modes_before


@lobby_first
def test_at_rest_it_takes_next_to_nothing(tmp_path: Path, screen: Screen) -> None:
    with screen(tmp_path, begin=ignoring_hang_ups) as program:
        program.until(lambda text: SETTLED[screen] in text)
        before = processor(program)
        pause(3)
        assert processor(program) - before < 3 * MOST_PROCESSOR
        end(program)
