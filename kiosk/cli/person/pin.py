"""`kiosk person pin`: a new PIN, for whoever forgot theirs or wants to choose one."""

from pathlib import Path

import click

from kiosk.cli.person.options import ask_option, code_argument, handed_over_pin
from kiosk.cli.shared.admin import data_option, have_done
from kiosk.cli.shared.late import example
from kiosk.cli.shared.words import language_option
from kiosk.text.language import Language


@example("kiosk person pin RM")
@click.command()
@code_argument
@ask_option
@data_option
@language_option
def command(code: str, ask: bool, data: Path | None, language: Language) -> None:
    """PIN baru, tampil sekali ini saja. / A new PIN, shown this once only."""
    from kiosk.endpoint.admin.people import ChangePin

    with handed_over_pin(ask, language) as kept:
        have_done(data, "person-pin", ChangePin(code, kept), language)
