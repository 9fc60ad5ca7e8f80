"""`kiosk notice`: what everybody in the room is told, put up and taken back at a supervisor's terminal."""

from typing import Final

import click

from kiosk.cli.shared.late import LateGroup

COMMANDS: Final = {
    "emergency": "Layar darurat di semua lobi. / An emergency on the screens of all lobbies.",
    "list": "Yang tampil sekarang, dengan nomornya. / What is shown now, with its number.",
    "put": "Pengumuman di lobi. / A notice in the lobby.",
    "take": "Cabut pengumuman atau darurat. / Take a notice or an emergency back.",
}
"""What each command is for, in the two languages, without importing it."""


@click.group(cls=LateGroup, package=__name__, about=COMMANDS)
def command() -> None:
    """Pengumuman dan darurat di lobi. / Notices and emergencies in the lobby."""
