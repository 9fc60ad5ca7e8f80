"""A folder of TOML files made into a pack, or all the faults of all its files at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, Generic, TypeVar

from attrs import evolve, frozen

from kiosk.office.check import check_calendar, check_office, unknown_name
from kiosk.office.model import CalendarFile, Office, OfficeFile
from kiosk.schema.dump import dump
from kiosk.schema.errors import KeyPath, ValidationFault, did_you_mean, nearest, strings_in
from kiosk.sop.collection import collection
from kiosk.sop.content import KINDS, digest_of, whole_sop
from kiosk.sop.file.check import check_patches, check_sop
from kiosk.sop.model import SopFile
from kiosk.sop.pack import Pack
from kiosk.sop.variation import ROWS, resolve_all
from kiosk.text.language import Text, tr
from kiosk.toml.document import Document, open_document
from kiosk.toml.errors import TomlError, TomlFault
from kiosk.wire.catalogue import COLLECTION, SCAN, SopKind

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


_SOP = tr("SOP")
_ADD_SOURCE = tr('tambahkan di bawah [source]: {s} = "..."')


def check_files(files: PackFiles) -> Iterator[TomlFault]:
    """Every fault between and within *files*."""
    yield from _sops(files)
    for calendar in files.calendars:
        faults = (*_words_and_sources(calendar.document, {}), *check_calendar(calendar.record, calendar.name))
        yield from calendar.told(faults)
    if files.office:
        services = {**dict.fromkeys(files.broken), **_counter_steps(files), COLLECTION: (SCAN,)}
        faults = (*_words_and_sources(files.office.document, {}), *check_office(files.office.record, services))
        yield from files.office.told(faults)


def _sops(files: PackFiles) -> Iterator[TomlFault]:
    by_id: dict[str, PackFile[SopFile]] = {}
    for _, part in files.sops:
        if part.record.id != part.name:
            words = tr("id {i!r} tidak sama dengan nama berkas {n!r}")
            yield from part.told([ValidationFault(("id",), words.format(i=part.record.id, n=part.name))])
        if part.name in by_id:
            words = tr("id {i!r} sudah dipakai {f}")
            other = by_id[part.name].document.file
            yield from part.told([ValidationFault(("id",), words.format(i=part.name, f=other))])
        if part.name == COLLECTION:
            words = tr("id {i!r} dipakai program untuk pengambilan")
            hint = tr("pilih id lain")
            yield from part.told([ValidationFault(("id",), words.format(i=part.name), hint)])
        by_id[part.name] = part
    records = {name: part.record for name, part in by_id.items()}
    whole = resolve_all(records)
    for part in by_id.values():
        yield from part.told(_one_sop(part, records, whole, files.broken))


def _one_sop(
    part: PackFile[SopFile], records: Mapping[str, SopFile], whole: Mapping[str, SopFile], broken: frozenset[str]
) -> Iterator[ValidationFault]:
    name, file = part.name, part.record
    yield from _link(name, "extends", records, broken)
    yield from _link(name, "continues", records, broken)
    if not _has_ground(name, records):
        return
    yield from _words_and_sources(part.document, whole[name].source)
    if file.extends is None:
        yield from check_sop(file)
        for place, _ in enumerate(file.patch):
            words = tr("hanya variasi (extends) punya patch")
            yield ValidationFault(("patch", place), words)
    else:
        yield from check_patches(file, whole[file.extends])
        of_base = set(check_sop(whole[file.extends]))
        yield from (_in_variation(fault, part.document) for fault in check_sop(whole[name]) if fault not in of_base)


def _link(name: str, key: str, records: Mapping[str, SopFile], broken: frozenset[str]) -> Iterator[ValidationFault]:
    """The fault of naming an SOP that is not there, or of coming back to oneself by that key."""
    target = getattr(records[name], key)
    if target is None or target in broken:
        return
    if target not in records:
        yield unknown_name((key,), _SOP, target, [*records, *broken])
    elif name in _chain(target, key, records):
        yield ValidationFault((key,), tr("{k} kembali ke SOP ini sendiri").format(k=key))


def _chain(name: str | None, key: str, records: Mapping[str, SopFile]) -> list[str]:
    """*name* and what it leads to by *key*, each once."""
    chain: list[str] = []
    while name is not None and name not in chain:
        chain.append(name)
        name = getattr(records[name], key) if name in records else None
    return chain


def _has_ground(name: str, records: Mapping[str, SopFile]) -> bool:
    """Whether *name* is whole, or what it extends leads to a whole SOP whose file can be read."""
    last = _chain(name, "extends", records)[-1]
    return last in records and records[last].extends is None


def _in_variation(fault: ValidationFault, document: Document) -> ValidationFault:
    """A fault of the resolved SOP, told of the part of the variation's file that can be at fault."""
    head = fault.path[:1]
    if head and head[0] in document.data and head[0] not in ROWS:
        return fault
    where: KeyPath = ("patch",) if head and head[0] in ROWS and "patch" in document.data else ("extends",)
    inherited = Text("{where}: {t}").format(where=fault.dotted, t=fault.text)
    return ValidationFault(where, inherited, fault.hint)


def _counter_steps(files: PackFiles) -> dict[str, tuple[str, ...] | None]:
    records = {part.name: part.record for _, part in files.sops}
    whole = resolve_all(records)
    return {
        name: tuple(step.id for step in file.step if step.where == "counter" and not step.at_issue)
        if _has_ground(name, records)
        else None
        for name, file in whole.items()
    }


def _words_and_sources(document: Document, inherited: Mapping[str, str]) -> Iterator[ValidationFault]:
    """Texts that say nothing, and sources that are not in the `[source]` table."""
    own = document.data.get("source", {})
    for path, value in strings_in(document.data):
        if not value.strip():
            yield ValidationFault(path, tr("belum diisi: teks kosong"))
        elif path[-1] in ("source", "minutes_source", "decree") and path[0] != "source":
            known = {*own, *inherited}
            if value not in known:
                fault = unknown_name(path, tr("sumber"), value, known)
                yield fault if nearest(value, known) else evolve(fault, hint=_ADD_SOURCE.format(s=value))


_OFFICE: Final = "office.toml"
_CALENDAR: Final = "calendar"


def load_pack(folder: Path) -> Pack:
    """The pack in *folder*: `office.toml`, `calendar/<year>.toml`, `<kind>/<id>.toml`.

    Raises:
        TomlError: with every fault of every file.
    """
    return pack_of(load_pack_files(folder))


def load_pack_files(folder: Path) -> PackFiles:
    """The sound files of the pack in *folder*, for who must point into them.

    Raises:
        TomlError: with every fault of every file; what files say of each other is judged between the sound ones.
    """
    readings = PackReadings(
        office=read_pack_file(folder / _OFFICE, OfficeFile),
        calendars=[read_pack_file(path, CalendarFile) for path in _files(folder / _CALENDAR)],
        sops=[(kind, read_pack_file(path, SopFile)) for kind in KINDS for path in _files(folder / kind)],
    )
    files = readings.files()
    faults = [*_astray(folder), *readings.faults(), *check_files(files)]
    if faults or files.office is None:
        raise TomlError(faults)
    return files


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def _astray(folder: Path) -> Iterator[TomlFault]:
    """TOML files where nobody looks for them: a misspelt folder must not lose an SOP in silence."""
    if not folder.is_dir():
        yield TomlFault(str(folder), 1, 1, "", tr("folder paket ini tidak ada"))
        return
    for path in _files(folder):
        if path.name != _OFFICE:
            yield TomlFault(
                str(path),
                1,
                1,
                "",
                tr("di sini hanya {o}").format(o=_OFFICE),
                tr("SOP ada di folder {k}").format(k=", ".join(KINDS)),
            )
    for inner in sorted(entry for entry in folder.iterdir() if entry.is_dir()):
        if inner.name not in (*KINDS, _CALENDAR):
            for path in _files(inner):
                words = tr("folder {f!r} tidak dikenal").format(f=inner.name)
                yield TomlFault(str(path), 1, 1, "", words, did_you_mean(inner.name, [*KINDS, _CALENDAR]))


def pack_of(files: PackFiles) -> Pack:
    """The pack that sound *files* make."""
    assert files.office is not None  # noqa: S101 (without it they are not sound)
    office = files.office.record
    kinds = {part.name: kind for kind, part in files.sops}
    whole = resolve_all({part.name: part.record for _, part in files.sops})
    sops = {name: whole_sop(kinds[name], file) for name, file in whole.items()}
    if any(COLLECTION in queue.services for queue in office.queue):
        sops[COLLECTION] = collection(whole.values())
    calendars = [calendar.record for calendar in files.calendars]
    return Pack(
        office=Office(
            file=office,
            days_off={day.date: day for calendar in calendars for day in calendar.day},
            years=frozenset(calendar.year for calendar in calendars),
        ),
        sops=sops,
        digest=digest_of(
            {
                "office": dump(office),
                "calendar": dump(calendars),
                "sops": {name: [sop.digest, sop.life] for name, sop in sops.items()},
            }
        ),
    )
