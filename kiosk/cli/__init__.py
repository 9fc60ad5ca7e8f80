"""The commands, one module each; a module is imported only when its command is called, so that each starts fast."""

from importlib import import_module
from typing import Final

import click

from kiosk import __version__

COMMANDS: Final = {
    "counter": "Layar loket. / The screen of a counter.",
    "demo": "Hari simulasi: papan atau loket dengan orang-orang buatan. / A simulated day.",
    "lobby": "Papan di ruang tunggu. / The board in the waiting room.",
    "serve": "Endpoint kantor. / The office's endpoint.",
    "sop": "Periksa dan lihat SOP. / Check and show the standards.",
    "terminal": "Terminal dan tokennya. / Terminals and their tokens.",
}
"""What each command is for, in the two languages, without importing it."""


class _Late(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        made = import_module(f"kiosk.cli.{cmd_name}").command
        assert isinstance(made, click.Command)  # noqa: S101
        return made

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Perintah / Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.command(cls=_Late, context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "KIOSK"})
@click.version_option(__version__, message="%(prog)s %(version)s")
def command() -> None:
    """Antrean, SOP, dan janji layanan di satu layar. / Queue, standards and promise on one screen."""
