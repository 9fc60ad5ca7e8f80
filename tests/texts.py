"""The texts of the program as gettext keeps them: what the code says, and the English of `kiosk/locale`.

`make texts` runs this after a text was added, changed or taken away.
"""

import sys
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import kiosk

ROOT: Final = Path(kiosk.__file__).parent
Spec = tuple[int | tuple[int, int] | tuple[int, str], ...]
"""Which arguments are words, and which a context, as Babel says it."""

ENGLISH: Final = ROOT / "locale" / "en" / "LC_MESSAGES" / "kiosk.po"
COMPILED: Final = ENGLISH.with_suffix(".mo")
KEYWORDS: Final[Mapping[str, dict[int | None, Spec | None] | Spec | None]] = {
    "tr": {1: (1,), 2: (1, (2, "c"))},
    "counted": (1, 1),
}
"""`tr(words)`, `tr(words, context)`, and `counted(words, count)`, whose Indonesian is singular and plural at once."""


def said() -> Catalog:
    """Every text that the code says, without English."""
    catalog = Catalog()
    for name, _, message, comments, context in extract_from_dir(ROOT, [("**.py", "python")], keywords=KEYWORDS):
        catalog.add(message, None, [(f"kiosk/{name}", 1)], auto_comments=comments, context=context)
    return catalog


def kept() -> Catalog:
    """The catalogue as it is on disk: every text with its English."""
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


@cache
def english() -> Catalog:
    """The same, read once, to look things up."""
    return kept()


def renewed() -> Catalog:
    """The catalogue as the code is now: what is new has no English yet, what nothing says is gone."""
    catalog = kept()
    catalog.update(said(), no_fuzzy_matching=True, update_creation_date=False)
    return catalog


def untranslated(catalog: Catalog) -> list[Message]:
    """Texts that have no English, or only a guess at it."""
    return [each for each in catalog if each.id and (each.fuzzy or not all(forms(each.string)))]


def forms(words: str | Sequence[str] | None) -> tuple[str, ...]:
    """The words of one side of a message: one, or singular and plural."""
    return (words,) if isinstance(words, str) else tuple(words or ("",))


def written(catalog: Catalog) -> bytes:
    """The catalogue as a file for people."""
    file = BytesIO()
    write_po(file, catalog, width=0, ignore_obsolete=True, include_lineno=False)
    return file.getvalue()


def compiled(catalog: Catalog) -> bytes:
    """The catalogue as the program reads it."""
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def main() -> None:
    """Renew both files; name what still has no English."""
    catalog = renewed()
    ENGLISH.write_bytes(written(catalog))
    COMPILED.write_bytes(compiled(catalog))
    for message in untranslated(catalog):
        sys.stderr.write(f"{ENGLISH.relative_to(ROOT.parent)}: no English yet: {message.id!r}\n")


if __name__ == "__main__":
    main()
