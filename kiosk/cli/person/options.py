"""What the commands about staff share: the code, the rights, and a PIN drawn by lot or typed unseen."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click

from kiosk.cli.shared.secret import ask_secret
from kiosk.cli.shared.typed import STAFF_CODE
from kiosk.cli.shared.words import end
from kiosk.text.language import Language, tr
from kiosk.wire.access import RIGHTS

code_argument = click.argument("code", metavar="KODE", type=STAFF_CODE)
ask_option = click.option(
    "--ask", is_flag=True, help="Petugas mengetik PIN sendiri, tidak tampak. / The person types a PIN, unseen."
)
rights_option = click.option(
    "--right",
    "rights",
    metavar="HAK",
    type=click.Choice(RIGHTS),
    multiple=True,
    required=True,
    help="Hak, boleh beberapa kali / What they may do, several times if need be: serve (melayani), "
    "supervise (menyelia), approve (mengesahkan SOP).",
)


@contextmanager
def handed_over_pin(ask: bool, language: Language) -> Iterator[str]:
    """What is kept of a new PIN, for the block that has it kept; drawn by lot it is shown after, this once only."""
    from kiosk.codes.pin import hash_new_pin, new_pin, pin_fault

    if not ask:
        pin = new_pin()
        yield hash_new_pin(pin)
        click.echo(pin)
        text = tr("PIN ini tampil sekali saja; serahkan langsung kepada orangnya")
        click.echo(text[language], err=True)
        return
    again = tr("PIN sekali lagi")[language]
    pin = ask_secret("PIN", again)
    if wrong := pin_fault(pin):
        end(os.EX_USAGE, wrong, language)
    yield hash_new_pin(pin)
