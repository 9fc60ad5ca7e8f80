"""`kiosk theme check`: whether themes can be used, and read from afar."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli.shared.late import example
from kiosk.cli.shared.words import language_option
from kiosk.text.language import Language, tr

if TYPE_CHECKING:
    from kiosk.toml.document import Document
    from kiosk.toml.errors import TomlFault


@example("kiosk theme check kami.toml")
@click.command()
@click.argument("files", metavar="[BERKAS]...", nargs=-1, type=click.Path(path_type=Path, readable=False))
@language_option
def command(files: tuple[Path, ...], language: Language) -> None:
    """Sebut semua kesalahan tema, juga kontras yang kurang. / List all faults of themes, low contrast too."""
    from kiosk.config.resources import resource_folder
    from kiosk.toml.document import open_document
    from kiosk.toml.errors import TomlError
    from kiosk.ui.theme.colours import Colours
    from kiosk.ui.theme.contrast import contrasts

    faults: list[TomlFault] = []
    for file in files or tuple(sorted(resource_folder("themes").glob("*.toml"))):
        try:
            document = open_document(file, str(file) if files else file.name)
        except TomlError as unreadable:
            faults += unreadable.faults
            continue
        if found := _faults(document):
            faults += found
            continue
        role, least = min(contrasts(document.read(Colours)).items(), key=lambda pair: pair[1])
        words = tr("{f}: baik, kontras terendah {r}:1 ({role})")
        click.echo(words.format(f=document.file, r=int(least * 10) / 10, role=role)[language])
    for fault in TomlError(faults).faults:
        click.echo(fault.printed(language), err=True)
    if faults:
        sys.exit(os.EX_CONFIG)


def _faults(document: "Document") -> "list[TomlFault]":
    """What is wrong with its form, and the contrast of every role whose colours are known all the same."""
    from attrs import asdict

    from kiosk.toml.errors import TomlError
    from kiosk.ui.theme.colours import CONSOLE, Colours
    from kiosk.ui.theme.contrast import too_low, unseen

    try:
        colours, faults, known = document.read(Colours), [], set(asdict(CONSOLE))
    except TomlError as wrong:
        faults = list(wrong.faults)
        known = {key for key in asdict(CONSOLE) if key in document.data} - {fault.path for fault in faults}
        colours = Colours(**(asdict(CONSOLE) | {key: document.data[key] for key in known}))
    grounds = {role: role if " on " in str(getattr(colours, role)) else "ground" for role in asdict(colours)}
    low = [fault for fault in too_low(colours) if {fault.dotted, grounds[fault.dotted]} <= known]
    low += [fault for fault in unseen(colours) if {fault.dotted, "ground"} <= known]
    return [*faults, *map(document.fault, low)]
