"""The pack of SOPs that a command works on: the option that names it, its faults, one SOP of it."""

import os
import sys
from pathlib import Path
from typing import Final

import click

from kiosk.config.resources import resource_folder
from kiosk.schema.errors import did_you_mean
from kiosk.sop.file.load import PackFiles, load_pack_files, pack_of
from kiosk.sop.model import Sop
from kiosk.sop.pack import Pack
from kiosk.text.language import Language, counted, tr
from kiosk.text.sanitize import sanitize
from kiosk.toml.errors import TomlError

LOCAL_PACK: Final = Path("sops")
"""The pack of an author who works in the folder that holds it."""
pack_option = click.option(
    "--pack",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    envvar="KIOSK_PACK",
    help="Folder SOP dan kantor, bila bukan sops di sini. / Folder of standards and office, if not sops here.",
)


def folder_of(asked: Path | None) -> Path:
    """The pack asked for, else `sops` in the folder where the command is called, else the sample that is shipped."""
    return asked or (LOCAL_PACK if (LOCAL_PACK / "office.toml").is_file() else resource_folder("sops"))


def load_pack_or_end(folder: Path | None, language: Language) -> Pack:
    """Load the pack, or end the program with all its faults on standard error."""
    return pack_of(load_files_or_end(folder, language))


def load_files_or_end(folder: Path | None, language: Language) -> PackFiles:
    """Load the files of the pack, or end the program with all their faults on standard error."""
    try:
        return load_pack_files(folder_of(folder))
    except TomlError as error:
        print_faults(error, language)
        sys.exit(os.EX_CONFIG)


def print_faults(error: TomlError, language: Language) -> None:
    for fault in error.faults:
        click.echo(fault.printed(language), err=True)
    click.echo(counted("{n} kesalahan", len(error.faults))[language], err=True)


def find_sop(pack: Pack, sop_id: str, language: Language) -> Sop:
    """Return the SOP of that id.

    Raises:
        click.UsageError: when the pack has none, with the nearest id.
    """
    if sop_id in pack.sops:
        return pack.sops[sop_id]
    word = sanitize(sop_id, 60)
    words = tr("SOP {w!r} tidak ada").format(w=word)
    hint = did_you_mean(word, pack.sops) or tr("lihat: kiosk sop list")
    raise click.UsageError(f"{words[language]} - {hint[language]}")
