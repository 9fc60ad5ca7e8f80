"""PINs, drawn by lot or typed unseen; `kiosk pin` makes a file with the hash of a maintenance PIN."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from kiosk.cli.shared.groups import example
from kiosk.cli.shared.options import language_option
from kiosk.cli.shared.output import end, write_new
from kiosk.codes.secret import hash_new_pin, new_pin, pin_fault
from kiosk.text.language import Language, tr
from kiosk.text.os_error_text import os_error_text

ask_option = click.option(
    "--ask", is_flag=True, help="Petugas mengetik PIN sendiri, tidak tampak. / The person types a PIN, unseen."
)


@example("kiosk pin /etc/kiosk.pin")
@click.command()
@click.argument("file", metavar="BERKAS", type=click.Path(path_type=Path))
@ask_option
@language_option
def command(file: Path, ask: bool, language: Language) -> None:
    """Buat PIN perawatan dalam berkas baru. / Make a maintenance PIN in a new file.

    Ctrl+Q lalu PIN itu mengakhiri layar yang dijalankan dengan --pin-file. / Ctrl+Q and that PIN end a screen that was
    started with --pin-file.
    """
    with new_pin_hash(ask, language) as kept:
        try:
            write_new(file, f"{kept}\n", 0o600)
        except OSError as error:
            text = tr("berkas PIN {f} tidak dapat dibuat: {e}")
            end(os.EX_CANTCREAT, text.format(f=file, e=os_error_text(error)), language)


@contextmanager
def new_pin_hash(ask: bool, language: Language) -> Iterator[str]:
    """The hash of a new PIN, for the block to keep; a PIN drawn by lot is shown after the block, this once only."""
    if not ask:
        pin = new_pin()
        yield hash_new_pin(pin)
        click.echo(pin)
        click.echo(tr("PIN ini tampil sekali saja; serahkan langsung kepada orangnya")[language], err=True)
        return
    pin = ask_secret("PIN", tr("PIN sekali lagi")[language])
    if wrong := pin_fault(pin):
        end(os.EX_USAGE, wrong, language)
    yield hash_new_pin(pin)


def ask_secret(prompt: str, again: str | None = None) -> str:
    """Ask for a secret, unseen where somebody types it, else as a line of standard input; with *again* ask twice."""
    if sys.stdin.isatty() or _terminal_at_hand():
        return str(click.prompt(prompt, hide_input=True, confirmation_prompt=again or False, err=True))
    given = [_line(words) for words in (prompt, again) if words]
    if len(set(given)) > 1:
        raise click.UsageError("kedua isian tidak sama / the two do not match")
    return given[0]


def _terminal_at_hand() -> bool:
    """Whether there is somebody to ask, though standard input comes from elsewhere."""
    try:
        with Path("/dev/tty").open("r+b", buffering=0):
            return True
    except OSError:
        return False


def _line(prompt: str) -> str:
    click.echo(f"{prompt}: ", nl=False, err=True)
    line = sys.stdin.readline()
    click.echo(err=True)
    if not line:
        raise click.Abort
    return line.rstrip("\r\n")
