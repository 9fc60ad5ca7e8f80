"""An operation: what may be asked at one address, who does it, and everything that may be answered.

Routes and `openapi.json` are made of these, so that nothing can be asked that is not described.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, Literal

from attrs import field, frozen
from starlette.routing import Route

JSON: Final = "application/json"

ALWAYS: Final = (400, 403, 408, 414, 421, 429, 431, 500, 501, 503, 505)
"""Refusals that any request may get before anybody looks at what it asks for, and the program's own failure."""

COMMANDED: Final = (401, 404, 409, 413, 415, 422, 507)
"""Refusals that a command may get besides."""

ANY_PAGE: Final = {"access-control-allow-origin": "*", "access-control-expose-headers": "date, etag"}
"""Headers of what a page of any origin may read: what hangs on the wall anyway (board, stream, catalogue). No page may
send anything but such a question: a token or a key would need a leave that is given nowhere."""


@frozen
class Content:
    """What an answer holds: a record of *kind*, or text of another *media* type."""

    kind: Any = str
    media: str = JSON
    tagged: bool = False
    """It has an `ETag`, and whoever has it already is answered 304."""


@frozen
class Operation:
    """One of them."""

    method: Literal["GET", "POST", "PUT"]
    path: str
    act: Callable[..., Any]
    """Its docstring says what it does."""
    answers: Mapping[int, tuple[Content, ...]]
    """By status: what there is to choose from; nothing where there is no body."""
    refusals: tuple[int, ...] = ()
    """Statuses of problem documents, besides those that any request may get."""
    asks: Mapping[str, str] = field(factory=dict)
    """What may be asked in the query, and what it means."""
    takes: Any = None
    """The record that its body is, or records by the word in `do` that tells them apart."""
    who: Literal["anybody", "either", "terminal"] = "anybody"
    """Who may ask: a terminal brings its token, which `either` sees more with."""

    def route(self) -> Route:
        """How Starlette finds it."""
        return Route(self.path, self.act, methods=[self.method])


def gives(kind: Any, *, tagged: bool = False, status: int = 200) -> dict[int, tuple[Content, ...]]:
    """Answers of an operation that gives a record of *kind* as JSON."""
    known: dict[int, tuple[Content, ...]] = {304: ()} if tagged else {}
    return {status: (Content(kind, tagged=tagged),), **known}
