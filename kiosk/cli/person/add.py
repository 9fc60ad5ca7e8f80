"""`kiosk person add`: take somebody in."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli.person.options import ask_option, code_argument, handed_over_pin, rights_option
from kiosk.cli.shared.admin import data_option, have_done
from kiosk.cli.shared.late import example
from kiosk.cli.shared.words import language_option
from kiosk.text.language import Language

if TYPE_CHECKING:
    from kiosk.wire.access import Right


@example("kiosk person add RM --right serve")
@click.command()
@code_argument
@rights_option
@ask_option
@data_option
@language_option
def command(code: str, rights: "tuple[Right, ...]", ask: bool, data: Path | None, language: Language) -> None:
    """Daftarkan petugas; PIN-nya tampil sekali ini saja. / Take somebody in; the PIN is shown this once only."""
    from kiosk.endpoint.admin.people import AddPerson

    with handed_over_pin(ask, language) as kept:
        have_done(data, "person-add", AddPerson(code, rights, kept), language)
