"""The catalogue as terminals show it: the office and its SOPs, with nothing in them that lacks a source.

`kiosk.sop.catalogue` makes it; a figure without a current source is not in these records, so no screen can show it.
The ids of the built-in collection service are here too: screens treat it apart from the others.
"""

from datetime import time
from typing import Final, Literal

from attrs import field, frozen

from kiosk.text.duration import DurationUnit, duration_since_text
from kiosk.text.language import Text

Where = Literal["applicant", "counter", "back-office", "collection"]
"""Who does a step, and whether at a counter."""

SopKind = Literal["kantor", "pusat", "inovasi"]
"""Of the office's own, of the directorate general, an innovation."""


@frozen
class ShownRequirement:
    id: str
    name: Text
    short: Text | None = None
    if_needed: bool = False


@frozen
class ShownStep:
    """One step of a visit, as every screen numbers it: those at the counters, and the one at issue."""

    id: str
    name: Text
    short: Text | None = None
    where: Where = "counter"
    at_issue: bool = False
    opens_case: bool = False
    actors: tuple[Text, ...] = ()
    minutes: int | None = None
    """Standard time; none where the SOP sets none or names no source."""
    output: Text | None = None


@frozen
class ShownPromise:
    """A service-time commitment: *most* of *unit* from an event."""

    most: int
    unit: DurationUnit
    from_text: Text
    """The event it counts from, to be said wherever the promise is shown."""
    least: int | None = None
    from_step: str | None = field(default=None, metadata={"key": "from"})
    to_step: str | None = field(default=None, metadata={"key": "to"})
    cutoff: time | None = None
    """For `same-day`: in by this time."""
    stops: tuple[str, ...] = ()
    """What stops its clock, in the SOP's words."""

    @property
    def text(self) -> Text:
        """The value and the event it counts from: "4 hari kerja sejak berkas lengkap"."""
        return duration_since_text(self.most, self.unit, self.from_text, self.least, self.cutoff)


@frozen
class ShownSop:
    id: str
    digest: str
    name: Text
    short: Text | None = None
    known_as: tuple[Text, ...] = ()
    """What people say who mean it."""
    kind: SopKind = "kantor"
    approved: bool = False
    queue: str | None = None
    """Letter of the queue that the service waits in."""
    requirements: tuple[ShownRequirement, ...] = ()
    steps: tuple[ShownStep, ...] = ()
    """The visit's steps, in order; a screen numbers them from 1."""
    milestones: tuple[ShownStep, ...] = ()
    """Steps of the applicant's own and behind the counters."""
    collection: tuple[ShownStep, ...] = ()
    """Steps of the visit that collects."""
    promises: tuple[ShownPromise, ...] = ()
    fee_from: int | None = None
    """Least current base fee in rupiah; 0 is free of charge; none where no current fee has a source."""
    product: Text | None = None
    complaint: Text | None = None

    @property
    def all_steps(self) -> tuple[ShownStep, ...]:
        """Every step that a visit or a case may have."""
        return (*self.steps, *self.milestones, *self.collection)

    def step(self, step_id: str | None) -> ShownStep | None:
        return next((step for step in self.all_steps if step.id == step_id), None)


@frozen
class HoursOfDay:
    """Opening hours of one weekday: 0 is Monday."""

    weekday: int
    opens: time
    closes: time
    break_from: time | None = None
    break_until: time | None = None


@frozen
class MenuItem:
    """A line of the ticket menu: what people say, and the service meant."""

    key: str
    name: Text
    service: str


@frozen
class ShownOffice:
    name: str
    short: str | None = None
    timezone: str = "Asia/Jakarta"
    sample: bool = False
    hours: tuple[HoursOfDay, ...] = ()
    tickets_from: time | None = None
    tickets_until: time | None = None
    menu: tuple[MenuItem, ...] = ()
    complaint: Text | None = None
    wait_standard: int | None = None
    """Minutes that waiting should take at most, where the office set it with a source."""
    service_standard: int | None = None
    """Minutes that serving at a counter should take at most, where the office set it with a source."""
    lock_minutes: int = 5
    """Minutes without a key after which a screen of the staff locks."""


@frozen
class Catalogue:
    """Everything terminals show that does not change within a day; `digest` names its content."""

    digest: str
    office: ShownOffice
    sops: tuple[ShownSop, ...] = ()

    def sop(self, service: str) -> ShownSop | None:
        return next((sop for sop in self.sops if sop.id == service), None)


COLLECTION: Final = "pengambilan"
"""Id of the built-in collection service; no file of a pack may have it."""

SCAN: Final = "resi"
"""The step that is done once a receipt was scanned."""
