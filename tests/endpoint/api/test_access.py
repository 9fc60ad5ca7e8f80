"""Which role may do what: every cell of the table, over a real socket."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any, get_args

import attrs
import httpx
import pytest
from attrs import evolve
from endpoint.house import HURRIED, House, opened, post, problem_of
from play import START

from kiosk.endpoint.api.access import COUNTER_ROUTE, PERMISSIONS, authorize_command, new_terminal
from kiosk.endpoint.http.limits import AllowedRate
from kiosk.endpoint.store.interface import SIGN_ON_RIGHTS
from kiosk.endpoint.store.sqlite import SqliteStore
from kiosk.wire.access import ROLES, Role
from kiosk.wire.command import counter as c
from kiosk.wire.command import office as oc
from kiosk.wire.command import visit as vc
from kiosk.wire.command.union import Command, command_to_plain

_AT_COUNTER = {kind.do for kind in get_args(c.AtCounterCommand)}

PUBLIC = ("/v1/board", "/v1/events", "/v1/catalogue", "/v1/catalogue/paspor", "/v1/tickets/K7Q2-M9XA-3", "/healthz")

_FIELDS = {
    "counter": "1",
    "expect": 0,
    "visit": "v",
    "service": "paspor",
    "state": "open",
    "step": "periksa",
    "outcome": "left",
    "date": date(2026, 11, 24),
    "reason": "other",
    "case": "K7Q2-M9XA-3",
    "person": "RM",
    "applicant": 1,
    "text": oc.NoticeText("Loket 3 pindah."),
    "kind": oc.EmergencyKind("Gempa bumi"),
    "lines": ("KELUAR",),
    "notice": 1,
}


def _one(kind: type[Any]) -> Command:
    """A command of that kind, with something in every field it must have."""
    made: Command = kind(**{f.name: _FIELDS[f.name] for f in attrs.fields(kind) if f.default is attrs.NOTHING})
    return made


COMMANDS = [_one(kind) for kind in get_args(Command) if kind is not vc.Issue]
"""One command of each kind; numbers are given out by another route."""

CELLS = [(role, do) for role in ROLES for do in PERMISSIONS]


def asked(house: House, role: Role | None, do: str, counter: str = "1") -> httpx.Response:
    """What a terminal of that role is answered, or one without a token; nothing is at hand, nobody signed on."""
    with house.client(role) as client:
        return _asked(client, do, counter)


def _asked(client: httpx.Client, do: str, counter: str) -> httpx.Response:
    if do.startswith("GET "):
        return client.get(do.removeprefix("GET ").format(counter=counter))
    if do == "issue":
        return post(client, "/v1/tickets", {"service": "paspor"})
    command = next(command for command in COMMANDS if command.do == do)
    if isinstance(command, oc.SignOn):
        command = evolve(command, person="XX")
    if isinstance(command, c.AtCounter):
        command = evolve(command, counter=counter)
    return post(client, "/v1/commands", command_to_plain(command))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """An office with a terminal of every role, where nobody is signed on."""
    data = tmp_path_factory.mktemp("data")
    tokens: dict[str, str] = {}
    with closing(SqliteStore(data)) as store:
        for role in ROLES:
            terminal, tokens[role] = new_terminal(role, role, "1" if role == "counter" else None, START)
            store.add_terminal(terminal)
    with opened(data, tokens=tokens, staffed=False, limits=evolve(HURRIED, wrong=AllowedRate(1_000, 20))) as running:
        yield running


@pytest.mark.parametrize(("role", "do"), CELLS)
def test_a_role_may_do_what_the_table_says_and_no_more(house: House, role: Role, do: str) -> None:
    answer = asked(house, role, do)
    said = answer.json().get("type", "").rpartition(":")[2]
    if role not in PERMISSIONS[do]:
        assert (answer.status_code, said) == (403, "not-your-role")
        return
    if do.startswith("GET ") or (role, do) == ("ticket", "issue"):
        assert answer.status_code in (200, 201)
    elif do == "sign-on":
        assert said in ("wrong-pin", "pin-too-soon")
    elif role == "ticket":
        assert said == "no-such-visit", "it has nobody signed on"
    else:
        assert said == "nobody-signed-on"


@pytest.mark.parametrize("do", [do for do in PERMISSIONS if do == COUNTER_ROUTE or do in _AT_COUNTER])
def test_a_counters_terminal_has_one_counter(house: House, do: str) -> None:
    answer = asked(house, "counter", do, "2")
    assert (answer.status_code, problem_of(answer)["type"].rpartition(":")[2]) == (403, "not-your-counter")


@pytest.mark.parametrize("do", PERMISSIONS)
def test_without_a_token_nothing_of_it_may_be_done(house: House, do: str) -> None:
    assert asked(house, None, do).status_code == 401


@pytest.mark.parametrize("role", [None, *ROLES])
@pytest.mark.parametrize("path", PUBLIC)
def test_what_is_public_is_so_with_and_without_a_token(house: House, role: Role | None, path: str) -> None:
    with house.client(role) as client, client.stream("GET", path) as answer:
        assert answer.status_code in (200, 404)


def test_every_command_is_in_the_table() -> None:
    assert {kind.do for kind in get_args(Command)} == {do for do in PERMISSIONS if not do.startswith("GET ")}


def test_people_sign_on_where_something_is_done_by_people() -> None:
    for role in ROLES:
        seat = (
            authorize_command(new_terminal("nama", role, None, START)[0], _one(vc.Reprint))
            if role in PERMISSIONS["reprint"]
            else None
        )
        assert seat is None or seat.staffed == (role in SIGN_ON_RIGHTS)
    assert PERMISSIONS["sign-on"] == PERMISSIONS["sign-off"] == set(SIGN_ON_RIGHTS)


def test_tokens_are_long_different_and_not_kept() -> None:
    made = [new_terminal("nama", "lobby", None, START) for _ in range(100)]
    assert len({token for _, token in made}) == len({terminal.token for terminal, _ in made}) == 100
    for terminal, token in made:
        assert len(token) >= 43 and token.encode() not in terminal.token
