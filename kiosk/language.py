"""Two languages: Indonesian first, English beside it; dates, times, rupiah and numbers as each is written.

There is no gettext here. With two languages, both ours, a translation kept beside the code can be missing, stale or
unused; a text is a pair where it is used instead, `Text("LOKET", "COUNTER")`, and whoever changes one half sees the
other. Fields are filled in both at once: `Text("{n} hari", "{n} days").format(n=4)`. `tests/test_texts.py` reads the
code and finds a text without its English, fields that differ, a text that nothing uses, and words that reach a screen
or a terminal outside a text.

Babel is the oracle of the formats in the tests; it is too heavy to ship.
"""

from datetime import date, datetime, tzinfo
from typing import Final, Literal

from attrs import frozen

Language = Literal["id", "en"]

LANGUAGES: Final[tuple[Language, ...]] = ("id", "en")


@frozen
class Text:
    """Words in Indonesian and, where somebody wrote them, in English."""

    id: str
    en: str | None = None

    def __getitem__(self, language: Language) -> str:
        """The words in *language*; Indonesian where English is missing."""
        return self.en if language == "en" and self.en else self.id

    def format(self, **values: object) -> "Text":
        """Both languages with their `{name}` fields filled; a value that is a `Text` gives each its own language."""
        return Text(_fill(self.id, "id", values), _fill(self.en, "en", values) if self.en else None)


def _fill(words: str, language: Language, values: dict[str, object]) -> str:
    return words.format(**{name: v[language] if isinstance(v, Text) else v for name, v in values.items()})


_WEEKDAYS: Final = (
    Text("Senin", "Monday"),
    Text("Selasa", "Tuesday"),
    Text("Rabu", "Wednesday"),
    Text("Kamis", "Thursday"),
    Text("Jumat", "Friday"),
    Text("Sabtu", "Saturday"),
    Text("Minggu", "Sunday"),
)

_MONTHS: Final = (
    Text("Januari", "January"),
    Text("Februari", "February"),
    Text("Maret", "March"),
    Text("April", "April"),
    Text("Mei", "May"),
    Text("Juni", "June"),
    Text("Juli", "July"),
    Text("Agustus", "August"),
    Text("September", "September"),
    Text("Oktober", "October"),
    Text("November", "November"),
    Text("Desember", "December"),
)


def weekday(day: date, language: Language) -> str:
    """The day of the week: Selasa, Tuesday."""
    return _WEEKDAYS[day.weekday()][language]


def day_and_month(day: date, language: Language) -> str:
    """A date within this year, with its weekday: "Senin, 30 November"; "Monday, 30 November"."""
    return f"{weekday(day, language)}, {day.day} {_MONTHS[day.month - 1][language]}"


def long_date(day: date, language: Language) -> str:
    """A whole date: "Selasa, 24 November 2026"."""
    return f"{day_and_month(day, language)} {day.year}"


def month_and_year(day: date, language: Language) -> str:
    """A month: "November 2026"."""
    return f"{_MONTHS[day.month - 1][language]} {day.year}"


def short_date(day: date, language: Language) -> str:
    """A date for narrow places: "Sel 24 Nov 2026"."""
    return f"{weekday(day, language)[:3]} {day.day} {_MONTHS[day.month - 1][language][:3]} {day.year}"


def clock(instant: datetime, zone: tzinfo) -> str:
    """Hour and minute in the office's zone, with the dot of Indonesian writing: 09.42."""
    return instant.astimezone(zone).strftime("%H.%M")


def clock_with_seconds(instant: datetime, zone: tzinfo) -> str:
    """Hour, minute and second in the office's zone: 09.42.10."""
    return instant.astimezone(zone).strftime("%H.%M.%S")


def rupiah(amount: int) -> str:
    """An amount in rupiah: Rp350.000."""
    return "Rp" + f"{amount:,}".replace(",", ".")


def percent(part: int, whole: int, language: Language) -> str:
    """A share as a whole percentage, rounded down so that 99.9 never reads as kept in full: "96 %"; "96%"."""
    return f"{part * 100 // whole}{' ' if language == 'id' else ''}%"
