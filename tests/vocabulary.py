"""Which words are of one language only, by the texts of the program: what must not stand among the other's."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from texts import english

from kiosk.text.language import Language

_WORD: Final = re.compile(r"[a-z]{2,}(?:-[a-z]{2,})*")
_NO_WORDS: Final = re.compile(r"\{[^}]*\}|\w+://\S+")
"""Fields and addresses."""


def strangers(text: str, language: Language, known: Iterable[str] = ()) -> set[str]:
    """The words of *text* that the program says in the other language only; *known* are names, alike in both."""
    return (_words(text) & _only("en" if language == "id" else "id")) - set(known)


@cache
def _only(language: Language) -> frozenset[str]:
    indonesian, translated = set[str](), set[str]()
    for message in english():
        indonesian |= _words(_said(message.id))
        translated |= _words(_said(message.string))
    return frozenset(indonesian - translated if language == "id" else translated - indonesian)


def _said(words: object) -> str:
    return " ".join(map(str, words)) if isinstance(words, tuple | list) else str(words)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(_NO_WORDS.sub(" ", text).lower()))
