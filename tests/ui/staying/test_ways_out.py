"""Every way out of a locked screen that a bored visitor with a keyboard finds: none is one, but the PIN."""

from pathlib import Path

from pseudo import Program
from ui.staying.screens import READY, SETTLED, Screen, both, end, lobby

from kiosk.codes.secret import hash_pin

PIN = "402961"

ALONE = "".join(chr(code) for code in range(0x20) if code != 0x1B)
"""Each letter with CTRL, and what else a keyboard makes of it: enter, tab, backspace."""
FUNCTION = [f"\x1b[{code}~" for code in (*range(1, 35), 200, 201)] + [
    f"\x1bO{key}" for key in "ABCDEFHPQRSMjklmnopqrstuvwxyz"
]
"""F1 to F20, home, end, insert, delete and the keypad, as xterm, vt220 and the console write them."""
CONSOLE = [f"\x1b[[{key}" for key in "ABCDE"] + ["\x1b[P", "\x1b[M", "\x1b[Z"]
"""F1 to F5 of the Linux console, pause, back-tab."""
MODIFIED = [f"\x1b[1;{modifier}{key}" for modifier in range(2, 9) for key in "ABCDHFPQRS"]
"""Arrows and F keys with SHIFT, ALT, CTRL."""
ALT = [f"\x1b{chr(code)}" for code in range(0x20, 0x7F) if chr(code) not in "[]OPX^_NR"] + [
    "\x1b\x1b",
    "\x1b\x03",
    "\x1b\x11",
]
"""Each sign with ALT."""
NEWER = [f"\x1b[{code};{modifier}u" for code in (99, 112, 113, 122, 27) for modifier in (5, 6, 9)] + ["\x1b[27;5;113~"]
"""CTRL+C, P, Q, Z and ESC in the ways of newer terminals."""
MOUSE = ["\x1b[<0;5;5M\x1b[<0;5;5m", "\x1b[M !!", "\x1b[<2;1;1M", "\x1b[<64;5;5M", "\x1b[I", "\x1b[O"]
"""Clicks, a wheel, the window that comes and goes."""
ANSWERS = ["\x1b[?2048;1$y", "\x1b[48;5;5;5;5t", "\x1b[?2026;2$y", "\x1b[0n", "\x1b[?1;2c", "\x1b[8;5;5t", "\x1b[1;1R"]
"""What only a terminal says of itself: its size among it."""
PASTED = ["\x1b[200~q\x11\x03:q!\rexit\r\x1b[201~", "\x1b[200~\x1b]52;c;AAAA\x07\x1b[2J"]
WAYS = {
    "ctrl": list(ALONE),
    "function": FUNCTION,
    "console": CONSOLE,
    "modified": MODIFIED,
    "alt": ALT,
    "newer": NEWER,
    "mouse": MOUSE,
    "answers": ANSWERS,
    "pasted": [*PASTED, "\x1b[201~"],
    "words": [":q!\r", "exit\r", "quit\r", "sudo su\r", "help\r", "\x04", "\x1a"],
}


def typed(program: Program, keys: list[str]) -> None:
    """Each of *keys* by itself, as fingers do it."""
    for key in keys:
        program.press(key)
        program.read(0.002)
    program.press("\x1b[201~")


def still_there(program: Program, screen: Screen) -> None:
    """It has the line, nothing lies over it, and it follows the size of its terminal."""
    for columns, rows in ((120, 33), (80, 24)):
        program.resize(columns, rows)
        program.until(lambda _, rows=rows: READY[screen] in "".join(program.rows[rows - 2 :]))  # type: ignore[misc]
    program.until(lambda text: SETTLED[screen] in text)
    assert program.process.poll() is None
    assert program.modes() != program.modes_before
    assert b"\x1b[?1049l" not in program.raw


@both
def test_no_key_ends_stops_or_covers_it(tmp_path: Path, screen: Screen) -> None:
    with screen(tmp_path) as program:
        for keys in WAYS.values():
            typed(program, keys)
            still_there(program, screen)
        end(program)


def locked_by(tmp_path: Path) -> tuple[str, str]:
    """The option by which a screen has the maintenance PIN."""
    file = tmp_path / "pin"
    file.touch(0o600)
    file.write_text(hash_pin(PIN, b"salt", 16) + "\n", "ascii")
    return "--pin-file", str(file)


@both
def test_where_a_pin_is_asked_for_no_key_leads_past_it(tmp_path: Path, screen: Screen) -> None:
    with screen(tmp_path, more=locked_by(tmp_path)) as program:
        program.press("\x11\x1b\x1b\x1b\x1b")
        for keys in WAYS.values():
            program.press("\x11")
            typed(program, keys)
        program.until(lambda text: "memeriksa PIN" not in text)
        program.press("\x1b")
        program.until(lambda text: "PERAWATAN" not in text and "PIN salah" not in text)
        still_there(program, screen)
        end(program)


@both
def test_the_pin_ends_it_with_a_status_after_which_it_is_not_started_again(tmp_path: Path, screen: Screen) -> None:
    with screen(tmp_path, more=locked_by(tmp_path)) as program:
        program.press("\x11")
        program.until(lambda text: "PERAWATAN" in text)
        program.press("123456\r")
        program.until(lambda text: "PIN salah" in text)
        program.press(f"{PIN}\r")
        assert program.status() == 99
        assert program.modes() == program.modes_before


def test_ctrl_s_stops_nothing(tmp_path: Path) -> None:
    """The line is told not to: a board that stands still because somebody leant on the keyboard would lie."""
    with lobby(tmp_path) as program:
        program.press("\x13")
        program.resize(80, 24)
        program.until(lambda _: READY[lobby] in program.rows[23])
        end(program)
