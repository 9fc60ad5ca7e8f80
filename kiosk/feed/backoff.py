"""How long to wait before the next try."""

from collections.abc import Callable
from typing import Final

FIRST: Final = 0.5
MOST: Final = 30.0


class Backoff:
    """Waits of 0.5 s doubling to 30 s, each shortened by up to a half: thirty terminals do not come back at once.

    *chance* gives numbers from 0 to below 1.
    """

    def __init__(self, chance: Callable[[], float]) -> None:
        self._chance = chance
        self._tries = 0

    def reset(self) -> None:
        """All is well: begin with the shortest wait again."""
        self._tries = 0

    def next(self) -> float:
        """Seconds to wait after one more failure."""
        wait = min(MOST, FIRST * 2.0 ** min(self._tries, 16))
        self._tries += 1
        return wait * (1.0 - self._chance() / 2)
