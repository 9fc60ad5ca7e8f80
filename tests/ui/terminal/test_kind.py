import subprocess
import sys

import pytest

from kiosk.ui.terminal.kind import prepare, sixteen_colours, usual_theme


@pytest.mark.parametrize(
    ("environ", "sixteen"),
    [
        ({"TERM": "linux"}, True),
        ({"TERM": "dumb"}, True),
        ({"TERM": "vt100"}, True),
        ({"TERM": "xterm"}, True),
        ({}, True),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, False),
        ({"TERM": "xterm-kitty"}, False),
    ],
)
def test_a_terminal_has_sixteen_colours_unless_it_promises_more(environ: dict[str, str], sixteen: bool) -> None:
    assert sixteen_colours(environ) is sixteen
    assert usual_theme(environ) == ("console" if sixteen else "resmi")


def test_textual_is_told_not_to_animate_and_not_to_guess_colours() -> None:
    environ = {"TERM": "dumb"}
    prepare(environ)
    assert environ.pop("PYTHONTZPATH").startswith("/usr/share/zoneinfo:")
    assert environ == {
        "TERM": "dumb",
        "TEXTUAL_ANIMATIONS": "none",
        "TEXTUAL_DISABLE_KITTY_KEY": "1",
        "TEXTUAL_COLOR_SYSTEM": "standard",
    }


def test_who_set_a_colour_system_keeps_it() -> None:
    environ = {"TERM": "linux", "TEXTUAL_COLOR_SYSTEM": "256"}
    prepare(environ)
    assert environ["TEXTUAL_COLOR_SYSTEM"] == "256"


def test_without_a_terminal_a_screen_ends_with_64_and_one_line() -> None:
    command = [sys.executable, "-m", "kiosk", "lobby", "--endpoint", "http://127.0.0.1:9"]
    ended = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30, check=False)
    assert ended.returncode == 64
    assert ended.stdout == ""
    assert ended.stderr.count("\n") == 1
    assert "terminal" in ended.stderr
