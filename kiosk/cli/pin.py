"""`kiosk pin`: the maintenance PIN of terminals, as a file that holds only its hash."""

import os
from pathlib import Path

import click

from kiosk.cli.person.options import ask_option, handed_over_pin
from kiosk.cli.shared.file import write_new
from kiosk.cli.shared.late import example
from kiosk.cli.shared.words import end, language_option
from kiosk.text.language import Language, tr
from kiosk.text.os_error_text import os_error_text


@example("kiosk pin /etc/kiosk.codes.pin")
@click.command()
@click.argument("file", metavar="BERKAS", type=click.Path(path_type=Path))
@ask_option
@language_option
def command(file: Path, ask: bool, language: Language) -> None:
    """Buat PIN perawatan dalam berkas baru. / Make a maintenance PIN in a new file.

    Ctrl+Q lalu PIN itu mengakhiri layar yang dijalankan dengan --pin-file. / Ctrl+Q and that PIN end a screen that was
    started with --pin-file.
    """
    with handed_over_pin(ask, language) as kept:
        try:
            write_new(file, f"{kept}\n", 0o600)
        except OSError as error:
            text = tr("berkas PIN {f} tidak dapat dibuat: {e}")
            end(os.EX_CANTCREAT, text.format(f=file, e=os_error_text(error)), language)
