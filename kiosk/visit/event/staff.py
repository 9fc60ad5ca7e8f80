"""Events of the staff: who works where."""

from typing import ClassVar, Literal

from attrs import frozen

WhyOff = Literal["own", "elsewhere", "replaced", "barred"]
"""Why somebody was signed off: by themselves, by signing on elsewhere, by somebody else there, by losing the right."""


@frozen
class SignedOn:
    """Somebody of the staff is at a terminal from now on: at the event's counter, if it has one."""

    kind: ClassVar[str] = "signed-on"
    person: str
    terminal: str


@frozen
class SignedOff:
    """Somebody of the staff is where they were no longer."""

    kind: ClassVar[str] = "signed-off"
    person: str
    why: WhyOff
    closed: bool = False
    """Their counter was open and held nobody: it was closed with it."""


StaffBody = SignedOn | SignedOff
"""What can happen to somebody of the staff."""
