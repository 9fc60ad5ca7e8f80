"""Foreign text made safe for a terminal: every string that is not ours passes here, once, where it enters.

Foreign is what comes from the network, a file, the environment, a database or a scanner. What is safe is the type
`SafeText`; widgets show it with markup off. Measured reasons are in the project's research: Textual and Rich hand
ESC, C1 and bidi controls to the terminal as they come.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final, NewType

SafeText = NewType("SafeText", str)
"""Text without control, bidi or invisible characters, in NFC, of a limited length."""

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"

MOST_CHARACTERS: Final = 2_000
"""Characters kept of one field; the longest prose of a standard is a third of it."""

_MOST_MARKS = 2
"""Combining marks kept on one base character: more is not writing but an attack on the terminal."""

_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"

_HIDDEN: Final = ("Cc", "Cf", "Cs", "Co", "Cn")
"""Categories of Unicode that are no text: control, format (bidi, tags, signs that wrap digits), surrogates, and what
has no meaning that all agree on."""

_INVISIBLE = re.compile(
    "["
    + "".join(
        f"{chr(first)}-{chr(last)}"
        for first, last in (
            (0x034F, 0x034F),  # combining grapheme joiner
            (0x115F, 0x1160),  # Hangul fillers
            (0x17B4, 0x17B5),  # Khmer vowels that are never written
            (0x180B, 0x180F),  # Mongolian selectors
            (0x3164, 0x3164),  # Hangul filler
            (0xFE00, 0xFE0F),  # variation selectors
            (0xFFA0, 0xFFA0),  # half-width filler
            (0xE0100, 0xE01EF),  # further selectors
        )
    )
    + "]"
)
"""Letters and marks by their category that nothing is seen of."""


def safe(text: str, most: int = MOST_CHARACTERS) -> SafeText:
    """Give *text* back without anything that a terminal would act on or that hides on a screen.

    White space of any kind becomes one blank; control, bidi and invisible characters become U+FFFD, so that tampering
    shows; a joiner stays only between letters, where Persian and Hindi need it; at most two combining marks stand on
    one character; at most *most* characters are kept, the last two then being "..", which every console font has.
    """
    cut = text[: most * 2]
    harmless = cut.isascii() and cut.isprintable()  # most of what there is, and much faster than to look at each
    words = " ".join((cut if harmless else _cleaned(cut)).split())
    too_long = len(words) > most or len(text) > len(cut)
    return SafeText(words[: most - 2].rstrip() + ".." if too_long else words)


def _cleaned(cut: str) -> str:
    """The characters of *cut* that are left, blanks for white space, signs for what is hidden."""
    normal = unicodedata.normalize("NFC", "".join(REPLACEMENT if "\ud800" <= c <= "\udfff" else c for c in cut))
    kept: list[str] = []
    marks = 0
    for place, character in enumerate(normal):
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > _MOST_MARKS:
            continue
        kept.append(_one(character, normal, place))
    return "".join(kept)


def _one(character: str, whole: str, place: int) -> str:
    if character in _JOINERS:
        return character if _between_letters(whole, place) else REPLACEMENT
    if character.isspace():
        return " "
    if _INVISIBLE.match(character) or unicodedata.category(character) in _HIDDEN:
        return REPLACEMENT
    return character


def _between_letters(whole: str, place: int) -> bool:
    return 0 < place < len(whole) - 1 and whole[place - 1].isalpha() and whole[place + 1].isalpha()


@lru_cache(maxsize=512)
def cells(text: str) -> int:
    """Columns that *text* takes on a terminal: wide characters count two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) or c in _JOINERS else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def fit(text: str, width: int) -> str:
    """Cut *text* at a word to at most *width* columns, ending in ".." when something was cut off."""
    if cells(text) <= width:
        return text
    if width <= 2:
        return "." * max(width, 0)
    head = text
    while head and cells(head) > width - 2:
        head = head[:-1]
    at_word = head.rsplit(" ", 1)[0] if text[len(head) : len(head) + 1] != " " and " " in head else head
    return (at_word.rstrip() or head) + ".."
