"""`kiosk sop show ID`: all that one standard says."""

from pathlib import Path

import click

from kiosk.cli.shared.late import example
from kiosk.cli.shared.words import language_option
from kiosk.cli.sop.pack import load, pack_option, print_lines, sop_of
from kiosk.text.language import Language


@example("kiosk sop show paspor-baru")
@click.command()
@click.argument("sop_id", metavar="ID")
@pack_option
@language_option
def command(sop_id: str, pack: Path | None, language: Language) -> None:
    """Tampilkan satu SOP. / Show one standard."""
    from kiosk.sop.text.sheet import sop_lines

    loaded = load(pack, language)
    print_lines(sop_lines(sop_of(loaded, sop_id, language), language, loaded.office.file.term))
