"""The staff of a simulated office: one person at each counter and one behind them, with a PIN that is no secret."""

from typing import Final

from kiosk.sop.pack import Pack
from kiosk.visit.state import Origin

PIN: Final = "271828"
"""Of everybody; nothing that is simulated has to be kept from anybody."""

TICKETS: Final = Origin("mesin-nomor")
"""The terminal that gives out numbers."""


BACK_OFFICE: Final = Origin("belakang", staffed=True)
"""The terminal behind the counters."""


def counter_seats(pack: Pack) -> tuple[Origin, ...]:
    """The terminal of each counter."""
    return tuple(Origin(f"loket-{counter.id}", counter.id, staffed=True) for counter in pack.office.file.counter)


def code_of(seat: Origin) -> str:
    """Who works there."""
    return f"P{seat.counter or 'B'}"
