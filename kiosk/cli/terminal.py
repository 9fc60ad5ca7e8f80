"""`kiosk terminal`: which terminals may talk to the endpoint, and their tokens. Works while the endpoint runs."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import click

from kiosk.cli.shared.admin import AdminFolder, unusable_folder, with_folder
from kiosk.cli.shared.groups import Group, example
from kiosk.cli.shared.output import end, write_new
from kiosk.codes.secret import new_token
from kiosk.endpoint.admin.terminals import (
    CODE_LIFETIME,
    AddTerminal,
    IssuedHandle,
    ListTerminals,
    NewEnrolment,
    RenewedEnrolment,
    RevokeTerminal,
    RotateTerminal,
    TerminalAdded,
    TerminalShown,
    TerminalsShown,
)
from kiosk.endpoint.http.certificate import served_fingerprint, served_url
from kiosk.schema.reader import read_strictly
from kiosk.text.language import Language, Text, short_date, tr
from kiosk.text.os_error_text import os_error_text
from kiosk.text.sanitize import sanitize
from kiosk.wire.access import ROLES, Role
from kiosk.wire.enrolment import SECRETS, EnrolmentCode, derive_part_and_proof

_LONGEST_NAME: Final = 40
_MOST_HOURS: Final = 24 * 14
enrol_option = click.option(
    "--enrol",
    is_flag=True,
    help="Buat kode sekali pakai untuk kiosk enrol di terminal. / Make a code for kiosk enrol at the terminal.",
)
token_file_option = click.option(
    "--token-file",
    metavar="BERKAS",
    type=click.Path(path_type=Path),
    help="Tulis token ke berkas baru. / Write it to a file.",
)


@click.group(cls=Group)
def command() -> None:
    """Terminal dan tokennya. / Terminals and their tokens."""


@example('kiosk terminal add "Loket 3" --role counter --counter 3 --enrol')
@command.command(
    "add", short_help="Daftarkan terminal; tokennya tampil sekali. / Let a terminal in; its token is shown once."
)
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
@with_folder
def add_terminal(
    name: str,
    role: Role,
    counter: str | None,
    second: bool,
    enrol: bool,
    token_file: Path | None,
    folder: AdminFolder,
) -> None:
    """Daftarkan terminal; token atau kodenya tampil sekali. / Let a terminal in; its token or code is shown once."""
    if wrong := _fault_of(name, role, counter, second):
        end(os.EX_USAGE, wrong, folder.language)
    if enrol:

        def asked(proof: str) -> NewEnrolment:
            return NewEnrolment(name, role, proof, counter, second)

        if _show_code("enrolment-new", asked, token_file, folder).unchecked:
            _warn_unchecked(counter, folder.language)
        return
    token, digest = new_token()
    with _stored_token(token, token_file, folder.language):
        added = folder.perform("terminal-add", AddTerminal(name, role, digest.hex(), counter, second))
    if read_strictly(TerminalAdded, added).unchecked:
        _warn_unchecked(counter, folder.language)


@command.command("list")
@with_folder
def list_terminals(folder: AdminFolder) -> None:
    """Daftar semua terminal. / All terminals."""
    shown = folder.ask("terminal-list", ListTerminals(), TerminalsShown).terminals
    folder.print_table(
        [
            (
                t.name,
                t.role,
                t.counter or "-",
                short_date(t.created.date(), folder.language),
                _state_of(t)[folder.language],
            )
            for t in shown
        ],
        tr("belum ada terminal"),
    )


@example('kiosk terminal revoke "Loket 3"')
@command.command("revoke", short_help="Cabut terminal, berlaku seketika. / Send a terminal away, at once.")
@click.argument("name", metavar="NAMA")
@with_folder
def revoke_terminal(name: str, folder: AdminFolder) -> None:
    """Cabut terminal: tokennya berakhir seketika. / Send a terminal away: its token ends at once."""
    folder.perform("terminal-revoke", RevokeTerminal(name))


@example('kiosk terminal rotate "Loket 3" --enrol')
@command.command("rotate", short_help="Ganti token terminal. / Give a terminal a new token.")
@click.argument("name", metavar="NAMA")
@click.option(
    "--keep",
    metavar="JAM",
    type=click.IntRange(0, _MOST_HOURS),
    default=24,
    show_default=True,
    help="Jam token lama paling lama berlaku; 0: berakhir sekarang. / Hours the old token lasts at most; 0: ends now.",
)
@enrol_option
@token_file_option
@with_folder
def rotate_token(name: str, keep: int, enrol: bool, token_file: Path | None, folder: AdminFolder) -> None:
    """Token baru; yang lama berakhir begitu yang baru dipakai. / A new token; the old ends when the new is used."""
    if enrol:
        asked = partial(RenewedEnrolment, name, keep=keep)
        _show_code("enrolment-renewed", asked, token_file, folder, " --force")
        return
    token, digest = new_token()
    with _stored_token(token, token_file, folder.language):
        folder.perform("terminal-rotate", RotateTerminal(name, digest.hex(), keep))


def _show_code(
    act: str, asked: Callable[[str], Any], token_file: Path | None, folder: AdminFolder, more: str = ""
) -> IssuedHandle:
    """Show a code for `kiosk enrol` and return its handle.

    *asked* makes the request of *act* from the SHA-256 of the code's proof; *more* is what `kiosk enrol` is to be
    called with besides.
    """
    if token_file:
        end(os.EX_USAGE, tr("beri --enrol atau --token-file, jangan keduanya"), folder.language)
    try:
        fingerprint, address = served_fingerprint(folder.path), served_url(folder.path)
    except FileNotFoundError:
        text = tr("server belum pernah berjalan dengan TLS di {f}; jalankan dahulu: kiosk serve --tls")
        end(os.EX_CANTCREAT, text.format(f=folder.path), folder.language)
    except OSError as error:
        end(os.EX_CANTCREAT, unusable_folder(folder.path, error), folder.language)
    secret = secrets.randbelow(SECRETS)
    part, proof = derive_part_and_proof(secret, fingerprint)
    made = folder.ask(act, asked(sha256(bytes.fromhex(proof)).hexdigest()), IssuedHandle)
    click.echo(EnrolmentCode(made.handle, secret, part).text)
    text = tr("Berlaku {n} menit, sekali pakai. Di terminal: kiosk enrol {a}{m}")
    click.echo(text.format(n=CODE_LIFETIME.seconds // 60, a=address, m=more)[folder.language], err=True)
    return made


@contextmanager
def _stored_token(token: str, file: Path | None, language: Language) -> Iterator[None]:
    """Keep *token* in *file* unless the block, which lets it in, fails; without a file show it after the block."""
    if file is None:
        yield
        click.echo(token)
        text = tr("Token ini tampil sekali saja; simpan dalam berkas yang hanya terbaca pemiliknya (chmod 600)")
        click.echo(text[language], err=True)
        return
    try:
        write_new(file, f"{token}\n", 0o600)
    except FileExistsError:
        end(os.EX_CANTCREAT, tr("berkas {f} sudah ada dan tidak ditimpa; sebut berkas lain").format(f=file), language)
    except OSError as error:
        text = tr("berkas token {f} tidak dapat dibuat: {e}")
        end(os.EX_CANTCREAT, text.format(f=file, e=os_error_text(error)), language)
    try:
        yield
    except BaseException:
        file.unlink()
        raise


def _warn_unchecked(counter: str | None, language: Language) -> None:
    text = tr("belum diketahui apakah ada loket {n}: endpoint belum pernah berjalan dengan folder data ini")
    click.echo(text.format(n=counter or "")[language], err=True)


def _fault_of(name: str, role: Role, counter: str | None, second: bool) -> Text | None:
    if not name or name != sanitize(name, _LONGEST_NAME):
        return tr("nama terminal: 1 sampai {n} karakter biasa").format(n=_LONGEST_NAME)
    if role == "counter" and not (counter and counter.isascii() and counter.isdecimal() and counter[0] != "0"):
        return tr("peran counter butuh --counter NOMOR")
    if role != "counter" and counter is not None:
        return tr("--counter hanya untuk peran counter")
    if role != "counter" and second:
        return tr("--second hanya untuk peran counter")
    return None


def _state_of(terminal: TerminalShown) -> Text:
    if terminal.revoked:
        return tr("dicabut", "terminal")
    if terminal.code_until:
        return tr("menunggu kiosk enrol")
    return tr("ganti token") if terminal.changing_until else Text("")
