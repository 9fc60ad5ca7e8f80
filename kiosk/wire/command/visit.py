"""Commands on a visit: to issue its ticket, and what is done to it away from the counter that holds it.

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
    do: ClassVar[str] = "issue"
    service: str
    people: PeopleCount = 1
    language: Language = "id"
    priority: bool = False
    slot: datetime | None = None
    """The booked time, where there is one: giving out the number is the check-in."""


@frozen
class OnVisit:
    do: ClassVar[str]
    visit: str
    expect: int


@frozen
class Resume(OnVisit):
    """A parked person has come back: to the counter that parked the visit if it is free, else in front of the line."""

    do: ClassVar[str] = "resume"


@frozen
class Restore(OnVisit):
    """An absent person has come after all."""

    do: ClassVar[str] = "restore"


@frozen
class Note(OnVisit):
    """Why it takes longer."""

    do: ClassVar[str] = "note"
    reason: DelayReason


@frozen
class Reprint(OnVisit):
    do: ClassVar[str] = "reprint"


@frozen
class Cancel(OnVisit):
    do: ClassVar[str] = "cancel"
    reason: CancelReason


VisitCommand = Resume | Restore | Note | Reprint | Cancel
"""On a visit that has its number; `Issue` makes one."""
