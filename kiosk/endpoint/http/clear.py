"""No token crosses the office in clear: one that does all the same is refused, whoever it belongs to."""

from starlette.types import Scope

from kiosk.config.address import is_loopback
from kiosk.endpoint.http.problems import HttpProblem
from kiosk.text.language import tr


def no_token_in_clear(scope: Scope) -> None:
    """Tell whoever brings a token over plain HTTP, and not from this machine, to use TLS.

    What needs no token, the board, is answered over plain HTTP as well.

    Raises:
        HttpProblem: 403.
    """
    if scope["scheme"] == "http" and _brings_token(scope) and not _is_near(scope):
        raise HttpProblem(
            403,
            "token-in-clear",
            tr("token ini lewat jaringan tanpa sandi dan dapat dibaca siapa saja; permintaan ditolak"),
            tr("jalankan kiosk serve --tls, pasang ulang terminal dengan kiosk enrol, dan cabut token ini"),
        )


def _brings_token(scope: Scope) -> bool:
    return any(name == b"authorization" for name, _ in scope["headers"])


def _is_near(scope: Scope) -> bool:
    client = scope.get("client")
    return client is not None and is_loopback(client[0])
