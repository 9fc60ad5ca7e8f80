"""The sentences of announcements, in pieces for recorded clips and as text for a speech program; spoken numbers.

num2words is the oracle of the numbers in the tests; it is too heavy to ship.
"""

import re
from collections.abc import Iterable
from itertools import chain, groupby, pairwise
from typing import Final

from attrs import frozen

from kiosk.text.language import Language, Text, tr
from kiosk.wire.board import Notice, has_a_name

LARGEST_NUMBER: Final = 999_999_999_999
"""More than any fee or count."""

_ID: Final = (
    *("nol", "satu", "dua", "tiga", "empat", "lima"),
    *("enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"),
)
_EN: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_EN_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_GROUPS: Final = ((10**9, "miliar", "billion"), (10**6, "juta", "million"), (1000, "ribu", "thousand"))


def spoken_number(number: int, language: Language) -> str:
    """Return *number* in words, the tens of English with a hyphen: "dua puluh satu", "twenty-one"."""
    if not 0 <= number <= LARGEST_NUMBER:
        raise ValueError(f"a number from 0 to {LARGEST_NUMBER} can be said, not {number}")
    return _indonesian(number) if language == "id" else _english(number)


def spoken_digits(text: str, language: Language) -> tuple[str, ...]:
    """Return the characters of *text*, digits in words: "A012" is A, nol, satu, dua."""
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
    """Return the largest power of a thousand within *number*, with its names."""
    return next(group for group in _GROUPS if number >= group[0])


NUMBER: Final = tr("nomor antrean")
GO: Final = tr("silakan menuju loket")
GO_TO: Final = tr("silakan menuju")
"""Before a counter that goes by its name."""
WAIT: Final = tr("mohon menunggu kembali")
ATTENTION: Final = tr("perhatian", "spoken")

_NAME_PREFIX: Final = re.compile(r"^\s*(loket|counter)\b", re.IGNORECASE)
"""What a counter's name may begin with, which the sentence says already: "Loket Prioritas"."""
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@frozen
class SpokenSentence:
    language: Language
    clauses: tuple[tuple[str, ...], ...]
    """Pieces with a clip each; none where only a speech program can say it."""
    written: str
    """The text for a speech program."""

    @property
    def pieces(self) -> tuple[str, ...]:
        return tuple(chain.from_iterable(self.clauses))


def call_sentence(ticket: str, counter: str, language: Language) -> SpokenSentence:
    """Return the call of a number to a counter: "Nomor antrean A nol satu dua, silakan menuju loket tiga."."""
    go = GO_TO if has_a_name(counter) and not _NAME_PREFIX.match(counter) else GO
    return _sentence(language, (NUMBER, _ticket(ticket, language)), (go, _counter(counter, language)))


def withdrawal_sentence(ticket: str, language: Language) -> SpokenSentence:
    """Return the withdrawal of a call: "Nomor antrean A nol satu dua, mohon menunggu kembali."."""
    return _sentence(language, (NUMBER, _ticket(ticket, language)), (WAIT, ()))


def emergency_sentences(notice: Notice) -> tuple[SpokenSentence, ...]:
    """Return the text of an emergency in Indonesian, then as much of it as there is in English."""
    kind, text = notice.kind or Text(""), notice.text or Text("")
    english = (kind.en, notice.line_en, text.en)
    spoken = (SpokenSentence("id", (), _written((ATTENTION["id"], kind.id, *notice.lines, text.id))),)
    return (*spoken, SpokenSentence("en", (), _written((ATTENTION["en"], *english)))) if any(english) else spoken


def _written(parts: Iterable[str | None]) -> str:
    """Join *parts* as sentences in small letters: words in capitals would be spelt."""
    return " ".join(part.lower().capitalize().rstrip(".!") + "." for part in parts if part)[:300]  # then it begins anew


def clip_name(piece: str) -> str:
    """Return the file name of a piece, without its ending: "nomor antrean" is nomor-antrean."""
    return piece.lower().replace(" ", "-")


def all_pieces(language: Language) -> tuple[str, ...]:
    """Return all pieces that an office with counters up to 99 records to do without a speech program."""
    numbers = chain.from_iterable(_number(n, language) for n in range(100))
    return tuple(dict.fromkeys((NUMBER[language], GO[language], WAIT[language], *numbers, *_LETTERS)))


def _sentence(language: Language, *parts: tuple[Text, tuple[str, ...]]) -> SpokenSentence:
    clauses = tuple((words[language], *rest) for words, rest in parts)
    written = ", ".join(_clause(clause, language) for clause in clauses)
    return SpokenSentence(language, clauses, written[0].upper() + written[1:] + ".")


def _clause(pieces: tuple[str, ...], language: Language) -> str:
    """Join *pieces* by blanks; an English voice takes a letter for an article unless there is a pause around it."""
    apart = [language == "en" and (before in _LETTERS or after in _LETTERS) for before, after in pairwise(pieces)]
    return pieces[0] + "".join((", " if a else " ") + piece for a, piece in zip(apart, pieces[1:], strict=True))


def _ticket(ticket: str, language: Language) -> tuple[str, ...]:
    return spoken_digits("".join(c for c in ticket if c.isalnum()), language)


def _counter(counter: str, language: Language) -> tuple[str, ...]:
    """Return a counter's name without its prefix: numbers, single letters one by one, longer words whole."""
    name = _NAME_PREFIX.sub("", counter, count=1)[:40]
    pieces: list[str] = []
    for kind, run in groupby(name, _kind):
        text = "".join(run)
        if kind == "digit":
            pieces += _number(int(text), language) if len(text) <= 3 else spoken_digits(text, language)
        elif kind:
            pieces += text.upper() if len(text) <= 2 else (text,)
    return tuple(pieces)


def _kind(character: str) -> str:
    return "digit" if character in "0123456789" else "letter" if character.isalnum() else ""


def _number(number: int, language: Language) -> tuple[str, ...]:
    return tuple(spoken_number(number, language).replace("-", " ").split())
