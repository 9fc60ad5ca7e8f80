"""How often one address may be wrong about its token before it is told to wait."""

from collections.abc import Callable
from typing import Final

from attrs import define, field, frozen

_MOST_ADDRESSES: Final = 1_024
"""Addresses remembered; whoever has more of them is not slowed down by this, nor does remembering them cost more."""


@define
class _Allowance:
    left: float
    at: float


@frozen
class Tries:
    """A bucket of tries for each address, that fills again with time. A right token is never asked to wait."""

    at_once: int
    a_minute: int
    now: Callable[[], float]
    """Seconds that never go back."""
    _allowances: dict[str, _Allowance] = field(factory=dict, init=False)

    def wait(self, address: str) -> int | None:
        """Take one try of *address*; the seconds to wait for the next when none is left."""
        now = self.now()
        known = self._allowances.pop(address, None) or _Allowance(self.at_once, now)
        left = min(self.at_once, known.left + (now - known.at) * self.a_minute / 60)
        if len(self._allowances) >= _MOST_ADDRESSES:
            del self._allowances[next(iter(self._allowances))]
        self._allowances[address] = _Allowance(max(left - 1, 0), now)
        return None if left >= 1 else round((1 - left) * 60 / self.a_minute) + 1
