"""`GET /v1/board` beside Starlette answering the same bytes on uvicorn.

Hold (DESIGN section 14): >= 0.8 of its requests a second. Usage: `python bench/board.py`.
"""

import asyncio
import sys
import tempfile
import time
from pathlib import Path

import bare
from load import HURRIED, Connection, percentile, running, together

from kiosk.endpoint.http.limits import Limits

CLIENTS = 8
REQUESTS_EACH = 400
ROUNDS = 5


def serve_kiosk(data: Path, limits: Limits) -> None:
    """Serve the shipped pack until killed."""
    from kiosk.config.resources import resource_folder
    from kiosk.endpoint.app import Endpoint
    from kiosk.sop.file.load import load_pack
    from kiosk.system.clock import SystemClock

    endpoint = Endpoint(load_pack(resource_folder("sops")), data, SystemClock(), limits=limits)
    asyncio.run(endpoint.serve("127.0.0.1", 0, lambda url: print(url, flush=True)))


def rate(url: str) -> tuple[float, list[float]]:
    """Requests a second of all clients together, and the time of each."""

    def work(_: int) -> list[float]:
        times = []
        with Connection(url) as connection:
            for _ in range(REQUESTS_EACH):
                start = time.perf_counter()
                status, _body = connection.ask("GET", "/v1/board", {})
                times.append(time.perf_counter() - start)
                assert status == 200
        return times

    times, seconds = together(CLIENTS, work)
    return len(times) / seconds, times


def main() -> None:
    if sys.argv[1:2] == ["kiosk"]:
        serve_kiosk(Path(sys.argv[2]), HURRIED)
    else:
        with tempfile.TemporaryDirectory() as folder:
            compare(Path(folder))


def compare(folder: Path) -> None:
    """Measure both in turn, so that what else the machine does falls on both alike."""
    with running(__file__, "kiosk", str(folder)) as ours:
        with Connection(ours.url) as connection:
            _, body = connection.ask("GET", "/v1/board", {})
        (folder / "board.json").write_bytes(body)
        with running(bare.__file__, str(folder / "board.json")) as starlette:
            seen = [(rate(ours.url), rate(starlette.url)) for _ in range(ROUNDS)]
    for name, place in (("GET /v1/board", 0), ("Starlette, the same bytes", 1)):
        times = [one for pair in seen for one in pair[place][1]]
        middle = sorted(pair[place][0] for pair in seen)[ROUNDS // 2]
        spread = f"p50 {percentile(times, 0.5):.2f} ms, p99 {percentile(times, 0.99):.2f} ms"
        print(f"{name:<26} {middle:6.0f} requests/s, {spread}")
    share = sorted(pair[0][0] / pair[1][0] for pair in seen)[ROUNDS // 2]
    print(f"{len(body)} bytes: {share:.2f} of Starlette's rate (hold 0.8)")


if __name__ == "__main__":
    main()
