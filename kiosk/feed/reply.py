"""What comes back over HTTP, and the records that are read from it."""

from collections.abc import AsyncGenerator
from datetime import datetime

from attrs import frozen


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
class Message:
    """One server-sent event."""

    event: str
    data: str
    id: str


@frozen
class Stream:
    """An open stream of messages; None among them is a sign of life without one (a comment)."""

    date: datetime | None
    messages: AsyncGenerator[Message | None, None]
