"""Variations of an SOP: what a file that `extends` another takes over from it, and the patches put on that."""

from collections.abc import Mapping
from typing import Any, Final

import attrs

from kiosk.sop.model import SopFile
from kiosk.sop.rows import Patch

ROWS: Final = ("step", "requirement", "promise", "fee")
"""The lists of an SOP that patches change row by row; a patch names the row by the same key."""

_OWN: Final = frozenset(
    {
        *ROWS,
        "id",
        "known_as",
        "life",
        "extends",
        "number",
        "created",
        "trial",
        "effective",
        "review",
        "revision",
        "approved_by",
        "team",
        "patch",
        "source",
    }
)
"""What a variation never takes over as it is: its identity, its life, its rows, and what says how it differs."""


def resolve_variation(file: SopFile, base: SopFile) -> SopFile:
    """The variation *file* of *base* as a whole SOP.

    Its rows are the base's with the patches put on, in the order of the file; of everything else, what the variation
    does not say is taken over. A patch that names nothing is left out: the check reports it.
    """
    taken = {
        field.name: getattr(base, field.name)
        for field in attrs.fields(SopFile)
        if field.name not in _OWN and getattr(file, field.name) in (None, ())
    }
    rows = rows_of(base)
    for patch in file.patch:
        rows = apply_patch(rows, patch)
    return attrs.evolve(file, **{**taken, **rows, "source": {**base.source, **file.source}})


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
            whole[name] = resolve_variation(file, whole_of(base, below | {base})) if usable and base else file
        return whole[name]

    return {name: whole_of(name, frozenset({name})) for name in files}


def rows_of(file: SopFile) -> dict[str, tuple[Any, ...]]:
    """The four lists of *file* by their keys."""
    return {key: getattr(file, key) for key in ROWS}


def target_keys(patch: Patch) -> list[str]:
    """The keys by which *patch* names a row: one, in a sound patch."""
    return [key for key in ROWS if getattr(patch, key) is not None]


def act_keys(key: str) -> tuple[str, str]:
    """The keys by which a patch adds rows to the list *key*, and changes one of it."""
    return ("add", "change") if key == "step" else (f"add_{key}", f"change_{key}")


def apply_patch(rows: Mapping[str, tuple[Any, ...]], patch: Patch) -> dict[str, tuple[Any, ...]]:
    return {key: _change_rows(list_, key, patch) if getattr(patch, key) else list_ for key, list_ in rows.items()}


def _change_rows(rows: tuple[Any, ...], key: str, patch: Patch) -> tuple[Any, ...]:
    ids = [row.id for row in rows]
    first = getattr(patch, key)
    last = patch.until or first
    if first not in ids or last not in ids or ids.index(last) < ids.index(first):
        return rows
    added, changed = (getattr(patch, act) for act in act_keys(key))
    start, end = ids.index(first), ids.index(last)
    stretch = () if patch.drop else rows[start : end + 1]
    if changed is not None:
        values = attrs.asdict(changed, recurse=False, filter=lambda _, value: value is not None)
        stretch = tuple(attrs.evolve(row, **values) for row in stretch)
    return (*rows[:start], *stretch, *added, *rows[end + 1 :])
