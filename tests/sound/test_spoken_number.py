import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from num2words import num2words  # type: ignore[import-untyped]

from kiosk.sound.phrases import LARGEST_NUMBER, spoken_digits, spoken_number
from kiosk.text.language import LANGUAGES, Language

NUMBERS = st.one_of(st.integers(0, 9_999), st.integers(0, LARGEST_NUMBER))


def oracle(number: int, language: Language) -> str:
    """What num2words says, without commas, and with *seribu* also behind millions, where it says "satu ribu"."""
    said: str = num2words(number, lang=language)
    return re.sub("(miliar|juta) satu ribu", r"\1 seribu", said.replace(",", ""))


@pytest.mark.parametrize("language", LANGUAGES)
@given(NUMBERS)
@example(1_001_000)
@example(2_000_001_999)
@example(3_021_101_001)
def test_numbers_are_said_as_num2words_says_them(language: Language, number: int) -> None:
    assert spoken_number(number, language) == oracle(number, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_of_a_ticket_or_counter_is_said_as_num2words_says_it(language: Language) -> None:
    for number in range(10_000):
        assert spoken_number(number, language) == oracle(number, language)


@given(NUMBERS, NUMBERS)
def test_no_two_numbers_are_said_alike(one: int, other: int) -> None:
    for language in LANGUAGES:
        assert (spoken_number(one, language) == spoken_number(other, language)) == (one == other)


def test_a_ticket_is_said_digit_by_digit() -> None:
    assert spoken_digits("A012", "id") == ("A", "nol", "satu", "dua")
    assert spoken_digits("CA90", "en") == ("C", "A", "nine", "zero")


@pytest.mark.parametrize("number", [-1, LARGEST_NUMBER + 1])
def test_what_cannot_be_said_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="can be said"):
        spoken_number(number, "id")
