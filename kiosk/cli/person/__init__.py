"""`kiosk person`: the staff who sign on at terminals, by code and PIN. Works while the endpoint runs."""

from typing import Final

import click

from kiosk.cli.shared.late import LateGroup

COMMANDS: Final = {
    "add": "Daftarkan petugas; PIN-nya tampil sekali. / Take somebody in; the PIN is shown once.",
    "list": "Daftar semua petugas. / All staff.",
    "pin": "PIN baru untuk petugas. / A new PIN for somebody.",
    "retire": "Petugas berhenti, berlaku seketika. / Somebody leaves, at once.",
    "rights": "Ubah hak petugas. / Change what somebody may do.",
}
"""What each command is for, in the two languages, without importing it."""


@click.group(cls=LateGroup, package=__name__, about=COMMANDS)
def command() -> None:
    """Petugas dan PIN-nya. / Staff and their PINs."""
