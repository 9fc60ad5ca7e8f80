"""`kiosk theme`: the colours of the screens checked and shown. One module per command."""

from typing import Final

import click

from kiosk.cli.shared.late import LateGroup

COMMANDS: Final = {
    "check": "Sebut semua kesalahan dan kontras yang kurang. / List all faults and what has too little contrast.",
    "list": "Sebut semua tema. / List the themes.",
    "show": "Tampilkan satu tema di terminal ini. / Show a theme in this terminal.",
}
"""What each command is for, in the two languages, without importing it."""


@click.group(cls=LateGroup, package=__name__, about=COMMANDS)
def command() -> None:
    """Periksa dan lihat tema warna. / Check and show the themes."""
