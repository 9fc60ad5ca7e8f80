"""The files of a pack as they were read, each by itself: sound, or with its faults."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from attrs import frozen

from kiosk.office.model import CalendarFile, OfficeFile
from kiosk.schema.errors import ValidationFault
from kiosk.sop.model import SopFile
from kiosk.toml.document import Document, open_document
from kiosk.toml.errors import TomlError, TomlFault
from kiosk.wire.catalogue import SopKind

T = TypeVar("T")


@frozen
class PackFile(Generic[T]):
    """A file of the pack: what it says, and the document to point into."""

    record: T
    document: Document
    name: str
    """The file's name without its ending."""

    def told(self, faults: Iterable[ValidationFault]) -> Iterator[TomlFault]:
        """*faults* with their places."""
        return map(self.document.fault, faults)


@frozen
class PackFiles:
    """The files of a pack that are sound each by itself."""

    office: PackFile[OfficeFile] | None
    calendars: tuple[PackFile[CalendarFile], ...]
    sops: tuple[tuple[SopKind, PackFile[SopFile]], ...]
    broken: frozenset[str]
    """Names of the SOP files that are not sound: they exist, and that is all that is known."""


@frozen
class FileReading(Generic[T]):
    """One file as it was read."""

    path: Path
    part: PackFile[T] | None
    faults: tuple[TomlFault, ...] = ()


def read_pack_file(path: Path, kind: type[T]) -> FileReading[T]:
    """Read the file at *path*, which should hold a *kind*."""
    try:
        document = open_document(path, str(path))
        return FileReading(path, PackFile(document.read(kind), document, path.stem))
    except TomlError as error:
        return FileReading(path, None, error.faults)


@frozen
class PackReadings:
    """All files of a pack."""

    office: FileReading[OfficeFile]
    calendars: Sequence[FileReading[CalendarFile]]
    sops: Sequence[tuple[SopKind, FileReading[SopFile]]]

    def faults(self) -> Iterator[TomlFault]:
        """The faults that each file has by itself."""
        yield from self.office.faults
        for calendar in self.calendars:
            yield from calendar.faults
        for _, sop in self.sops:
            yield from sop.faults

    def files(self) -> PackFiles:
        """What can be judged together."""
        return PackFiles(
            office=self.office.part,
            calendars=tuple(calendar.part for calendar in self.calendars if calendar.part),
            sops=tuple((kind, sop.part) for kind, sop in self.sops if sop.part),
            broken=frozenset(sop.path.stem for _, sop in self.sops if not sop.part),
        )
