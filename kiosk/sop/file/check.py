"""What must hold within an SOP and the patches of a variation, beyond what each record demands of itself."""

from collections.abc import Iterator
from typing import Final

from kiosk.office.check import duplicates, unknown_name
from kiosk.schema.errors import KeyPath, ValidationFault
from kiosk.sop.model import SopFile
from kiosk.sop.rows import Patch, Promise, Step
from kiosk.sop.variation import ROWS, act_keys, apply_patch, rows_of, target_keys
from kiosk.text.language import tr

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
            yield ValidationFault((key,), tr("variasi mengubah {k} lewat [[patch]]").format(k=key))
    rows = rows_of(base)
    for place, patch in enumerate(file.patch):
        path: KeyPath = ("patch", place)
        keys = target_keys(patch)
        if len(keys) == 1:
            yield from _act(patch, keys[0], path)
            yield from _stretch(patch, keys[0], [row.id for row in rows[keys[0]]], path)
        else:
            yield ValidationFault(path, tr("perlu salah satu dari {k}").format(k=", ".join(ROWS)))
        rows = apply_patch(rows, patch)


def _act(patch: Patch, key: str, path: KeyPath) -> Iterator[ValidationFault]:
    """A patch changes its row, or drops it, or adds rows, or adds rows in place of those it drops."""
    add, change = act_keys(key)
    acts = [*(["drop"] if patch.drop else []), *(act for row in ROWS for act in act_keys(row) if getattr(patch, act))]
    if acts not in ([change], ["drop"], [add], ["drop", add]):
        yield ValidationFault(path, tr("perlu drop, {a}, drop dan {a}, atau {c}").format(a=add, c=change))
    if patch.until is not None and not patch.drop:
        yield ValidationFault((*path, "until"), tr("until hanya bersama drop"))


def _stretch(patch: Patch, key: str, known: list[str | None], path: KeyPath) -> Iterator[ValidationFault]:
    """The row that a patch names is there, and the stretch that it drops ends after it."""
    named = {key: getattr(patch, key), "until": patch.until}
    ids = [name for name in known if name]
    missing = [where for where, name in named.items() if name is not None and name not in ids]
    yield from (unknown_name((*path, where), _ROW[key], named[where], ids) for where in missing)
    if patch.until is not None and not missing and ids.index(patch.until) < ids.index(named[key]):
        yield ValidationFault((*path, "until"), tr("until harus sesudah {k}").format(k=key))


def _decision(step: Step, steps: tuple[Step, ...], path: KeyPath) -> Iterator[ValidationFault]:
    if step.symbol == "decision" and step is steps[-1]:
        text = tr("keputusan di tahap terakhir tidak punya jalan keluar: sesudah jawaban ya tidak ada tahap")
        yield ValidationFault((*path, "symbol"), text)
    if step.no is None:
        return
    if step.symbol != "decision":
        yield ValidationFault((*path, "no"), tr("hanya keputusan (decision) punya no"))
    known = [other.id for other in steps if other.id != step.id]
    if step.no != "returned" and step.no not in known:
        yield unknown_name((*path, "no"), _STEP, step.no, [*known, "returned"])


def _once(steps: tuple[Step, ...], key: str) -> Iterator[ValidationFault]:
    for place in [place for place, step in enumerate(steps) if getattr(step, key)][1:]:
        yield ValidationFault(("step", place, key), tr("hanya satu tahap boleh {k}").format(k=key))


def _issue_first(steps: tuple[Step, ...]) -> Iterator[ValidationFault]:
    """The number is given out before anything is done at a counter."""
    counters = [place for place, step in enumerate(steps) if step.where == "counter" and not step.at_issue]
    for place, step in enumerate(steps):
        if step.at_issue and counters and place > counters[0]:
            yield ValidationFault(("step", place, "at_issue"), tr("nomor diberikan sebelum tahap di loket"))


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
        text = tr("jumlahnya {s}, sedangkan max {m}").format(s=sum(promise.parts), m=promise.max)
        yield ValidationFault((*path, "parts"), text)
    if promise.cutoff is not None and promise.unit != "same-day":
        yield ValidationFault((*path, "cutoff"), tr("cutoff hanya untuk unit same-day"))


def _range(
    least: int | None, most: int | None, path: KeyPath, keys: tuple[str, str] = ("min", "max")
) -> Iterator[ValidationFault]:
    if least is not None and most is not None and least > most:
        yield ValidationFault((*path, keys[0]), tr("{l} lebih besar dari {m}").format(l=keys[0], m=keys[1]))
