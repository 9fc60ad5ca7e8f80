"""A folder of TOML files made into a pack, or all the faults of all its files at once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kiosk.office.model import CalendarFile, Office, OfficeFile
from kiosk.schema.dump import dump
from kiosk.schema.errors import did_you_mean
from kiosk.sop.collection import collection
from kiosk.sop.content import KINDS, digest_of, whole_sop
from kiosk.sop.file.check import check_files
from kiosk.sop.file.pack_files import PackFiles, PackReadings, read_pack_file
from kiosk.sop.model import SopFile
from kiosk.sop.pack import Pack
from kiosk.sop.variation import resolve_all
from kiosk.text.language import tr
from kiosk.toml.errors import TomlError, TomlFault
from kiosk.wire.catalogue import COLLECTION

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
