"""A server of bytes: each connection is handed to a script of the test, so that every misbehaviour can be played."""

import asyncio
import ssl
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from email.utils import format_datetime

from attrs import define, field

from kiosk.time.instant import Instant


@define
class Request:
    """What a terminal asked for, and the way to answer it."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    writer: asyncio.StreamWriter = field(repr=False)

    async def answer(
        self, status: int = 200, body: bytes = b"", kind: str = "application/json", **headers: str
    ) -> None:
        """Send a whole answer."""
        lines = [f"HTTP/1.1 {status} Answer", f"content-type: {kind}", f"content-length: {len(body)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        await self.send("\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    async def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        self.writer.write(data)
        await self.writer.drain()

    async def open_stream(self, date: datetime | None = None) -> None:
        """Begin a stream of events."""
        when = f"date: {format_datetime(date, usegmt=True)}\r\n" if date else ""
        await self.send(f"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n{when}\r\n".encode())


Script = Callable[[Request], Awaitable[None]]


@define
class Server:
    """A running server: its address and what it was asked."""

    url: str
    asked: list[Request] = field(factory=list)

    def count(self, path: str) -> int:
        """How often *path* was asked for."""
        return sum(request.path == path for request in self.asked)


Serve = Callable[[Script], AbstractAsyncContextManager[Server]]


@asynccontextmanager
async def serve_script(script: Script, tls: ssl.SSLContext | None = None) -> AsyncGenerator[Server, None]:
    """Answer by *script* at an address of this machine until the end of the block."""
    server = Server("")
    open_tasks: set[asyncio.Task[None]] = set()

    async def connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        open_tasks.add(task)
        try:
            while (head := await reader.readuntil(b"\r\n\r\n")) != b"":
                first, *rest = head.decode().strip().split("\r\n")
                method, path, _ = first.split(" ")
                headers = {k.lower(): v.strip() for k, v in (line.split(":", 1) for line in rest)}
                body = await reader.readexactly(int(headers.get("content-length", 0)))
                request = Request(method, path, headers, body, writer)
                server.asked.append(request)
                await script(request)
                if writer.is_closing():
                    return
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            open_tasks.discard(task)
            writer.close()

    running = await asyncio.start_server(connection, "127.0.0.1", 0, ssl=tls)
    server.url = f"{'https' if tls else 'http'}://127.0.0.1:{running.sockets[0].getsockname()[1]}"
    try:
        yield server
    finally:
        running.close()
        for task in tuple(open_tasks):
            task.cancel()
        if open_tasks:
            await asyncio.wait(tuple(open_tasks))


@define
class FixedClock:
    """A clock that stands until a test moves it."""

    at: datetime = datetime(2026, 11, 24, 2, 42, 10, 300000, tzinfo=UTC)
    seconds: float = 1000.0

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.seconds

    def moment(self) -> Instant:
        return Instant(self.at, "boot", self.seconds)
