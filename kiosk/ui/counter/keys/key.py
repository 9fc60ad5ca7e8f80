"""What an act of the counter is: the key, its words, why it does not act now, and what it does."""

from collections.abc import Callable
from datetime import datetime

from attrs import evolve, frozen

from kiosk.language import Text
from kiosk.ui.counter.keys.guards import Guard
from kiosk.ui.counter.model.counter import CounterModel, PendingCommand
from kiosk.wire.command.union import Command

Transition = tuple[CounterModel, Command | None]
"""The next model and, where the endpoint has to agree, a command."""


@frozen
class PressTime:
    """When a key was pressed."""

    now: datetime
    """The endpoint's clock."""
    at: float
    """The keyboard's, in seconds."""


@frozen
class Key:
    """What a key does."""

    key: str
    word: Text
    """For the row of keys."""
    meaning: Text
    """For the list of all keys."""
    why_not: Guard
    """Why it does not act now; none: it acts."""
    do: Callable[[CounterModel, PressTime], Transition]
    shown: Guard | None = None
    """The word, where it changes; none: the key is not shown. Without this, `word` is shown while the key acts."""


def send_command(model: CounterModel, key: str, command: Command, then_next: bool = False) -> Transition:
    """*command* goes to the endpoint; its answer comes back to `apply_answer`."""
    if model.document is None:
        return model, None
    return evolve(model, pending=PendingCommand(key, command, model.document, then_next)), command
