"""A folder of TOML files made into a pack, or all the faults of all its files at once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeVar, get_args

from kiosk.language import Text
from kiosk.office.model import CalendarFile, Office, OfficeFile
from kiosk.sop.check import PackFiles, Part, check
from kiosk.sop.digest import digest_of
from kiosk.sop.model import Kind, Sop, SopFile
from kiosk.sop.pack import Pack
from kiosk.sop.variation import resolve_all
from kiosk.structure.convert import plain
from kiosk.structure.fault import did_you_mean
from kiosk.toml.fault import PackFaults, TomlFault
from kiosk.toml.read import open_document

T = TypeVar("T")

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
"""The folders that SOPs lie in."""

_OFFICE: Final = "office.toml"
_CALENDAR: Final = "calendar"


def load_pack(folder: Path) -> Pack:
    """The pack in *folder*: `office.toml`, `calendar/<year>.toml`, `<kind>/<id>.toml`.

    Raises:
        PackFaults: with every fault of every file.
    """
    faults = list(_astray(folder))

    def part(path: Path, kind: type[T]) -> Part[T] | None:
        try:
            document = open_document(path, str(path))
            return Part(document.read(kind), document, path.stem)
        except PackFaults as error:
            faults.extend(error.faults)
            return None

    sops = [(kind, path, part(path, SopFile)) for kind in KINDS for path in _files(folder / kind)]
    calendars = [part(path, CalendarFile) for path in _files(folder / _CALENDAR)]
    office = part(folder / _OFFICE, OfficeFile)
    files = PackFiles(
        office=office,
        calendars=tuple(calendar for calendar in calendars if calendar),
        sops=tuple((kind, sop) for kind, _, sop in sops if sop),
        broken=frozenset(path.stem for _, path, sop in sops if not sop),
    )
    faults.extend(check(files))
    if faults or office is None:
        raise PackFaults(faults)
    return _pack(office.record, files)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def _astray(folder: Path) -> Iterator[TomlFault]:
    """TOML files where nobody looks for them: a misspelt folder must not lose an SOP in silence."""
    if not folder.is_dir():
        yield TomlFault(str(folder), 1, 1, "", Text("folder paket ini tidak ada", "there is no such pack folder"))
        return
    for path in _files(folder):
        if path.name != _OFFICE:
            yield TomlFault(
                str(path),
                1,
                1,
                "",
                Text("di sini hanya {o}", "only {o} lies here").format(o=_OFFICE),
                Text("SOP ada di folder {k}", "SOPs lie in {k}").format(k=", ".join(KINDS)),
            )
    for inner in sorted(entry for entry in folder.iterdir() if entry.is_dir()):
        if inner.name not in (*KINDS, _CALENDAR):
            for path in _files(inner):
                words = Text("folder {f!r} tidak dikenal", "unknown folder {f!r}").format(f=inner.name)
                yield TomlFault(str(path), 1, 1, "", words, did_you_mean(inner.name, [*KINDS, _CALENDAR]))


def _pack(office: OfficeFile, files: PackFiles) -> Pack:
    kinds = {part.name: kind for kind, part in files.sops}
    whole = resolve_all({part.name: part.record for _, part in files.sops})
    sops = {name: _sop(kinds[name], file) for name, file in whole.items()}
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
                "office": plain(office),
                "calendar": plain(calendars),
                "sops": {name: [sop.digest, sop.file.life] for name, sop in sops.items()},
            }
        ),
    )


def _sop(kind: Kind, file: SopFile) -> Sop:
    content = {key: value for key, value in plain(file).items() if key != "life"}
    return Sop(
        kind=kind,
        id=file.id,
        name=file.name,
        steps=file.step,
        requirements=file.requirement,
        promises=file.promise,
        fees=file.fee,
        file=file,
        digest=digest_of({"kind": kind, **content}),
    )
