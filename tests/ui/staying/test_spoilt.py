"""What others write over the screen, the kernel above all, does not stay there."""

import os
import signal
from pathlib import Path

import pytest
from pseudo import Program
from ui.staying.screens import SETTLED, Screen, both

NOISE = "[ 4711.081500] usb 1-1: device descriptor read/64, error -71"


def spoilt(program: Program, screen: Screen) -> None:
    program.until(lambda text: SETTLED[screen] in text)
    program.spoil(NOISE)
    assert NOISE in program.text


@both
def test_a_key_paints_the_picture_anew(tmp_path: Path, screen: Screen) -> None:
    with screen(tmp_path) as program:
        spoilt(program, screen)
        program.press("\x0c")  # ctrl+l
        program.until(lambda text: NOISE not in text)


@both
def test_who_goes_on_after_a_stop_paints_the_picture_anew(tmp_path: Path, screen: Screen) -> None:
    with screen(tmp_path) as program:
        spoilt(program, screen)
        os.kill(program.process.pid, signal.SIGSTOP)
        os.kill(program.process.pid, signal.SIGCONT)
        program.until(lambda text: NOISE not in text)


@pytest.mark.soak
@both
def test_on_the_bare_console_the_picture_is_painted_anew_every_minute(tmp_path: Path, screen: Screen) -> None:
    with screen(tmp_path, {"TERM": "linux"}) as program:
        spoilt(program, screen)
        program.until(lambda text: NOISE not in text, 70)
