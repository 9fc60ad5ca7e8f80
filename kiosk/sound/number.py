"""Numbers as they are said: "dua belas", "twelve". num2words is the oracle in the tests; it is too heavy to ship."""

from typing import Final

from kiosk.text.language import Language

MOST: Final = 999_999_999_999
"""The biggest number that can be said: more than any fee or count here."""

_ID: Final = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
_EN: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_EN_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_GROUPS: Final = ((10**9, "miliar", "billion"), (10**6, "juta", "million"), (1000, "ribu", "thousand"))


def spoken_number(number: int, language: Language) -> str:
    """*number* in words parted by blanks, the tens of English by a hyphen: "dua puluh satu"; "twenty-one".

    Raises:
        ValueError: when *number* is negative or more than `MOST`.
    """
    if not 0 <= number <= MOST:
        raise ValueError(f"a number from 0 to {MOST} can be said, not {number}")
    return _indonesian(number) if language == "id" else _english(number)


def spoken_digits(text: str, language: Language) -> tuple[str, ...]:
    """A number as on paper said piece by piece, letters as they are: "A012" is A, nol, satu, dua."""
    return tuple(spoken_number(int(c), language) if c in "0123456789" else c for c in text)


def _indonesian(number: int) -> str:
    if number < len(_ID):
        return _ID[number]
    if number < 20:
        return f"{_ID[number - 10]} belas"
    if number < 100:
        return _ID[number // 10] + " puluh" + _and_then(number % 10)
    if number < 1000:
        hundreds = "seratus" if number < 200 else _ID[number // 100] + " ratus"
        return hundreds + _and_then(number % 100)
    if number < 2000:
        return "seribu" + _and_then(number % 1000)
    size, name, _ = _group(number)
    return f"{_indonesian(number // size)} {name}{_and_then(number % size)}"


def _and_then(rest: int) -> str:
    return f" {_indonesian(rest)}" if rest else ""


def _english(number: int) -> str:
    if number < len(_EN):
        return _EN[number]
    if number < 100:
        return _EN_TENS[number // 10] + (f"-{_EN[number % 10]}" if number % 10 else "")
    if number < 1000:
        rest = number % 100
        return f"{_EN[number // 100]} hundred{f' and {_english(rest)}' if rest else ''}"
    size, _, name = _group(number)
    rest = number % size
    joined = f" and {_english(rest)}" if 0 < rest < 100 else f" {_english(rest)}" if rest else ""
    return f"{_english(number // size)} {name}{joined}"


def _group(number: int) -> tuple[int, str, str]:
    """The biggest group of three digits that *number* has: its size, and its name in both languages."""
    return next(group for group in _GROUPS if number >= group[0])
