"""What is answered when something is not done: RFC 9457, with the rule, plain words, and the request's id."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from kiosk.endpoint.store.base import StoreError
from kiosk.schema.dump import record_to_json
from kiosk.schema.errors import KioskError, ValidationError, ValidationFault
from kiosk.text.language import Text, counted, tr
from kiosk.visit.desk.guard import RuleViolation
from kiosk.wire.problem import MEDIA_TYPE, Problem, ProblemError, problem_type, rule_of

CLOSE: Final = {"connection": "close"}
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
            return faulty_body(error.faults)
        case HTTPException(status_code=404):
            return not_found(error.headers)
        case HTTPException():
            text = tr("cara ini tidak berlaku untuk alamat ini")
            return HttpProblem(error.status_code, "wrong-method", text, headers=error.headers)
    return internal(error)


def faulty_body(faults: Sequence[ValidationFault]) -> HttpProblem:
    """Return the problem of a body with *faults*, the first hundred of them named."""
    errors = (ProblemError(fault.pointer, fault.text, fault.hint) for fault in faults[:_MOST_FAULTS])
    return HttpProblem(400, "faulty-body", counted("isi permintaan salah: {n} kesalahan", len(faults)), errors=errors)


def not_found(headers: Mapping[str, str] | None = None) -> HttpProblem:
    """Return the problem that there is nothing at that address."""
    return HttpProblem(404, "not-found", tr("alamat ini tidak ada"), headers=headers)


def internal(cause: Exception) -> HttpProblem:
    """Return the problem that the program is at fault; *cause*, its `__cause__`, is for the log only."""
    detail = tr("program ini mengalami kesalahan; sebutkan nomor permintaan kepada petugas TI")
    failure = HttpProblem(500, "internal", detail)
    failure.__cause__ = cause
    return failure


def problem_response(body: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """Return the answer that says *body*."""
    return Response(record_to_json(body), body.status, {**(headers or {}), "cache-control": "no-store"}, MEDIA_TYPE)
