"""Codes where they are made: shown once, for a terminal to be installed by `kiosk enrol`."""

import os
import secrets
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kiosk.cli.shared.admin import have_done
from kiosk.cli.shared.words import end
from kiosk.text.language import Language, tr
from kiosk.text.os_error_text import os_error_text

if TYPE_CHECKING:
    from kiosk.endpoint.admin.enrolment import Handle

enrol_option = click.option(
    "--enrol",
    is_flag=True,
    help="Buat kode sekali pakai untuk kiosk enrol di terminal. / Make a code for kiosk enrol at the terminal.",
)


def give_code(
    act: str,
    asked: Callable[[str], Any],
    token_file: Path | None,
    data: Path | None,
    language: Language,
    more: str = "",
) -> "Handle":
    """Show a code, and give what it goes by.

    *asked* makes, of the SHA-256 of its proof, what the act of that name asks for; *more* is what `kiosk enrol` is to
    be called with besides.
    """
    from kiosk.endpoint.admin.enrolment import LIFE, Handle
    from kiosk.endpoint.certificate import shown_address, shown_fingerprint
    from kiosk.endpoint.folder import default_folder
    from kiosk.schema.reader import read_strictly
    from kiosk.wire.enrolment import SECRETS, EnrolmentCode, derive_part_and_proof

    if token_file:
        text = tr("beri --enrol atau --token-file, jangan keduanya")
        end(os.EX_USAGE, text, language)
    folder = data or default_folder()
    try:
        fingerprint, address = shown_fingerprint(folder), shown_address(folder)
    except FileNotFoundError:
        text = tr("server belum pernah berjalan dengan TLS di {f}; jalankan dahulu: kiosk serve --tls")
        end(os.EX_CANTCREAT, text.format(f=folder), language)
    except OSError as error:
        text = tr("folder data {f} tidak dapat dipakai: {e}")
        end(os.EX_CANTCREAT, text.format(f=folder, e=os_error_text(error)), language)
    secret = secrets.randbelow(SECRETS)
    part, proof = derive_part_and_proof(secret, fingerprint)
    answer = have_done(data, act, asked(sha256(bytes.fromhex(proof)).hexdigest()), language)
    made = read_strictly(Handle, answer)
    click.echo(EnrolmentCode(made.handle, secret, part).written)
    text = tr("Berlaku {n} menit, sekali pakai. Di terminal: kiosk enrol {a}{m}")
    click.echo(text.format(n=LIFE.seconds // 60, a=address, m=more)[language], err=True)
    return made
