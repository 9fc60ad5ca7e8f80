"""A process that races others of its kind: all press at the same moment, round after round."""

from contextlib import closing
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from typing import Any, Final

from endpoint.house import PEOPLE, PIN
from endpoint.press import Client

RACERS: Final = (("loket-1", "1"), ("loket-2", "2"), ("loket-3", "3"), ("loket-4", "4"))
"""Who races, and the counter that each serves: all of them take complaints."""

KINDS: Final = ("next", "issue", "key", "key-next")
"""One number and all counters; numbers from all; one number under one key; one call under one key."""


def race(url: str, tokens: dict[str, str], place: int, rounds: int, together: Barrier, pipe: Connection) -> None:
    """Race, and send what was answered in each round: (kind, number to be had, status, answer)."""
    with closing(_Racer(url, tokens, place)) as racer:
        pipe.send([racer.round(n, KINDS[n % len(KINDS)], together) for n in range(rounds)])


class _Racer:
    """Its counter, a ticket machine, and a supervisor who cancels what the round has left."""

    def __init__(self, url: str, tokens: dict[str, str], place: int) -> None:
        who, self._counter = RACERS[place]
        self._place = place
        self._clerk, self._first = Client(url, tokens[who]), Client(url, tokens["loket-1"])
        self._machine, self._supervisor = Client(url, tokens["mesin"]), Client(url, tokens["atas"])
        for client, at in ((self._clerk, who), (self._supervisor, "atas")):
            signing_on = {"do": "sign-on", "person": PEOPLE[at], "pin": PIN}
            assert client.send(signing_on, f"{at}-{place}")[0] == 200
        opening = {"do": "set-counter", "counter": self._counter, "state": "open"}
        expect = self._clerk.document(self._counter)["revision"]
        assert self._clerk.send({**opening, "expect": expect}, f"open-{place}")[0] == 200

    def close(self) -> None:
        """End all connections."""
        for client in (self._clerk, self._first, self._machine, self._supervisor):
            client.close()

    def round(self, number: int, kind: str, together: Barrier) -> tuple[str, str | None, int, dict[str, Any]]:
        """One race: the first racer lays a number out where one is needed; all wait; all press; all wait."""
        leader, calls = self._place == 0, kind.endswith("next")
        laid = self._issue(f"lay-{number}")[1]["visit"] if leader and calls else None
        together.wait(30)
        if calls:
            counter, clerk = ("1", self._first) if kind == "key-next" else (self._counter, self._clerk)
            expect = clerk.document(counter)["revision"]
            together.wait(30)
            key = f"{number}" if kind == "key-next" else f"{number}-{self._place}"
            status, answer = clerk.send({"do": "call-next", "counter": counter, "expect": expect}, key)
        else:
            status, answer = self._issue(f"{number}" if kind == "key" else f"{number}-{self._place}")
        together.wait(30)
        if status < 400 and (leader or not kind.startswith("key")):
            visit = answer["counter"]["visit"]["id"] if calls else answer["visit"]
            cancel = {"do": "cancel", "visit": visit, "expect": answer["version"], "reason": "left"}
            assert self._supervisor.send(cancel, f"end-{number}-{self._place}")[0] == 200
        return kind, laid, status, answer

    def _issue(self, key: str) -> tuple[int, dict[str, Any]]:
        return self._machine.send({"do": "issue", "service": "pengaduan"}, key)
