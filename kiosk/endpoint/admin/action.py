"""Acts of administration: a record of what is asked, and a function over the store and the state of the day.

An act runs in the transaction of whoever holds the data folder: the writer of a running endpoint, else the command
line. It raises `RuleViolation` before it writes anything.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from attrs import field, frozen

from kiosk.endpoint.store.interface import Store
from kiosk.schema.reader import read_strictly
from kiosk.time.instant import Instant
from kiosk.visit.desk.decision import HOUSE, By
from kiosk.visit.event.envelope import Body
from kiosk.visit.state import State

T = TypeVar("T")


@frozen
class ActionContext:
    store: Store
    state: State
    now: Instant


@frozen
class ActionResult:
    """What an act leaves behind besides what it wrote."""

    answer: Any = field(factory=dict)
    """A record; an empty dictionary if there is nothing to say."""
    bodies: tuple[Body, ...] = ()
    """The events to append."""
    by: By = HOUSE


@frozen
class AdminAction(Generic[T]):
    asks: type[T]
    do: Callable[[ActionContext, T], ActionResult]


@frozen
class AdminRequest:
    act: AdminAction[Any]
    asked: Any


def admin_request(act: AdminAction[Any], asked: object) -> AdminRequest:
    """Return the request described by plain data; raise `ValidationError` with all that is wrong with *asked*."""
    return AdminRequest(act, read_strictly(act.asks, asked))
