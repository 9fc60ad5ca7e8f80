"""`kiosk calendar`: a year's days off as the file that an office keeps and edits."""

import os
import re
import sys
from collections.abc import Iterable
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Final, NoReturn

import click

from kiosk.cli.shared.groups import Group, example
from kiosk.cli.shared.options import language_option
from kiosk.cli.shared.output import end, write_new
from kiosk.cli.shared.pack import LOCAL_PACK, pack_option
from kiosk.office.calendar_file import calendar_differences, calendar_text
from kiosk.office.model import CalendarFile, DayKind, DayOff
from kiosk.text.language import Language, Text, tr
from kiosk.text.os_error_text import os_error_text
from kiosk.toml.document import open_document
from kiosk.toml.errors import TomlError

_CATEGORIES: Final[dict[str, DayKind]] = {"public": "public", "government": "collective-leave"}
"""The kind of each category of the package: its `government` is cuti bersama."""
_DECREED: Final = (
    "Keputusan Bersama Menteri Agama, Menteri Ketenagakerjaan, dan Menteri PANRB tentang libur nasional dan cuti"
    " bersama {year} (nomor belum diketahui)"
)
_NOT_DECREED: Final = "belum ada keputusan untuk {year}; dihitung oleh paket PyPI `holidays`"
_ESTIMATED: Final = re.compile(r" \((?:perkiraan|estimated)\)$")


@click.group(cls=Group)
def command() -> None:
    """Hari libur setahun. / The days off of a year."""


@example("kiosk calendar make 2028 --pack sops")
@command.command()
@click.argument("year", metavar="TAHUN", type=click.IntRange(2020, 2100))
@pack_option
@language_option
def make(year: int, pack: Path | None, language: Language) -> None:
    """Tulis berkas kalender TAHUN dari paket `holidays`. / Write the calendar of YEAR from the package `holidays`.

    Yang sudah ada tidak ditimpa: bedanya disebutkan. / What is there is never written over: what differs is listed.
    """
    made = _calendar(year, language)
    origin = f"Dibuat dari paket PyPI `holidays` {version('holidays')} (negara ID). / Made from that package."
    file = (pack or LOCAL_PACK) / "calendar" / f"{year}.toml"
    if file.exists():
        _compare(file, made, language)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_new(file, calendar_text(made, origin))
    except OSError as error:
        end(os.EX_CANTCREAT, tr("{f} tidak dapat ditulis: {e}").format(f=file, e=os_error_text(error)), language)
    done = tr("{f}: {n} hari. Isi nomor keputusannya di [source], lalu: kiosk sop check")
    click.echo(done.format(f=file, n=len(made.day))[language])
    if not _is_decreed(made.day):
        text = tr("hari libur {y} belum ditetapkan dan cuti bersamanya belum diketahui: buat lagi sesudah keputusannya")
        click.echo(text.format(y=year)[language], err=True)


def _calendar(year: int, language: Language) -> CalendarFile:
    """The days off that the package knows; it is a development dependency, since an office needs it once a year."""
    decree = f"skb-{year}"
    days = tuple(_days(year, decree, language))
    return CalendarFile(year, days, {decree: (_DECREED if _is_decreed(days) else _NOT_DECREED).format(year=year)})


def _is_decreed(days: Iterable[DayOff]) -> bool:
    """Whether *days* are decreed: until then the package has holidays without collective leave."""
    return any(day.kind == "collective-leave" for day in days)


def _days(year: int, decree: str, language: Language) -> list[DayOff]:
    try:
        from holidays import country_holidays
    except ImportError:
        end(os.EX_UNAVAILABLE, tr("paket `holidays` tidak ada: pip install holidays"), language)
    found: dict[date, DayOff] = {}
    for category, kind in _CATEGORIES.items():
        names, english = (
            dict(country_holidays("ID", years=year, categories=(category,), language=spoken).items())
            for spoken in ("id", "en_US")
        )
        for day, name in names.items():
            text = Text(_ESTIMATED.sub("", name), _ESTIMATED.sub("", english[day]))
            made = DayOff(day, text, kind, decree, estimated=bool(_ESTIMATED.search(name)))
            found.setdefault(day, made)
    return [found[day] for day in sorted(found)]


def _compare(file: Path, made: CalendarFile, language: Language) -> NoReturn:
    try:
        there = open_document(file, str(file)).read(CalendarFile)
    except TomlError as error:
        for fault in error.faults:
            click.echo(fault.printed(language), err=True)
        sys.exit(os.EX_CONFIG)
    lines = list(calendar_differences(there, made, language))
    text = tr("{f} sudah ada dan tidak diubah; {w}")
    what = (
        tr("paket `holidays` berbeda dalam {n} hari:") if lines else tr("isinya sama dengan paket `holidays`")
    ).format(n=len(lines))
    click.echo(text.format(f=file, w=what)[language], err=True)
    for line in lines:
        click.echo(line)
    sys.exit(os.EX_CANTCREAT)
