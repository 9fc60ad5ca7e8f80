"""`kiosk terminal`: which terminals may talk to the endpoint, and their tokens. Works while the endpoint runs."""

from typing import Final

import click

from kiosk.cli.shared.late import LateGroup

COMMANDS: Final = {
    "add": "Daftarkan terminal; tokennya tampil sekali. / Let a terminal in; its token is shown once.",
    "list": "Daftar semua terminal. / All terminals.",
    "revoke": "Cabut terminal, berlaku seketika. / Send a terminal away, at once.",
    "rotate": "Ganti token terminal. / Give a terminal a new token.",
}
"""What each command is for, in the two languages, without importing it."""


@click.group(cls=LateGroup, package=__name__, about=COMMANDS)
def command() -> None:
    """Terminal dan tokennya. / Terminals and their tokens."""
