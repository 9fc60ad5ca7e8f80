"""What is answered when something is not done: RFC 9457, with the rule, plain words, and the request's id."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from starlette.responses import Response

from kiosk.endpoint.store.base import StoreFault
from kiosk.language import Text, counted, tr
from kiosk.structure.fault import Fault
from kiosk.visit.desk.refusal import Refusal
from kiosk.wire.encode import encoded
from kiosk.wire.problem import MEDIA_TYPE, Problem, ProblemError, problem_type

CLOSE: Final = {"connection": "close"}
"""The header of an answer after which nothing more is read from that connection."""

_MOST_FAULTS: Final = 100


class Rejection(Exception):
    """The request is not done; the answer is `problem` with `headers`."""

    def __init__(self, problem: Problem, headers: Mapping[str, str] | None = None) -> None:
        self.problem = problem
        self.headers = dict(headers or {})
        super().__init__(problem.type)


def problem(
    status: int, rule: str, detail: Text, hint: Text | None = None, errors: Iterable[ProblemError] = ()
) -> Problem:
    """The problem that *rule* gives."""
    title = rule.replace("-", " ").capitalize()
    return Problem(problem_type(rule), title, status, detail, hint, errors=tuple(errors))


def rejection(
    status: int, rule: str, detail: Text, hint: Text | None = None, headers: Mapping[str, str] | None = None
) -> Rejection:
    """The request is not done because of *rule*."""
    return Rejection(problem(status, rule, detail, hint), headers)


def against(error: Refusal | StoreFault) -> Problem:
    """What the rules of the office, or its store, have against it."""
    return problem(error.status, error.rule, error.text, error.hint if isinstance(error, Refusal) else None)


def faulty_body(faults: Sequence[Fault]) -> Rejection:
    """The body has *faults*, all of them named, unless they are more than anybody would read."""
    errors = (ProblemError(fault.pointer, fault.text, fault.hint) for fault in faults[:_MOST_FAULTS])
    detail = counted("isi permintaan salah: {n} kesalahan", len(faults))
    return Rejection(problem(400, "faulty-body", detail, errors=errors))


def no_such_thing() -> Problem:
    """Nothing is at that address."""
    return problem(404, "not-found", tr("alamat ini tidak ada"))


def internal() -> Problem:
    """The program is at fault; what happened is in its log, under the request's id."""
    detail = tr("program ini mengalami kesalahan; sebutkan nomor permintaan kepada petugas TI")
    return problem(500, "internal", detail)


def problem_response(body: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """The answer that says *body*."""
    return Response(encoded(body), body.status, {**(headers or {}), "cache-control": "no-store"}, MEDIA_TYPE)
