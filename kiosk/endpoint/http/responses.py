"""Responses: problem documents (RFC 9457), JSON, and public documents with an ETag."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kiosk.endpoint.store.interface import StoreError
from kiosk.schema.errors import KioskError, ValidationError, ValidationFault
from kiosk.text.language import Text, counted, tr
from kiosk.visit.desk.guard import RuleViolation
from kiosk.wire.problem import Problem, ProblemError, problem_type, rule_of

JSON: Final = "application/json"

CORS_HEADERS: Final = {"access-control-allow-origin": "*", "access-control-expose-headers": "date, etag"}
"""Headers of what a page of any origin may read: what hangs on the wall anyway (board, stream, catalogue). A page
cannot send a token or a key, which would need a preflight that is never granted."""

CLOSE_HEADERS: Final = {"connection": "close"}
"""Nothing more is read from the connection after such an answer."""


class HttpProblem(KioskError):
    """What was asked is not done: the answer is `problem` (RFC 9457), with `headers`.

    Raised by whatever answers a request, over HTTP or the socket of administration, and by the writer; caught by
    `ErrorMiddleware`, by the socket, and by the commands of administration.
    """

    def __init__(
        self,
        status: int,
        rule: str,
        detail: Text,
        hint: Text | None = None,
        headers: Mapping[str, str] | None = None,
        errors: Iterable[ProblemError] = (),
    ) -> None:
        title = rule.replace("-", " ").capitalize()
        self.problem = Problem(problem_type(rule), title, status, detail, hint, errors=tuple(errors))
        self.headers = dict(headers or {})
        super().__init__(self.problem.type)

    @classmethod
    def of(cls, problem: Problem) -> "HttpProblem":
        """Return the exception of a problem that was stored, or that came from another process."""
        return cls(problem.status, rule_of(problem), problem.detail, problem.hint, errors=problem.errors)

    @property
    def status(self) -> int:
        return self.problem.status


def http_problem_of(error: Exception) -> HttpProblem:
    """Return the problem of what *error* kept from being done; 500 if the program is at fault."""
    match error:
        case HttpProblem():
            return error
        case RuleViolation():
            return HttpProblem(error.status, error.rule, error.text, error.hint)
        case StoreError():
            return HttpProblem(error.status, error.rule, error.text)
        case ValidationError():
            return faulty_body_problem(error.faults)
        case HTTPException(status_code=404):
            return not_found_problem(error.headers)
        case HTTPException():
            text = tr("cara ini tidak berlaku untuk alamat ini")
            return HttpProblem(error.status_code, "wrong-method", text, headers=error.headers)
    return internal_problem(error)


def faulty_body_problem(faults: Sequence[ValidationFault]) -> HttpProblem:
    """Return the problem of a body with *faults*, the first hundred of them named."""
    errors = (ProblemError(fault.pointer, fault.text, fault.hint) for fault in faults[:100])
    return HttpProblem(400, "faulty-body", counted("isi permintaan salah: {n} kesalahan", len(faults)), errors=errors)


def not_found_problem(headers: Mapping[str, str] | None = None) -> HttpProblem:
    return HttpProblem(404, "not-found", tr("alamat ini tidak ada"), headers=headers)


def internal_problem(cause: Exception) -> HttpProblem:
    """Return the problem that the program is at fault; *cause* becomes its `__cause__`, and is for the log only."""
    detail = tr("program ini mengalami kesalahan; sebutkan nomor permintaan kepada petugas TI")
    failure = HttpProblem(500, "internal", detail)
    failure.__cause__ = cause
    return failure


def json_response(body: str, status: int = 200) -> Response:
    """Return an answer of JSON text that is not to be cached."""
    return Response(body, status, {"cache-control": "no-store"}, JSON)


class CachedResponse:
    """A public document; both answers, whole and 304, are made once."""

    def __init__(self, etag: str, body: bytes) -> None:
        headers = {"etag": etag, "cache-control": "no-cache", **CORS_HEADERS}
        self.etag = etag
        self.body = body
        self._whole = Response(body, 200, headers, JSON)
        self._known = Response(status_code=304, headers=headers)

    def to(self, request: Request) -> Response:
        known = request.headers.get("if-none-match", "")
        has_it = known.strip() == "*" or self.etag in (tag.strip().removeprefix("W/") for tag in known.split(","))
        return self._known if has_it else self._whole
