"""Whoever asks much more than a house full of terminals would has to wait, so that nobody else does."""

import asyncio
from typing import Final

from starlette.types import Scope

from kiosk.endpoint.http.problems import HttpProblem
from kiosk.endpoint.http.tries import Tries
from kiosk.text.language import tr

_LOOK_EVERY: Final = 0.2
_LOOKS: Final = 10
"""Two seconds in all, which is less than a terminal waits for an answer."""


class InTurn:
    """Each address has its share of requests; what is more than that waits, or is told to."""

    def __init__(self, requests: Tries) -> None:
        self._requests = requests

    async def come(self, scope: Scope) -> None:
        """Wait until it is the request's turn. Meanwhile no other request is read from its connection.

        Raises:
            HttpProblem: 429, when that takes too long.
        """
        address = scope["client"][0] if scope.get("client") else "?"
        for _ in range(_LOOKS):
            if self._requests.wait(address) is None:
                return
            await asyncio.sleep(_LOOK_EVERY)
        text = tr("terlalu banyak permintaan dari alamat ini")
        raise HttpProblem(429, "too-many-requests", text, headers={"retry-after": "1"})
