from datetime import date

import tomli
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from kiosk.office.calendar_file import calendar_differences, calendar_text
from kiosk.office.model import CalendarFile, DayOff
from kiosk.schema.reader import read_strictly
from kiosk.text.language import Text
from kiosk.text.sanitize import sanitize

WORDS = st.text(min_size=1, max_size=30).map(sanitize).map(str.strip).filter(bool)
DAYS = st.builds(
    DayOff,
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.builds(Text, WORDS, WORDS),
    st.sampled_from(["public", "collective-leave"]),
    st.just("skb"),
    st.booleans(),
)
CALENDARS = st.lists(DAYS, min_size=1, max_size=6, unique_by=lambda day: day.date).map(
    lambda days: CalendarFile(2026, tuple(days), {"skb": 'SKB "tiga" menteri'})
)


@given(calendar=CALENDARS)
def test_the_text_is_the_calendar(calendar: CalendarFile) -> None:
    text = calendar_text(calendar, "asal")
    assert text.startswith("# ") and "# asal\n" in text
    assert read_strictly(CalendarFile, tomli.loads(text)) == calendar


@given(now=CALENDARS, then=CALENDARS)
def test_each_day_that_differs_has_a_line(now: CalendarFile, then: CalendarFile) -> None:
    lines = list(calendar_differences(now, then, "id"))
    assert list(calendar_differences(now, now, "id")) == []
    dates = {day.date for day in now.day} ^ {day.date for day in then.day}
    assert sum(line[0] in "+-" for line in lines) == len(dates)
    assert sum(line[0] == "+" for line in lines) == sum(
        line[0] == "-" for line in calendar_differences(then, now, "id")
    )


def test_a_line_says_what_became_of_the_day() -> None:
    feast = DayOff(date(2027, 3, 10), Text("Idul Fitri", "Eid"), "public", "a", estimated=True)
    labour = DayOff(date(2027, 5, 1), Text("Hari Buruh", "Labour Day"), "public", "a")
    sure = evolve(feast, estimated=False, decree="b")
    now = CalendarFile(2027, (feast, labour))
    then = CalendarFile(2027, (sure, evolve(sure, date=date(2027, 3, 11))))
    assert list(calendar_differences(now, then, "en")) == [
        "~ Wed 10 Mar 2027  Eid",
        "+ Thu 11 Mar 2027  Eid",
        "- Sat 1 May 2027  Labour Day",
    ]
    assert next(calendar_differences(then, now, "id")) == "~ Rab 10 Mar 2027  Idul Fitri (perkiraan)"
