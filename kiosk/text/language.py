"""Texts in two languages, Indonesian and English; dates, times, rupiah and percentages as each writes them.

The program's texts are written in Indonesian where they are used, `tr("LOKET")`; their English is in
`locale/en/LC_MESSAGES/kiosk.po`, read by gettext. After a change run `make texts`: it adds new texts to it, lists
those without English, and compiles it. Texts of the pack and the endpoint bring their English: `Text("Paspor",
"Passport")`.

A `Text` holds both languages, for screens that show both, and fills fields in both: `tr("{n} orang
menunggu").format(n=4)`. `tests/test_texts.py` finds texts without English or use, fields that differ, and words that
reach a screen outside a text.

Babel is the oracle of the formats in the tests; it is too heavy to ship.
"""

from collections.abc import Callable
from datetime import date, datetime, tzinfo
from gettext import GNUTranslations
from pathlib import Path
from typing import Final, Literal

from attrs import frozen

import kiosk

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
        english = self.en or any(isinstance(value, Text) and value.en for value in values.values())
        return Text(_fill(self.id, "id", values), _fill(self["en"], "en", values) if english else None)


def _fill(words: str, language: Language, values: dict[str, object]) -> str:
    return words.format(**{name: v[language] if isinstance(v, Text) else v for name, v in values.items()})


def _catalogue() -> GNUTranslations:
    with (Path(kiosk.__file__).parent / "locale" / "en" / "LC_MESSAGES" / "kiosk.mo").open("rb") as file:
        return GNUTranslations(file)


_ENGLISH: Final = _catalogue()


def tr(words: str, context: str | None = None) -> Text:
    """Return a text of the program with its English; *context* separates equal Indonesian with different English."""
    return Text(words, _ENGLISH.pgettext(context, words) if context else _ENGLISH.gettext(words))


def counted(words: str, count: int, shown: str | None = None) -> Text:
    """Return a text about a number, `{n}`, shown as it is or as *shown* (3-4): only English has a singular."""
    return Text(words, _ENGLISH.ngettext(words, words, count)).format(n=shown or count)


def with_hint(text: Text, hint: Text | None) -> Text:
    """Join what is wrong and what to do about it in one sentence."""
    return Text("{t}; {h}").format(t=text, h=hint) if hint else text


_WEEKDAYS: Final = (
    *(tr("Senin"), tr("Selasa"), tr("Rabu"), tr("Kamis")),
    *(tr("Jumat"), tr("Sabtu"), tr("Minggu")),
)

_MONTHS: Final = (
    *(tr("Januari"), tr("Februari"), tr("Maret"), tr("April"), tr("Mei"), tr("Juni")),
    *(tr("Juli"), tr("Agustus"), tr("September"), tr("Oktober"), tr("November"), tr("Desember")),
)


def weekday(day: date, language: Language) -> str:
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


def dated(day: date, form: Callable[[date, Language], str] = long_date) -> Text:
    """A date in both languages at once, in one of the forms above."""
    return Text(form(day, "id"), form(day, "en"))


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
