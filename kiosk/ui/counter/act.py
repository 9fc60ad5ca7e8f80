"""What an act of the counter is: the key, its words, why it does not act now, and what it does."""

from collections.abc import Callable
from datetime import datetime

from attrs import evolve

from kiosk.language import Text
from kiosk.record import frozen
from kiosk.ui.counter.reasons import Reason
from kiosk.ui.counter.station import Station, UnderWay
from kiosk.wire.command.union import Command

Outcome = tuple[Station, Command | None]
"""The next station and, where the endpoint has to agree, a command."""


@frozen
class When:
    """When a key was pressed."""

    now: datetime
    """The endpoint's clock."""
    at: float
    """The keyboard's, in seconds."""


@frozen
class Act:
    """What a key does."""

    key: str
    word: Text
    """For the row of keys."""
    meaning: Text
    """For the list of all keys."""
    why_not: Reason
    """Why it does not act now; none: it acts."""
    do: Callable[[Station, When], Outcome]
    shown: Reason | None = None
    """The word, where it changes; none: the key is not shown. Without this, `word` is shown while the key acts."""


def send(station: Station, key: str, command: Command, then_next: bool = False) -> Outcome:
    """*command* goes to the endpoint; its answer comes back to `station.answered`."""
    if station.document is None:
        return station, None
    return evolve(station, under_way=UnderWay(key, command, station.document, then_next)), command
