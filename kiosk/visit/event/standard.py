"""Events of standards: approved and withdrawn, whatever the service date."""

from datetime import date
from typing import ClassVar

from attrs import frozen

from kiosk.structure.value import Ascii


@frozen
class SopApproved:
    """A standard was approved by somebody who may."""

    kind: ClassVar[str] = "sop-approved"
    sop: str
    digest: str
    effective: date
    """From this day on it is in force."""
    content: Ascii
    """All that it says, as `kiosk.sop.content.written`."""


@frozen
class SopWithdrawn:
    """A standard is no longer in force."""

    kind: ClassVar[str] = "sop-withdrawn"
    sop: str


StandardBody = SopApproved | SopWithdrawn
