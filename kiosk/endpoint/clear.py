"""No token crosses the office in clear: one that does all the same is refused, whoever it belongs to."""

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from kiosk.address import is_loopback
from kiosk.endpoint.frame import answer_problem
from kiosk.endpoint.problems import problem
from kiosk.language import tr


class NoTokensInClear:
    """Around an application: whoever brings a token over plain HTTP, and not from this machine, is told to use TLS.

    What needs no token, the board, is answered over plain HTTP as well.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request, or hand it on."""
        if scope["type"] == "http" and scope["scheme"] == "http" and _brings_token(scope) and not _is_near(scope):
            await answer_problem(Request(scope), _REFUSED)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


_REFUSED = problem(
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
