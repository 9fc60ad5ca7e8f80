"""A process that works at a terminal until the endpoint is killed, and remembers every answer it had."""

from contextlib import closing, suppress
from http.client import HTTPException
from itertools import count
from multiprocessing.connection import Connection
from random import Random
from typing import Any

from attrs import define, frozen
from endpoint.house import PEOPLE, PIN
from endpoint.press import Client


@frozen
class Said:
    """A command that the endpoint acknowledged."""

    who: str
    do: str
    version: int
    """Of the last event of the command."""
    visit: str | None
    """Which visit it was about, where the answer says so."""


@define
class _Pressed:
    """A command that may have been done: it is sent again, under its key, until there is an answer."""

    key: str
    body: dict[str, Any]


def work(pipe: Connection, who: str, token: str, counter: str | None, seed: int) -> None:
    """Get a URL, work until nobody answers there, send (what was said, whether an answer is owed); and so on."""
    keys, chance = (f"{who}-{n}" for n in count()), Random(seed)
    owed: _Pressed | None = None
    if who in PEOPLE:
        owed = _Pressed(next(keys), {"do": "sign-on", "person": PEOPLE[who], "pin": PIN})
    while url := pipe.recv():
        said: list[Said] = []
        with suppress(OSError, HTTPException), closing(Client(url, token)) as client:
            given: dict[str, Any] = {}
            while True:
                if owed is None:
                    body = _at_counter(client.document(counter), chance) if counter else _at_machine(who, given, chance)
                    owed = _Pressed(next(keys), body)
                status, given = client.send(owed.body, owed.key)
                assert status in (200, 201, 409), (owed, given)
                if status != 409:
                    said.append(_said(who, owed.body, given))
                owed = None
        pipe.send((said, owed is not None))


def _said(who: str, body: dict[str, Any], answer: dict[str, Any]) -> Said:
    visit = answer.get("visit") or body.get("visit")
    if body["do"] == "call-next":
        visit = answer["counter"]["visit"]["id"]
    return Said(who, body["do"], answer["version"], visit)


def _at_machine(who: str, given: dict[str, Any], chance: Random) -> dict[str, Any]:
    """Give out a number; print the one just given out again, or cancel it where that is allowed."""
    if "ticket" in given and chance.random() < 0.4:
        last = {"visit": given["visit"], "expect": given["version"]}
        return {"do": "cancel", "reason": "twice", **last} if who == "atas" else {"do": "reprint", **last}
    service = chance.choice(("paspor", "paspor", "pengaduan", "izin"))
    return {"do": "issue", "service": service, "people": chance.randint(1, 3), "priority": chance.random() < 0.1}


def _at_counter(document: dict[str, Any], chance: Random) -> dict[str, Any]:
    """One of the things that may be done next at the counter."""
    here = {"counter": document["id"], "expect": document["revision"]}
    visit, parked = document.get("visit"), document.get("parked")
    if document.get("undo") and chance.random() < 0.1:
        return {"do": "undo", **here}
    if visit is not None:
        return {**_with_visit(visit, chance), **here}
    if document["state"] != "open":
        return {"do": "set-counter", "state": "open", **here}
    if parked and chance.random() < 0.5:
        return {"do": "resume", "visit": parked[0]["visit"], "expect": parked[0]["revision"]}
    if chance.random() < 0.03:
        return {"do": "set-counter", "state": "break", **here}
    return {"do": "call-next", **here}


def _with_visit(visit: dict[str, Any], chance: Random) -> dict[str, Any]:
    if visit["state"] == "called":
        return {"do": "start"} if chance.random() < 0.9 else {"do": "return", "reason": "papers"}
    step, luck = visit.get("step"), chance.random()
    if luck < 0.15:
        return {"do": "park", "reason": "copy"}
    if luck < 0.25:
        return {"do": "finish", "outcome": "incomplete", "missing": ["ktp"]}
    return {"do": "step-done", "step": step} if step else {"do": "finish", "outcome": "done"}
