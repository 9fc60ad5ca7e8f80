"""The receipts of a simulated office's applicants: whose is ready, and whose holder stands in the office with it.

Who does what in a simulated day knows only what a screen shows; a receipt goes from hand to hand.
"""

from collections import deque
from random import Random

from attrs import define, field


@define
class Receipts:
    """Those that something is still to be fetched for."""

    ready: list[str] = field(factory=list)
    """Codes whose holders have not come yet, though they could."""
    brought: deque[str] = field(factory=deque)
    """Codes whose holders came with them, in that order."""

    def come(self, chance: Random) -> None:
        """Somebody takes theirs and comes."""
        self.brought.append(self.ready.pop(chance.randrange(len(self.ready))))

    def handed_over(self) -> str | None:
        """The one that the next of them hands over at a counter."""
        return self.brought.popleft() if self.brought else None
