"""Acts of administration: by the running endpoint through its socket, else under the same lock, with one answer."""

import json
import socket
import stat
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from endpoint.house import SetClock, enrol, opened

from kiosk.codes.secret import hash_pin
from kiosk.endpoint.admin.actions import ADMIN_ACTIONS
from kiosk.endpoint.admin.people import AddPerson, ListPeople, RetirePerson
from kiosk.endpoint.admin.socket import request_action, socket_address
from kiosk.endpoint.admin.terminals import AddTerminal, ListTerminals, RevokeTerminal, RotateTerminal
from kiosk.endpoint.http.responses import HttpProblem
from kiosk.endpoint.store.database import DataFolderInUse, lock_data_folder

_DIGEST = "ab" * 32
_DEEP = "a-name-of-forty-characters-for-a-folder/" * 6


@pytest.fixture(params=["running", "at rest"])
def data(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A data folder, whose endpoint runs or does not; its path is longer than a socket's address may be."""
    folder = tmp_path / _DEEP
    enrol(folder)
    if request.param == "at rest":
        yield folder
    else:
        with opened(folder, tokens={"": ""}, staffed=False):
            yield folder


def done(data: Path, act: str, asked: Any) -> Any:
    """The answer to an act."""
    return request_action(data, act, asked, SetClock())


def rule_against(data: Path, act: str, asked: Any) -> tuple[int, str]:
    """Status and rule of a refused act."""
    with pytest.raises(HttpProblem) as raised:
        done(data, act, asked)
    assert raised.value.problem.detail["id"] and raised.value.problem.hint
    return raised.value.problem.status, raised.value.problem.type.rpartition(":")[2]


def test_terminals_come_and_go(data: Path) -> None:
    assert done(data, "terminal-add", AddTerminal("baru", "back-office", _DIGEST)) == {}
    assert rule_against(data, "terminal-add", AddTerminal("baru", "lobby", "cd" * 32)) == (409, "name-taken")
    assert done(data, "terminal-rotate", RotateTerminal("baru", "ef" * 32, 24)) == {}
    listed = done(data, "terminal-list", ListTerminals())["terminals"]
    assert listed[-1]["name"] == "baru" and listed[-1]["role"] == "back-office"
    assert "changing_until" in listed[-1] and _DIGEST not in json.dumps(listed)
    assert done(data, "terminal-revoke", RevokeTerminal("baru")) == {}
    for act, asked in (("revoke", RevokeTerminal("baru")), ("rotate", RotateTerminal("baru", "01" * 32, 1))):
        assert rule_against(data, f"terminal-{act}", asked) == (404, "no-such-terminal")
    assert done(data, "terminal-add", AddTerminal("baru", "lobby", "23" * 32)) == {}
    assert len([t for t in done(data, "terminal-list", ListTerminals())["terminals"] if t["name"] == "baru"]) == 2


def test_people_come_and_go_but_a_code_stays_theirs(data: Path) -> None:
    pin = hash_pin("193755", b"salt", 16)
    assert done(data, "person-add", AddPerson("RM", ("serve", "approve"), pin)) == {}
    assert done(data, "person-retire", RetirePerson("RM")) == {}
    assert rule_against(data, "person-retire", RetirePerson("RM")) == (404, "no-such-person")
    assert rule_against(data, "person-add", AddPerson("RM", ("serve",), pin)) == (409, "code-taken")
    listed = done(data, "person-list", ListPeople())["people"]
    assert [(p["code"], p["rights"]) for p in listed][-1] == ("RM", ["serve", "approve"])
    assert "retired" in listed[-1] and "scrypt" not in json.dumps(listed)


def test_the_socket_is_the_owners_alone_and_goes_with_the_endpoint(tmp_path: Path) -> None:
    with opened(tmp_path, staffed=False):
        mode = (tmp_path / "admin.sock").stat().st_mode
        assert stat.S_ISSOCK(mode) and stat.S_IMODE(mode) == 0o600
    assert not (tmp_path / "admin.sock").exists()


def said(data: Path, line: bytes) -> Any:
    """What the socket answers to a line."""
    with socket.socket(socket.AF_UNIX) as sock, socket_address(data) as name:
        sock.settimeout(10)
        sock.connect(name)
        sock.sendall(line)
        sock.shutdown(socket.SHUT_WR)
        return json.loads(sock.makefile("rb").readline())


@pytest.mark.parametrize(
    ("line", "status"),
    [
        (b"\n", 400),
        (b"{", 400),
        (b"[]\n", 400),
        (b'{"act":5}\n', 404),
        (b'{"act":"terminal-burn"}\n', 404),
        (b'{"act":"terminal-revoke"}\n', 400),
        (b'{"act":"terminal-revoke","with":[1]}\n', 400),
        (b'{"act":"terminal-revoke","with":{"name":"x","more":1}}\n', 400),
        (b'{"act":"terminal-revoke","with":{"name":"x"}}\n', 404),
        (b'{"act":"terminal-list"}', 200),
        (b"\xff\xfe\n", 400),
    ],
)
def test_whatever_is_written_to_the_socket_has_an_answer(tmp_path: Path, line: bytes, status: int) -> None:
    with opened(tmp_path, staffed=False):
        answer = said(tmp_path, line)
        assert answer["status"] == status
        if status >= 400:
            assert answer["body"]["detail"]["id"] and answer["body"]["status"] == status


def test_whoever_holds_the_folder_without_listening_is_waited_for(tmp_path: Path) -> None:
    leave = Event()
    held = Event()

    def hold() -> None:
        with lock_data_folder(tmp_path):
            held.set()
            assert leave.wait(20)

    thread = Thread(target=hold)
    thread.start()
    try:
        assert held.wait(20)
        with pytest.raises(DataFolderInUse):
            request_action(tmp_path, "terminal-list", ListTerminals(), _Hurried(leave=None))
        assert request_action(tmp_path, "terminal-list", ListTerminals(), _Hurried(leave)) == {"terminals": []}
    finally:
        leave.set()
        thread.join()


class _Hurried(SetClock):
    """A clock on which patience ends at the third look, or before which somebody leaves at the second."""

    def __init__(self, leave: Event | None) -> None:
        super().__init__()
        self._leave = leave
        self._looks = 0

    def monotonic(self) -> float:
        """Seconds."""
        self._looks += 1
        if self._leave is not None:
            self._leave.set()
            return super().monotonic()
        return 10.0 * self._looks


def test_every_act_has_a_name_of_its_own_and_a_record_that_it_asks_for() -> None:
    assert len({act.asks for act in ADMIN_ACTIONS.values()}) == len(ADMIN_ACTIONS)
