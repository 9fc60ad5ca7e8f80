"""What terminals do to a program: vanish, stand still, change their size, know little. In pseudo-terminals."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import MappingProxyType

import pytest
from pseudo import Begin, Program, kiosk, own_terminal

NAME = "KANTOR UJI"
LEFT = b"\x1b[?1049l"
"""Back to the terminal's own screen."""


@contextmanager
def lobby(
    tmp_path: Path,
    environ: Mapping[str, str | None] = MappingProxyType({}),
    begin: Begin = own_terminal,
    columns: int = 120,
    rows: int = 33,
) -> Iterator[Program]:
    """A lobby without an endpoint, once it is painted."""
    arguments = ("lobby", "--endpoint", "http://127.0.0.1:9", "--office", "Kantor Uji", "--cache", str(tmp_path))
    with kiosk(*arguments, columns=columns, rows=rows, begin=begin, environ=environ) as program:
        program.until(lambda text: NAME in text)
        yield program


def end(program: Program) -> None:
    """It ends at once when told to, and leaves the terminal as it found it."""
    os.kill(program.process.pid, signal.SIGTERM)
    assert program.status(10) == 0
    program.until(lambda _: LEFT in program.raw)


def memory(program: Program) -> int:
    """Bytes that it takes."""
    status = Path(f"/proc/{program.process.pid}/status").read_text("ascii")
    return 1024 * int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))


def seconds_of(program: Program) -> float:
    """Seconds of CPU that it has had."""
    tasks = Path(f"/proc/{program.process.pid}/task").glob("*/schedstat")
    return sum(int(task.read_text("ascii").split()[0]) for task in tasks) / 1e9


def of_the_ended() -> float:
    """Seconds of CPU that all programs had which have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def pause(seconds: float) -> None:
    """Let time pass for the program under test, where nothing tells what it does with it."""
    time.sleep(seconds)


def test_a_storm_of_sizes_from_nothing_to_huge_breaks_nothing(tmp_path: Path) -> None:
    chance = random.Random(37)
    with lobby(tmp_path) as program:
        for _ in range(100):
            program.resize(*chance.choice([(1, 1), (0, 0), (300, 1000), (80, 24), (39, 11), (120, 33), (7, 50)]))
            program.read(0.01)
        program.resize(80, 24)
        program.until(lambda text: NAME in text and "belum ada data" in program.rows[23])
        end(program)


def test_a_terminal_of_no_size_is_taken_for_one_of_the_usual(tmp_path: Path) -> None:
    with lobby(tmp_path, columns=0, rows=0) as program:
        program.until(lambda _: "belum ada data" in program.rows[23])
        end(program)


def ignoring_hang_ups() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


@contextmanager
def unserved_counter(tmp_path: Path, begin: Begin = own_terminal) -> Iterator[Program]:
    """A counter without an endpoint, once it is painted."""
    token = tmp_path / "token"
    token.touch(0o600)
    token.write_text("token", "ascii")
    with kiosk("counter", "--endpoint", "http://127.0.0.1:9", "--token-file", str(token), begin=begin) as program:
        program.until(lambda text: "? semua" in text)
        yield program


@pytest.mark.parametrize("screen", [lobby, unserved_counter])
def test_a_terminal_that_vanishes_ends_it_without_a_signal_and_without_a_spin(
    tmp_path: Path, screen: Callable[..., AbstractContextManager[Program]]
) -> None:
    others = of_the_ended()
    with screen(tmp_path, begin=ignoring_hang_ups) as program:
        before = seconds_of(program)
        program.hang_up()
        assert program.status(10) == 0
        assert of_the_ended() - others - before < 0.5


def test_a_terminal_that_vanishes_while_it_stands_still_ends_it(tmp_path: Path) -> None:
    with lobby(tmp_path, begin=ignoring_hang_ups) as program:
        stand_still(program)
        program.hang_up()
        assert program.status(10) == 0


def stand_still(program: Program) -> None:
    """Read nothing, while new sizes make it paint megabytes: many times what lies in a line."""
    for turn in range(40):
        program.resize(200 + turn % 2, 60)
        pause(0.05)


def test_a_terminal_that_stands_still_costs_nothing_and_keeps_nobody_from_ending(tmp_path: Path) -> None:
    with lobby(tmp_path) as program:
        stand_still(program)
        before = memory(program)
        stand_still(program)
        assert memory(program) < before + 2 * 2**20
        end(program)


def test_a_terminal_that_is_read_again_shows_what_is_now(tmp_path: Path) -> None:
    with lobby(tmp_path) as program:
        stand_still(program)
        program.resize(80, 24)
        pause(0.5)
        program.until(lambda text: NAME in text and "belum ada data" in program.rows[23])
        end(program)


def test_line_and_screen_are_as_before_when_it_has_ended(tmp_path: Path) -> None:
    with lobby(tmp_path) as program:
        stand_still(program)
        raw = program.modes()
        end(program)
        assert program.modes() != raw
        assert program.raw.rindex(b"\x1b[?25h") > program.raw.rindex(LEFT), "the cursor is shown"


def without(closed: str) -> "subprocess.CompletedProcess[str]":
    """The lobby with a stream closed or none of a terminal, by the shell's means."""
    command = f"{sys.executable} -m kiosk lobby --endpoint http://127.0.0.1:9 {closed}"
    return subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=30, check=False)


@pytest.mark.parametrize("closed", ["</dev/null", "<&-", ">&-", "| true; exit ${PIPESTATUS:-64}", "<&- >&-"])
def test_without_a_terminal_it_says_so_and_ends(closed: str) -> None:
    ended = without(closed)
    assert ended.returncode == 64
    assert ended.stdout == ""
    assert ended.stderr.count("\n") == 1
    assert "butuh terminal" in ended.stderr and "needs a terminal" in ended.stderr


def test_its_errors_may_go_elsewhere(tmp_path: Path) -> None:
    def errors_aside() -> None:
        own_terminal()
        os.dup2(os.open(tmp_path / "errors", os.O_WRONLY | os.O_CREAT), 2)

    with lobby(tmp_path, begin=errors_aside) as program:
        end(program)
    assert b"\x1b" not in (tmp_path / "errors").read_bytes()


@pytest.mark.parametrize("term", [None, "", "vt100", "no-such-terminal", "linux", "xterm"])
def test_a_terminal_that_promises_nothing_gets_sixteen_colours(tmp_path: Path, term: str | None) -> None:
    with lobby(tmp_path, {"TERM": term, "COLORTERM": None}) as program:
        assert b"38;2;" not in program.raw and b"38;5;" not in program.raw
        end(program)


def test_a_dumb_terminal_is_refused_in_plain_words(tmp_path: Path) -> None:
    with kiosk("lobby", "--endpoint", "http://127.0.0.1:9", TERM="dumb") as program:
        assert program.status() == 64
        program.until(lambda text: "tidak dapat digambari" in text and "--once" in text)
        assert b"\x1b" not in program.raw


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "iso-8859-1"},
        {"LC_ALL": None, "LANG": "C", "LC_CTYPE": None},
    ],
)
def test_a_terminal_without_utf_8_gets_lookalikes(tmp_path: Path, environment: dict[str, str | None]) -> None:
    with lobby(tmp_path, environment) as program:
        program.until(lambda text: "######" in text and "-----" in text)
        assert program.raw.isascii()
        end(program)


def says_utf8() -> None:
    own_terminal()
    subprocess.run(["stty", "iutf8"], check=True)


@pytest.mark.parametrize(
    ("begin", "environment"),
    [(says_utf8, {"LC_ALL": "C"}), (own_terminal, {"LC_ALL": None, "LANG": None, "LC_CTYPE": None})],
)
def test_a_line_that_says_utf_8_gets_it_whatever_the_locale(
    tmp_path: Path, begin: Callable[[], None], environment: dict[str, str | None]
) -> None:
    with lobby(tmp_path, environment, begin) as program:
        program.until(lambda text: "█████" in text)
        end(program)


def test_few_files_are_enough(tmp_path: Path) -> None:
    def begin() -> None:
        own_terminal()
        resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))

    with lobby(tmp_path, begin=begin) as program:
        program.until(lambda text: "percobaan ke-" in text)
        end(program)


@pytest.mark.parametrize("settled", [pytest.param(False, marks=pytest.mark.soak), True])
def test_too_little_memory_ends_it_and_the_next_start_is_well(tmp_path: Path, settled: bool) -> None:
    """Whoever started it starts it again; what must not be is that it lives on without showing anything."""
    with lobby(tmp_path) as program:
        if settled:
            program.until(lambda text: "percobaan ke-" in text)
        status = Path(f"/proc/{program.process.pid}/status").read_text("ascii")
        taken = 1024 * int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmSize")))
        resource.prlimit(program.process.pid, resource.RLIMIT_AS, (taken, taken))
        deadline = time.monotonic() + 90
        while program.process.poll() is None and time.monotonic() < deadline:
            program.resize(200 + int(10 * time.monotonic()) % 500, 60)
            program.read(0.05)
        assert program.status(1) not in (0, 64, 99), "statuses after which nobody starts it again"
    with lobby(tmp_path) as program:
        end(program)


GARBAGE = {
    "chance": random.Random(46).randbytes(8_192),
    "paste": b"\x1b[200~" + b"n\rq\x11" * 100 + b"\x1b[201~",
    "answers": b"\x1b[?2026;2$y\x1b[0;0R\x1b[<0;5;5M\x1bP>|x\x1b\\\x1b]52;c;AAAA\x07" * 200,
    "scanner": b"KQ7M2M9XA3\r" * 100,
    "held": b"p" * 1_000,
}


@pytest.mark.parametrize("screen", [lobby, unserved_counter])
@pytest.mark.parametrize("typed", GARBAGE.values(), ids=GARBAGE)
def test_whatever_comes_from_the_keyboard_leaves_it_running(
    tmp_path: Path, screen: Callable[..., AbstractContextManager[Program]], typed: bytes
) -> None:
    with screen(tmp_path) as program:
        for start in range(0, len(typed), 1024):
            program.type(typed[start : start + 1024])
            program.read(0.001)
        program.type(b"\x07\x1b\\\x1b[201~")
        program.resize(80, 24)
        before = len(program.raw)
        program.until(lambda _: len(program.raw) > before + 80 * 24)
        end(program)
