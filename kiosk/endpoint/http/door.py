"""The door: a listening socket that turns away at once, before any of their bytes is read, whoever is one too many.

It counts sockets, not requests, so that connections that never get as far as TLS or a request count as well.
"""

import contextlib
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from kiosk.endpoint.http.limits import Limits
from kiosk.endpoint.http.problems import HttpProblem
from kiosk.endpoint.http.tries import Tries
from kiosk.text.language import tr

_BACKLOG: Final = 256

_GONE_AFTER: Final = 30_000
"""Milliseconds without a sign of life from a peer that was sent something: it was switched off."""


class CannotListen(Exception):
    """The address cannot be listened at; the cause is an `OSError`."""


class Door(socket.socket):
    """Listens; `inside` says how many are connected, by address."""

    limits: Limits
    connects: Tries
    refusal: Callable[[HttpProblem, str], bytes]
    plain: bool
    inside: Counter[str]
    guests: "set[_Guest]"
    """Those that are not closed: an event loop that ends may leave one behind that it had just let in."""

    def accept(self) -> tuple[socket.socket, Any]:
        """Let the next one in.

        Raises:
            ConnectionAbortedError: when it was turned away; asyncio then waits for the next.
        """
        accepted, address = super().accept()
        host = str(address[0])
        why = self._too_many(host)
        if why is None:
            self.inside[host] += 1
            guest = _Guest.of(accepted, lambda left: self._left(left, host))
            self.guests.add(guest)
            return guest, address
        said = self.refusal(why, host)
        with accepted, contextlib.suppress(OSError):
            accepted.setblocking(False)
            if self.plain:
                accepted.send(said)
        raise ConnectionAbortedError

    def _too_many(self, host: str) -> HttpProblem | None:
        if self.inside[host] >= self.limits.per_address:
            text = tr("terlalu banyak sambungan dari alamat ini")
            return HttpProblem(429, "too-many-connections", text)
        if self.inside.total() >= self.limits.connections:
            return HttpProblem(503, "full", tr("terlalu banyak sambungan ke server"))
        if self.connects.wait(host) is not None:
            text = tr("terlalu sering menyambung dari alamat ini")
            return HttpProblem(429, "too-many-connections", text)
        return None

    def _left(self, guest: "_Guest", host: str) -> None:
        self.guests.discard(guest)
        self.inside[host] -= 1
        if not self.inside[host]:
            del self.inside[host]


class _Guest(socket.socket):
    """A connection that says when it is closed."""

    _left: "Callable[[_Guest], None] | None" = None

    @classmethod
    def of(cls, accepted: socket.socket, left: "Callable[[_Guest], None]") -> "_Guest":
        """Take *accepted* over."""
        made = cls(fileno=accepted.detach())
        made._left = left
        return made

    def close(self) -> None:
        """Close, and say so once."""
        super().close()
        if self._left is not None:
            left, self._left = self._left, None
            left(self)


@contextmanager
def listening(
    host: str, port: int, limits: Limits, connects: Tries, refusal: Callable[[HttpProblem, str], bytes], *, plain: bool
) -> Iterator[Door]:
    """A door at that address; *refusal* makes what is said to whoever is turned away, of the problem and the address.

    It is said only where HTTP is *plain*: nobody can read it before TLS.

    Raises:
        CannotListen: when the address is taken or not to be had.
    """
    try:
        # As bytes: for text Python reads in its tables of international names, and keeps them.
        family, kind, _, _, address = socket.getaddrinfo(host.encode(), port, type=socket.SOCK_STREAM)[0]
        # The protocol is named since asyncio switches Nagle's delay of 40 ms off only where it is.
        door = Door(family, kind, socket.IPPROTO_TCP)
    except OSError as error:
        raise CannotListen(host, port) from error
    door.limits, door.connects, door.refusal, door.plain, door.inside = limits, connects, refusal, plain, Counter()
    door.guests = set()
    with door:
        try:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _GONE_AFTER)  # its connections inherit it
            door.bind(address)
            door.listen(_BACKLOG)
        except OSError as error:
            raise CannotListen(host, port) from error
        yield door
        for guest in tuple(door.guests):
            guest.close()
