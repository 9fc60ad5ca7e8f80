"""`kiosk terminal`: which terminals may talk to the endpoint, and their tokens. Works while the endpoint runs."""

import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import click

from kiosk.language import LANGUAGES, Language, Text, short_date
from kiosk.text import safe

if TYPE_CHECKING:
    from kiosk.endpoint.store.base import Role
    from kiosk.endpoint.store.sqlite import SqliteStore

_ROLES: Final = ("lobby", "counter", "ticket", "supervisor", "back-office")
_USAGE: Final = 64
"""EX_USAGE of sysexits.h; the other is EX_CANTCREAT."""
_NO_DATA: Final = 73

_LONGEST_NAME: Final = 40
_WIDTHS: Final = (24, 10, 3, 15, 8)

_data = click.option("--data", type=click.Path(path_type=Path), help="Folder data. / Folder of the data.")
_language = click.option(
    "--language", type=click.Choice(LANGUAGES), default="id", envvar="KIOSK_LANGUAGE", show_default=True
)


@click.group()
def command() -> None:
    """Terminal dan tokennya. / Terminals and their tokens."""


@command.command()
@click.argument("name")
@click.option("--role", type=click.Choice(_ROLES), required=True, help="Peran. / Role.")
@click.option("--counter", help="Nomor loket, untuk peran counter. / Number of its counter.")
@click.option("--token-file", type=click.Path(path_type=Path), help="Tulis token ke berkas baru. / Write it to a file.")
@_data
@_language
def add(
    name: str, role: "Role", counter: str | None, token_file: Path | None, data: Path | None, language: Language
) -> None:
    """Daftarkan terminal; tokennya tampil sekali ini saja. / Enrol a terminal; its token is shown this once only."""
    from kiosk.clock import SystemClock
    from kiosk.endpoint.access import new_terminal
    from kiosk.endpoint.store.base import NameTaken

    if wrong := _wrong(name, role, counter):
        _end(_USAGE, wrong, language)
    terminal, token = new_terminal(name, role, counter, SystemClock().now())
    with _open(data, language) as store:
        try:
            with store.transaction():
                store.add_terminal(terminal)
                if token_file:
                    _write_new(token_file, token)
        except NameTaken:
            text = Text("terminal {n!r} sudah ada", "there is a terminal {n!r} already")
            _end(_NO_DATA, text.format(n=name), language)
        except OSError as error:
            text = Text("berkas token {f} tidak dapat dibuat: {e}", "the token file {f} cannot be made: {e}")
            _end(_NO_DATA, text.format(f=token_file, e=os.strerror(error.errno or 0)), language)
    if not token_file:
        click.echo(token)


@command.command(name="list")
@_data
@_language
def list_all(data: Path | None, language: Language) -> None:
    """Daftar semua terminal. / All terminals."""
    with _open(data, language) as store:
        for terminal in store.terminals():
            since = short_date(terminal.created.date(), language)
            revoked = Text("dicabut", "revoked")[language] if terminal.revoked else ""
            words = (terminal.name, terminal.role, terminal.counter or "-", since, revoked)
            click.echo("  ".join(word.ljust(width) for word, width in zip(words, _WIDTHS, strict=True)).rstrip())


def _wrong(name: str, role: "Role", counter: str | None) -> Text | None:
    if not name or name != safe(name, _LONGEST_NAME):
        text = Text(
            "nama terminal: 1 sampai {n} karakter biasa", "the name of a terminal has 1 to {n} ordinary characters"
        )
        return text.format(n=_LONGEST_NAME)
    if role == "counter" and not (counter and counter.isascii() and counter.isdecimal() and counter[0] != "0"):
        return Text("peran counter butuh --counter NOMOR", "the role counter needs --counter NUMBER")
    if role != "counter" and counter is not None:
        return Text("--counter hanya untuk peran counter", "--counter is for the role counter only")
    return None


@contextmanager
def _open(data: Path | None, language: Language) -> "Iterator[SqliteStore]":
    from kiosk.endpoint.folder import default_folder
    from kiosk.endpoint.store.base import StoreFault
    from kiosk.endpoint.store.sqlite import SqliteStore

    folder = data or default_folder()
    try:
        with closing(SqliteStore(folder)) as store:
            yield store
    except StoreFault as fault:
        _end(_NO_DATA, Text("{f}: {t}", "{f}: {t}").format(f=folder, t=fault.text), language)


def _write_new(file: Path, token: str) -> None:
    """Write a file that only its owner may read; one that is there is never written over."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as made:
        made.write(token + "\n")


def _end(code: int, text: Text, language: Language) -> NoReturn:
    click.echo(f"kiosk terminal: {text[language]}", err=True)
    sys.exit(code)
