"""Where a command comes from, and who is signed on there."""

from attrs import frozen


@frozen
class Seat:
    """A terminal, as far as the rules have to know it."""

    terminal: str
    counter: str | None = None
    """The counter that it stands at."""
    staffed: bool = False
    """Somebody has to be signed on at it before anything is done there; a ticket machine has nobody."""
