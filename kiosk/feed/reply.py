"""Answers over HTTP and events of a stream, and the records that are read from them."""

import json
import logging
from collections.abc import AsyncGenerator
from datetime import datetime
from typing import Any, NoReturn, TypeVar

from attrs import frozen

from kiosk.feed.errors import NOT_JSON, FeedError, status_error
from kiosk.schema.errors import ValidationError, ValidationFault
from kiosk.schema.reader import read_leniently
from kiosk.text.language import Text, with_hint
from kiosk.wire.problem import Problem


@frozen
class Reply:
    """A whole answer. Its body is JSON by its content type and limited in length."""

    status: int
    body: bytes = b""
    etag: str | None = None
    date: datetime | None = None
    """The server's clock, to the second."""
    modified: datetime | None = None
    problem: bool = False
    """The body is `application/problem+json`."""


@frozen
class ServerEvent:
    event: str
    data: str
    id: str


@frozen
class EventStream:
    """An open stream; None among its messages is a sign of life without one (a comment)."""

    date: datetime | None
    messages: AsyncGenerator[ServerEvent | None, None]


T = TypeVar("T")

_LOG = logging.getLogger(__name__)


class DocumentReader:
    """Reads records from the answers of one server. Faults in them are skipped and logged once, not at every poll.

    Its methods raise `FeedError` with the given text when data are no JSON or lack what is required.
    """

    def __init__(self) -> None:
        self._logged: set[str] = set()

    def read(self, kind: type[T], data: bytes | str, what: Text) -> T:
        return self.make(kind, parse_json(data), what)

    def make(self, kind: type[T], data: Any, what: Text) -> T:
        try:
            record, skipped = read_leniently(kind, data)
        except ValidationError as error:
            self._log_faults(kind.__name__, error.faults)
            raise FeedError(what) from None
        self._log_faults(kind.__name__, skipped)
        return record

    def log_once(self, words: str) -> None:
        if words not in self._logged and len(self._logged) < 200:  # a hostile server could fill the log
            self._logged.add(words)
            _LOG.warning("%s", words)

    def _log_faults(self, name: str, faults: tuple[ValidationFault, ...]) -> None:
        for fault in faults:
            self.log_once(f"{name.lower()}: {fault.dotted}: {fault.text['en']}")


def accepted_body(reply: Reply) -> bytes:
    """Return the body of *reply*, or raise a refusal in the endpoint's own words."""
    if reply.problem:
        problem = DocumentReader().read(Problem, reply.body, NOT_JSON)
        raise FeedError(with_hint(problem.detail, problem.hint))
    if wrong := status_error(reply.status):
        raise FeedError(wrong)
    return reply.body


def parse_json(data: bytes | str) -> Any:
    """Return the value of a JSON text, or raise `FeedError`: also for NaN or Infinity, which JSON lacks."""
    try:
        return json.loads(data, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise FeedError(NOT_JSON) from None


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)
