"""What must hold within one whole SOP, and of the patches that make a variation one."""

from collections.abc import Iterator

from kiosk.language import Text
from kiosk.office.check import twice, unknown
from kiosk.sop.model import Patch, Promise, SopFile, Step
from kiosk.sop.variation import patched_requirements, patched_steps
from kiosk.structure.fault import Fault, Path

_STEP = Text("tahap", "step")
_REQUIREMENT = Text("syarat", "requirement")


def check_sop(sop: SopFile) -> Iterator[Fault]:
    """Every fault of a whole SOP."""
    yield from twice([(("step", place, "id"), step.id) for place, step in enumerate(sop.step)])
    yield from twice([(("requirement", place, "id"), paper.id) for place, paper in enumerate(sop.requirement)])
    if not sop.step:
        yield Fault((), Text("belum ada [[step]]", "no [[step]] yet"))
    for place, step in enumerate(sop.step):
        yield from _decision(step, sop.step, ("step", place))
    yield from _once(sop.step, "at_issue")
    yield from _once(sop.step, "opens_case")
    yield from _issue_first(sop.step)
    for place, promise in enumerate(sop.promise):
        yield from _promise(promise, sop.step, ("promise", place))


def check_patches(file: SopFile, base: SopFile) -> Iterator[Fault]:
    """Every fault of the patches of the variation *file* of *base*, each put on what those before it left."""
    for key, rows in (("step", file.step), ("requirement", file.requirement)):
        if rows:
            words = Text("variasi mengubah {k} lewat [[patch]]", "a variation changes {k} by a [[patch]]")
            yield Fault((key,), words.format(k=key))
    steps, requirements = base.step, base.requirement
    for place, patch in enumerate(file.patch):
        path: Path = ("patch", place)
        yield from _shape(patch, path)
        known = [step.id for step in steps]
        papers = [paper.id for paper in requirements]
        if patch.step is not None and patch.step not in known:
            yield unknown((*path, "step"), _STEP, patch.step, known)
        if patch.requirement is not None and patch.requirement not in papers:
            yield unknown((*path, "requirement"), _REQUIREMENT, patch.requirement, papers)
        steps = patched_steps(steps, [patch])
        requirements = patched_requirements(requirements, [patch])


def _shape(patch: Patch, path: Path) -> Iterator[Fault]:
    """A patch is of a step or of a requirement, and does one thing to it."""
    of_step = [patch.drop, patch.add is not None, patch.change is not None]
    of_requirement = [patch.drop, patch.add_requirement is not None, patch.change_requirement is not None]
    if (patch.step is None) == (patch.requirement is None):
        yield Fault(path, Text("perlu step atau requirement, salah satu", "needs step or requirement, one of them"))
    elif patch.step is not None and (sum(of_step) != 1 or sum(of_requirement[1:])):
        yield Fault(path, Text("perlu satu dari drop, add, change", "needs one of drop, add, change"))
    elif patch.requirement is not None and (sum(of_requirement) != 1 or sum(of_step[1:])):
        words = Text(
            "perlu satu dari drop, add_requirement, change_requirement",
            "needs one of drop, add_requirement, change_requirement",
        )
        yield Fault(path, words)


def _decision(step: Step, steps: tuple[Step, ...], path: Path) -> Iterator[Fault]:
    if step.symbol == "decision" and step is steps[-1]:
        words = Text(
            "keputusan di tahap terakhir tidak punya jalan keluar: sesudah jawaban ya tidak ada tahap",
            "a decision in the last step has no exit: no step comes after its yes",
        )
        yield Fault((*path, "symbol"), words)
    if step.no is None:
        return
    if step.symbol != "decision":
        words = Text("hanya keputusan (decision) punya no", "only a decision has a no")
        yield Fault((*path, "no"), words)
    known = [other.id for other in steps if other.id != step.id]
    if step.no != "returned" and step.no not in known:
        yield unknown((*path, "no"), _STEP, step.no, [*known, "returned"])


def _once(steps: tuple[Step, ...], key: str) -> Iterator[Fault]:
    for place in [place for place, step in enumerate(steps) if getattr(step, key)][1:]:
        words = Text("hanya satu tahap boleh {k}", "only one step may be {k}")
        yield Fault(("step", place, key), words.format(k=key))


def _issue_first(steps: tuple[Step, ...]) -> Iterator[Fault]:
    """The number is given out before anything is done at a counter."""
    counters = [place for place, step in enumerate(steps) if step.where == "counter" and not step.at_issue]
    for place, step in enumerate(steps):
        if step.at_issue and counters and place > counters[0]:
            words = Text("nomor diberikan sebelum tahap di loket", "the number is given out before the counter steps")
            yield Fault(("step", place, "at_issue"), words)


def _promise(promise: Promise, steps: tuple[Step, ...], path: Path) -> Iterator[Fault]:
    order = [step.id for step in steps]
    ends = (("from", promise.from_step), ("to", promise.to_step))
    missing = [(key, step) for key, step in ends if step not in order]
    yield from (unknown((*path, key), _STEP, step, order) for key, step in missing)
    if not missing and order.index(promise.from_step) >= order.index(promise.to_step):
        yield Fault((*path, "to"), Text("to harus tahap sesudah from", "to must be a step after from"))
    if promise.min is not None and promise.min > promise.max:
        yield Fault((*path, "min"), Text("min lebih besar dari max", "min is more than max"))
    if promise.cutoff is not None and promise.unit != "same-day":
        words = Text("cutoff hanya untuk unit same-day", "cutoff goes with unit same-day only")
        yield Fault((*path, "cutoff"), words)
