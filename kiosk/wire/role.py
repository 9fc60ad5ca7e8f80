"""What terminals are for."""

from typing import Final, Literal, get_args

Role = Literal["lobby", "counter", "ticket", "supervisor", "back-office"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)
