"""`kiosk sop matrix`: units and actors by service and step."""

from pathlib import Path

import click

from kiosk.cli.shared.words import language_option
from kiosk.cli.sop.pack import load, pack_option, print_lines
from kiosk.text.language import Language


@click.command()
@click.option("--csv", "as_csv", is_flag=True, help="Sebagai CSV. / As CSV.")
@pack_option
@language_option
def command(as_csv: bool, pack: Path | None, language: Language) -> None:
    """Tabel unit dan pelaksana setiap tahap. / Units and actors of every step."""
    from kiosk.sop.text.matrix import matrix_csv, matrix_lines

    loaded = load(pack, language)
    if as_csv:
        click.echo(matrix_csv(loaded, language), nl=False)
    else:
        print_lines(matrix_lines(loaded, language))
