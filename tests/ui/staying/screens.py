"""The two screens that stay up, lobby and counter, without an endpoint and with one, and what they cost."""

import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pytest
from pseudo import Begin, Program, kiosk, own_terminal

NAME: Final = "KANTOR UJI"
NOWHERE: Final = "http://127.0.0.1:9"
LEFT: Final = b"\x1b[?1049l"
"""Back to the terminal's own screen."""
CURSOR: Final = b"\x1b[?25h"
"""The cursor is shown."""

Screen = Callable[..., AbstractContextManager[Program]]
"""Begins with a folder of its own, and what `pseudo.kiosk` takes."""


def token_file(tmp_path: Path, token: str = "token") -> Path:
    """A file with a counter's token, as `kiosk counter` takes it."""
    file = tmp_path / "token"
    file.touch(0o600)
    file.write_text(token, "ascii")
    return file


def arguments_of(which: str, tmp_path: Path) -> tuple[str, ...]:
    """The command line of a lobby or a counter without an endpoint, its files in *tmp_path*."""
    more = ("--cache", str(tmp_path)) if which == "lobby" else ("--token-file", str(token_file(tmp_path)))
    return (which, "--endpoint", NOWHERE, *more)


@contextmanager
def lobby(
    tmp_path: Path,
    environ: Mapping[str, str | None] = MappingProxyType({}),
    begin: Begin = own_terminal,
    columns: int = 120,
    rows: int = 33,
    more: tuple[str, ...] = (),
) -> Iterator[Program]:
    """A lobby without an endpoint, once it is painted."""
    arguments = (*arguments_of("lobby", tmp_path), "--office", "Kantor Uji", *more)
    with kiosk(*arguments, columns=columns, rows=rows, begin=begin, environ=environ) as program:
        program.until(lambda text: NAME in text)
        yield program


@contextmanager
def counter(
    tmp_path: Path,
    environ: Mapping[str, str | None] = MappingProxyType({}),
    begin: Begin = own_terminal,
    columns: int = 120,
    rows: int = 33,
    more: tuple[str, ...] = (),
) -> Iterator[Program]:
    """A counter without an endpoint, once it is painted."""
    arguments = (*arguments_of("counter", tmp_path), *more)
    with kiosk(*arguments, columns=columns, rows=rows, begin=begin, environ=environ) as program:
        program.until(lambda text: "? semua" in text)
        yield program


which = pytest.mark.parametrize("which", ["lobby", "counter"])
"""A test of either, which begins it itself."""
both = pytest.mark.parametrize("screen", [lobby, counter])
"""A test of either screen."""
lobby_first = pytest.mark.parametrize("screen", [lobby, pytest.param(counter, marks=pytest.mark.soak)])
"""A test that takes long, of what both have from one place: the counter's turn comes in the soak."""


def first_at_both(name: str, cases: Sequence[object]) -> pytest.MarkDecorator:
    """Every case at the lobby and the first at the counter; its others are for the soak, since each costs a start."""
    at_counter = [pytest.param(counter, case, marks=[pytest.mark.soak] if n else []) for n, case in enumerate(cases)]
    return pytest.mark.parametrize(("screen", name), [*((lobby, case) for case in cases), *at_counter])


READY: Final[Mapping[Screen, str]] = MappingProxyType({lobby: "belum ada data", counter: "? semua"})
"""Words on either screen, whole at every size from 80x24 on."""
SETTLED: Final[Mapping[Screen, str]] = MappingProxyType({lobby: "percobaan ke-", counter: "Server menolak"})
"""Words on either screen once all is loaded that it needs, and the endpoint was found to be away."""


def end(program: Program) -> None:
    """It ends at once when told to, and leaves the terminal as it found it."""
    os.kill(program.process.pid, signal.SIGTERM)
    assert program.status() == 0
    program.until(lambda _: LEFT in program.raw)


def pause(seconds: float) -> None:
    """Let time pass for the program under test, where nothing tells what it does with it."""
    time.sleep(seconds)


def ignoring_hang_ups() -> None:
    """Be a program whose starter has it ignore SIGHUP, as nohup(1) does."""
    own_terminal()
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


def stand_still(program: Program) -> None:
    """Read nothing, while new sizes make it paint megabytes: many times what lies in a line."""
    for turn in range(40):
        program.resize(200 + turn % 2, 60)
        pause(0.05)
