"""Approving and withdrawing: by whom, and that only content which this program understands whole is kept for good."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve
from endpoint.house import SetClock
from play import small_pack

from kiosk.codes.secret import hash_pin
from kiosk.endpoint.admin.people import AddPerson, RetirePerson
from kiosk.endpoint.admin.socket import request_action
from kiosk.endpoint.admin.standards import ApproveSop, SopActs, WithdrawSop
from kiosk.endpoint.http.responses import HttpProblem
from kiosk.schema.fields import Ascii
from kiosk.sop.content import encode_sop, whole_sop

PIN = "193755"
DAY = date(2026, 11, 24)
_PLAYED = small_pack().sops["paspor"]
SOP = whole_sop("pusat", evolve(_PLAYED.file, step=_PLAYED.steps))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with a head of office who may approve and one of the staff who may not."""
    kept = hash_pin(PIN, b"salt", 16)
    for person in (AddPerson("HK", ("approve",), kept), AddPerson("RM", ("serve",), kept)):
        request_action(tmp_path, "person-add", person, SetClock())
    return tmp_path


def approve(data: Path, content: str = encode_sop(SOP), by: str = "HK", pin: str = PIN) -> str:
    """Have it approved; its digest, or the rule against it."""
    return done_or_rule(data, "sop-approve", ApproveSop(by, pin, Ascii(content), DAY))


def withdraw(data: Path, by: str = "HK", pin: str = PIN) -> str:
    """Have it withdrawn; nothing, or the rule against it."""
    return done_or_rule(data, "sop-withdraw", WithdrawSop(by, pin, SOP.id))


def done_or_rule(data: Path, act: str, asked: object) -> str:
    try:
        return str(request_action(data, act, asked, SetClock()).get("digest", ""))
    except HttpProblem as refused:
        return refused.problem.type.rpartition(":")[2]


def acts(data: Path, sop: str | None = None) -> list[tuple[str, str]]:
    """What was done and by whom, oldest first."""
    shown = request_action(data, "sop-acts", SopActs(sop), SetClock())["acts"]
    return [(act["act"], act["by"]) for act in shown]


def test_what_was_done_is_told_in_order_and_of_one_sop_alone_where_asked(data: Path) -> None:
    assert approve(data) == SOP.digest
    assert withdraw(data) == ""
    assert approve(data) == SOP.digest
    assert acts(data) == acts(data, SOP.id) == [("approved", "HK"), ("withdrawn", "HK"), ("approved", "HK")]
    assert acts(data, "izin") == []


@pytest.mark.parametrize("act", [approve, withdraw])
def test_only_who_may_with_their_own_pin(data: Path, act: Callable[..., str]) -> None:
    assert act(data, by="XX") == act(data, pin="271828") == "wrong-pin"
    assert act(data, by="RM") == "may-not"
    request_action(data, "person-retire", RetirePerson("HK"), SetClock())
    assert act(data) == "wrong-pin"
    assert acts(data) == []


def test_what_is_in_force_is_not_approved_again_nor_withdrawn_twice(data: Path) -> None:
    assert withdraw(data) == "not-approved"
    approve(data)
    assert approve(data) == "approved-already"
    withdraw(data)
    assert withdraw(data) == "not-approved"


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"kind": "lain"}', "\\u0000"])
def test_what_is_no_sop_is_refused(data: Path, content: str) -> None:
    assert approve(data, content) == "no-sop"


def test_what_the_check_finds_fault_with_is_refused(data: Path) -> None:
    assert approve(data, encode_sop(whole_sop("pusat", evolve(SOP.file, step=())))) == "faulty-sop"


def test_content_of_a_newer_program_is_refused_and_not_kept_in_part(data: Path) -> None:
    newer = json.loads(encode_sop(SOP)) | {"colour": "blue"}
    assert approve(data, json.dumps(newer, separators=(",", ":"), sort_keys=True)) == "other-version"
    assert acts(data) == []
