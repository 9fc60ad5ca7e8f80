"""What two whole SOPs say differently, row by row: a variation and its base, an edited file and what was approved."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, Final, Literal

import attrs
from attrs import frozen

from kiosk.sop.labels import KEY_LABELS, REASON_LABELS, promise_text, value_text
from kiosk.sop.layout import hanging_lines
from kiosk.sop.model import SopFile
from kiosk.sop.rows import Patch, Promise
from kiosk.sop.variation import ROWS, apply_patch, rows_of, target_keys
from kiosk.text.language import Language, Text, tr

RowFate = Literal["same", "changed", "moved", "added", "dropped"]

_NOT_COMPARED: Final = frozenset({*ROWS, "id", "extends", "life", "patch", "source"})
"""Keys of a file that are its rows, its name, or how it was written; the sources that count are those of the rows."""


@frozen
class KeyChange:
    """One key that the two say differently; None where it has no value."""

    key: str
    before: Any
    after: Any


@frozen
class RowDifference:
    id: str
    name: Text
    how: RowFate
    changes: tuple[KeyChange, ...] = ()
    """Of a row that is in both: what differs, also of one that moved."""
    patches: tuple[Patch, ...] = ()
    """Of a variation: the patches that made the difference, with their reasons."""


@frozen
class Difference:
    identity: tuple[KeyChange, ...]
    rows: dict[str, tuple[RowDifference, ...]]
    """By the key of the list: every row of the later SOP in its order, those dropped at the place where they stood."""

    @property
    def none(self) -> bool:
        return not self.identity and all(row.how == "same" for rows in self.rows.values() for row in rows)


def sop_difference(before: SopFile, after: SopFile) -> Difference:
    """What the whole SOP *after* says differently of the whole SOP *before*."""
    compared = [field.name for field in attrs.fields(SopFile) if field.name not in _NOT_COMPARED]
    identity = ((name, getattr(before, name), getattr(after, name)) for name in compared)
    patches = _patches(before, after.patch if after.extends == before.id else ())
    return Difference(
        identity=tuple(KeyChange(*values) for values in identity if values[1] != values[2]),
        rows={
            key: tuple(_rows(_by_id(old), _by_id(getattr(after, key)), patches[key]))
            for key, old in rows_of(before).items()
        },
    )


def _rows(old: dict[str, Any], new: dict[str, Any], patches: dict[str, list[Patch]]) -> Iterator[RowDifference]:
    for how, name in _order(list(old), list(new)):
        row = new[name] if name in new else old[name]
        changes = tuple(_changes(old[name], new[name])) if name in old and name in new else ()
        made: RowFate = "changed" if how == "same" and changes else how
        why = () if made == "same" else tuple(patches.get(name, ()))
        yield RowDifference(name, row_title(row), made, changes, why)


def _order(old: list[str], new: list[str]) -> Iterator[tuple[RowFate, str]]:
    """Every row once: in the order of *new*, those that are gone where they stood."""
    for act, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield from (("dropped", name) for name in old[start:end] if name not in new)
        for name in new[new_start:new_end]:
            yield ("same" if act == "equal" else "moved" if name in old else "added"), name


def _changes(before: Any, after: Any) -> Iterator[KeyChange]:
    for field in attrs.fields(type(before)):
        values = getattr(before, field.name), getattr(after, field.name)
        if values[0] != values[1]:
            yield KeyChange(field.name, *values)


def _patches(base: SopFile, patches: Iterable[Patch]) -> dict[str, dict[str, list[Patch]]]:
    """By list and row: the patches of a variation of *base* that dropped, changed or added it."""
    made: dict[str, dict[str, list[Patch]]] = {key: {} for key in ROWS}
    rows = rows_of(base)
    for patch in patches:
        after = apply_patch(rows, patch)
        for key in target_keys(patch):
            old, new = _by_id(rows[key]), _by_id(after[key])
            for name in {**old, **new}:
                if old.get(name) != new.get(name):
                    made[key].setdefault(name, []).append(patch)
        rows = after
    return made


def row_title(row: Any) -> Text:
    """What a row is called; a promise by what it says."""
    return promise_text(row) if isinstance(row, Promise) else row.name


def _by_id(rows: Sequence[Any]) -> dict[str, Any]:
    """*rows* by id; those without one, a promise by its steps, a fee by what it is called."""
    named: dict[str, Any] = {}
    for row in rows:
        name = row.id or (f"{row.from_step}..{row.to_step}" if isinstance(row, Promise) else row_title(row).id)
        named[name if name not in named else f"{name} ({len(named)})"] = row
    return named


_MARKS: Final[dict[RowFate, str]] = {"same": "=", "changed": "~", "moved": ">", "added": "+", "dropped": "-"}
_LEGEND: Final = tr("= sama, ~ berubah, > pindah tempat, + ditambah, - dihapus")
_HEADS: Final = {"step": tr("TAHAP"), "requirement": tr("YANG DIBAWA"), "promise": tr("JANJI"), "fee": tr("BIAYA")}


def difference_lines(difference: Difference, language: Language) -> Iterator[str]:
    """All that the two say differently, rows that are the same being named between them."""
    if difference.none:
        yield tr("Tidak ada yang berbeda.")[language]
        return
    yield _LEGEND[language]
    if difference.identity:
        yield from ("", tr("IDENTITAS")[language])
    yield from _change_lines(difference.identity, "  ~ ", language)
    for key, rows in difference.rows.items():
        if rows:
            yield from ("", _HEADS[key][language])
            yield from _row_lines(rows, language)


def _row_lines(rows: Iterable[RowDifference], language: Language) -> Iterator[str]:
    number = 0
    for row in rows:
        number += row.how != "dropped"
        place = "" if row.how == "dropped" else f"{number}"
        name = row.name[language] + (f"  ({row.id})" if row.id != row.name.id else "")
        yield from hanging_lines(f"  {_MARKS[row.how]} {place:>2} ", name)
        for patch in row.patches:
            yield from hanging_lines(" " * 7, f"{REASON_LABELS[patch.reason][language]}: {patch.note[language]}")
        yield from _change_lines(row.changes, " " * 7, language)


def _change_lines(changes: Iterable[KeyChange], indent: str, language: Language) -> Iterator[str]:
    for change in changes:
        before, after = (value_text(change.key, value)[language] for value in (change.before, change.after))
        yield from hanging_lines(f"{indent}{KEY_LABELS[change.key][language]}: ", f"{before} -> {after}")
