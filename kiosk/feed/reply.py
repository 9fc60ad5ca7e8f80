"""What comes back over HTTP, and the records that are read from it."""

import json
import logging
from collections.abc import AsyncGenerator
from datetime import datetime
from typing import Any, Final, NoReturn, TypeVar

from attrs import frozen

from kiosk.feed.errors import NOT_JSON, FeedError
from kiosk.schema.errors import ValidationError, ValidationFault
from kiosk.schema.reader import read_leniently
from kiosk.text.language import Text


@frozen
class Reply:
    """A whole answer. Its body is JSON by its content type, and of a limited length."""

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
    """One server-sent event."""

    event: str
    data: str
    id: str


@frozen
class EventStream:
    """An open stream of messages; None among them is a sign of life without one (a comment)."""

    date: datetime | None
    messages: AsyncGenerator[ServerEvent | None, None]


T = TypeVar("T")

_LOG = logging.getLogger(__name__)

_MOST_LOGGED: Final = 200
"""Different faults logged of one server; a hostile one could otherwise fill the log."""


class DocumentReader:
    """Reads records from what one server sends; what is wrong in them is skipped and logged once, not at every poll."""

    def __init__(self) -> None:
        self._logged: set[str] = set()

    def read(self, kind: type[T], data: bytes | str, what: Text) -> T:
        """Make a *kind* of JSON.

        Raises:
            FeedError: when it is no JSON or lacks what is required; its text is then *what*.
        """
        return self.made(kind, parse_json(data), what)

    def made(self, kind: type[T], data: Any, what: Text) -> T:
        """Make a *kind* of what JSON said.

        Raises:
            FeedError: when it lacks what is required; its text is then *what*.
        """
        try:
            record, skipped = read_leniently(kind, data)
        except ValidationError as error:
            self._note(kind.__name__, error.faults)
            raise FeedError(what) from None
        self._note(kind.__name__, skipped)
        return record

    def note(self, words: str) -> None:
        """Log *words*, once."""
        if words not in self._logged and len(self._logged) < _MOST_LOGGED:
            self._logged.add(words)
            _LOG.warning("%s", words)

    def _note(self, name: str, faults: tuple[ValidationFault, ...]) -> None:
        for fault in faults:
            self.note(f"{name.lower()}: {fault.dotted}: {fault.text['en']}")


def parse_json(data: bytes | str) -> Any:
    """The value that JSON says.

    Raises:
        FeedError: when it is no JSON, too deep, or says NaN or Infinity, which JSON has not.
    """
    try:
        return json.loads(data, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise FeedError(NOT_JSON) from None


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)
