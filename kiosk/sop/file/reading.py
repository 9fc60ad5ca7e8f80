"""The files of a pack as they were read, each by itself: sound, or with faults and mended as far as that goes."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from kiosk.office.model import CalendarFile, OfficeFile
from kiosk.record import frozen
from kiosk.sop.model import SopFile
from kiosk.structure.fault import Fault
from kiosk.structure.mend import End
from kiosk.toml.fault import PackFaults, TomlFault
from kiosk.toml.read import Document, open_document
from kiosk.wire.catalogue import SopKind

T = TypeVar("T")


@frozen
class Part(Generic[T]):
    """A file of the pack: what it says, and the document to point into."""

    record: T
    document: Document
    name: str
    """The file's name without its ending."""

    def told(self, faults: Iterable[Fault]) -> Iterator[TomlFault]:
        """*faults* with their places; those that only follow from what is not TOML left out."""
        return (self.document.fault(fault) for fault in faults if self.document.counts(fault))


@frozen
class PackFiles:
    """The files of a pack that can be read each by itself."""

    office: Part[OfficeFile] | None
    calendars: tuple[Part[CalendarFile], ...]
    sops: tuple[tuple[SopKind, Part[SopFile]], ...]
    broken: frozenset[str]
    """Names of the SOP files of which nothing can be judged: they exist, and that is all that is known."""


@frozen
class Reading(Generic[T]):
    """One file as it was read."""

    path: Path
    kind: type[T]
    document: Document | None = None
    record: T | None = None
    faults: tuple[TomlFault, ...] = ()

    def part(self, end: End) -> Part[T] | None:
        """What can be judged beside other files, mended with that *end* where the file has faults."""
        if self.document is None:
            return None
        record = self.record or self.document.mended(self.kind, end)
        return None if record is None else Part(record, self.document, self.path.stem)


def reading(path: Path, kind: type[T]) -> Reading[T]:
    """Read the file at *path*, which should hold a *kind*."""
    document = None
    try:
        document = open_document(path, str(path))
        return Reading(path, kind, document, document.read(kind))
    except PackFaults as error:
        return Reading(path, kind, document, None, error.faults)


@frozen
class Readings:
    """All files of a pack."""

    office: Reading[OfficeFile]
    calendars: Sequence[Reading[CalendarFile]]
    sops: Sequence[tuple[SopKind, Reading[SopFile]]]

    def faults(self) -> Iterator[TomlFault]:
        """The faults that each file has by itself."""
        yield from self.office.faults
        for calendar in self.calendars:
            yield from calendar.faults
        for _, sop in self.sops:
            yield from sop.faults

    def files(self, end: End) -> PackFiles:
        """What can be judged together."""
        sops = {sop.path: (kind, sop.part(end)) for kind, sop in self.sops}
        return PackFiles(
            office=self.office.part(end),
            calendars=tuple(part for calendar in self.calendars if (part := calendar.part(end))),
            sops=tuple((kind, part) for kind, part in sops.values() if part),
            broken=frozenset(path.stem for path, (_, part) in sops.items() if not part),
        )
