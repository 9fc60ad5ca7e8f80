"""Variations of an SOP: what a file that `extends` another takes over from it, and the patches put on that."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import attrs

from kiosk.sop.model import Patch, Requirement, SopFile, Step

T = TypeVar("T", Requirement, Step)

_OWN = frozenset({"id", "life", "extends", "number", "created", "revised", "effective", "review", "patch", "source"})
"""What a variation never takes over: its identity, its life, and what says how it differs."""


def resolved(file: SopFile, base: SopFile) -> SopFile:
    """The variation *file* of *base* as a whole SOP.

    Steps and requirements are the base's with the patches put on, in the order of the file; of everything else, what
    the variation does not say is taken over. A patch that names nothing is left out: the check reports it.
    """
    taken = {
        field.name: getattr(base, field.name)
        for field in attrs.fields(SopFile)
        if field.name not in _OWN and getattr(file, field.name) in (None, ())
    }
    return attrs.evolve(
        file,
        **{
            **taken,
            "step": patched_steps(base.step, file.patch),
            "requirement": patched_requirements(base.requirement, file.patch),
            "source": {**base.source, **file.source},
        },
    )


def resolve_all(files: Mapping[str, SopFile]) -> dict[str, SopFile]:
    """Every file as a whole SOP, variations of variations included.

    One whose base is not there, or that extends itself by way of others, stays as it is: the check reports it.
    """
    whole: dict[str, SopFile] = {}

    def whole_of(name: str, below: frozenset[str]) -> SopFile:
        file = files[name]
        if name not in whole:
            base = file.extends
            usable = base is not None and base in files and base not in below
            whole[name] = resolved(file, whole_of(base, below | {base})) if usable and base else file
        return whole[name]

    return {name: whole_of(name, frozenset({name})) for name in files}


def patched_steps(steps: tuple[Step, ...], patches: Iterable[Patch]) -> tuple[Step, ...]:
    """*steps* with every patch of a step put on."""
    for patch in patches:
        if patch.step is not None:
            steps = _patched(steps, patch.step, patch.drop, patch.add, patch.change)
    return steps


def patched_requirements(requirements: tuple[Requirement, ...], patches: Iterable[Patch]) -> tuple[Requirement, ...]:
    """*requirements* with every patch of a requirement put on."""
    for patch in patches:
        if patch.requirement is not None:
            requirements = _patched(
                requirements, patch.requirement, patch.drop, patch.add_requirement, patch.change_requirement
            )
    return requirements


def _patched(rows: tuple[T, ...], where: str, drop: bool, add: T | None, change: Any) -> tuple[T, ...]:
    def one(row: T) -> tuple[T, ...]:
        if row.id != where:
            return (row,)
        changed: T = row if change is None else attrs.evolve(row, **_said(change))
        return (*(() if drop else (changed,)), *(() if add is None else (add,)))

    return tuple(part for row in rows for part in one(row))


def _said(change: Any) -> dict[str, Any]:
    return attrs.asdict(change, recurse=False, filter=lambda _, value: value is not None)
