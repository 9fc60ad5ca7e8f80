"""The office's figures, asked over a socket, of days that its store has seen."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from casework import case_pack
from endpoint.filing import Kept
from endpoint.house import SetClock, enrol, opened, problem_of
from play import START
from waiting import until

from kiosk.endpoint.store.database import DATABASE_FILE

MONTH = {"service": "paspor", "month": "2026-11", "due": 3, "kept": 1, "held": 0}
"""Three passports were promised for the 30th of November; one was ready."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A day on which three files were accepted and one turned back; then the 30th, and then a day without anything."""
    desk = Kept(tmp_path)
    codes = [desk.accepted("paspor", "1", "periksa").code for _ in range(3)]
    desk.begin("paspor", "1")
    desk.later(120)
    desk.finish("1", "incomplete", missing=("kk",))
    desk.next_days(6)
    desk.ready(codes[0])
    desk.next_days(2)
    return tmp_path


def later(data: Path) -> Any:
    """An endpoint over it on the day after."""
    clock = SetClock(START + timedelta(days=8, hours=1))
    return opened(data, clock, enrol(data, ("belakang", "back-office", None)), pack=case_pack())


def service(client: httpx.Client) -> dict[str, Any]:
    """What the board says of the passport."""
    services = client.get("/v1/board").json()["services"]
    said: dict[str, Any] = next(each for each in services if each["id"] == "paspor")
    return said


def test_the_board_says_how_promises_were_kept_and_what_is_most_often_missing(data: Path) -> None:
    with later(data) as house:
        client = house.client()
        until(lambda: "kept" in service(client))
        assert service(client)["kept"] == {"period": "2026-11", "kept": 1, "due": 3}
        assert service(client)["missing_most"] == {"requirement": "kk", "period": "2026-11"}


def test_what_falls_due_is_for_the_back_office_and_the_supervisor(data: Path) -> None:
    with later(data) as house:
        boards = [house.client(who).get("/v1/due").json() for who in ("belakang", "atas")]
        assert boards[0] == boards[1]
        assert (boards[0]["today"], boards[0]["next_day"]) == ("2026-12-02", "2026-12-03")
        assert [row["day"] for row in boards[0]["overdue"]] == ["2026-11-30"] * 2
        assert house.client("loket-1").get("/v1/due").status_code == 403


def test_the_figures_of_a_period(data: Path) -> None:
    with later(data) as house:
        above = house.client("atas")
        november = above.get("/v1/measures", params={"from": "2026-11-01", "until": "2026-11-30"}).json()
        assert november["levels"] == [MONTH]
        (paspor,) = november["services"]
        assert (paspor["visits"], paspor["outcomes"]) == (4, {"incomplete": 1})
        assert paspor["missing"][0]["requirement"] == "kk"
        assert [(each["steps"], each["figures"]["count"]) for each in paspor["serving"]] == [(["periksa"], 4)]
        assert [(each["steps"], each["figures"]["count"]) for each in paspor["steps"]] == [(["periksa"], 3)]
        assert above.get("/v1/measures").json()["first"] == "2026-12-01"
        assert above.get("/v1/measures").json()["services"] == []


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ({"from": "kemarin"}, "no-such-date"),
        ({"from": "2026-11-02", "until": "2026-11-01"}, "no-such-period"),
        ({"from": "2020-01-01", "until": "2026-11-01"}, "no-such-period"),
    ],
)
def test_a_period_that_is_none_is_refused_in_words(data: Path, asked: dict[str, str], rule: str) -> None:
    with later(data) as house:
        refused = house.client("atas").get("/v1/measures", params=asked)
        assert refused.status_code == 422 and problem_of(refused)["type"].endswith(rule)


def test_what_was_filed_is_made_again_from_the_events_alone(data: Path) -> None:
    def filed() -> tuple[list[Any], ...]:
        with closing(sqlite3.connect(data / DATABASE_FILE)) as db:
            days = db.execute("SELECT * FROM filed_day ORDER BY date").fetchall()
            cases = db.execute("SELECT * FROM filed ORDER BY code").fetchall()
            return days, cases, db.execute("SELECT * FROM fallen ORDER BY code").fetchall()

    before = filed()
    assert len(before[0]) >= 2 and len(before[1]) == 3
    with closing(sqlite3.connect(data / DATABASE_FILE)) as db, db:
        db.execute("DELETE FROM filed_day")
        db.execute("DELETE FROM filed")
        db.execute("DELETE FROM fallen")
        db.execute("UPDATE meta SET value = '0' WHERE name = 'cases'")
    with later(data) as house:
        client = house.client()
        until(lambda: "kept" in service(client))
    assert filed() == before
