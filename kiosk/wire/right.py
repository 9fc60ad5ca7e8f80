"""What people of the staff may do."""

from typing import Final, Literal, get_args

Right = Literal["serve", "supervise", "approve"]
RIGHTS: Final[tuple[Right, ...]] = get_args(Right)
"""Serve at counters and in the back office, lead the day, approve standards."""
