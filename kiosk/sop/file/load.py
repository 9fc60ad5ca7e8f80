"""A folder of TOML files made into a pack, or all the faults of all its files at once."""

from collections.abc import Iterator, Mapping
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

_OFFICE: Final = "office.toml"
_CALENDAR: Final = "calendar"


@frozen
class PackFile(Generic[T]):
    """A file of the pack: what it says, and the document to point into."""

    record: T
    document: Document
    name: str
    """The file's name without its ending."""


@frozen
class PackFiles:
    """The files of a pack that are sound each by itself."""

    office: PackFile[OfficeFile] | None
    calendars: tuple[PackFile[CalendarFile], ...]
    sops: tuple[tuple[SopKind, PackFile[SopFile]], ...]
    broken: frozenset[str]
    """Names of the SOP files that are not sound: they exist, and that is all that is known."""


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
    faults = [*_astray(folder)]
    office = _read(folder / _OFFICE, OfficeFile, faults)
    calendars = [_read(path, CalendarFile, faults) for path in _files(folder / _CALENDAR)]
    sops = [(kind, path.stem, _read(path, SopFile, faults)) for kind in KINDS for path in _files(folder / kind)]
    files = PackFiles(
        office=office,
        calendars=tuple(calendar for calendar in calendars if calendar),
        sops=tuple((kind, part) for kind, _, part in sops if part),
        broken=frozenset(name for _, name, part in sops if not part),
    )
    faults += check_files(files)
    if faults:
        raise TomlError(faults)
    return files


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def _read(path: Path, kind: type[T], faults: list[TomlFault]) -> PackFile[T] | None:
    """The file at *path*, which should hold a *kind*; none when it is not sound: its *faults* join the others."""
    try:
        document = open_document(path, str(path))
        return PackFile(document.read(kind), document, path.stem)
    except TomlError as error:
        faults += error.faults
        return None


def _astray(folder: Path) -> Iterator[TomlFault]:
    """TOML files where nobody looks for them: a misspelt folder must not lose an SOP in silence."""
    if not folder.is_dir():
        yield TomlFault(str(folder), 1, 1, "", tr("folder paket ini tidak ada"))
        return
    for path in _files(folder):
        if path.name != _OFFICE:
            text = tr("di sini hanya {o}").format(o=_OFFICE)
            yield TomlFault(str(path), 1, 1, "", text, tr("SOP ada di folder {k}").format(k=", ".join(KINDS)))
    for inner in sorted(entry for entry in folder.iterdir() if entry.is_dir()):
        if inner.name not in (*KINDS, _CALENDAR):
            for path in _files(inner):
                text = tr("folder {f!r} tidak dikenal").format(f=inner.name)
                yield TomlFault(str(path), 1, 1, "", text, did_you_mean(inner.name, [*KINDS, _CALENDAR]))


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
    days_off = {day.date: day for calendar in calendars for day in calendar.day}
    digests = {name: [sop.digest, sop.life] for name, sop in sops.items()}
    return Pack(
        office=Office(file=office, days_off=days_off, years=frozenset(calendar.year for calendar in calendars)),
        sops=sops,
        digest=digest_of({"office": dump(office), "calendar": dump(calendars), "sops": digests}),
    )


def check_files(files: PackFiles) -> Iterator[TomlFault]:
    """Every fault between and within *files*."""
    records = {part.name: part.record for _, part in files.sops}
    whole = resolve_all(records)
    parts = {part.name: part for _, part in files.sops}
    yield from _check_names(files)
    for part in parts.values():
        yield from map(part.document.fault, _check_one(part, records, whole, files.broken))
    for calendar in files.calendars:
        faults = (*_check_words(calendar.document, {}), *check_calendar(calendar.record, calendar.name))
        yield from map(calendar.document.fault, faults)
    if files.office:
        services: dict[str, tuple[str, ...] | None] = {
            **dict.fromkeys(files.broken),
            **{name: _counter_steps(sop) if _has_ground(name, records) else None for name, sop in whole.items()},
            COLLECTION: (SCAN,),
        }
        faults = (*_check_words(files.office.document, {}), *check_office(files.office.record, services))
        yield from map(files.office.document.fault, faults)


def _check_names(files: PackFiles) -> Iterator[TomlFault]:
    """SOPs whose id is not the name of their file, is there twice, or is the program's own."""
    known: dict[str, str] = {}
    for _, part in files.sops:
        if part.record.id != part.name:
            text = tr("id {i!r} tidak sama dengan nama berkas {n!r}").format(i=part.record.id, n=part.name)
            yield part.document.fault(ValidationFault(("id",), text))
        if part.name in known:
            text = tr("id {i!r} sudah dipakai {f}").format(i=part.name, f=known[part.name])
            yield part.document.fault(ValidationFault(("id",), text))
        if part.name == COLLECTION:
            text = tr("id {i!r} dipakai program untuk pengambilan").format(i=part.name)
            yield part.document.fault(ValidationFault(("id",), text, tr("pilih id lain")))
        known[part.name] = part.document.file


def _check_one(
    part: PackFile[SopFile], records: Mapping[str, SopFile], whole: Mapping[str, SopFile], broken: frozenset[str]
) -> Iterator[ValidationFault]:
    name, file = part.name, part.record
    yield from _check_link(name, "extends", records, broken)
    yield from _check_link(name, "continues", records, broken)
    if not _has_ground(name, records):
        return
    yield from _check_words(part.document, whole[name].source)
    if file.extends is None:
        yield from check_sop(file)
        for place, _ in enumerate(file.patch):
            yield ValidationFault(("patch", place), tr("hanya variasi (extends) punya patch"))
    else:
        yield from check_patches(file, whole[file.extends])
        of_base = set(check_sop(whole[file.extends]))
        yield from (_in_variation(fault, part.document) for fault in check_sop(whole[name]) if fault not in of_base)


def _check_link(
    name: str, key: str, records: Mapping[str, SopFile], broken: frozenset[str]
) -> Iterator[ValidationFault]:
    """The fault of naming an SOP that is not there, or of coming back to oneself by that key."""
    target = getattr(records[name], key)
    if target is None or target in broken:
        return
    if target not in records:
        yield unknown_name((key,), tr("SOP"), target, [*records, *broken])
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
    """A fault of the resolved SOP, at the part of the variation's file that can be at fault."""
    head = fault.path[:1]
    if head and head[0] in document.data and head[0] not in ROWS:
        return fault
    where: KeyPath = ("patch",) if head and head[0] in ROWS and "patch" in document.data else ("extends",)
    inherited = Text("{where}: {t}").format(where=fault.dotted, t=fault.text)
    return ValidationFault(where, inherited, fault.hint)


def _counter_steps(file: SopFile) -> tuple[str, ...]:
    return tuple(step.id for step in file.step if step.where == "counter" and not step.at_issue)


def _check_words(document: Document, inherited: Mapping[str, str]) -> Iterator[ValidationFault]:
    """Texts that say nothing, and sources that are not in the `[source]` table."""
    known = {*document.data.get("source", {}), *inherited}
    for path, value in strings_in(document.data):
        if not value.strip():
            yield ValidationFault(path, tr("belum diisi: teks kosong"))
        elif path[-1] in ("source", "minutes_source", "decree") and path[0] != "source" and value not in known:
            fault = unknown_name(path, tr("sumber"), value, known)
            hint = tr('tambahkan di bawah [source]: {s} = "..."').format(s=value)
            yield fault if nearest(value, known) else evolve(fault, hint=hint)
