"""Telling the service manager how it goes, as sd_notify(3) says. Where there is none, nothing is told."""

import asyncio
import contextlib
import os
import socket
from collections.abc import Callable
from typing import Final

_PATIENCE: Final = 2.0
"""Seconds."""

_SHARE: Final = 3
"""Signs of life in the time after which the manager would give up waiting for one."""


def notify(*states: str, patience: float = _PATIENCE) -> None:
    """Tell the manager *states*, like `READY=1`; one that does not read is waited for so many seconds."""
    address = os.environ.get("NOTIFY_SOCKET")
    if address:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as letter, contextlib.suppress(OSError):
            letter.settimeout(patience)
            letter.connect(f"\0{address[1:]}" if address.startswith("@") else address)
            letter.sendall("\n".join(states).encode())


async def keep_alive(works: Callable[[], bool]) -> None:
    """For as long as this task runs and *works* says so, give the manager's watchdog its signs of life."""
    while (seconds := _patience()) is not None:
        if works():
            notify("WATCHDOG=1", patience=0)
        await asyncio.sleep(seconds / _SHARE)


def _patience() -> float | None:
    """Seconds that the watchdog waits for a sign of life; none where there is no watchdog over this process."""
    if os.environ.get("WATCHDOG_PID", str(os.getpid())) != str(os.getpid()):
        return None
    microseconds = os.environ.get("WATCHDOG_USEC", "")
    return int(microseconds) / 1_000_000 if microseconds.isdigit() and int(microseconds) else None
