"""Whoever asks much more than a house full of terminals would has to wait, so that nobody else does."""

import asyncio
from typing import Final

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from kiosk.endpoint.frame import answer_problem
from kiosk.endpoint.problems import problem
from kiosk.endpoint.tries import Tries
from kiosk.language import tr

_LOOK_EVERY: Final = 0.2
_LOOKS: Final = 10
"""Two seconds in all, which is less than a terminal waits for an answer."""


class InTurn:
    """Around an application: each address has its share of requests; what is more than that waits, or is told to."""

    def __init__(self, app: ASGIApp, requests: Tries) -> None:
        self._app = app
        self._requests = requests

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on when it is its turn. While it waits no other request is read from its connection."""
        address = scope["client"][0] if scope.get("client") else "?"
        for _ in range(_LOOKS):
            if self._requests.wait(address) is None:
                await self._app(scope, receive, send)
                return
            await asyncio.sleep(_LOOK_EVERY)
        text = tr("terlalu banyak permintaan dari alamat ini")
        why = problem(429, "too-many-requests", text)
        await answer_problem(Request(scope), why, {"retry-after": "1"})(scope, receive, send)
