"""`kiosk pin`: the maintenance PIN of terminals, as a file that holds only its hash."""

import os
from pathlib import Path

import click

from kiosk.cli.admin import NO_DATA, end
from kiosk.cli.person.options import ask_option, handed_over_pin
from kiosk.cli.terminal.token import write_new
from kiosk.language import LANGUAGES, Language, tr


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@ask_option
@click.option("--language", type=click.Choice(LANGUAGES), default="id", envvar="KIOSK_LANGUAGE", show_default=True)
def command(file: Path, ask: bool, language: Language) -> None:
    """Buat PIN perawatan dalam berkas baru. / Make a maintenance PIN in a new file.

    Ctrl+Q lalu PIN itu mengakhiri layar yang dijalankan dengan --pin-file. / Ctrl+Q and that PIN end a screen that was
    started with --pin-file.
    """
    with handed_over_pin(ask, language) as kept:
        try:
            write_new(file, kept)
        except OSError as error:
            text = tr("berkas PIN {f} tidak dapat dibuat: {e}")
            end(NO_DATA, text.format(f=file, e=os.strerror(error.errno or 0))[language])
