"""One connection: uvicorn's HTTP/1.1 protocol with deadlines, and problem documents for what is no request."""

import asyncio
import logging
import sys
from collections.abc import Callable
from typing import Final

import h11
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle
from uvicorn.server import ServerState

from kiosk.endpoint.http.limits import Limits
from kiosk.endpoint.http.responses import HttpProblem
from kiosk.text.language import tr

_silent = logging.getLogger(f"{__name__}.uvicorn")
_silent.setLevel(logging.ERROR)  # uvicorn warns once a request; incidents are noted with the answer

_FAULTS: Final = {
    431: ("head-too-long", tr("kepala permintaan terlalu panjang")),
    501: ("unknown-encoding", tr("cara pengiriman ini tidak dikenal")),
}
"""Rule and text by h11's hint; all else is 400."""


class Connection(H11Protocol):
    """Ends when a head, the rest of a body or the reading of an answer takes too long."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        *,
        limits: Limits,
        refusal: Callable[[HttpProblem, str], bytes],
        lost: Callable[[], None],
    ) -> None:
        """*refusal* makes the bytes of a problem for an address; *lost* is called once, at the end."""
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


class _Patience:
    """A deadline that may be set and lifted again."""

    def __init__(self, loop: asyncio.AbstractEventLoop, seconds: float, over: Callable[[], object]) -> None:
        self._loop = loop
        self._seconds = seconds
        self._over = over
        self._timer: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        if self._timer is None:
            self._timer = self._loop.call_later(self._seconds, self._over)

    def end(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
