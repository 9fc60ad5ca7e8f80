"""Answers: problem documents (RFC 9457) of what is not done, JSON, and public documents with their ETag."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kiosk.endpoint.store.interface import StoreError
from kiosk.schema.dump import record_to_json
from kiosk.schema.errors import KioskError, ValidationError, ValidationFault
from kiosk.text.language import Text, counted, tr
from kiosk.visit.desk.guard import RuleViolation
from kiosk.wire.problem import MEDIA_TYPE, Problem, ProblemError, problem_type, rule_of

JSON: Final = "application/json"

CORS_HEADERS: Final = {"access-control-allow-origin": "*", "access-control-expose-headers": "date, etag"}
"""Headers of what a page of any origin may read: what hangs on the wall anyway (board, stream, catalogue). No page may
send anything but such a question: a token or a key would need a leave that is given nowhere."""

CLOSE_HEADERS: Final = {"connection": "close"}
"""The header of an answer after which nothing more is read from that connection."""

_MOST_FAULTS: Final = 100


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
    """Return what is answered to a request that *error* kept from being done; 500 when the program is at fault."""
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
    errors = (ProblemError(fault.pointer, fault.text, fault.hint) for fault in faults[:_MOST_FAULTS])
    return HttpProblem(400, "faulty-body", counted("isi permintaan salah: {n} kesalahan", len(faults)), errors=errors)


def not_found_problem(headers: Mapping[str, str] | None = None) -> HttpProblem:
    """Return the problem that there is nothing at that address."""
    return HttpProblem(404, "not-found", tr("alamat ini tidak ada"), headers=headers)


def internal_problem(cause: Exception) -> HttpProblem:
    """Return the problem that the program is at fault; *cause*, its `__cause__`, is for the log only."""
    detail = tr("program ini mengalami kesalahan; sebutkan nomor permintaan kepada petugas TI")
    failure = HttpProblem(500, "internal", detail)
    failure.__cause__ = cause
    return failure


def json_response(body: str, status: int = 200) -> Response:
    """Return an answer of JSON text that nobody may keep."""
    return Response(body, status, {"cache-control": "no-store"}, JSON)


def problem_response(body: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """Return the answer that says *body*."""
    return Response(record_to_json(body), body.status, {**(headers or {}), "cache-control": "no-store"}, MEDIA_TYPE)


class CachedResponse:
    """A document as it is sent; both answers are made once, however often it is asked for."""

    def __init__(self, etag: str, body: bytes) -> None:
        headers = {"etag": etag, "cache-control": "no-cache", **CORS_HEADERS}
        self.etag = etag
        self.body = body
        self._whole = Response(body, 200, headers, JSON)
        self._known = Response(status_code=304, headers=headers)

    def to(self, request: Request) -> Response:
        """The answer to *request*."""
        known = request.headers.get("if-none-match", "")
        has_it = known.strip() == "*" or self.etag in (tag.strip().removeprefix("W/") for tag in known.split(","))
        return self._known if has_it else self._whole
