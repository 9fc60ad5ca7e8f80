"""The HTTP server: uvicorn's protocol over the endpoint's own listener, served until it is stopped."""

import asyncio
import contextlib
import ssl
from collections.abc import Callable
from typing import Final

import uvicorn
from starlette.types import ASGIApp
from uvicorn.server import ServerState

from kiosk.endpoint.http.connection import Connection
from kiosk.endpoint.http.limits import MAX_HEAD_BYTES, Limits
from kiosk.endpoint.http.listener import Listener
from kiosk.endpoint.http.problems import HttpProblem

_GRACE_SECONDS: Final = 2.0
"""How long what is under way may take when the server is stopped."""


class Server:
    """Serves one application. Made within the event loop; only `stop` may be called from other threads."""

    def __init__(
        self,
        app: ASGIApp,
        listener: Listener,
        tls: ssl.SSLContext | None,
        limits: Limits,
        refusal: Callable[[HttpProblem, str], bytes],
    ) -> None:
        """*refusal* makes what is said instead of an answer, of the problem and the address."""
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
        """Serve until `stop` is called or the task is cancelled; a cancellation ends it as cleanly.

        *ready* is called once connections are accepted, and *ending* to let streams go, which never end by themselves.
        """
        accepting = asyncio.create_task(self._listener.accept(self._connection, self._tls))
        accepting.add_done_callback(lambda _: self._stopping.set())
        try:
            ready()
            await self._stopping.wait()
        finally:
            accepting.cancel()
            ending()
            await self._close_connections()
            with contextlib.suppress(asyncio.CancelledError):
                await accepting

    def stop(self) -> None:
        """End `serve`, letting what is under way finish."""
        with contextlib.suppress(RuntimeError):  # the loop is closed: it has ended
            self._loop.call_soon_threadsafe(self._stopping.set)

    def _connection(self, lost: Callable[[], None]) -> Connection:
        def note_lost() -> None:
            lost()
            self._connection_lost.set()

        return Connection(self._config, self._state, limits=self._limits, refusal=self._refusal, lost=note_lost)

    async def _close_connections(self) -> None:
        """Close what is idle, wait a while for the rest, and cut off who stays."""
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
