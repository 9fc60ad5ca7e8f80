"""What must hold within and between the files of a pack, beyond what each record demands of itself."""

from collections.abc import Iterator, Mapping

from attrs import evolve

from kiosk.language import Text, tr
from kiosk.office.check import check_calendar, check_office, unknown
from kiosk.sop.file.check_sop import check_patches, check_sop
from kiosk.sop.file.reading import PackFiles, Part
from kiosk.sop.model import SopFile
from kiosk.sop.variation import ROWS, resolve_all
from kiosk.structure.fault import Fault, Path, nearest, strings_in
from kiosk.toml.fault import TomlFault
from kiosk.toml.read import Document
from kiosk.wire.collection import COLLECTION, SCAN

_SOP = tr("SOP")
_ADD_SOURCE = tr('tambahkan di bawah [source]: {s} = "..."')


def check(files: PackFiles) -> Iterator[TomlFault]:
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
    by_id: dict[str, Part[SopFile]] = {}
    for _, part in files.sops:
        if part.record.id != part.name:
            words = tr("id {i!r} tidak sama dengan nama berkas {n!r}")
            yield from part.told([Fault(("id",), words.format(i=part.record.id, n=part.name))])
        if part.name in by_id:
            words = tr("id {i!r} sudah dipakai {f}")
            other = by_id[part.name].document.file
            yield from part.told([Fault(("id",), words.format(i=part.name, f=other))])
        if part.name == COLLECTION:
            words = tr("id {i!r} dipakai program untuk pengambilan")
            hint = tr("pilih id lain")
            yield from part.told([Fault(("id",), words.format(i=part.name), hint)])
        by_id[part.name] = part
    records = {name: part.record for name, part in by_id.items()}
    whole = resolve_all(records)
    for part in by_id.values():
        yield from part.told(_one_sop(part, records, whole, files.broken))


def _one_sop(
    part: Part[SopFile], records: Mapping[str, SopFile], whole: Mapping[str, SopFile], broken: frozenset[str]
) -> Iterator[Fault]:
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
            yield Fault(("patch", place), words)
    else:
        yield from check_patches(file, whole[file.extends])
        of_base = set(check_sop(whole[file.extends]))
        yield from (_in_variation(fault, part.document) for fault in check_sop(whole[name]) if fault not in of_base)


def _link(name: str, key: str, records: Mapping[str, SopFile], broken: frozenset[str]) -> Iterator[Fault]:
    """The fault of naming an SOP that is not there, or of coming back to oneself by that key."""
    target = getattr(records[name], key)
    if target is None or target in broken:
        return
    if target not in records:
        yield unknown((key,), _SOP, target, [*records, *broken])
    elif name in _chain(target, key, records):
        yield Fault((key,), tr("{k} kembali ke SOP ini sendiri").format(k=key))


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


def _in_variation(fault: Fault, document: Document) -> Fault:
    """A fault of the resolved SOP, told of the part of the variation's file that can be at fault."""
    head = fault.path[:1]
    if head and head[0] in document.data and head[0] not in ROWS:
        return fault
    where: Path = ("patch",) if head and head[0] in ROWS and "patch" in document.data else ("extends",)
    inherited = Text("{where}: {t}").format(where=fault.dotted, t=fault.text)
    return Fault(where, inherited, fault.hint)


def _counter_steps(files: PackFiles) -> dict[str, tuple[str, ...] | None]:
    records = {part.name: part.record for _, part in files.sops}
    whole = resolve_all(records)
    return {
        name: tuple(step.id for step in file.step if step.where == "counter" and not step.at_issue)
        if _has_ground(name, records)
        else None
        for name, file in whole.items()
    }


def _words_and_sources(document: Document, inherited: Mapping[str, str]) -> Iterator[Fault]:
    """Texts that say nothing, and sources that are not in the `[source]` table."""
    own = document.data.get("source", {})
    for path, value in strings_in(document.data):
        if not value.strip():
            yield Fault(path, tr("belum diisi: teks kosong"))
        elif path[-1] in ("source", "minutes_source", "decree") and path[0] != "source":
            known = {*own, *inherited}
            if value not in known:
                fault = unknown(path, tr("sumber"), value, known)
                yield fault if nearest(value, known) else evolve(fault, hint=_ADD_SOURCE.format(s=value))
