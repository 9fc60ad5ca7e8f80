"""`kiosk terminal revoke`: a terminal is sent away, and what it follows ends at once."""

from pathlib import Path

import click

from kiosk.cli.shared.admin import data_option, have_done
from kiosk.cli.shared.late import example
from kiosk.cli.shared.words import language_option
from kiosk.text.language import Language


@example('kiosk terminal revoke "Loket 3"')
@click.command()
@click.argument("name", metavar="NAMA")
@data_option
@language_option
def command(name: str, data: Path | None, language: Language) -> None:
    """Cabut terminal: tokennya berakhir seketika. / Send a terminal away: its token ends at once."""
    from kiosk.endpoint.admin.terminals import RevokeTerminal

    have_done(data, "terminal-revoke", RevokeTerminal(name), language)
