"""`kiosk person rights`: other rights than before."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli.person.options import code_argument, rights_option
from kiosk.cli.shared.admin import data_option, have_done
from kiosk.cli.shared.late import example
from kiosk.cli.shared.words import language_option
from kiosk.text.language import Language

if TYPE_CHECKING:
    from kiosk.wire.access import Right


@example("kiosk person rights RM --right serve --right supervise")
@click.command()
@code_argument
@rights_option
@data_option
@language_option
def command(code: str, rights: "tuple[Right, ...]", data: Path | None, language: Language) -> None:
    """Hak petugas menjadi yang disebut, tidak lebih. / The rights become those named, and no more."""
    from kiosk.endpoint.admin.people import ChangeRights

    have_done(data, "person-rights", ChangeRights(code, rights), language)
