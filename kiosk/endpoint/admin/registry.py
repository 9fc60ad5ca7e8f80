"""Every act of administration, by its name."""

from collections.abc import Mapping
from typing import Any, Final

from kiosk.endpoint.admin.act import Act
from kiosk.endpoint.admin.enrolment import ENROLMENT_ACTS
from kiosk.endpoint.admin.log import LOG_ACTS
from kiosk.endpoint.admin.people import PERSON_ACTS
from kiosk.endpoint.admin.standards import STANDARD_ACTS
from kiosk.endpoint.admin.terminals import TERMINAL_ACTS

ACTS: Final[Mapping[str, Act[Any]]] = {**TERMINAL_ACTS, **ENROLMENT_ACTS, **PERSON_ACTS, **STANDARD_ACTS, **LOG_ACTS}
