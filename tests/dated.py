"""The program at a moment of the test's choosing: what an office gives out or promises is not the same every day."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from kiosk.__main__ import main
from kiosk.system.clock import SystemClock

MORNING = datetime(2026, 11, 24, 2, 42, tzinfo=UTC)
"""A Tuesday, 09.42 in Ketapang: the office is open, and gives out numbers."""


def dated(*arguments: object, at: datetime = MORNING) -> list[str]:
    """The command of `kiosk` with *arguments*, started at *at* by its own clock, which goes on from there."""
    return [sys.executable, str(Path(__file__)), at.isoformat(), *map(str, arguments)]


def _shift_to(at: datetime) -> None:
    """Have the program's clock be *at* now, and go on from there."""
    real, ahead = SystemClock.now, at - datetime.now(UTC)
    SystemClock.now = lambda clock: real(clock) + ahead  # type: ignore[method-assign, assignment]


if __name__ == "__main__":
    _shift_to(datetime.fromisoformat(sys.argv.pop(1)))
    main()
