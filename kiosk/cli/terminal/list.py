"""`kiosk terminal list`: all terminals there ever were."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli.shared.admin import data_option, have_done, print_table
from kiosk.cli.shared.words import language_option
from kiosk.text.language import Language, Text, short_date, tr

if TYPE_CHECKING:
    from kiosk.endpoint.admin.terminals import TerminalShown


@click.command()
@data_option
@language_option
def command(data: Path | None, language: Language) -> None:
    """Daftar semua terminal. / All terminals."""
    from kiosk.endpoint.admin.terminals import ListTerminals, TerminalsShown
    from kiosk.schema.reader import read_strictly

    shown = read_strictly(TerminalsShown, have_done(data, "terminal-list", ListTerminals(), language)).terminals
    print_table(
        [(t.name, t.role, t.counter or "-", short_date(t.created.date(), language), _word(t)[language]) for t in shown],
        tr("belum ada terminal"),
        data,
        language,
    )


def _word(terminal: "TerminalShown") -> Text:
    if terminal.revoked:
        return tr("dicabut", "terminal")
    if terminal.code_until:
        return tr("menunggu kiosk enrol")
    return tr("ganti token") if terminal.changing_until else Text("")
