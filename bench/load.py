"""Servers in processes of their own, and clients that cost little beside them: prepared bytes, one thread each."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Self

from attrs import frozen

from kiosk.codes.secret import hash_pin
from kiosk.endpoint.http.limits import AllowedRate, Limits
from kiosk.endpoint.store.interface import Person

_PIN: Final = "271828"

WHO: Final = Person(
    "RM", frozenset({"serve", "supervise"}), hash_pin(_PIN, b"salt", 16), datetime(2026, 1, 1, tzinfo=UTC)
)
"""Whoever does what only people do; the hash costs nothing, since no PIN is measured."""

HURRIED: Final = Limits(connects=AllowedRate(100_000, 100_000), requests=AllowedRate(1_000_000, 1_000_000))
"""The usual limits, but as often as a bench likes."""


@frozen
class Served:
    """A server in a process of its own."""

    url: str
    process: int


@contextmanager
def running(script: str, *arguments: str) -> Iterator[Served]:
    """A server that prints its URL once it can be asked; killed at the end."""
    with subprocess.Popen([sys.executable, script, *arguments], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Served(process.stdout.readline().strip(), process.pid)
        finally:
            process.kill()


def memory(process: int) -> tuple[float, float]:
    """Resident and proportional set size in MiB."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    kibibytes = {line.split(":")[0]: int(line.split()[1]) for line in lines[1:]}
    return kibibytes["Rss"] / 1024, kibibytes["Pss"] / 1024


class Connection:
    """One kept HTTP/1.1 connection."""

    def __init__(self, url: str) -> None:
        self._host = url.removeprefix("http://")
        name, port = self._host.split(":")
        self._socket = socket.create_connection((name, int(port)), 10)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def ask(self, method: str, path: str, headers: dict[str, str], body: bytes = b"") -> tuple[int, bytes]:
        """Send a request and read its whole answer."""
        told = {"host": self._host, "content-length": str(len(body)), **headers}
        lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        self._socket.sendall(f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode() + body)
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self._socket.recv(65536)
        head, _, rest = answer.partition(b"\r\n\r\n")
        length = next(
            int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")
        )
        while len(rest) < length:
            rest += self._socket.recv(65536)
        return int(answer[9:12]), rest

    def command(self, token: str, path: str, key: str, body: dict[str, Any]) -> dict[str, Any]:
        """A command that must succeed."""
        headers = {"authorization": f"Bearer {token}", "idempotency-key": key, "content-type": "application/json"}
        status, answer = self.ask("POST", path, headers, json.dumps(body).encode())
        if status not in (200, 201):
            raise RuntimeError(answer.decode())
        made: dict[str, Any] = json.loads(answer)
        return made

    def sign_on(self, token: str) -> dict[str, Any]:
        """Have `WHO` sign on at the terminal of that token."""
        body = {"do": "sign-on", "person": WHO.code, "pin": _PIN}
        return self.command(token, "/v1/commands", f"sign-on-{time.perf_counter_ns()}", body)


def together(clients: int, work: Any) -> tuple[list[float], float]:
    """Run *work*(number of the client) in that many threads; all the times it gives, and how long all took."""
    with ThreadPoolExecutor(clients) as pool:
        start = time.perf_counter()
        times = [one for each in pool.map(work, range(clients)) for one in each]
        return times, time.perf_counter() - start


def percentile(times: list[float], share: float) -> float:
    """The time in milliseconds that *share* of all stayed below."""
    return sorted(times)[int(len(times) * share)] * 1000
