"""What a lobby keeps on disk: the last board and its emergency are there after a restart, and a disk that fails is no
reason to stop.
"""

import functools
import http.server
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pseudo import Program, kiosk, run
from ui.staying.screens import end


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A web server's folder."""

    def log_message(self, *_: object) -> None:
        """No line per request."""


@contextmanager
def website(folder: Path) -> Iterator[str]:
    """The address of the board in *folder*, on a plain web server."""
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/board.json"
        server.shutdown()


def write(folder: Path, waiting: int, *notices: dict[str, object]) -> None:
    """A board on which so many wait."""
    folder.mkdir(exist_ok=True)
    queue = {"letter": "A", "name": {"id": "Paspor"}, "waiting": waiting}
    office = {"name": "Kantor Uji", "state": "open"}
    board = {"board": 1, "epoch": "e", "version": waiting, "office": office, "queues": [queue], "notices": notices}
    (folder / "new").write_text(json.dumps(board), "utf-8")
    (folder / "new").replace(folder / "board.json")


def shows(program: Program, waiting: int) -> None:
    """It says that so many wait."""
    program.until(lambda text: any(row.rstrip().endswith(f" {waiting}") for row in text.splitlines()))


def lobby(url: str, cache: Path) -> tuple[str, ...]:
    """A lobby that keeps its board in *cache*."""
    return ("lobby", "--endpoint", url, "--cache", str(cache))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_the_last_board_is_there_after_any_end(tmp_path: Path, number: signal.Signals) -> None:
    cache = tmp_path / "cache"
    write(tmp_path / "site", 37)
    with website(tmp_path / "site") as url, kiosk(*lobby(url, cache)) as first:
        shows(first, 37)
        first.until(lambda _: (cache / "board.json").exists())
        os.kill(first.process.pid, number)
        assert first.status() == (0 if number == signal.SIGTERM else -number)
    with kiosk(*lobby(url, cache)) as again:
        shows(again, 37)
        end(again)


def test_an_emergency_outlives_a_restart_without_a_network(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    write(tmp_path / "site", 37, {"level": "emergency", "kind": {"id": "Gempa bumi"}, "lines": ["KELUAR"]})
    with website(tmp_path / "site") as url, kiosk(*lobby(url, cache)) as first:
        first.until(lambda text: "GEMPA BUMI" in text)
        first.until(lambda _: (cache / "board.json").exists())
        os.kill(first.process.pid, signal.SIGKILL)
        assert first.status() == -signal.SIGKILL
    with kiosk(*lobby(url, cache)) as again:
        again.until(lambda text: "GEMPA BUMI" in text)
        end(again)


def test_a_cache_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    write(tmp_path / "site", 37)
    (tmp_path / "file").write_text("in the way", "ascii")
    with website(tmp_path / "site") as url, kiosk(*lobby(url, tmp_path / "file" / "cache")) as program:
        shows(program, 37)
        end(program)


def may_mount() -> bool:
    """Whether this process may give a program disks of its own."""
    if os.geteuid() != 0 or not shutil.which("unshare"):
        return False
    tried = subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False)
    return tried.returncode == 0


READ_ONLY = "mount -o remount,ro none {cache}"
FULL = "head -c 1000000 /dev/zero >{cache}/fill 2>/dev/null"


@pytest.mark.parametrize("disk", [READ_ONLY, FULL], ids=["read-only", "full"])
@pytest.mark.skipif(not may_mount(), reason="needs the right to mount a disk")
def test_on_a_disk_that_takes_nothing_it_shows_what_is_now_and_what_was_kept_stays_whole(
    tmp_path: Path, disk: str
) -> None:
    cache, site, old = tmp_path / "cache", tmp_path / "site", tmp_path / "old"
    cache.mkdir()
    write(site, 21)
    with website(site) as url:
        with kiosk(*lobby(url, old)) as first:
            shows(first, 21)
            first.until(lambda _: (old / "board.json").exists())
            end(first)
        made = f'mount -t tmpfs -o size=64k none {cache} && cp {old}/* {cache}; {disk.format(cache=cache)}; exec "$@"'
        program = (sys.executable, "-m", "kiosk", *lobby(url, cache))
        with run(["unshare", "-m", "sh", "-c", made, "sh", *program]) as poor:
            shows(poor, 21)
            write(site, 37)
            shows(poor, 37)
            its_own = Path(f"/proc/{poor.process.pid}/root{cache}")
            assert (its_own / "board.json").read_bytes() == (old / "board.json").read_bytes()
            poor.until(
                lambda _: {file.name for file in its_own.iterdir()} <= {"board.json", "fill"}
            )  # none half written
            end(poor)
