"""What two SOPs say differently as plain text for a terminal: every row, step by step, with reason and note."""

from collections.abc import Iterable, Iterator
from typing import Final

from kiosk.language import Language, tr
from kiosk.sop.difference import Change, Difference, How, RowDifference
from kiosk.sop.text.lines import hanging
from kiosk.sop.text.said import label, said
from kiosk.sop.words import REASONS

_MARKS: Final[dict[How, str]] = {"same": "=", "changed": "~", "moved": ">", "added": "+", "dropped": "-"}
_LEGEND: Final = tr("= sama, ~ berubah, > pindah tempat, + ditambah, - dihapus")
_HEADS: Final = {
    "step": tr("TAHAP"),
    "requirement": tr("YANG DIBAWA"),
    "promise": tr("JANJI"),
    "fee": tr("BIAYA"),
}


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
            yield from hanging(" " * 7, f"{REASONS[patch.reason][language]}: {patch.note[language]}")
        yield from _changes(row.changes, " " * 7, language)


def _changes(changes: Iterable[Change], indent: str, language: Language) -> Iterator[str]:
    for change in changes:
        before, after = (said(change.key, value)[language] for value in (change.before, change.after))
        yield from hanging(f"{indent}{label(change.key)[language]}: ", f"{before} -> {after}")
