"""No terminal to paint on, or to hear keys from: one line on standard error, and an end with 64. Case 41."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pseudo import own_terminal
from ui.staying.screens import Screen, arguments_of, both, end, which


def nothing_typed() -> None:
    """Standard input is the null device."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)


def nothing_shown() -> None:
    """Standard output is the null device."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def no_input() -> None:
    """Standard input is closed."""
    os.close(0)


def no_output() -> None:
    """Standard output is closed."""
    os.close(1)


def neither() -> None:
    """Both are closed."""
    os.closerange(0, 2)


def broken_pipe() -> None:
    """Standard output is a pipe that nobody reads."""
    reader, writer = os.pipe()
    os.close(reader)
    os.dup2(writer, 1)
    os.close(writer)


CASES: tuple[Callable[[], None], ...] = (nothing_typed, nothing_shown, no_input, no_output, neither, broken_pipe)


def ended(which: str, tmp_path: Path, begin: Callable[[], None]) -> "subprocess.CompletedProcess[str]":
    """A screen begun on a terminal, but for what *begin* changes."""
    master, slave = os.openpty()
    try:
        return subprocess.run(
            [sys.executable, "-m", "kiosk", *arguments_of(which, tmp_path)],
            stdin=slave,
            stdout=slave,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
            start_new_session=True,
            preexec_fn=begin,
        )
    finally:
        os.close(master)
        os.close(slave)


@which
@pytest.mark.parametrize("begin", CASES)
def test_it_says_so_in_one_line_and_ends(which: str, tmp_path: Path, begin: Callable[[], None]) -> None:
    made = ended(which, tmp_path, begin)
    assert made.returncode == 64
    assert made.stderr.count("\n") == 1
    assert "butuh terminal" in made.stderr and "needs a terminal" in made.stderr


@which
def test_with_nobody_to_tell_it_ends_all_the_same(which: str, tmp_path: Path) -> None:
    made = ended(which, tmp_path, lambda: os.closerange(0, 3))
    assert (made.returncode, made.stderr) == (64, "")


@both
def test_its_errors_may_go_elsewhere(tmp_path: Path, screen: Screen) -> None:
    def errors_aside() -> None:
        own_terminal()
        os.dup2(os.open(tmp_path / "errors", os.O_WRONLY | os.O_CREAT), 2)

    with screen(tmp_path, begin=errors_aside) as program:
        end(program)
    assert b"\x1b" not in (tmp_path / "errors").read_bytes()
