from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date
from babel.numbers import format_currency
from hypothesis import given
from hypothesis import strategies as st

from kiosk.text.language import (
    Language,
    Text,
    clock,
    clock_with_seconds,
    day_and_month,
    long_date,
    month_and_year,
    percent,
    rupiah,
    short_date,
    weekday,
)

DAYS = [date(2025, 1, 1) + timedelta(days=n) for n in range(6 * 365 + 1)]
"""2025 to 2030."""
LOCALE = {"id": "id_ID", "en": "en_GB"}
LANGUAGES: tuple[Language, ...] = ("id", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_are_written_as_babel_writes_them(language: Language) -> None:
    for day in DAYS:
        locale = LOCALE[language]
        assert weekday(day, language) == format_date(day, "EEEE", locale)
        assert day_and_month(day, language) == format_date(day, "EEEE, d MMMM", locale)
        assert long_date(day, language) == format_date(day, "EEEE, d MMMM y", locale)
        assert month_and_year(day, language) == format_date(day, "MMMM y", locale)


def test_short_dates_are_written_as_babel_writes_them_with_three_letters_each() -> None:
    assert short_date(date(2026, 11, 24), "id") == "Sel 24 Nov 2026"
    locales = LOCALE | {"en": "en_US"}  # Britain's Sept has a letter more than the others
    for day in DAYS:
        for language in LANGUAGES:
            assert short_date(day, language) == format_date(day, "EEE d MMM y", locales[language])
    assert max(len(short_date(day, language)) for day in DAYS for language in LANGUAGES) == 15


@given(st.integers(min_value=0, max_value=10**12))
def test_rupiah_are_written_as_babel_writes_them(amount: int) -> None:
    written = format_currency(amount, "IDR", "¤#,##0", locale="id_ID", currency_digits=False)
    assert rupiah(amount) == written.replace("\N{NO-BREAK SPACE}", "")


def test_the_clock_is_the_offices() -> None:
    instant = datetime(2026, 11, 24, 2, 42, 10, tzinfo=UTC)
    assert clock(instant, ZoneInfo("Asia/Jakarta")) == "09.42"
    assert clock(instant, ZoneInfo("Asia/Makassar")) == "10.42"
    assert clock_with_seconds(instant, ZoneInfo("Asia/Jayapura")) == "11.42.10"


@given(st.integers(min_value=0, max_value=1000), st.integers(min_value=1, max_value=1000))
def test_a_share_is_never_rounded_up(part: int, whole: int) -> None:
    shown = int(percent(part, whole, "en").rstrip("%"))
    assert shown * whole <= part * 100 < (shown + 1) * whole


def test_percent_is_written_as_each_language_writes_it() -> None:
    assert percent(212, 221, "id") == "95 %"
    assert percent(212, 221, "en") == "95%"


def test_indonesian_stands_in_for_missing_english() -> None:
    assert Text("LOKET")["en"] == "LOKET"
    assert Text("LOKET", "COUNTER")["en"] == "COUNTER"
    assert Text("LOKET", "")["en"] == "LOKET"


def test_a_text_filled_with_a_text_speaks_one_language() -> None:
    words = Text("{n} tidak ada", "there is no {n}").format(n=Text("tahap", "step"))
    assert words == Text("tahap tidak ada", "there is no step")
    assert Text("{n} hari").format(n=4) == Text("4 hari")


def test_a_value_is_not_read_as_a_pattern() -> None:
    assert Text("{n}").format(n="{x}").id == "{x}"
