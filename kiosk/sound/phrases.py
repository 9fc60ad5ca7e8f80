"""The sentences that are said, each as the pieces that clips are recorded of and as a speech program reads it."""

import re
from collections.abc import Iterable
from itertools import chain, groupby, pairwise
from typing import Final

from attrs import frozen

from kiosk.sound.number import spoken_digits, spoken_number
from kiosk.text.language import Language, Text, tr
from kiosk.wire.board import Notice, has_a_name

NUMBER: Final = tr("nomor antrean")
GO: Final = tr("silakan menuju loket")
GO_TO: Final = tr("silakan menuju")
"""Before a counter that goes by its name."""
WAIT: Final = tr("mohon menunggu kembali")
ATTENTION: Final = tr("perhatian", "spoken")

_COUNTERS: Final = range(100)
"""Numbers of counters, for which an office has clips."""
_SAID: Final = re.compile(r"\s*(loket|counter)\b", re.IGNORECASE)
"""What a counter's name may begin with and the sentence says already: "Loket Prioritas"."""
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LONGEST_NAME: Final = 40
"""Characters of a counter's name that are said."""
_LONGEST_NOTICE: Final = 300
"""Characters of an emergency that are read out; then it begins anew."""


@frozen
class SpokenSentence:
    """Something to say in one language."""

    language: Language
    clauses: tuple[tuple[str, ...], ...]
    """Its pieces, of each of which a clip is recorded; none where only a speech program can say it."""
    written: str
    """As a speech program reads it."""

    @property
    def pieces(self) -> tuple[str, ...]:
        """The pieces of all clauses."""
        return tuple(chain.from_iterable(self.clauses))


def call_sentence(ticket: str, counter: str, language: Language) -> SpokenSentence:
    """That a number goes to a counter: "Nomor antrean A nol satu dua, silakan menuju loket tiga."."""
    go = GO_TO if has_a_name(counter) and not _SAID.match(counter) else GO
    return _sentence(language, (NUMBER, _ticket(ticket, language)), (go, _counter(counter, language)))


def withdrawal_sentence(ticket: str, language: Language) -> SpokenSentence:
    """That a number was called by mistake: "Nomor antrean A nol satu dua, mohon menunggu kembali."."""
    return _sentence(language, (NUMBER, _ticket(ticket, language)), (WAIT, ()))


def emergency_sentences(notice: Notice) -> tuple[SpokenSentence, ...]:
    """All that the screen says of an emergency, in Indonesian, then whatever of it there is in English."""
    kind, text = notice.kind or Text(""), notice.text or Text("")
    english = (kind.en, notice.line_en, text.en)
    spoken = (SpokenSentence("id", (), _read((ATTENTION["id"], kind.id, *notice.lines, text.id))),)
    return (*spoken, SpokenSentence("en", (), _read((ATTENTION["en"], *english)))) if any(english) else spoken


def _read(parts: Iterable[str | None]) -> str:
    """Capitals in figures are for the eye: small letters are read as words, not spelt."""
    return " ".join(part.lower().capitalize().rstrip(".!") + "." for part in parts if part)[:_LONGEST_NOTICE]


def clip_name(piece: str) -> str:
    """The file of a piece, without its ending: "nomor antrean" is nomor-antrean."""
    return piece.lower().replace(" ", "-")


def all_pieces(language: Language) -> tuple[str, ...]:
    """Everything that an office with counters up to 99 records to be without a speech program."""
    numbers = chain.from_iterable(_number(n, language) for n in _COUNTERS)
    return tuple(dict.fromkeys((NUMBER[language], GO[language], WAIT[language], *numbers, *_LETTERS)))


def _sentence(language: Language, *parts: tuple[Text, tuple[str, ...]]) -> SpokenSentence:
    clauses = tuple((words[language], *rest) for words, rest in parts)
    written = ", ".join(_clause(clause, language) for clause in clauses)
    return SpokenSentence(language, clauses, written[0].upper() + written[1:] + ".")


def _clause(pieces: tuple[str, ...], language: Language) -> str:
    """Pieces with blanks between; English voices take a letter for an article unless there is a pause around it."""
    apart = [language == "en" and (before in _LETTERS or after in _LETTERS) for before, after in pairwise(pieces)]
    return pieces[0] + "".join((", " if a else " ") + piece for a, piece in zip(apart, pieces[1:], strict=True))


def _ticket(ticket: str, language: Language) -> tuple[str, ...]:
    """A ticket character by character, as everybody compares it with the paper."""
    return spoken_digits("".join(c for c in ticket if c.isalnum()), language)


def _counter(counter: str, language: Language) -> tuple[str, ...]:
    """A counter as a number; its letters one by one, a longer name as the word it is, less the word said before it."""
    said = _SAID.match(counter)
    name = (counter[said.end() :] if said else counter)[:_LONGEST_NAME]
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
