"""Roles of terminals and rights of staff."""

from typing import Final, Literal, get_args

Role = Literal["lobby", "counter", "ticket", "supervisor", "back-office"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)

Right = Literal["serve", "supervise", "approve"]
RIGHTS: Final[tuple[Right, ...]] = get_args(Right)
"""To serve at counters and in the back office, to lead the day, to approve standards."""
