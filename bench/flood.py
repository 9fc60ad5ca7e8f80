"""How soon the board is answered while others do their worst, beside the same endpoint left in peace, in turn.

Each flood comes from three addresses at once, as fast as a process of its own can. Hold: 99 of 100 boards within 200 ms
(`research/deploy-reliability.md` section 4.4, case 11). Usage: `python bench/flood.py`.
"""

import multiprocessing
import os
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import cycle
from pathlib import Path

from board import serve_kiosk
from load import Connection, percentile, running

from kiosk.endpoint.http.limits import DEFAULT_LIMITS

BOARDS = 100
ROUNDS = 3
EVERY_SECONDS = 0.02
HOLD = 200
ADDRESSES = ("127.0.0.2", "127.0.0.3", "127.0.0.4")

HOST = b"host: localhost\r\n"
COMMAND = b"POST /v1/tickets HTTP/1.1\r\n" + HOST + b"content-type: application/json\r\n"
WRONG = b"GET /v1/counters/1 HTTP/1.1\r\n" + HOST + b"authorization: Bearer wrong\r\n\r\n"

FLOODS: dict[str, bytes] = {
    "connections that say nothing": b"",
    "heads that never end": b"GET /v1/board HTTP/1.1\r\n",
    "nonsense": b"\x16\x03\x01nonsense\r\n\r\n",
    "another's Host": b"GET /v1/board HTTP/1.1\r\nhost: evil.example\r\n\r\n",
    "wrong tokens, 20 a connection": WRONG * 20,
    "bodies without end": COMMAND + b"content-length: 2000000000\r\n\r\n" + b" " * 65536,
    "boards, 20 a connection": (b"GET /v1/board HTTP/1.1\r\n" + HOST + b"\r\n") * 20,
}


def flood(url: str, request: bytes) -> None:
    """Connect and send *request* until killed, with at most a hundred connections held open.

    Others' machines do not compute on the server's processor, so this takes only what the server leaves of it.
    """
    os.nice(19)
    name, port = url.removeprefix("http://").split(":")
    held: list[socket.socket] = []
    for source in cycle(ADDRESSES):
        with suppress(OSError):
            held.append(socket.create_connection((name, int(port)), 5, (source, 0)))
            held[-1].settimeout(5)
            held[-1].sendall(request)
        if len(held) > 100:
            held.pop(0).close()


@contextmanager
def flooded(url: str, request: bytes | None) -> Iterator[None]:
    """With that going on, or nothing."""
    if request is None:
        yield
        return
    process = multiprocessing.get_context("spawn").Process(target=flood, args=(url, request))
    process.start()
    try:
        time.sleep(1)  # until it is in full swing
        yield
    finally:
        process.kill()
        process.join()


def boards(url: str) -> list[float]:
    """How long each board took, asked for at a screen's pace on one connection."""
    times = []
    with Connection(url) as connection:
        for _ in range(BOARDS):
            start = time.perf_counter()
            status, _body = connection.ask("GET", "/v1/board", {})
            times.append(time.perf_counter() - start)
            assert status == 200
            time.sleep(EVERY_SECONDS)
    return times


def main() -> None:
    if sys.argv[1:2] == ["kiosk"]:
        serve_kiosk(Path(sys.argv[2]), DEFAULT_LIMITS)
        return
    kinds: dict[str, bytes | None] = {"in peace": None, **FLOODS}
    seen: dict[str, list[float]] = {kind: [] for kind in kinds}
    with tempfile.TemporaryDirectory() as folder, running(__file__, "kiosk", folder) as ours:
        for _ in range(ROUNDS):
            for kind, request in kinds.items():
                with flooded(ours.url, request):
                    seen[kind] += boards(ours.url)
    peace = percentile(seen["in peace"], 0.5)
    for kind, times in seen.items():
        middle, worst = percentile(times, 0.5), percentile(times, 0.99)
        print(f"{kind:<30} p50 {middle:6.2f} ms ({middle / peace:4.1f} x), p99 {worst:6.2f} ms")
    worst = max(percentile(times, 0.99) for times in seen.values())
    print(f"worst p99 {worst:.0f} ms (hold {HOLD})")


if __name__ == "__main__":
    main()
