"""A machine that is short of memory, files or threads: the program lives on, or ends in words; never a spin. Case 45.

Whoever started it starts it again; what must not be is that it lives on without showing anything.
"""

import itertools
import os
import resource
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pseudo import Program, own_terminal, run
from ui.staying.costs import memory
from ui.staying.screens import SETTLED, Screen, arguments_of, both, counter, end, lobby, token_file, which

STAYS_DOWN = (0, 64, 99)
"""Statuses after which nobody starts it again."""


@both
def test_few_files_are_enough(tmp_path: Path, screen: Screen) -> None:
    def begin() -> None:
        own_terminal()
        resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))

    with screen(tmp_path, begin=begin) as program:
        program.until(lambda text: SETTLED[screen] in text)
        end(program)


@pytest.mark.parametrize(
    ("screen", "settled"),
    [(lobby, True), *(pytest.param(*case, marks=pytest.mark.soak) for case in ((lobby, False), (counter, True)))],
)
def test_too_little_memory_ends_it_and_the_next_start_is_well(tmp_path: Path, screen: Screen, settled: bool) -> None:
    with screen(tmp_path) as program:
        if settled:
            program.until(lambda text: SETTLED[screen] in text)
        taken = memory(program, "VmSize")
        resource.prlimit(program.process.pid, resource.RLIMIT_AS, (taken, taken))
        deadline, widths = time.monotonic() + 90, itertools.cycle(range(200, 700, 10))
        while program.process.poll() is None and time.monotonic() < deadline:
            program.resize(next(widths), 60)
            program.read(0.05)
        assert program.status(1) not in STAYS_DOWN
    with screen(tmp_path) as program:
        end(program)


NOBODY = 20_000 + os.getpid() % 40_000
"""A user of no other process and no other run of these tests: the kernel counts threads by user."""

needs_root = pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("setpriv"), reason="needs root and setpriv")


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder of that user's, which pytest's own are not."""
    with TemporaryDirectory() as folder:
        os.chown(folder, NOBODY, NOBODY)
        os.chown(token_file(Path(folder)), NOBODY, NOBODY)
        yield Path(folder)


@contextmanager
def of_few_threads(which: str, home: Path, threads: int) -> Iterator[Program]:
    """A screen of a user who may have so many threads; what root owns it may read all the same."""
    who = ("setpriv", "--reuid", str(NOBODY), "--clear-groups")
    rights = ("--inh-caps", "-all,+dac_override", "--ambient-caps", "-all,+dac_override")
    screen = (sys.executable, "-m", "kiosk", *arguments_of(which, home))
    environ = {"HOME": str(home), "XDG_STATE_HOME": None, "XDG_CONFIG_HOME": None}
    with run([*who, *rights, "prlimit", f"--nproc={threads}", *screen], environ=environ) as program:
        yield program


@needs_root
@which
@pytest.mark.parametrize("threads", [1, 2, 3])
def test_too_few_threads_end_it_in_plain_words(home: Path, which: str, threads: int) -> None:
    with of_few_threads(which, home, threads) as program:
        assert program.status() == 1
        program.until(lambda text: "layar berhenti karena kesalahan program" in text and "the screen failed" in text)
        assert "Traceback" not in program.text
        assert program.modes() == program.modes_before
    log = home / ".local" / "state" / "kiosk" / "log" / f"{which}.log"
    assert "can't start new thread" in log.read_text("utf-8")
