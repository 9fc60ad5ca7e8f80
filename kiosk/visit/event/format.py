"""How the bodies of events are kept: each under its kind, in a format that stays readable."""

from typing import Any, Final, get_args

from kiosk.structure.convert import read
from kiosk.structure.plain import plain
from kiosk.visit.event.event import Body

FORMAT: Final = 1
"""The format of event bodies, kept beside each; a body of any format ever written stays readable."""

BODIES: Final[dict[str, type[Any]]] = {kind.kind: kind for kind in get_args(Body)}
"""The bodies by their kinds."""


def body_to_plain(body: Body) -> dict[str, Any]:
    """The body as JSON can say it."""
    made: dict[str, Any] = plain(body)
    return made


def read_body(kind: str, data: object, format_number: int = FORMAT) -> Body:
    """Make the body of an event of what the store kept.

    Raises:
        Faults: when the data is not of that kind.
        ValueError: when the kind or its format is of a newer program.
    """
    if kind not in BODIES or format_number > FORMAT:
        raise ValueError(f"event {kind!r} of format {format_number} is of a newer program")
    made: Body = read(BODIES[kind], data)
    return made
