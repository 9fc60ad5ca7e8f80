"""What two SOPs say differently as plain text for a terminal: every row, step by step, with reason and note."""

from collections.abc import Iterable, Iterator
from typing import Final

from kiosk.sop.difference import Difference, KeyChange, RowDifference, RowFate
from kiosk.sop.labels import REASON_LABELS, key_label, value_text
from kiosk.sop.text.layout import hanging
from kiosk.text.language import Language, tr

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
    yield from _changes(difference.identity, "  ~ ", language)
    for key, rows in difference.rows.items():
        if rows:
            yield from ("", _HEADS[key][language])
            yield from _rows(rows, language)


def _rows(rows: Iterable[RowDifference], language: Language) -> Iterator[str]:
    number = 0
    for row in rows:
        number += row.how != "dropped"
        place = "" if row.how == "dropped" else f"{number}"
        name = row.name[language] + (f"  ({row.id})" if row.id != row.name.id else "")
        yield from hanging(f"  {_MARKS[row.how]} {place:>2} ", name)
        for patch in row.patches:
            yield from hanging(" " * 7, f"{REASON_LABELS[patch.reason][language]}: {patch.note[language]}")
        yield from _changes(row.changes, " " * 7, language)


def _changes(changes: Iterable[KeyChange], indent: str, language: Language) -> Iterator[str]:
    for change in changes:
        before, after = (value_text(change.key, value)[language] for value in (change.before, change.after))
        yield from hanging(f"{indent}{key_label(change.key)[language]}: ", f"{before} -> {after}")
