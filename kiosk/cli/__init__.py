"""The commands; a module is imported only when one of its commands is called."""

from typing import Final

import click

from kiosk import __version__
from kiosk.cli.shared.groups import LateGroup

COMMANDS: Final = {
    "calendar": "Hari libur setahun. / The days off of a year.",
    "case": "Kerjakan berkas di belakang loket: siap, tahan, kembalikan. / Work on cases behind the counters.",
    "counter": "Layar loket. / The screen of a counter.",
    "demo": "Hari simulasi: papan atau loket dengan orang-orang buatan. / A simulated day.",
    "due": "Berkas yang jatuh tempo, sebagai teks. / Cases that fall due, as text.",
    "enrol": "Pasang terminal ini dengan kode dari server. / Install this terminal by a code.",
    "figures": "Angka suatu jangka waktu, sebagai teks. / The figures of a period, as text.",
    "lobby": "Papan di ruang tunggu. / The board in the waiting room.",
    "pin": "PIN perawatan. / The maintenance PIN.",
    "notice": "Pengumuman dan darurat di lobi. / Notices and emergencies in the lobby.",
    "person": "Petugas dan PIN-nya. / Staff and their PINs.",
    "prune": "Hapus peristiwa lama dari catatan. / Forget old events of the log.",
    "say": "Coba suara panggilan. / Try the voice of a call.",
    "serve": "Endpoint kantor. / The office's endpoint.",
    "slip": "Slip tanda terima, dicetak atau tampil. / The slip of a receipt, printed or shown.",
    "sop": "Periksa dan lihat SOP. / Check and show the standards.",
    "theme": "Tema warna layar. / The colours of the screens.",
    "tickets": "Tutup atau buka pengambilan nomor. / Stop or allow the giving out of numbers.",
    "terminal": "Terminal dan tokennya. / Terminals and their tokens.",
}
"""What each command is for, in the two languages, without importing it."""
_ELSEWHERE: Final = {"due": "reports", "figures": "reports", "say": "sound"}
"""Commands that share a module, each there by its own name; any other is the `command` of the module of its name."""


def _place(name: str) -> tuple[str, str]:
    return (f"{__name__}.{_ELSEWHERE[name]}", name) if name in _ELSEWHERE else (f"{__name__}.{name}", "command")


@click.group(
    cls=LateGroup,
    about=COMMANDS,
    places={name: _place(name) for name in COMMANDS},
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "KIOSK"},
)
@click.version_option(__version__, message="%(prog)s %(version)s", help="Tampilkan versi. / Show the version.")
def command() -> None:
    """Antrean, SOP, dan janji layanan di satu layar. / Queue, standards and promise on one screen."""
