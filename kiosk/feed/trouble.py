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
    "The server's certificate is out of its dates - check this machine's clock",
)
NOT_TRUSTED: Final = Text("Sertifikat server tidak dipercaya", "The server's certificate is not trusted")
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
ANSWERED: Final = Text("Server menjawab dengan galat {s}", "The server answered with error {s}")


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
    return {401: TOKEN_REFUSED, 403: TOKEN_REFUSED, 404: NOT_THERE}.get(status) or ANSWERED.format(s=status)


def connection_trouble(error: BaseException) -> Text:
    """What kept a connection from being made, told from the causes of *error*."""
    for cause in _causes(error):
        if isinstance(cause, socket.gaierror):
            return NO_NAME
        if isinstance(cause, ssl.SSLCertVerificationError):
            return CLOCK_WRONG if cause.verify_code in (9, 10) else NOT_TRUSTED
        if isinstance(cause, OSError) and cause.errno in (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN):
            return NO_NETWORK
    return NO_SERVER


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            yield from error.exceptions
        error = error.__cause__ or error.__context__
