"""The HTTP server: a listener that counts connections, and uvicorn's HTTP/1.1 protocol with deadlines over each."""

import asyncio
import contextlib
import logging
import socket
import ssl
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final

import h11
import uvicorn
from attrs import define, field
from starlette.types import ASGIApp
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle
from uvicorn.server import ServerState

from kiosk.endpoint.http.limits import MAX_HEAD_BYTES, Limits, RateLimiter
from kiosk.endpoint.http.responses import HttpProblem
from kiosk.schema.errors import KioskError
from kiosk.text.language import tr

_log = logging.getLogger(__name__)
_silent = logging.getLogger(f"{__name__}.uvicorn")
_silent.setLevel(logging.ERROR)  # uvicorn warns once a request; incidents are noted with the answer

_FAULTS: Final = {
    431: ("head-too-long", tr("kepala permintaan terlalu panjang")),
    501: ("unknown-encoding", tr("cara pengiriman ini tidak dikenal")),
}
"""Rule and text by h11's hint; all else is 400."""


MakeConnection = Callable[[Callable[[], None]], asyncio.Protocol]
"""Makes a connection, of what it has to call when it is lost."""

Refusal = Callable[[HttpProblem, str], bytes]
"""Makes the bytes of a problem for an address."""


class Connection(H11Protocol):
    """Ends when a head, the rest of a body or the reading of an answer takes too long."""

    def __init__(
        self, config: Config, server_state: ServerState, *, limits: Limits, refusal: Refusal, lost: Callable[[], None]
    ) -> None:
        """*lost* is called once, at the end."""
        super().__init__(config, server_state, app_state={})
        self.logger = _silent
        self._refusal = refusal
        self._lost = lost
        self._coming = _Patience(self.loop, limits.head_seconds, self._too_slow)
        self._unread = _Patience(self.loop, limits.unread_seconds, self._abort)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._coming.end()
        self._unread.end()
        self._lost()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.conn.their_state is h11.SEND_BODY:
            self._watch()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._unread.begin()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._unread.end()

    def send_400_response(self, msg: str) -> None:
        """Answer what is no request; uvicorn calls this while it handles h11's exception."""
        error = sys.exception()
        status = error.error_status_hint if isinstance(error, h11.RemoteProtocolError) else 400
        malformed = ("malformed", tr("permintaan ini bukan HTTP yang benar"))
        self._refuse(HttpProblem(status if status in _FAULTS else 400, *_FAULTS.get(status, malformed)))

    def _watch(self) -> None:
        """Set a deadline while only this connection waits for the rest of a request."""
        if self._answering() or self.conn.their_state in (h11.DONE, h11.MUST_CLOSE, h11.CLOSED):
            self._coming.end()
        else:
            self._coming.begin()

    def _answering(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle  # None before the first request, whatever its type says
        return cycle is not None and not cycle.response_complete

    def _abort(self) -> None:
        self.transport.abort()

    def _too_slow(self) -> None:
        begun, _ = self.conn.trailing_data
        if begun and self.conn.their_state is h11.IDLE:
            self._refuse(HttpProblem(408, "slow-head", tr("permintaan terlalu lambat datang")))
        else:
            self.transport.close()

    def _refuse(self, why: HttpProblem) -> None:
        """Send *why*, unless an answer has begun, and close."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            self.transport.write(self._refusal(why, self.client[0] if self.client else "?"))
        if self._answering():
            self.cycle.disconnected = True  # ends the reading of this request's body
            self.cycle.message_event.set()
        self.transport.close()


@define
class _Patience:
    """A deadline that may be set and lifted again."""

    _loop: asyncio.AbstractEventLoop
    _seconds: float
    _over: Callable[[], object]
    _timer: asyncio.TimerHandle | None = field(default=None, init=False)

    def begin(self) -> None:
        if self._timer is None:
            self._timer = self._loop.call_later(self._seconds, self._over)

    def end(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


class CannotListen(KioskError):
    """The address cannot be listened at; its `__cause__` is an `OSError`.

    Raised by `listening`; caught by `kiosk serve`.
    """


@define(eq=False)
class Listener:
    """Accepts connections at one socket, and turns away those over the limits.

    `connected` counts them by address at once, before TLS and before any byte is read: who never gets as far as a
    request counts as well.
    """

    _socket: socket.socket
    _limits: Limits
    _connects: RateLimiter
    _refusal: Refusal
    connected: Counter[str] = field(factory=Counter, init=False)
    _connecting: dict[asyncio.Task[None], socket.socket] = field(factory=dict, init=False)
    _retry: asyncio.TimerHandle | None = field(default=None, init=False)

    def start(self, connection: MakeConnection, tls: ssl.SSLContext | None) -> None:
        """Accept connections. A TLS handshake may take no longer than the head of a request."""
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

    def _accept(self, connection: MakeConnection, tls: ssl.SSLContext | None) -> None:
        """Accept one connection; the loop calls this again as long as others wait."""
        loop = asyncio.get_running_loop()
        try:
            accepted, address = self._socket.accept()
        except (BlockingIOError, InterruptedError, ConnectionAbortedError):
            return
        except OSError as error:
            _log.warning("no connection can be accepted: %s", error)
            loop.remove_reader(self._socket)
            self._retry = loop.call_later(1, self.start, connection, tls)  # no files or memory are left for it now
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
        self, accepted: socket.socket, lost: Callable[[], None], connection: MakeConnection, tls: ssl.SSLContext | None
    ) -> None:
        make, seconds = partial(connection, lost), self._limits.head_seconds if tls else None
        try:
            loop = asyncio.get_running_loop()
            await loop.connect_accepted_socket(make, accepted, ssl=tls, ssl_handshake_timeout=seconds)
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
            # A peer that acknowledges nothing for 30 seconds was switched off; the listener's connections inherit it.
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 30_000)
            listener.bind(address)
            listener.listen(256)
        except OSError as error:
            raise CannotListen(host, port) from error
        yield listener


class Server:
    """Serves one application. Made within the event loop; `stop` may be called from any thread."""

    def __init__(
        self, app: ASGIApp, listener: Listener, tls: ssl.SSLContext | None, limits: Limits, refusal: Refusal
    ) -> None:
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
        with contextlib.suppress(RuntimeError):  # the loop is closed: `serve` has ended
            self._loop.call_soon_threadsafe(self._stopping.set)

    def _connection(self, lost: Callable[[], None]) -> Connection:
        def note_lost() -> None:
            lost()
            self._connection_lost.set()

        return Connection(self._config, self._state, limits=self._limits, refusal=self._refusal, lost=note_lost)

    async def _close_connections(self) -> None:
        """Close what is idle, wait two seconds for the requests under way, then abort the rest."""
        for connection in list(self._state.connections):
            connection.shutdown()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(2):
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
