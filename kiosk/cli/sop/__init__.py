"""`kiosk sop`: the standards checked, shown, compared. One module per command."""

from typing import Final

import click

from kiosk.cli.shared.late import LateGroup

COMMANDS: Final = {
    "approve": "Sahkan isi SOP sekarang. / Approve what a standard says now.",
    "check": "Sebut semua kesalahan semua berkas. / List all faults of all files.",
    "diff": "Bedakan variasi atau suntingan. / Show what a variation or an edit changes.",
    "history": "Riwayat satu SOP. / What a standard has been through.",
    "life": "Tahap hidup semua SOP. / How far each standard has come.",
    "list": "Sebut semua SOP. / List the standards.",
    "matrix": "Tabel unit dan pelaksana setiap tahap. / Units and actors of every step.",
    "new": "Berkas SOP baru untuk diisi. / A new SOP file to fill.",
    "review": "Sebut yang sah tetapi kurang baik. / List what is lawful but unwise.",
    "schema": "Skema JSON untuk editor teks. / The JSON Schema, for text editors.",
    "search": "Cari SOP menurut kata. / Find standards by words.",
    "show": "Tampilkan satu SOP. / Show one standard.",
    "sources": "Sebut sumber setiap angka untuk umum. / List the source of every public figure.",
    "withdraw": "Cabut SOP. / Withdraw a standard.",
}
"""What each command is for, in the two languages, without importing it."""


@click.group(cls=LateGroup, package=__name__, about=COMMANDS)
def command() -> None:
    """Periksa dan lihat SOP. / Check and show the standards."""
