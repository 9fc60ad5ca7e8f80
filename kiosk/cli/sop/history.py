"""`kiosk sop history ID`: what a standard has been through."""

from pathlib import Path

import click

from kiosk.cli.shared.admin import data_option
from kiosk.cli.shared.late import example
from kiosk.cli.shared.words import language_option
from kiosk.cli.sop.acts import acts_on, today_of
from kiosk.cli.sop.pack import load, pack_option, print_lines, sop_of
from kiosk.text.language import Language


@example("kiosk sop history paspor-baru")
@click.command()
@click.argument("sop_id", metavar="ID")
@pack_option
@data_option
@language_option
def command(sop_id: str, pack: Path | None, data: Path | None, language: Language) -> None:
    """Riwayat satu SOP: konsep, uji coba, pengesahan. / What a standard has been through."""
    from kiosk.sop.text.history import history_lines

    loaded = load(pack, language)
    sop = sop_of(loaded, sop_id, language)
    print_lines(history_lines(sop, acts_on(data, loaded, language, sop.id), today_of(loaded), language))
