"""The event: what happened, when and by whom; append-only, and every state is folded from events.

An event says what happened, never what follows from it by a rule that may change: a step done and the next leg that
comes of it are two events of one command. No event holds anything about an applicant but the number.
"""

from typing import Any, Final, get_args

from attrs import frozen

from kiosk.schema.dump import dump
from kiosk.schema.reader import read_strictly
from kiosk.time.instant import Instant
from kiosk.visit.event.case import CaseBody
from kiosk.visit.event.office import CounterBody, DayBody, NoticeBody, StaffBody, StandardBody
from kiosk.visit.event.visit import Issued, VisitBody

Body = DayBody | Issued | CounterBody | VisitBody | CaseBody | StaffBody | StandardBody | NoticeBody
"""What happened."""


@frozen
class Event:
    """One body and its circumstances."""

    version: int
    """Gapless within an epoch."""
    command: int
    """Version of the first event of the same command."""
    moment: Instant
    who: str
    counter: str | None
    body: Body


FORMAT: Final = 1
"""The format of event bodies, kept beside each; a body of any format ever written stays readable."""

BODIES: Final[dict[str, type[Any]]] = {kind.kind: kind for kind in get_args(Body)}


def body_to_plain(body: Body) -> dict[str, Any]:
    """Return the body as plain JSON data."""
    data: dict[str, Any] = dump(body)
    return data


def read_body(kind: str, data: object, format_number: int = FORMAT) -> Body:
    """Return the body of a stored event.

    Raises:
        ValidationError: when the data is not of that kind.
        ValueError: when the kind or its format is of a newer program.
    """
    if kind not in BODIES or format_number > FORMAT:
        raise ValueError(f"event {kind!r} of format {format_number} is of a newer program")
    made: Body = read_strictly(BODIES[kind], data)
    return made
