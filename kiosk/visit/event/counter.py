"""Events of counters: opened and closed, and their last command taken back."""

from typing import ClassVar

from attrs import frozen

from kiosk.wire.board import CounterState


@frozen
class CounterSet:
    """A counter opened, closed or took a break."""

    kind: ClassVar[str] = "counter-set"
    state: CounterState


@frozen
class Undone:
    """A command was taken back, all of it: its visit and counter are as they were before."""

    kind: ClassVar[str] = "undone"
    command: int
    """Version of the command's first event."""


CounterBody = CounterSet | Undone
