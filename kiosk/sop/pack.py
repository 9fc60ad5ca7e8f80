"""A pack: the office and its SOPs, loaded and sound."""

from collections.abc import Mapping

from attrs import field, frozen

from kiosk.office.model import Office
from kiosk.sop.model import Sop


@frozen
class Pack:
    """Everything the rules need to know of the office. Made by `kiosk.sop.load.load_pack`."""

    office: Office
    sops: dict[str, Sop]
    """Resolved SOPs by service id."""
    digest: str
    """Names the whole content: equal content, equal digest."""
    unassigned: Mapping[str, tuple[str, ...]] = field(factory=dict)
    """Steps, by service, that the office's file gives to no counter (`kiosk.visit.unassigned`)."""
