"""`kiosk terminal add`: let a terminal in."""

import os
from pathlib import Path
from typing import Final

import click

from kiosk.cli.shared.admin import data_option, have_done
from kiosk.cli.shared.late import example
from kiosk.cli.shared.words import end, language_option
from kiosk.cli.terminal.code import enrol_option, give_code
from kiosk.cli.terminal.token import handed_over, token_file_option
from kiosk.text.language import Language, Text, tr
from kiosk.text.sanitize import sanitize
from kiosk.wire.access import ROLES, Role

_LONGEST_NAME: Final = 40


@example('kiosk terminal add "Loket 3" --role counter --counter 3 --enrol')
@click.command()
@click.argument("name", metavar="NAMA")
@click.option(
    "--role",
    metavar="PERAN",
    type=click.Choice(ROLES),
    required=True,
    help="Peran / Role: lobby (papan), counter (loket), ticket (mesin nomor), supervisor (penyelia), "
    "back-office (belakang loket).",
)
@click.option("--counter", metavar="LOKET", help="Nomor loket, untuk peran counter. / Number of its counter.")
@click.option(
    "--second",
    is_flag=True,
    help="Loket itu boleh punya lebih dari satu terminal. / The counter may have more than one terminal.",
)
@enrol_option
@token_file_option
@data_option
@language_option
def command(
    name: str,
    role: Role,
    counter: str | None,
    second: bool,
    enrol: bool,
    token_file: Path | None,
    data: Path | None,
    language: Language,
) -> None:
    """Daftarkan terminal; token atau kodenya tampil sekali. / Let a terminal in; its token or code is shown once."""
    from kiosk.codes.token import new_token
    from kiosk.endpoint.admin.terminals import AddTerminal, TerminalAdded
    from kiosk.schema.reader import read_strictly

    if wrong := _wrong(name, role, counter, second):
        end(os.EX_USAGE, wrong, language)
    if enrol:
        from kiosk.endpoint.admin.enrolment import NewEnrolment

        def asked(proof: str) -> NewEnrolment:
            return NewEnrolment(name, role, proof, counter, second)

        if give_code("enrolment-new", asked, token_file, data, language).unchecked:
            _warn_unchecked(counter, language)
        return
    token, digest = new_token()
    with handed_over(token, token_file, language):
        added = have_done(data, "terminal-add", AddTerminal(name, role, digest.hex(), counter, second), language)
    if read_strictly(TerminalAdded, added).unchecked:
        _warn_unchecked(counter, language)


def _warn_unchecked(counter: str | None, language: Language) -> None:
    text = tr("belum diketahui apakah ada loket {n}: endpoint belum pernah berjalan dengan folder data ini")
    click.echo(text.format(n=counter or "")[language], err=True)


def _wrong(name: str, role: Role, counter: str | None, second: bool) -> Text | None:
    if not name or name != sanitize(name, _LONGEST_NAME):
        text = tr("nama terminal: 1 sampai {n} karakter biasa")
        return text.format(n=_LONGEST_NAME)
    if role == "counter" and not (counter and counter.isascii() and counter.isdecimal() and counter[0] != "0"):
        return tr("peran counter butuh --counter NOMOR")
    if role != "counter" and counter is not None:
        return tr("--counter hanya untuk peran counter")
    if role != "counter" and second:
        return tr("--second hanya untuk peran counter")
    return None
