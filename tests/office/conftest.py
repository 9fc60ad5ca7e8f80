from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kiosk.office.model import DayOff, Office, OfficeFile
from kiosk.schema.reader import read_strictly
from kiosk.text.language import Text

WEEK = [
    {
        "days": ["senin", "selasa", "rabu", "kamis"],
        "opens": "08:00",
        "closes": "16:00",
        "break_from": "12:00",
        "break_until": "13:00",
        "break_reason": {"id": "Istirahat"},
        "tickets_from": "07:30",
        "tickets_until": "15:00",
    },
    {
        "days": ["jumat"],
        "opens": "08:00",
        "closes": "16:00",
        "break_from": "11:30",
        "break_until": "13:00",
        "break_reason": {"id": "Salat Jumat"},
        "tickets_from": "07:30",
        "tickets_until": "15:00",
    },
]

DAYS_OFF = {
    date(2026, 8, 17): "Hari Kemerdekaan",
    date(2026, 12, 24): "Cuti Bersama Natal",
    date(2026, 12, 25): "Natal",
    date(2026, 12, 27): "Libur di hari Minggu",
}


@pytest.fixture(scope="session")
def office() -> Callable[..., Office]:
    """An office with the hours of the sample, a few days off in 2026, and what is changed."""

    def made(years: tuple[int, ...] = (2026,), **changes: Any) -> Office:
        file = {"name": "Kanim", "timezone": "Asia/Jakarta", "queue": [], "counter": [], "hours": WEEK, **changes}
        days = {day: DayOff(day, Text(name), "public", "skb") for day, name in DAYS_OFF.items() if day.year in years}
        return Office(read_strictly(OfficeFile, file), days, frozenset(years))

    return made
