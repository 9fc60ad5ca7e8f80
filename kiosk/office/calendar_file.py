"""The text of a calendar file, and the differences between two calendars of a year."""

import json
from collections.abc import Iterable, Iterator

from kiosk.office.model import CalendarFile, DayOff
from kiosk.text.language import Language, short_date, tr

_HEAD = """\
# Hari libur dan cuti bersama {year}, di luar akhir pekan. / Days off of {year} beside the weekends.
# {origin}
# Ubah berkas ini bila ada keputusan baru; tambahkan hari libur dari bupati atau gubernur dengan keputusannya.
# Edit it when a decree changes a day; add a day that the regent or governor gives with the decree that says so.
# `estimated = true`: tanggalnya masih perkiraan (rukyatul hilal). / The date hangs on a sighting of the moon.
"""


def calendar_text(calendar: CalendarFile, origin: str) -> str:
    """The file of *calendar*; *origin* says in one line where its days are from."""
    head = _HEAD.format(year=calendar.year, origin=origin)
    days = "".join("\n" + "".join(_day_lines(day)) for day in calendar.day)
    sources = "".join(f"{key} = {_toml_string(value)}\n" for key, value in calendar.source.items())
    return f"{head}\nyear = {calendar.year}\n{days}\n[source]\n{sources}"


def calendar_differences(now: CalendarFile, then: CalendarFile, language: Language) -> Iterator[str]:
    """A line for each day that *then* has otherwise than *now*: added, dropped, or changed."""
    ours, theirs = ({day.date: day for day in calendar.day} for calendar in (now, then))
    for date in sorted(ours | theirs):
        match ours.get(date), theirs.get(date):
            case None, DayOff() as shown:
                sign = "+"
            case DayOff() as shown, None:
                sign = "-"
            case DayOff() as before, DayOff() as shown if _comparable(before) != _comparable(shown):
                sign = "~"
            case _:
                continue
        mark = tr(" (perkiraan)")[language] if shown.estimated else ""
        yield f"{sign} {short_date(date, language)}  {shown.name[language]}{mark}"


def _day_lines(day: DayOff) -> Iterable[str]:
    yield "[[day]]\n"
    yield f"date = {day.date.isoformat()}\n"
    yield f"name = {{ id = {_toml_string(day.name.id)}, en = {_toml_string(day.name['en'])} }}\n"
    yield f"kind = {_toml_string(day.kind)}\n"
    yield f"decree = {_toml_string(day.decree)}\n"
    if day.estimated:
        yield "estimated = true\n"


def _comparable(day: DayOff) -> tuple[str, str, bool]:
    """Return what two files must agree in: the wording of the decree may differ."""
    return day.name.id, day.kind, day.estimated


def _toml_string(text: str) -> str:
    """A basic string of TOML, of which a string of JSON is one."""
    return json.dumps(text, ensure_ascii=False)
