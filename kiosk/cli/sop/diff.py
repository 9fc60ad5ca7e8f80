"""`kiosk sop diff ID`: what a variation says differently of the SOP that it varies."""

from pathlib import Path

import click

from kiosk.cli.sop.pack import language_option, load, pack_option, print_lines, sop_of
from kiosk.language import Language, Text


@click.command()
@click.argument("sop_id", metavar="ID")
@pack_option
@language_option
def command(sop_id: str, pack: Path | None, language: Language) -> None:
    """Bedakan variasi dari SOP asalnya. / Show what a variation changes."""
    from kiosk.sop.comparison import difference_lines
    from kiosk.sop.difference import differences

    loaded = load(pack, language)
    sop = sop_of(loaded, sop_id, language)
    base = sop.file.extends
    if base is None:
        words = Text("{s} bukan variasi: tidak ada extends", "{s} is no variation: it extends nothing")
        raise click.UsageError(words.format(s=sop.id)[language])
    head = Text("{s}, variasi dari {b}", "{s}, a variation of {b}").format(s=sop.id, b=base)
    print_lines((sop.name[language].upper(), head[language], ""))
    print_lines(difference_lines(differences(loaded.sops[base].file, sop.file), language))
