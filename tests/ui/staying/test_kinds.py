"""Terminals that say little or nothing of what they are, and that read no UTF-8: cases 42 and 43."""

import re
import subprocess
from pathlib import Path

from pseudo import Begin, kiosk, own_terminal
from ui.staying.screens import SETTLED, Screen, arguments_of, end, first_at_both, lobby, which

SIXTEEN = re.compile(rb"[0-9]|[0-9][0-9]|10[0-7]")
"""What `ESC [ ... m` may hold where a terminal has sixteen colours: ECMA-48, and 90 to 107 for the bright ones."""


def colours(raw: bytearray) -> set[bytes]:
    """Each parameter of each change of colours."""
    return {one for many in re.findall(rb"\x1b\[([0-9;]*)m", raw) for one in many.split(b";") if one}


@first_at_both("term", ["no-such-terminal", None, "", "vt100", "linux", "xterm"])
def test_a_terminal_that_promises_nothing_gets_sixteen_colours(
    tmp_path: Path, screen: Screen, term: str | None
) -> None:
    with screen(tmp_path, {"TERM": term, "COLORTERM": None}) as program:
        program.until(lambda text: SETTLED[screen] in text)
        used = colours(program.raw)
        assert used and all(SIXTEEN.fullmatch(one) for one in used) and not {b"38", b"48"} & used
        end(program)


@which
def test_a_dumb_terminal_is_refused_in_plain_words(tmp_path: Path, which: str) -> None:
    with kiosk(*arguments_of(which, tmp_path), TERM="dumb", COLORTERM="truecolor") as program:
        assert program.status() == 64
        program.until(lambda text: "tidak dapat digambari" in text and 'a "dumb" terminal' in text)
        assert b"\x1b" not in program.raw


@first_at_both(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX"},
        {"LC_ALL": "id_ID.ISO-8859-1"},
        {"LC_ALL": None, "LANG": "id_ID.iso88591", "LC_CTYPE": None},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "iso-8859-1"},
        {"LC_ALL": None, "LANG": "C", "LC_CTYPE": None},
    ],
)
def test_a_terminal_without_utf_8_gets_lookalikes(
    tmp_path: Path, screen: Screen, environment: dict[str, str | None]
) -> None:
    with screen(tmp_path, environment) as program:
        program.until(lambda text: SETTLED[screen] in text and "-----" in text)
        assert "#####" in program.text or screen is not lobby
        assert program.raw.isascii()
        end(program)


def says_utf8() -> None:
    """Have the line say that its terminal reads UTF-8, as that of an xterm does."""
    own_terminal()
    subprocess.run(["stty", "iutf8"], check=True)


@first_at_both(
    "told",
    [
        (says_utf8, {"LC_ALL": "C"}),
        (says_utf8, {"LC_ALL": "id_ID.ISO-8859-1"}),
        (own_terminal, {"LC_ALL": "id_ID.utf8"}),
        (own_terminal, {"LC_ALL": None, "LANG": None, "LC_CTYPE": None}),
    ],
)
def test_one_that_says_utf_8_gets_it_whatever_the_locale(
    tmp_path: Path, screen: Screen, told: tuple[Begin, dict[str, str | None]]
) -> None:
    begin, environment = told
    with screen(tmp_path, environment, begin) as program:
        program.until(lambda text: "─────" in text)
        assert "█████" in program.text or screen is not lobby
        end(program)
