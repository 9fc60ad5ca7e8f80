"""`kiosk person retire`: somebody signs on no more."""

from pathlib import Path

import click

from kiosk.cli.person.options import code_argument
from kiosk.cli.shared.admin import data_option, have_done
from kiosk.cli.shared.late import example
from kiosk.cli.shared.words import language_option
from kiosk.text.language import Language


@example("kiosk person retire RM")
@click.command()
@code_argument
@data_option
@language_option
def command(code: str, data: Path | None, language: Language) -> None:
    """Petugas berhenti; kodenya tidak dipakai lagi. / Somebody leaves; the code is never given again."""
    from kiosk.endpoint.admin.people import RetirePerson

    have_done(data, "person-retire", RetirePerson(code), language)
