"""`kiosk sop list`: which standards there are."""

from pathlib import Path

import click

from kiosk.cli.shared.words import language_option
from kiosk.cli.sop.pack import load, pack_option, print_lines
from kiosk.text.language import Language


@click.command()
@pack_option
@language_option
def command(pack: Path | None, language: Language) -> None:
    """Sebut semua SOP. / List the standards."""
    from kiosk.sop.text.overview import pack_lines

    print_lines(pack_lines(load(pack, language), language))
