"""Commands on a visit at whatever counter: its number given out, and what is done to it while no counter holds it.

`expect` is the revision of the visit as the terminal last saw it; a stale one is refused, not guessed at.
"""

from datetime import datetime
from typing import Annotated, ClassVar, Literal

from attrs import frozen

from kiosk.schema.fields import Between
from kiosk.text.language import Language

PeopleCount = Annotated[int, Between(1, 20)]

CancelReason = Literal["wrong-number", "left", "twice", "other"]
DelayReason = Literal["system", "papers", "equipment", "interview", "language", "other"]


@frozen
class Issue:
    """Give out a number."""

    do: ClassVar[str] = "issue"
    service: str
    people: PeopleCount = 1
    language: Language = "id"
    priority: bool = False
    slot: datetime | None = None
    """The booked time, where there is one: giving out the number is the check-in."""


@frozen
class Resume:
    """A parked person has come back: to the counter that parked the visit if it is free, else in front of the line."""

    do: ClassVar[str] = "resume"
    visit: str
    expect: int


@frozen
class Restore:
    """An absent person has come after all."""

    do: ClassVar[str] = "restore"
    visit: str
    expect: int


@frozen
class Note:
    """Why it takes longer."""

    do: ClassVar[str] = "note"
    visit: str
    expect: int
    reason: DelayReason


@frozen
class Reprint:
    """The ticket was printed again."""

    do: ClassVar[str] = "reprint"
    visit: str
    expect: int


@frozen
class Cancel:
    """The number will not be used."""

    do: ClassVar[str] = "cancel"
    visit: str
    expect: int
    reason: CancelReason


VisitCommand = Resume | Restore | Note | Reprint | Cancel
"""On a visit that has its number; `Issue` makes one."""
