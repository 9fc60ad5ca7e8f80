"""Signing on: whether a PIN is right, and how long to wait after wrong ones."""

import asyncio
from collections.abc import Callable
from typing import Final

from attrs import define, field, frozen

from kiosk.codes.secret import hash_pin, pin_fault, pin_matches, retry_delay
from kiosk.endpoint.http.responses import HttpProblem
from kiosk.endpoint.store.interface import Store, TerminalRecord
from kiosk.text.language import Text, counted, tr
from kiosk.wire.command.office import SignOn

_FORGIVEN: Final = 60 * 60.0
"""Seconds after the last wrong PIN at a terminal after which the earlier ones no longer count."""

_NOBODY: Final = hash_pin("", b"nobody")
"""Compared if there is no such person, so that the answer takes as long."""


@define
class _Wrong:
    """Wrong PINs at one terminal, by the code of the person."""

    times: dict[str, int] = field(factory=dict)
    last: float = float("-inf")

    def wait(self, now: float) -> float:
        """Return the seconds until the next PIN is compared."""
        return max(0.0, self.last + retry_delay(sum(self.times.values())) - now)


@frozen
class PinChecker:
    """Checks PINs beside the event loop, and slows down guessing at a terminal.

    A right PIN clears the wrong ones for the same person only: else whoever has a PIN could guess others' for as long
    as they like. A restart clears all: who can restart the endpoint has its data.
    """

    store: Store
    now: Callable[[], float]
    _wrong: dict[str, _Wrong] = field(factory=dict, init=False)

    async def check(self, terminal: TerminalRecord, command: SignOn) -> None:
        """Check that the person may sign on at *terminal*.

        Raises:
            HttpProblem: 403, if code or PIN is wrong, was wrong too often, or the right is missing; 422, if the new
                PIN is unfit.
        """
        if command.new_pin is not None and (wrong_one := pin_fault(command.new_pin)):
            raise HttpProblem(422, "unfit-pin", wrong_one)
        person = self.store.person(command.person)
        wrong = self._try(terminal.name, command.person)
        kept = person.pin if person and not person.retired else _NOBODY
        if not await asyncio.to_thread(_proves, command, kept) or person is None:
            raise _wrong_pin(sum(wrong.times.values()), wrong.wait(self.now()))
        wrong.times.pop(command.person, None)
        if not person.may_sign_on_at(terminal):
            text = tr("{p} tidak berhak masuk di terminal {r}").format(p=person.code, r=terminal.role)
            raise HttpProblem(403, "not-your-right", text, tr("hak diberikan dengan: kiosk person rights"))

    def _try(self, terminal: str, person: str) -> _Wrong:
        """Count a try as wrong before the PIN is compared, so that many at once are as slow as one after the other."""
        now, wrong = self.now(), self._wrong.setdefault(terminal, _Wrong())
        if now - wrong.last > _FORGIVEN:
            wrong.times.clear()
        if (wait := wrong.wait(now)) > 0:
            raise HttpProblem(403, "pin-too-soon", tr("PIN belum dapat dicoba lagi"), _again(wait))
        wrong.times[person] = wrong.times.get(person, 0) + 1
        wrong.last = now
        return wrong


def _proves(command: SignOn, kept: str) -> bool:
    """Return whether the stored PIN is the old one or, if the command is sent again, the new one."""
    return pin_matches(command.pin, kept) or (command.new_pin is not None and pin_matches(command.new_pin, kept))


def _wrong_pin(times: int, wait: float) -> HttpProblem:
    said = tr("kode petugas atau PIN salah")
    if wait <= 0:
        return HttpProblem(403, "wrong-pin", said, tr("periksa, lalu coba lagi"))
    text = counted("salah {n} kali", times)
    return HttpProblem(403, "wrong-pin", Text("{s}, {t}").format(s=said, t=text), _again(wait))


def _again(wait: float) -> Text:
    return counted("coba lagi dalam {n} detik", int(wait) + 1)
