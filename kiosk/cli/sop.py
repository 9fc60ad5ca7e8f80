"""`kiosk sop`: whether the standards are sound, which there are, and what one says."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kiosk.language import LANGUAGES, Language, Text
from kiosk.structure import did_you_mean
from kiosk.text import safe

if TYPE_CHECKING:
    from kiosk.sop.pack import Pack

_FAULTY: Final = 78
"""EX_CONFIG of sysexits.h."""

_pack = click.option(
    "--pack", type=click.Path(path_type=Path), help="Folder SOP dan kantor. / Folder of standards and office."
)
_language = click.option("--language", type=click.Choice(LANGUAGES), default="id", show_default=True)


@click.group()
def command() -> None:
    """Periksa dan lihat SOP. / Check and show the standards."""


@command.command()
@_pack
@_language
def check(pack: Path | None, language: Language) -> None:
    """Sebut semua kesalahan semua berkas. / List all faults of all files."""
    loaded = _load(pack, language)
    years = ", ".join(str(year) for year in sorted(loaded.office.years)) or "-"
    summary = Text(
        "Tidak ada kesalahan: {n} SOP, {q} antrean, {c} loket, kalender {y}; isi {d}",
        "No faults: {n} SOPs, {q} queues, {c} counters, calendar {y}; content {d}",
    ).format(
        n=len(loaded.sops), q=len(loaded.office.file.queue), c=len(loaded.office.file.counter), y=years, d=loaded.digest
    )
    click.echo(summary[language])


@command.command("list")
@_pack
@_language
def list_(pack: Path | None, language: Language) -> None:
    """Sebut semua SOP. / List the standards."""
    from kiosk.sop.listing import pack_lines

    _print(pack_lines(_load(pack, language), language))


@command.command()
@click.argument("sop_id", metavar="ID")
@_pack
@_language
def show(sop_id: str, pack: Path | None, language: Language) -> None:
    """Tampilkan satu SOP. / Show one standard."""
    from kiosk.sop.listing import sop_lines

    loaded = _load(pack, language)
    if sop_id not in loaded.sops:
        word = safe(sop_id, 60)
        words = Text("SOP {w!r} tidak ada", "there is no SOP {w!r}").format(w=word)
        hint = did_you_mean(word, loaded.sops) or Text("lihat: kiosk sop list", "see: kiosk sop list")
        raise click.UsageError(f"{words[language]} - {hint[language]}")
    _print(sop_lines(loaded.sops[sop_id], language))


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _load(folder: Path | None, language: Language) -> "Pack":
    """The pack, or the end of the program with all its faults on standard error."""
    from kiosk.shipped import shipped
    from kiosk.sop.load import load_pack
    from kiosk.toml.fault import PackFaults

    try:
        return load_pack(folder or shipped("sops"))
    except PackFaults as error:
        for fault in error.faults:
            click.echo(fault.printed(language), err=True)
        count = Text("{n} kesalahan", "{n} faults" if len(error.faults) != 1 else "{n} fault")
        click.echo(count.format(n=len(error.faults))[language], err=True)
        sys.exit(_FAULTY)
