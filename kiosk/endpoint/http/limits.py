"""How much of everything the endpoint takes on. Sizes of one request are with what reads it: `head.py`, `body.py`."""

from typing import Final

from attrs import frozen


@frozen
class Rate:
    """So many at once, and so many more in every minute."""

    at_once: int
    a_minute: int


@frozen
class Limits:
    """Bounds that depend on the office and its machines; the rest are constants."""

    per_address: int = 64
    """Connections at once from one address. A terminal has two; one machine may show thirty to thin clients."""
    head_seconds: float = 5.0
    """From the beginning of a connection, or of a later request, to the end of that request's headers."""
    body_seconds: float = 10.0
    """For all of a body."""
    idle_seconds: int = 30
    """Between two requests of a connection."""
    unread_seconds: float = 30.0
    """How long a client may leave an answer lying unread."""
    connects: Rate = Rate(200, 1_200)
    """New connections from one address; more are turned away at the door."""
    requests: Rate = Rate(500, 6_000)
    """Requests from one address; more have to wait their turn. Forty terminals make a tenth of it."""
    wrong: Rate = Rate(20, 20)
    """Unknown tokens from one address."""
    codes: Rate = Rate(10, 10)
    """Codes of enrolment from one address, right or wrong; a person types fewer."""

    @property
    def connections(self) -> int:
        """Connections at once, all together: usually 256, well below the 1,024 files that a process may have open."""
        return 4 * self.per_address


USUAL: Final = Limits()
"""Right for an office of forty terminals."""
