"""The texts of the program as gettext keeps them: what is said in code, and its translation in `kiosk/locale`.

`make texts` runs this after a text was added, changed or taken away, and after a new release of click.
"""

import sys
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import kiosk

ROOT: Final = Path(kiosk.__file__).parent

Spec = tuple[int | tuple[int, int] | tuple[int, str], ...]
"""Which arguments are words, and which a context, as Babel says it."""
Keywords = Mapping[str, dict[int | None, Spec | None] | Spec | None]


class Domain(NamedTuple):
    """The texts of one package, and the language that they are translated into."""

    package: Path
    keywords: Keywords
    language: str

    @property
    def name(self) -> str:
        """As gettext calls it."""
        return self.package.name

    @property
    def file(self) -> Path:
        """The translation, as people read and write it."""
        return ROOT / "locale" / self.language / "LC_MESSAGES" / f"{self.name}.po"

    @property
    def compiled(self) -> Path:
        """The translation, as the program reads it."""
        return self.file.with_suffix(".mo")


OURS: Final = Domain(ROOT, {"tr": {1: (1,), 2: (1, (2, "c"))}, "counted": (1, 1)}, "en")
"""`tr(words)`, `tr(words, context)`, and `counted(words, count)`, whose Indonesian is singular and plural at once."""
CLICK: Final = Domain(Path(click.__file__).parent, DEFAULT_KEYWORDS, "id")
"""What click says by itself: help and errors of the command line."""
DOMAINS: Final = (OURS, CLICK)


def said(domain: Domain) -> Catalog:
    """Every text that the code says, untranslated."""
    catalog = Catalog()
    found = extract_from_dir(domain.package, [("**.py", "python")], keywords=domain.keywords)
    for name, _, message, comments, context in found:
        catalog.add(message, None, [(f"{domain.name}/{name}", 1)], auto_comments=comments, context=context)
    return catalog


def kept(domain: Domain) -> Catalog:
    """The translation as it is on disk."""
    with domain.file.open("rb") as file:
        return read_po(file, locale=domain.language)


@cache
def english() -> Catalog:
    """Our texts with their English, read once, to look things up."""
    return kept(OURS)


def renewed(domain: Domain) -> Catalog:
    """The translation as the code is now: what is new lacks words, what nothing says is gone."""
    catalog = kept(domain)
    catalog.update(said(domain), no_fuzzy_matching=True, update_creation_date=False)
    return catalog


def untranslated(catalog: Catalog) -> list[Message]:
    """Texts that have no translation, or only a guess at it."""
    return [each for each in catalog if each.id and (each.fuzzy or not all(forms(each.string)))]


def forms(words: str | Sequence[str] | None) -> tuple[str, ...]:
    """The words of one side of a message: one, or singular and plural."""
    return (words,) if isinstance(words, str) else tuple(words or ("",))


def written(catalog: Catalog) -> bytes:
    """A translation as a file for people."""
    file = BytesIO()
    write_po(file, catalog, width=0, ignore_obsolete=True, no_location=True, sort_output=True)
    return file.getvalue()


def compiled(catalog: Catalog) -> bytes:
    """A translation as the program reads it."""
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def main() -> None:
    """Renew the files of both; name what is still to be translated."""
    for domain in DOMAINS:
        catalog = renewed(domain)
        domain.file.write_bytes(written(catalog))
        domain.compiled.write_bytes(compiled(catalog))
        for message in untranslated(catalog):
            sys.stderr.write(f"{domain.file.relative_to(ROOT.parent)}: not translated yet: {message.id!r}\n")


if __name__ == "__main__":
    main()
