"""`kiosk sop life`: how far each standard has come."""

from pathlib import Path

import click

from kiosk.cli.shared.admin import data_option
from kiosk.cli.shared.words import language_option
from kiosk.cli.sop.acts import acts_on, today_of
from kiosk.cli.sop.pack import load, pack_option, print_lines
from kiosk.text.language import Language


@click.command()
@pack_option
@data_option
@language_option
def command(pack: Path | None, data: Path | None, language: Language) -> None:
    """Tahap hidup semua SOP, dan yang berubah sejak disahkan. / How far each standard has come."""
    from kiosk.sop.text.history import life_lines

    loaded = load(pack, language)
    print_lines(life_lines(loaded, acts_on(data, loaded, language), today_of(loaded), language))
