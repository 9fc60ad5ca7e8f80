"""What must hold within and between the files of a pack, beyond what each record demands of itself."""

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import evolve

from kiosk.office.check import check_calendar, check_office, duplicates, unknown_name
from kiosk.schema.errors import KeyPath, ValidationFault, nearest, strings_in
from kiosk.sop.file.pack_files import PackFile, PackFiles
from kiosk.sop.model import SopFile
from kiosk.sop.rows import Patch, Promise, Step
from kiosk.sop.variation import ROWS, act_keys, patched, resolve_all, rows_of, targets
from kiosk.text.language import Text, tr
from kiosk.toml.document import Document
from kiosk.toml.errors import TomlFault
from kiosk.wire.catalogue import COLLECTION, SCAN

_STEP: Final = tr("tahap")
_ROW: Final = {"step": _STEP, "requirement": tr("syarat"), "promise": tr("janji"), "fee": tr("biaya")}


def check_sop(sop: SopFile) -> Iterator[ValidationFault]:
    """Every fault of a whole SOP."""
    for key, rows in rows_of(sop).items():
        yield from duplicates([((key, place, "id"), row.id) for place, row in enumerate(rows) if row.id])
    yield from duplicates([(("revision", place, "number"), made.number) for place, made in enumerate(sop.revision)])
    if not sop.step:
        yield ValidationFault((), tr("belum ada [[step]]"))
    for place, step in enumerate(sop.step):
        yield from _decision(step, sop.step, ("step", place))
        if step.observed:
            yield from _range(step.observed.low, step.observed.high, ("step", place, "observed"), ("low", "high"))
    yield from _once(sop.step, "at_issue")
    yield from _once(sop.step, "opens_case")
    yield from _issue_first(sop.step)
    for place, promise in enumerate(sop.promise):
        yield from _promise(promise, sop.step, ("promise", place))


def check_patches(file: SopFile, base: SopFile) -> Iterator[ValidationFault]:
    """Every fault of the patches of the variation *file* of *base*, each put on what those before it left."""
    for key, own in rows_of(file).items():
        if own:
            words = tr("variasi mengubah {k} lewat [[patch]]")
            yield ValidationFault((key,), words.format(k=key))
    rows = rows_of(base)
    for place, patch in enumerate(file.patch):
        path: KeyPath = ("patch", place)
        keys = targets(patch)
        if len(keys) == 1:
            yield from _act(patch, keys[0], path)
            yield from _stretch(patch, keys[0], [row.id for row in rows[keys[0]]], path)
        else:
            words = tr("perlu salah satu dari {k}")
            yield ValidationFault(path, words.format(k=", ".join(ROWS)))
        rows = patched(rows, patch)


def _act(patch: Patch, key: str, path: KeyPath) -> Iterator[ValidationFault]:
    """A patch changes its row, or drops it, or adds rows, or adds rows in place of those it drops."""
    add, change = act_keys(key)
    acts = [*(["drop"] if patch.drop else []), *(act for row in ROWS for act in act_keys(row) if getattr(patch, act))]
    if acts not in ([change], ["drop"], [add], ["drop", add]):
        words = tr("perlu drop, {a}, drop dan {a}, atau {c}")
        yield ValidationFault(path, words.format(a=add, c=change))
    if patch.until is not None and not patch.drop:
        yield ValidationFault((*path, "until"), tr("until hanya bersama drop"))


def _stretch(patch: Patch, key: str, known: list[str | None], path: KeyPath) -> Iterator[ValidationFault]:
    """The row that a patch names is there, and the stretch that it drops ends after it."""
    named = {key: getattr(patch, key), "until": patch.until}
    ids = [name for name in known if name]
    missing = [where for where, name in named.items() if name is not None and name not in ids]
    yield from (unknown_name((*path, where), _ROW[key], named[where], ids) for where in missing)
    if patch.until is not None and not missing and ids.index(patch.until) < ids.index(named[key]):
        words = tr("until harus sesudah {k}")
        yield ValidationFault((*path, "until"), words.format(k=key))


def _decision(step: Step, steps: tuple[Step, ...], path: KeyPath) -> Iterator[ValidationFault]:
    if step.symbol == "decision" and step is steps[-1]:
        words = tr("keputusan di tahap terakhir tidak punya jalan keluar: sesudah jawaban ya tidak ada tahap")
        yield ValidationFault((*path, "symbol"), words)
    if step.no is None:
        return
    if step.symbol != "decision":
        words = tr("hanya keputusan (decision) punya no")
        yield ValidationFault((*path, "no"), words)
    known = [other.id for other in steps if other.id != step.id]
    if step.no != "returned" and step.no not in known:
        yield unknown_name((*path, "no"), _STEP, step.no, [*known, "returned"])


def _once(steps: tuple[Step, ...], key: str) -> Iterator[ValidationFault]:
    for place in [place for place, step in enumerate(steps) if getattr(step, key)][1:]:
        words = tr("hanya satu tahap boleh {k}")
        yield ValidationFault(("step", place, key), words.format(k=key))


def _issue_first(steps: tuple[Step, ...]) -> Iterator[ValidationFault]:
    """The number is given out before anything is done at a counter."""
    counters = [place for place, step in enumerate(steps) if step.where == "counter" and not step.at_issue]
    for place, step in enumerate(steps):
        if step.at_issue and counters and place > counters[0]:
            words = tr("nomor diberikan sebelum tahap di loket")
            yield ValidationFault(("step", place, "at_issue"), words)


def _promise(promise: Promise, steps: tuple[Step, ...], path: KeyPath) -> Iterator[ValidationFault]:
    order = [step.id for step in steps]
    ends = (("from", promise.from_step), ("to", promise.to_step))
    missing = [(key, step) for key, step in ends if step not in order]
    yield from (unknown_name((*path, key), _STEP, step, order) for key, step in missing)
    if not missing and order.index(promise.from_step) >= order.index(promise.to_step):
        yield ValidationFault((*path, "to"), tr("to harus tahap sesudah from"))
    yield from _range(promise.min, promise.max, path)
    for place, other in enumerate(promise.alternative):
        yield from _range(other.min, other.max, (*path, "alternative", place))
    if promise.parts and sum(promise.parts) != promise.max:
        words = tr("jumlahnya {s}, sedangkan max {m}")
        yield ValidationFault((*path, "parts"), words.format(s=sum(promise.parts), m=promise.max))
    if promise.cutoff is not None and promise.unit != "same-day":
        words = tr("cutoff hanya untuk unit same-day")
        yield ValidationFault((*path, "cutoff"), words)


def _range(
    least: int | None, most: int | None, path: KeyPath, keys: tuple[str, str] = ("min", "max")
) -> Iterator[ValidationFault]:
    if least is not None and most is not None and least > most:
        words = tr("{l} lebih besar dari {m}")
        yield ValidationFault((*path, keys[0]), words.format(l=keys[0], m=keys[1]))


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
