"""Why there is no answer, in plain words for whoever stands before the screen."""

import errno
import socket
import ssl
from collections.abc import Iterator
from typing import Final

from kiosk.language import Text

SILENT: Final = Text("Server tidak menjawab", "The server does not answer")
BROKEN_OFF: Final = Text("Sambungan ke server terputus", "The connection to the server broke off")
NO_SERVER: Final = Text("Server menolak sambungan", "The server refuses the connection")
NO_NETWORK: Final = Text("Tidak ada jaringan ke server", "There is no network to the server")
NO_NAME: Final = Text("Nama server tidak ditemukan", "The server's name is not found")
CLOCK_WRONG: Final = Text(
    "Sertifikat server di luar masa berlakunya - periksa jam perangkat",
    "The server's certificate is out of date - check this machine's clock",
)
NOT_TRUSTED: Final = Text(
    "Sertifikat server tidak dipercaya - pasang terminal dengan kiosk enrol",
    "The server's certificate is not trusted - install the terminal by kiosk enrol",
)
CHANGED: Final = Text(
    "Sertifikat server berganti - pasang ulang dengan kiosk enrol",
    "The server's certificate has changed - enrol again by kiosk enrol",
)
OTHER_NAME: Final = Text("Sertifikat server untuk alamat lain", "The server's certificate is for another address")
NO_TLS: Final = Text("Server di alamat itu tidak memakai TLS", "The server at that address does not speak TLS")
REDIRECTED: Final = Text(
    "Jawaban dialihkan ke alamat lain (portal jaringan?)", "The answer leads elsewhere (a network portal?)"
)
TOO_LARGE: Final = Text("Jawaban server terlalu besar", "The server's answer is too large")
PACKED: Final = Text("Jawaban server dimampatkan", "The server's answer is compressed")
NOT_JSON: Final = Text("Jawaban server tidak dapat dibaca", "The server's answer cannot be read")
NOT_A_STREAM: Final = Text("Server tidak mengirim pembaruan langsung", "The server sends no live updates")
NOT_A_BOARD: Final = Text("Jawaban server bukan papan antrean", "The server's answer is not a board")
TOKEN_REFUSED: Final = Text("Token perangkat ini ditolak server", "The server refuses this terminal's token")
NOT_THERE: Final = Text("Papan tidak ada di alamat itu", "There is no board at that address")
OTHER_HOST: Final = Text(
    "Nama server salah - pakai alamat IP, atau kiosk serve --name",
    "Not the server's name - use its IP address, or kiosk serve --name",
)
BUSY: Final = Text("Terlalu banyak permintaan ke server", "Too many requests to the server")
ANSWERED: Final = Text("Server menjawab dengan galat {s}", "The server answered with error {s}")


_STATUSES: Final = {401: TOKEN_REFUSED, 403: TOKEN_REFUSED, 404: NOT_THERE, 421: OTHER_HOST, 429: BUSY}

_VERIFY: Final = {9: CLOCK_WRONG, 10: CLOCK_WRONG, 62: OTHER_NAME, 64: OTHER_NAME}
"""OpenSSL's X509_V_ERR_...: not yet valid, expired, mismatch of host name, of IP address."""

_NO_TLS: Final = ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "UNEXPECTED_MESSAGE", "PACKET_LENGTH_TOO_LONG")
"""What OpenSSL says of an answer that is no TLS."""


LASTING: Final = frozenset((CLOCK_WRONG, NOT_TRUSTED, CHANGED, OTHER_NAME, NO_TLS, OTHER_HOST, TOKEN_REFUSED))
"""What no waiting mends: a screen says it to whoever can."""


class Trouble(Exception):
    """There is no usable answer; `text` says why in plain words."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en or text.id)


def status_trouble(status: int) -> Text | None:
    """What is wrong with an answer of that HTTP status; nothing where it is one to be read, or 304."""
    if 200 <= status < 300 or status == 304:
        return None
    if 300 <= status < 400:
        return REDIRECTED
    return _STATUSES.get(status) or ANSWERED.format(s=status)


def connection_trouble(error: BaseException, pinned: bool = False) -> Text:
    """What kept a connection from being made, told from the causes of *error*.

    *pinned*: one certificate alone was to be trusted. Another one is then never a mere lack of trust.
    """
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
