"""The options by which a terminal's command knows its server, and the source that they make."""

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kiosk.cli.shared.words import end
from kiosk.text.language import Language, Text, tr, with_hint

if TYPE_CHECKING:
    from kiosk.feed.source import Source


ENROL: Final = tr("pasang terminal ini dengan: kiosk enrol ALAMAT")

endpoint_option = click.option(
    "--endpoint", metavar="ALAMAT", envvar="KIOSK_ENDPOINT", help="Alamat endpoint. / Address of the endpoint."
)
token_option = click.option(
    "--token-file",
    metavar="BERKAS",
    envvar="KIOSK_TOKEN_FILE",
    type=click.Path(path_type=Path),
    help="Berkas token, hanya terbaca pemiliknya. / File of the token, readable by its owner only.",
)
plain_token_option = click.option(
    "--allow-tokens-over-plain-http",
    is_flag=True,
    help="Izinkan token lewat jaringan tanpa sandi. / Let the token cross the network in clear.",
)
certificate_option = click.option(
    "--certificate",
    metavar="BERKAS",
    envvar="KIOSK_CERTIFICATE",
    type=click.Path(path_type=Path),
    help="Satu-satunya sertifikat yang dipercaya (PEM). / The only certificate that is trusted (PEM).",
)


def source_for(
    endpoint: str | None,
    token_file: Path | None,
    certificate: Path | None,
    language: Language,
    *,
    plain_token: bool = False,
) -> "Source":
    """The source at *endpoint*; where that cannot be, the program ends and says why."""
    from kiosk.config.credential import read_certificate, read_token
    from kiosk.feed.source import source_of
    from kiosk.schema.errors import InvalidValue

    logging.getLogger("kiosk").addHandler(logging.NullHandler())  # whoever keeps no log is told by the command alone
    if endpoint is None:
        text = tr("alamat server belum ada; beri --endpoint, atau {e}")
        end(os.EX_USAGE, text.format(e=ENROL), language)
    code = os.EX_CONFIG
    try:
        token = read_token(token_file) if token_file else None
        pem = read_certificate(certificate) if certificate else None
        code = os.EX_USAGE
        return source_of(endpoint, token, plain_token, pem)
    except InvalidValue as wrong:
        end(code, with_hint(wrong.text, wrong.hint), language)


def token_needed(token_file: Path | None, language: Language) -> Path:
    """The file of the token; where there is none, the program ends and says how to come by one."""
    if token_file is None:
        text = tr("token belum ada; beri --token-file, atau {e}")
        end(os.EX_USAGE, text.format(e=ENROL), language)
    return token_file


def unanswered(trouble: Text, url: str) -> Text:
    """What went wrong; where it is no answer of the endpoint's own, at which address, and what to look into."""
    from kiosk.feed.errors import LASTING, NO_ANSWER

    if trouble in NO_ANSWER:
        text = tr("{u}: {t}; periksa alamat itu, jaringan, dan apakah kiosk serve berjalan di sana")
        return text.format(u=url, t=trouble)
    return Text("{u}: {t}").format(u=url, t=trouble) if trouble in LASTING else trouble
