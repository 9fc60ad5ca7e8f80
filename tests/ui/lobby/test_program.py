"""The lobby as a program: started in a pseudo-terminal, its bytes read as a terminal reads them."""

import fcntl
import functools
import http.server
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pseudo
import pyte
import pytest
from waiting import PATIENCE

PICTURES = Path(__file__).parents[3] / "docs" / "pictures"
ALTERNATE_ON, ALTERNATE_OFF, CURSOR_ON = b"\x1b[?1049h", b"\x1b[?1049l", b"\x1b[?25h"
EVIL = "\x1b[2J\x1b]0;owned\x07\x9b31m[/]\u202e" + "x" * 10_000


class Terminal:
    """A program in a pseudo-terminal of its own."""

    def __init__(self, *arguments: str, size: tuple[int, int] = (120, 33), **environ: str) -> None:
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.master, slave = pty.openpty()
        self.modes = termios.tcgetattr(slave)
        self.resize(*size)
        self._slave = slave
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kiosk", "lobby", *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, "TERM": "linux", "LC_ALL": "C.UTF-8", **environ},
            start_new_session=True,
        )

    def resize(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read_until(self, condition: Callable[[], bool], seconds: float = PATIENCE) -> None:
        """Feed what the program writes to the screen until *condition* holds."""
        deadline = time.monotonic() + seconds
        while not condition():
            left = deadline - time.monotonic()
            assert left > 0, "\n".join(self.screen.display)
            if select.select([self.master], [], [], min(left, 0.2))[0]:
                self.take()

    def take(self) -> None:
        data = os.read(self.master, 65_536)
        self.raw += data
        self._stream.feed(data)

    def shows(self, words: str) -> bool:
        return any(words in row for row in self.screen.display)

    def ended(self, seconds: float = PATIENCE) -> int:
        """Wait for the end, reading what is still written; give the exit status."""
        self.read_until(lambda: self.process.poll() is not None, seconds)
        while select.select([self.master], [], [], 0)[0]:
            self.take()
        return self.process.returncode

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)
        os.close(self._slave)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A folder on a plain web server, with the sample board as of now."""
    board = json.loads((PICTURES / "board.json").read_text("utf-8"))
    write_board(tmp_path, board)
    (tmp_path / "catalogue.json").write_bytes((PICTURES / "catalogue.json").read_bytes())
    handler = functools.partial(Quiet, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/board.json", tmp_path
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """No line per request."""


def write_board(folder: Path, board: dict[str, object]) -> None:
    board["at"] = datetime.now(UTC).isoformat()
    (folder / "new.json").write_text(json.dumps(board), "utf-8")
    (folder / "new.json").replace(folder / "board.json")


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    started: list[Terminal] = []

    def begin(*arguments: str, **more: object) -> Terminal:
        terminal = Terminal(*arguments, "--cache", str(tmp_path / "cache"), **more)  # type: ignore[arg-type]
        started.append(terminal)
        return terminal

    yield begin
    for terminal in started:
        terminal.close()


def test_it_shows_a_board_of_any_web_server_in_sixteen_colours(
    served: tuple[str, Path], start: Callable[..., Terminal]
) -> None:
    terminal = start("--endpoint", served[0])
    terminal.read_until(lambda: terminal.shows("PASPOR BARU  •  FOTO DAN SIDIK JARI"))
    assert terminal.screen.buffer[8][3].data == "█"
    assert terminal.screen.buffer[8][3].fg == "brightbrown"
    assert b";38;2;" not in terminal.raw and b"38;5;" not in terminal.raw
    assert b"\x1b[?1000h" not in terminal.raw


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_in_order_and_gives_the_terminal_back(
    number: signal.Signals, served: tuple[str, Path], start: Callable[..., Terminal]
) -> None:
    terminal = start("--endpoint", served[0])
    terminal.read_until(lambda: terminal.shows("FOTO DAN SIDIK JARI"))
    terminal.process.send_signal(number)
    assert terminal.ended() == 0
    assert terminal.raw.rindex(ALTERNATE_OFF) > terminal.raw.rindex(ALTERNATE_ON)
    assert CURSOR_ON in terminal.raw[terminal.raw.rindex(ALTERNATE_ON) :]
    assert termios.tcgetattr(terminal.master)[3] == terminal.modes[3]


def test_nothing_that_a_keyboard_sends_ends_it(served: tuple[str, Path], start: Callable[..., Terminal]) -> None:
    terminal = start("--endpoint", served[0])
    terminal.read_until(lambda: terminal.shows("FOTO DAN SIDIK JARI"))
    os.write(terminal.master, b"\x03\x11\x1a\x1c\x10qQ\x1b")
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP):
        terminal.process.send_signal(number)
    terminal.resize(80, 24)
    terminal.process.send_signal(signal.SIGWINCH)
    terminal.screen.resize(24, 80)
    terminal.read_until(lambda: terminal.shows("TUNGGU       PERKIRAAN"))
    assert terminal.process.poll() is None


def test_hostile_text_never_reaches_the_terminal(served: tuple[str, Path], start: Callable[..., Terminal]) -> None:
    url, folder = served
    board = json.loads((PICTURES / "board.json").read_text("utf-8"))
    text = {"id": EVIL, "en": EVIL}
    board["office"] |= {"name": EVIL, "short": EVIL, "reason": text, "complaint": text}
    board["queues"] = [{"letter": "A", "name": text, "short": text, "waiting": 1}]
    board["notices"] = [{"level": "info", "text": text}]
    board["calls"][0] |= {"counter": EVIL, "service": EVIL, "step": EVIL}
    write_board(folder, board)
    terminal = start("--endpoint", url, "--name", EVIL[:60], "--office", EVIL[:60])
    terminal.read_until(lambda: terminal.shows("A012"))
    terminal.process.terminate()
    assert terminal.ended() == 0
    assert b"owned\x07" not in terminal.raw
    assert b"\x1b[2J" not in terminal.raw
    assert b"\xc2\x9b" not in terminal.raw
    assert "\u202e".encode() not in terminal.raw


def test_it_starts_with_the_board_it_kept_when_nobody_answers(
    served: tuple[str, Path], start: Callable[..., Terminal]
) -> None:
    first = start("--endpoint", served[0])
    first.read_until(lambda: first.shows("FOTO DAN SIDIK JARI"))
    first.process.terminate()
    assert first.ended() == 0
    (served[1] / "board.json").unlink()
    again = start("--endpoint", served[0])
    again.read_until(lambda: again.shows("FOTO DAN SIDIK JARI"))


def test_a_broken_theme_is_told_and_the_built_in_one_used(served: tuple[str, Path], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kiosk", "lobby", "--endpoint", served[0], "--once", "--theme", "nirvana"]
    ended = subprocess.run(
        [*command, "--cache", str(tmp_path / "c")], capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 0
    assert "nirvana" in ended.stderr
    assert "PASPOR BARU  •  FOTO DAN SIDIK JARI" in ended.stdout


def test_once_prints_the_frame_of_the_size_asked(served: tuple[str, Path], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kiosk", "lobby", "--endpoint", served[0], "--once", "--size", "80x24"]
    ended = subprocess.run(
        [*command, "--language", "en", "--cache", str(tmp_path / "c")],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    rows = ended.stdout.splitlines()
    assert len(rows) == 24
    assert re.match(r"  as of \d\d\.\d\d\.\d\d +SAMPLE DATA", rows[-1])
    assert ended.stderr == ""


NEVER = {
    "starlette",
    "uvicorn",
    "sqlite3",
    "hypothesis",
    "babel",
    "holidays",
    "sse_starlette",
    "textual.widgets._markdown",
    "pygments",
    "rich.progress",
    "kiosk.wire.command",
    "kiosk.wire.counter",
}

LATER = {"httpx", "httpcore", "httpx_sse", "anyio"}
"""What is imported after the first paint at the earliest."""

PROBE = """
import sys
from kiosk.cli.shared.screen import colours_of
from kiosk.cli.lobby import _app
from kiosk.config.terminal import load_config
from kiosk.cli.shared.connection import ServerConnection
from kiosk.config.terminal import read_certificate, read_pin, read_token
from pathlib import Path
import asyncio

async def first_paint() -> None:
    checks = {"token_file": read_token, "certificate": read_certificate, "pin_file": read_pin}
    config = load_config(Path(sys.argv[1]) / "kiosk.toml", checks)
    source = ServerConnection(config.endpoint).source("id")
    app = _app(source, Path(sys.argv[1]), "id", colours_of(config.theme), None, "papan")
    async with app.run_test(size=(120, 33)) as pilot:
        print(" ".join(name for name, module in sys.modules.items() if module), flush=True)
        import kiosk.feed.client, kiosk.feed.follower, kiosk.feed.cache
        print(" ".join(name for name, module in sys.modules.items() if module), flush=True)

async def nothing(self) -> None:
    pass

from kiosk.ui.lobby.app import LobbyApp
LobbyApp._consume = nothing
asyncio.run(first_paint())
"""


def test_a_lobby_imports_only_what_it_shows_and_http_only_after_the_first_paint(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text('role = "lobby"\nendpoint = "http://127.0.0.1:9"\ntheme = "resmi"\n')
    ended = subprocess.run(
        [sys.executable, "-c", PROBE, str(tmp_path)], capture_output=True, text=True, timeout=60, check=True
    )
    painted, following = (set(line.split()) for line in ended.stdout.splitlines())
    assert "textual.app" in painted
    assert not NEVER & painted
    assert not LATER & {name.split(".")[0] for name in painted}
    assert not {name for name in painted if name.startswith(("kiosk.endpoint", "kiosk.visit", "kiosk.sop"))}
    assert "httpx" in following
    assert not NEVER & following


CUT_SHORT = """
import os, sys
from kiosk.__main__ import main
from kiosk.system import gc_control

gc_control.resume_gc = lambda: os._exit(0)
sys.setswitchinterval(60)  # the thread that works lets no other in, unless it waits
main()
"""


def test_the_terminal_has_the_first_picture_before_the_collector_works(tmp_path: Path) -> None:
    asked = ("lobby", "--endpoint", "http://127.0.0.1:9", "--cache", str(tmp_path))
    with pseudo.run([sys.executable, "-c", CUT_SHORT, *asked]) as program:
        assert program.status() == 0
        program.until(lambda text: "127.0.0.1:9" in text, seconds=5)
