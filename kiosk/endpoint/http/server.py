"""The HTTP server: a listener that counts connections, and uvicorn's protocol over each of them."""

import asyncio
import contextlib
import logging
import socket
import ssl
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final

import uvicorn
from starlette.types import ASGIApp
from uvicorn.server import ServerState

from kiosk.endpoint.http.connection import Connection
from kiosk.endpoint.http.limits import MAX_HEAD_BYTES, Limits, RateLimiter
from kiosk.endpoint.http.responses import HttpProblem
from kiosk.schema.errors import KioskError
from kiosk.text.language import tr

_BACKLOG: Final = 256

_GONE_AFTER: Final = 30_000
"""Milliseconds after which a peer that acknowledges nothing was switched off."""

_SCARCE_SECONDS: Final = 1.0
"""How long to wait if the system has no files or memory left for one more connection."""

_log = logging.getLogger(__name__)


class CannotListen(KioskError):
    """The address cannot be listened at; its `__cause__` is an `OSError`.

    Raised by `listening`; caught by `kiosk serve`.
    """


class Listener:
    """Accepts connections at one socket, and turns away those over the limits.

    `connected` counts them by address at once, before TLS and before any byte is read: who never gets as far as a
    request counts as well.
    """

    def __init__(
        self, sock: socket.socket, limits: Limits, connects: RateLimiter, refusal: Callable[[HttpProblem, str], bytes]
    ) -> None:
        """*refusal* makes the bytes of a problem for an address."""
        self.port: int = sock.getsockname()[1]
        self.connected = Counter[str]()
        self._socket = sock
        self._limits = limits
        self._connects = connects
        self._refusal = refusal
        self._connecting: dict[asyncio.Task[None], socket.socket] = {}
        self._retry: asyncio.TimerHandle | None = None

    def start(self, connection: Callable[[Callable[[], None]], asyncio.Protocol], tls: ssl.SSLContext | None) -> None:
        """Accept connections. *connection* makes each, of what it has to call when it is lost.

        A TLS handshake may take no longer than the head of a request.
        """
        asyncio.get_running_loop().add_reader(self._socket, self._accept, connection, tls)

    async def stop(self) -> None:
        """Accept no more, and close what is not connected yet."""
        if self._retry is not None:
            self._retry.cancel()
        asyncio.get_running_loop().remove_reader(self._socket)
        connecting = dict(self._connecting)
        for task in connecting:
            task.cancel()
        if connecting:
            await asyncio.wait(connecting)
        for accepted in connecting.values():
            accepted.close()

    def _accept(self, connection: Callable[[Callable[[], None]], asyncio.Protocol], tls: ssl.SSLContext | None) -> None:
        """Accept one connection; the loop calls this again as long as others wait."""
        loop = asyncio.get_running_loop()
        try:
            accepted, address = self._socket.accept()
        except (BlockingIOError, InterruptedError, ConnectionAbortedError):
            return
        except OSError as error:
            _log.warning("no connection can be accepted: %s", error)
            loop.remove_reader(self._socket)
            self._retry = loop.call_later(_SCARCE_SECONDS, self.start, connection, tls)
            return
        host = str(address[0])
        if (problem := self._too_many(host)) is not None:
            self._turn_away(accepted, None if tls else self._refusal(problem, host))
            return
        self.connected[host] += 1
        task = loop.create_task(self._connect(accepted, partial(self._lost, host), connection, tls))
        self._connecting[task] = accepted
        task.add_done_callback(self._connecting.pop)

    async def _connect(
        self,
        accepted: socket.socket,
        lost: Callable[[], None],
        connection: Callable[[Callable[[], None]], asyncio.Protocol],
        tls: ssl.SSLContext | None,
    ) -> None:
        loop, patience = asyncio.get_running_loop(), self._limits.head_seconds if tls else None
        try:
            await loop.connect_accepted_socket(
                lambda: connection(lost), accepted, ssl=tls, ssl_handshake_timeout=patience
            )
        except Exception as error:
            lost()
            if not isinstance(error, OSError):  # an OSError: no TLS handshake, or not in time
                raise

    def _turn_away(self, accepted: socket.socket, answer: bytes | None) -> None:
        """Send *answer*, which nobody could read before TLS, and close."""
        with accepted, contextlib.suppress(OSError):
            accepted.setblocking(False)
            if answer is not None:
                accepted.send(answer)

    def _too_many(self, host: str) -> HttpProblem | None:
        if self.connected[host] >= self._limits.per_address:
            return HttpProblem(429, "too-many-connections", tr("terlalu banyak sambungan dari alamat ini"))
        if self.connected.total() >= self._limits.connections:
            return HttpProblem(503, "full", tr("terlalu banyak sambungan ke server"))
        if self._connects.take(host) is not None:
            return HttpProblem(429, "too-many-connections", tr("terlalu sering menyambung dari alamat ini"))
        return None

    def _lost(self, host: str) -> None:
        self.connected[host] -= 1
        if not self.connected[host]:
            del self.connected[host]


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """Yield a socket that listens at an address, or raise `CannotListen`."""
    try:
        # As bytes: a text that is no international name (IDNA) raises a UnicodeError, not an OSError.
        family, kind, _, _, address = socket.getaddrinfo(host.encode(), port, type=socket.SOCK_STREAM)[0]
        # The protocol is named since asyncio disables Nagle's algorithm (40 ms) only if it is.
        listener = socket.socket(family, kind, socket.IPPROTO_TCP)
    except OSError as error:
        raise CannotListen(host, port) from error
    with listener:
        try:
            listener.setblocking(False)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _GONE_AFTER)  # its connections inherit it
            listener.bind(address)
            listener.listen(_BACKLOG)
        except OSError as error:
            raise CannotListen(host, port) from error
        yield listener


_GRACE_SECONDS: Final = 2.0
"""How long requests under way may take when the server is stopped."""


class Server:
    """Serves one application. Made within the event loop; `stop` may be called from any thread."""

    def __init__(
        self,
        app: ASGIApp,
        listener: Listener,
        tls: ssl.SSLContext | None,
        limits: Limits,
        refusal: Callable[[HttpProblem, str], bytes],
    ) -> None:
        """*refusal* makes the bytes of a problem for an address."""
        self._config = uvicorn.Config(
            app,
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            proxy_headers=False,
            h11_max_incomplete_event_size=MAX_HEAD_BYTES,
            timeout_keep_alive=limits.idle_seconds,
        )
        self._listener = listener
        self._tls = tls
        self._limits = limits
        self._refusal = refusal
        self._state = ServerState()
        self._loop = asyncio.get_running_loop()
        self._stopping = asyncio.Event()
        self._connection_lost = asyncio.Event()

    async def serve(self, ready: Callable[[], None], ending: Callable[[], None]) -> None:
        """Serve until `stop` is called or the task is cancelled.

        *ready* is called once connections are accepted, *ending* to end the streams, which never end by themselves.
        """
        self._listener.start(self._connection, self._tls)
        try:
            ready()
            await self._stopping.wait()
        finally:
            ending()
            await self._listener.stop()
            await self._close_connections()

    def stop(self) -> None:
        """End `serve`, letting requests under way finish."""
        with contextlib.suppress(RuntimeError):  # the loop is closed: `serve` has ended
            self._loop.call_soon_threadsafe(self._stopping.set)

    def _connection(self, lost: Callable[[], None]) -> Connection:
        def note_lost() -> None:
            lost()
            self._connection_lost.set()

        return Connection(self._config, self._state, limits=self._limits, refusal=self._refusal, lost=note_lost)

    async def _close_connections(self) -> None:
        """Close what is idle, wait a while for the rest, then abort it."""
        for connection in list(self._state.connections):
            connection.shutdown()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_GRACE_SECONDS):
                while self._state.connections:
                    self._connection_lost.clear()
                    await self._connection_lost.wait()
                if self._state.tasks:
                    await asyncio.wait(self._state.tasks)
        for task in self._state.tasks:
            task.cancel()
        for connection in list(self._state.connections):
            connection.transport.abort()
        await asyncio.sleep(0)
