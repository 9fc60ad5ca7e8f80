"""`kiosk terminal rotate`: a new token in place of the old one, without a gap in which neither works."""

from functools import partial
from pathlib import Path
from typing import Final

import click

from kiosk.cli.shared.admin import data_option, have_done
from kiosk.cli.shared.late import example
from kiosk.cli.shared.words import language_option
from kiosk.cli.terminal.code import enrol_option, give_code
from kiosk.cli.terminal.token import handed_over, token_file_option
from kiosk.text.language import Language

_MOST_HOURS: Final = 24 * 14


@example('kiosk terminal rotate "Loket 3" --enrol')
@click.command()
@click.argument("name", metavar="NAMA")
@click.option(
    "--keep",
    metavar="JAM",
    type=click.IntRange(0, _MOST_HOURS),
    default=24,
    show_default=True,
    help="Jam token lama paling lama berlaku; 0: berakhir sekarang. / Hours the old token lasts at most; 0: ends now.",
)
@enrol_option
@token_file_option
@data_option
@language_option
def command(name: str, keep: int, enrol: bool, token_file: Path | None, data: Path | None, language: Language) -> None:
    """Token baru; yang lama berakhir begitu yang baru dipakai. / A new token; the old ends when the new is used."""
    from kiosk.codes.token import new_token
    from kiosk.endpoint.admin.terminals import RotateTerminal

    if enrol:
        from kiosk.endpoint.admin.enrolment import RenewedEnrolment

        asked = partial(RenewedEnrolment, name, keep=keep)
        give_code("enrolment-renewed", asked, token_file, data, language, " --force")
        return
    token, digest = new_token()
    with handed_over(token, token_file, language):
        have_done(data, "terminal-rotate", RotateTerminal(name, digest.hex(), keep), language)
