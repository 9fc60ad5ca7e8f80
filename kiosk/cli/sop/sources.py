"""`kiosk sop sources`: what every figure for the public rests on, and which may not be shown."""

from pathlib import Path

import click

from kiosk.cli.shared.words import language_option
from kiosk.cli.sop.pack import load, pack_option, print_lines
from kiosk.text.language import Language


@click.command()
@pack_option
@language_option
def command(pack: Path | None, language: Language) -> None:
    """Sebut sumber setiap angka untuk umum. / List the source of every public figure."""
    from kiosk.sop.text.overview import source_lines

    print_lines(source_lines(load(pack, language), language))
