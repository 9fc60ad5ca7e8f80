"""The error of a feed, and the words in which a screen says why there is no answer."""

import errno
import logging
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from traceback import extract_tb
from typing import Final

from kiosk.schema.errors import KioskError
from kiosk.text.language import Text, tr

_LOG = logging.getLogger(__name__)

SILENT: Final = tr("Server tidak menjawab")
BROKEN_OFF: Final = tr("Sambungan ke server terputus")
NO_SERVER: Final = tr("Server menolak sambungan")
NO_NETWORK: Final = tr("Tidak ada jaringan ke server")
NO_NAME: Final = tr("Nama server tidak ditemukan")
CLOCK_WRONG: Final = tr("Sertifikat server di luar masa berlakunya - periksa jam perangkat")
NOT_TRUSTED: Final = tr("Sertifikat server tidak dipercaya - pasang terminal dengan kiosk enrol")
CHANGED: Final = tr("Sertifikat server berganti - pasang ulang dengan kiosk enrol")
OTHER_NAME: Final = tr("Sertifikat server untuk alamat lain")
NO_TLS: Final = tr("Server di alamat itu tidak memakai TLS")
REDIRECTED: Final = tr("Jawaban dialihkan ke alamat lain (portal jaringan?)")
TOO_LARGE: Final = tr("Jawaban server terlalu besar")
PACKED: Final = tr("Jawaban server dimampatkan")
NOT_JSON: Final = tr("Jawaban server tidak dapat dibaca")
NOT_A_STREAM: Final = tr("Server tidak mengirim pembaruan langsung")
NOT_A_BOARD: Final = tr("Jawaban server bukan papan antrean")
TOKEN_REFUSED: Final = tr("Token perangkat ini ditolak server")
NOT_THERE: Final = tr("Papan tidak ada di alamat itu")
OTHER_HOST: Final = tr("Nama server salah - pakai alamat IP, atau kiosk serve --name")
BUSY: Final = tr("Terlalu banyak permintaan ke server")
ANSWERED: Final = tr("Server menjawab dengan galat {s}")

_STATUSES: Final = {401: TOKEN_REFUSED, 403: TOKEN_REFUSED, 404: NOT_THERE, 421: OTHER_HOST, 429: BUSY}

_VERIFY: Final = {9: CLOCK_WRONG, 10: CLOCK_WRONG, 62: OTHER_NAME, 64: OTHER_NAME}
"""OpenSSL's X509_V_ERR_...: not yet valid, expired, mismatch of host name, of IP address."""

_NO_TLS: Final = ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "UNEXPECTED_MESSAGE", "PACKET_LENGTH_TOO_LONG")
"""OpenSSL's reasons for an answer that is not TLS."""

LASTING: Final = frozenset((CLOCK_WRONG, NOT_TRUSTED, CHANGED, OTHER_NAME, NO_TLS, OTHER_HOST, TOKEN_REFUSED))
"""Errors that do not pass by waiting: somebody has to act."""

NO_ANSWER: Final = frozenset(
    (SILENT, BROKEN_OFF, NO_SERVER, NO_NETWORK, NO_NAME, REDIRECTED, NOT_JSON, NOT_A_BOARD, NOT_THERE)
)
"""Errors of an address at which no endpoint answers."""


class FeedError(KioskError):
    """There is no usable answer of a server; `text` says why in plain words.

    Raised by what asks a server or reads its answers; caught by `follow` and `Sender`, which turn it into a state or an
    answer, by the cache, and by the commands that ask once.
    """

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en or text.id)


@contextmanager
def catch_unforeseen() -> Iterator[None]:
    """Turn every unforeseen exception into a logged `FeedError`: no answer, whatever it holds, ends a terminal."""
    try:
        yield
    except FeedError:
        raise
    except Exception as error:
        last = extract_tb(error.__traceback__)[-1]
        _log_unforeseen(type(error).__name__, Path(last.filename).name, last.lineno)
        raise FeedError(NOT_JSON) from error


@cache
def _log_unforeseen(kind: str, module: str, line: int | None) -> None:
    """Log the kind of an exception and where it arose, once each, without anything that a server sent."""
    _LOG.error("unforeseen %s in %s, line %s: taken for an answer that cannot be read", kind, module, line)


def status_error(status: int) -> Text | None:
    """Return what is wrong with an answer of that HTTP status; None for 2xx and 304."""
    if 200 <= status < 300 or status == 304:
        return None
    if 300 <= status < 400:
        return REDIRECTED
    return _STATUSES.get(status) or ANSWERED.format(s=status)


def connection_error(error: BaseException, pinned: bool = False) -> Text:
    """Return why a connection failed, by the causes of *error*; with *pinned*, one certificate alone is trusted."""
    for cause in _causes(error):
        if isinstance(cause, socket.gaierror):
            return NO_NAME
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _VERIFY.get(cause.verify_code, CHANGED if pinned else NOT_TRUSTED)
        if isinstance(cause, ssl.SSLError) and cause.reason in _NO_TLS:
            return NO_TLS
        if isinstance(cause, OSError) and cause.errno in (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN):
            return NO_NETWORK
    return NO_SERVER


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            yield from error.exceptions
        error = error.__cause__ or error.__context__
