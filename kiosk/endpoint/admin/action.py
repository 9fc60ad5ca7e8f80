"""An act of administration: a name, what it asks for, and a function over the store and the state of the day.

It is done inside the transaction of whoever holds the data folder: the writer of a running endpoint, else the command
line itself. What it refuses it refuses before it writes anything.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from attrs import field, frozen

from kiosk.endpoint.engine.state import EngineState
from kiosk.endpoint.store.interface import Store
from kiosk.schema.reader import read_strictly
from kiosk.time.instant import Instant
from kiosk.visit.desk.desk import HOUSE, By, stamp
from kiosk.visit.event.event import Body, Event
from kiosk.visit.state import State

T = TypeVar("T")


@frozen
class ActionContext:
    """What an act finds."""

    store: Store
    state: State
    now: Instant


@frozen
class ActionResult:
    """What an act leaves behind, besides what it wrote."""

    answer: Any = field(factory=dict)
    """A record for whoever asked; an empty dictionary where there is nothing to say."""
    bodies: tuple[Body, ...] = ()
    """What has happened by it."""
    by: By = HOUSE


@frozen
class AdminAction(Generic[T]):
    """What may be asked for."""

    asks: type[T]
    do: Callable[[ActionContext, T], ActionResult]
    """May raise `Refusal`."""


@frozen
class AdminRequest:
    """An act that is to be done, with what is asked of it."""

    act: AdminAction[Any]
    asked: Any


def admin_request(act: AdminAction[Any], asked: object) -> AdminRequest:
    """The request that plain data describe.

    Raises:
        Faults: with all that is wrong with what is asked.
    """
    return AdminRequest(act, read_strictly(act.asks, asked))


def run_action(
    store: Store, known: EngineState, request: AdminRequest, now: Instant
) -> tuple[EngineState, tuple[Event, ...], Any]:
    """What is known after the request, its events, which are still to be kept, and its answer.

    Raises:
        Refusal: when it may not be done; nothing was written then.
        StoreError: when it could not be kept.
    """
    done = request.act.do(ActionContext(store, known.state, now), request.asked)
    events = stamp(done.bodies, known.state.version, done.by, now)
    return known.after(events), events, done.answer
