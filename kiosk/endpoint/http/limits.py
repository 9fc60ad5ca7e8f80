"""The limits of connections, heads, bodies and rates (`docs/endpoint.md`), and the rate limiter."""

import asyncio
from collections.abc import Callable
from math import ceil
from typing import Final

from attrs import define, field, frozen

from kiosk.endpoint.http.responses import HttpProblem
from kiosk.text.language import tr

MAX_HEAD_BYTES: Final = 16 * 1024
MAX_HEAD_LINES: Final = 64
MAX_TARGET_BYTES: Final = 8_000
"""Bytes of path and query: what RFC 9110 asks everybody to support."""

MAX_BODY_BYTES: Final = 64 * 1024
MAX_JSON_DEPTH: Final = 20
MAX_JSON_DIGITS: Final = 20


@frozen
class AllowedRate:
    """A burst, and so many more in every minute."""

    at_once: int
    a_minute: int


@frozen
class Limits:
    """Limits that depend on the office and its machines; the defaults are right for forty terminals."""

    per_address: int = 64
    """Connections at once from one address. A terminal has two; one machine may show thirty to thin clients."""
    head_seconds: float = 5.0
    """From the beginning of a connection, or of a later request, to the end of that request's headers."""
    body_seconds: float = 10.0
    """For all of a body."""
    idle_seconds: int = 30
    """Between two requests of a connection."""
    unread_seconds: float = 30.0
    """How long a client may leave an answer unread."""
    connects: AllowedRate = AllowedRate(200, 1_200)
    """New connections from one address; more are turned away."""
    requests: AllowedRate = AllowedRate(500, 6_000)
    """Requests from one address; more have to wait their turn. Forty terminals make a tenth of it."""
    wrong: AllowedRate = AllowedRate(20, 20)
    """Unknown tokens from one address."""
    codes: AllowedRate = AllowedRate(10, 10)
    """Codes of enrolment from one address, right or wrong; a person types fewer."""

    @property
    def connections(self) -> int:
        """Connections at once, all together: by default 256, well below the 1,024 files that a process may open."""
        return 4 * self.per_address


DEFAULT_LIMITS: Final = Limits()


@define
class _Allowance:
    left: float
    at: float


@frozen
class RateLimiter:
    """A token bucket for each of 1,024 addresses; the one longest unheard of is forgotten first."""

    rate: AllowedRate
    monotonic: Callable[[], float]
    _allowances: dict[str, _Allowance] = field(factory=dict, init=False)

    def take(self, address: str) -> int | None:
        """Take one token of *address*; return None, or the seconds until the next if none is left."""
        now = self.monotonic()
        at_once, a_second = self.rate.at_once, self.rate.a_minute / 60
        known = self._allowances.pop(address, None) or _Allowance(at_once, now)
        left = min(at_once, known.left + (now - known.at) * a_second)
        if len(self._allowances) >= 1_024:
            del self._allowances[next(iter(self._allowances))]
        self._allowances[address] = _Allowance(left - 1 if left >= 1 else left, now)
        return None if left >= 1 else ceil((1 - left) / a_second)


async def wait_turn(requests: RateLimiter, address: str) -> None:
    """Wait until *address* may ask again; 429 if that takes two seconds: a terminal does not wait much longer.

    Nothing is read meanwhile.
    """
    for _ in range(10):
        if requests.take(address) is None:
            return
        await asyncio.sleep(0.2)
    text = tr("terlalu banyak permintaan dari alamat ini")
    raise HttpProblem(429, "too-many-requests", text, headers={"retry-after": "1"})
