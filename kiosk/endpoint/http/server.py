"""Uvicorn as the endpoint runs it: on a door of its own, with connections of its own, and no hands on the process."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from kiosk.endpoint.certificate import Tls
from kiosk.endpoint.http.connection import Connection
from kiosk.endpoint.http.head import MOST_BYTES
from kiosk.endpoint.http.limits import Limits

_GRACE_SECONDS: Final = 2


class Server(uvicorn.Server):
    """Serves one application; signals are the business of whoever runs the endpoint."""

    def __init__(
        self,
        app: ASGIApp,
        tls: Tls | None,
        connection: Callable[..., Connection],
        ending: Callable[[], None],
        ready: Callable[[], None],
        limits: Limits,
    ) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                ssl_context_factory=(lambda *_: tls.context) if tls else None,
                http="h11",
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                date_header=False,
                proxy_headers=False,
                h11_max_incomplete_event_size=MOST_BYTES,
                timeout_keep_alive=limits.idle_seconds,
                timeout_graceful_shutdown=_GRACE_SECONDS,
            )
        )
        self._ending = ending
        self._ready = ready
        self._connection = connection
        self._head_seconds = limits.head_seconds

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, as uvicorn does but for TLS, which is waited for no longer than a head; and say so."""
        config, loop = self.config, asyncio.get_running_loop()
        made = partial(self._connection, config, self.server_state, self.lifespan.state)
        patience = self._head_seconds if config.ssl else None
        self.servers = [
            await loop.create_server(
                made, sock=each, ssl=config.ssl, ssl_handshake_timeout=patience, backlog=config.backlog
            )
            for each in sockets or ()
        ]
        self.started = True
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let the streams go, which would never end by themselves; wait for the rest a while, and cut off who stays."""
        self._ending()
        await super().shutdown(sockets)
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        await asyncio.sleep(0)


async def until_done(server: Server, listener: socket.socket) -> None:
    """Serve; a cancellation ends the server as cleanly as `stop` does."""
    serving = asyncio.create_task(server.serve([listener]))
    try:
        await asyncio.shield(serving)
    except asyncio.CancelledError:
        server.should_exit = True
        await serving
        raise
