"""What the commands about standards share: the pack they work on, an SOP of it, and how lines are printed."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kiosk.schema.errors import did_you_mean
from kiosk.text.language import Language, counted, tr
from kiosk.text.sanitize import sanitize

if TYPE_CHECKING:
    from kiosk.sop.file.pack_files import PackFiles
    from kiosk.sop.model import Sop
    from kiosk.sop.pack import Pack
    from kiosk.toml.errors import TomlError


HERE: Final = Path("sops")
"""The pack of whoever works in the folder that holds it."""

pack_option = click.option(
    "--pack",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    envvar="KIOSK_PACK",
    help="Folder SOP dan kantor, bila bukan sops di sini. / Folder of standards and office, if not sops here.",
)


def folder_of(asked: Path | None) -> Path:
    """The pack asked for, else `sops` in the folder where the command is called, else the sample that is shipped."""
    from kiosk.config.resources import resource_folder

    return asked or (HERE if (HERE / "office.toml").is_file() else resource_folder("sops"))


def load(folder: Path | None, language: Language) -> "Pack":
    """The pack, or the end of the program with all its faults on standard error."""
    from kiosk.sop.file.load import pack_of

    return pack_of(load_files(folder, language))


def load_files(folder: Path | None, language: Language) -> "PackFiles":
    """The sound files of the pack, or the end of the program with all its faults on standard error."""
    from kiosk.sop.file import load
    from kiosk.toml.errors import TomlError

    try:
        return load.load_pack_files(folder_of(folder))
    except TomlError as error:
        tell(error, language)
        sys.exit(os.EX_CONFIG)


def tell(error: "TomlError", language: Language) -> None:
    """All faults, and how many, on standard error."""
    for fault in error.faults:
        click.echo(fault.printed(language), err=True)
    click.echo(counted("{n} kesalahan", len(error.faults))[language], err=True)


def sop_of(pack: "Pack", sop_id: str, language: Language) -> "Sop":
    """The SOP of that id.

    Raises:
        click.UsageError: when the pack has none, with the nearest id.
    """
    if sop_id in pack.sops:
        return pack.sops[sop_id]
    word = sanitize(sop_id, 60)
    words = tr("SOP {w!r} tidak ada").format(w=word)
    hint = did_you_mean(word, pack.sops) or tr("lihat: kiosk sop list")
    raise click.UsageError(f"{words[language]} - {hint[language]}")


def print_lines(lines: Iterable[str]) -> None:
    """Each line on standard output."""
    for line in lines:
        click.echo(line)
