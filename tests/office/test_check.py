from collections.abc import Mapping
from typing import Any

import pytest

from kiosk.office.check import check_calendar, check_office
from kiosk.office.model import CalendarFile, OfficeFile
from kiosk.schema.reader import read_strictly

SERVICES: Mapping[str, tuple[str, ...] | None] = {
    "paspor": ("periksa", "foto"),
    "itas": ("terima",),
    "surat": (),
    "rusak": None,
}
QUEUES = [
    {"letter": "A", "name": {"id": "Paspor"}, "services": ["paspor", "rusak"]},
    {"letter": "C", "name": {"id": "ITAS"}, "services": ["itas"]},
    {"letter": "H", "name": {"id": "Prioritas"}, "priority": True},
]
COUNTERS = [
    {
        "id": "1",
        "name": {"id": "Loket 1"},
        "task": [
            {"service": "paspor", "steps": ["periksa"]},
            {"service": "itas"},
            {"service": "rusak", "steps": ["x"]},
        ],
    },
    {"id": "2", "name": {"id": "Loket 2"}, "task": [{"service": "paspor", "steps": ["foto"]}]},
]
HOURS = [{"days": ["senin"], "opens": "08:00", "closes": "16:00"}]
MENU = [{"key": "1", "name": {"id": "Paspor"}, "service": "paspor"}]


def faults(**changes: Any) -> list[tuple[str, str]]:
    file = {
        "name": "Kanim",
        "timezone": "Asia/Jakarta",
        "queue": QUEUES,
        "counter": COUNTERS,
        "hours": HOURS,
        "menu": MENU,
        **changes,
    }
    return [(fault.dotted, fault.text["en"]) for fault in check_office(read_strictly(OfficeFile, file), SERVICES)]


def test_a_sound_office_has_no_faults() -> None:
    assert faults() == []


def test_queues() -> None:
    wrong = [
        {"letter": "A", "name": {"id": "x"}, "services": ["paspor", "surat", "pasport"]},
        {"letter": "A", "name": {"id": "x"}, "services": ["paspor"]},
        {"letter": "H", "name": {"id": "x"}, "priority": True},
        {"letter": "I", "name": {"id": "x"}, "priority": True, "services": ["itas"]},
    ]
    assert faults(queue=wrong) == [
        ("queue[1].letter", "A is there twice"),
        ("queue[1].services[0]", "paspor is there twice"),
        ("queue[0].services[2]", "there is no service 'pasport'"),
        ("queue[0].services[1]", "the SOP 'surat' has no step at a counter"),
        ("queue[3].priority", "only one queue may be the priority queue"),
        ("queue[3].services", "the priority queue takes visits of any service: name none"),
    ]


def test_counters() -> None:
    wrong = [
        {"id": "1", "name": {"id": "x"}, "task": [{"service": "paspor", "steps": ["periksa", "photo", "periksa"]}]},
        {"id": "1", "name": {"id": "x"}, "task": [{"service": "paspor", "steps": ["foto"]}, {"service": "itass"}]},
        {"id": "2", "name": {"id": "x"}, "task": [{"service": "itas"}]},
    ]
    assert faults(counter=wrong) == [
        ("counter[1].id", "1 is there twice"),
        ("counter[0].task[0].steps[2]", "paspor/periksa is there twice"),
        ("counter[0].task[0].steps[1]", "there is no step at a counter 'photo'"),
        ("counter[1].task[1].service", "there is no service 'itass'"),
    ]


def test_a_step_that_no_counter_does_is_a_fault() -> None:
    assert faults(counter=COUNTERS[:1]) == [("queue[0].services[0]", "no counter does 'foto' of 'paspor'")]
    assert faults(counter=COUNTERS[1:]) == [
        ("queue[0].services[0]", "no counter does 'periksa' of 'paspor'"),
        ("queue[1].services[0]", "no counter does 'terima' of 'itas'"),
    ]


def test_menu() -> None:
    wrong = [
        {"key": "1", "name": {"id": "x"}, "service": "paspro"},
        {"key": "1", "name": {"id": "x"}, "service": "surat"},
    ]
    assert faults(menu=wrong) == [
        ("menu[1].key", "1 is there twice"),
        ("menu[0].service", "there is no service 'paspro'"),
        ("menu[1].service", "'surat' is in no queue"),
    ]


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"closes": "08:00"}, "hours[0].closes"),
        ({"break_from": "12:00"}, "hours[0]"),
        ({"break_from": "13:00", "break_until": "12:00"}, "hours[0].break_until"),
        ({"break_from": "07:00", "break_until": "12:00"}, "hours[0].break_from"),
        ({"break_from": "15:00", "break_until": "16:00"}, "hours[0].break_from"),
        ({"tickets_from": "10:00", "tickets_until": "10:00"}, "hours[0].tickets_until"),
        ({"tickets_until": "08:00"}, "hours[0].tickets_until"),
        ({"tickets_from": "17:00", "tickets_until": "18:00"}, "hours[0].tickets_from"),
        ({"days": ["senin", "senin"]}, "hours[0].days[1]"),
    ],
)
def test_hours(changes: dict[str, object], path: str) -> None:
    assert [where for where, _ in faults(hours=[{**HOURS[0], **changes}])] == [path]


@pytest.mark.parametrize(
    ("day", "path"),
    [
        ({"closed": True, "opens": "08:00"}, "special[0]"),
        ({}, "special[0]"),
        ({"opens": "08:00"}, "special[0]"),
        ({"opens": "08:00", "closes": "07:00"}, "special[0].closes"),
        ({"closed": True, "tickets_from": "08:00"}, "special[0]"),
        ({"closed": True, "tickets_until": "00:00"}, "special[0]"),
        ({"opens": "13:00", "closes": "16:00", "tickets_until": "13:00"}, "special[0].tickets_until"),
        ({"opens": "13:00", "closes": "16:00", "tickets_from": "16:00"}, "special[0].tickets_until"),
        (
            {"opens": "13:00", "closes": "16:00", "tickets_from": "15:00", "tickets_until": "14:00"},
            "special[0].tickets_until",
        ),
        (
            {"opens": "13:00", "closes": "16:00", "tickets_from": "16:00", "tickets_until": "17:00"},
            "special[0].tickets_from",
        ),
    ],
)
def test_special_days(day: dict[str, object], path: str) -> None:
    special = {"date": "2026-11-24", "reason": {"id": "x"}, **day}
    assert [where for where, _ in faults(special=[special])] == [path]


def test_a_special_day_is_set_once() -> None:
    special = {"date": "2026-11-24", "reason": {"id": "x"}, "closed": True}
    assert faults(special=[special, special]) == [("special[1].date", "2026-11-24 is there twice")]


def test_calendars() -> None:
    day = {"name": {"id": "x"}, "kind": "public", "decree": "skb"}
    days = [{**day, "date": "2026-01-01"}, {**day, "date": "2026-01-01"}, {**day, "date": "2025-12-31"}]
    calendar = read_strictly(CalendarFile, {"year": 2026, "day": days})
    found = [(fault.dotted, fault.text["en"]) for fault in check_calendar(calendar, "2027")]
    assert found == [
        ("year", "year 2026 is not the file's name '2027'"),
        ("day[1].date", "2026-01-01 is there twice"),
        ("day[2].date", "2025-12-31 is not in 2026"),
    ]
    assert not list(check_calendar(read_strictly(CalendarFile, {"year": 2026, "day": days[:1]}), "2026"))
