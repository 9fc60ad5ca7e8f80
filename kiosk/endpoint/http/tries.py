"""How often one address may try something before it is told to wait."""

from collections.abc import Callable
from math import ceil
from typing import Final

from attrs import define, field, frozen

from kiosk.endpoint.http.limits import Rate

_MOST_ADDRESSES: Final = 1_024
"""Addresses remembered; whoever has more of them is not slowed down by this, nor does remembering them cost more."""


@define
class _Allowance:
    left: float
    at: float


@frozen
class Tries:
    """A bucket of tries for each address, that fills again with time."""

    rate: Rate
    now: Callable[[], float]
    """Seconds that never go back."""
    _allowances: dict[str, _Allowance] = field(factory=dict, init=False)

    def wait(self, address: str) -> int | None:
        """Take one try of *address*; the seconds to wait for the next when none is left."""
        now = self.now()
        at_once, a_second = self.rate.at_once, self.rate.a_minute / 60
        known = self._allowances.pop(address, None) or _Allowance(at_once, now)
        left = min(at_once, known.left + (now - known.at) * a_second)
        if len(self._allowances) >= _MOST_ADDRESSES:
            del self._allowances[next(iter(self._allowances))]
        self._allowances[address] = _Allowance(left - 1 if left >= 1 else left, now)
        return None if left >= 1 else ceil((1 - left) / a_second)
