"""Foreign text made safe for a terminal: every string that is not ours passes here, once, where it enters.

Foreign is what comes from the network, a file, the environment, a database or a scanner. What is safe is the type
`SafeText`; widgets show it with markup off. Measured reasons are in the project's research: Textual and Rich hand
ESC, C1 and bidi controls to the terminal as they come.
"""

import re
import unicodedata
from bisect import bisect_right
from typing import Final, NewType

from rich.cells import cell_len

SafeText = NewType("SafeText", str)
"""Text without control, bidi or invisible characters, in NFC, of a limited length."""

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"

MOST_CHARACTERS: Final = 2_000
"""Characters kept of one field; the longest prose of a standard is a third of it."""

MOST_MARKS: Final = 4
"""Characters without a column of their own that are kept in a row. Burmese puts four on one letter, Hindi three; more
is not writing but an attack on the terminal."""

_NON_JOINER: Final = "\N{ZERO WIDTH NON-JOINER}"
_JOINER: Final = "\N{ZERO WIDTH JOINER}"

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


def sanitize(text: str, most: int = MOST_CHARACTERS) -> SafeText:
    """Return *text* without anything that a terminal would act on or that hides on a screen.

    White space of any kind becomes one blank; control, bidi and invisible characters become U+FFFD, so that tampering
    shows. Within a word a non-joiner stays, since Persian and Hindi need it, and a joiner goes: no terminal shows it,
    and the terminal library reckons the letter after it as no column. At most `MOST_MARKS` characters without a column
    stand in a row. At most *most* characters are kept, the last two then being "..", which every console font has.

    What is left is as wide as its characters one by one.
    """
    cut = text[: most * 2]
    harmless = cut.isascii() and cut.isprintable()  # most of what there is, and much faster than to look at each
    words = " ".join((cut if harmless else _cleaned(cut)).split())
    too_long = len(words) > most or len(text) > len(cut)
    return SafeText(words[: most - 2].rstrip() + ".." if too_long else words)


def _cleaned(cut: str) -> str:
    """Return *cut* in NFC with blanks for white space, U+FFFD for what is hidden and no more marks than may be."""
    normal = unicodedata.normalize("NFC", "".join(REPLACEMENT if "\ud800" <= c <= "\udfff" else c for c in cut))
    cleaned: list[str] = []
    marks = 0
    for place, character in enumerate(normal):
        shown = _shown(character, normal, place)
        marks = 0 if cells(shown) else marks + len(shown)
        if marks <= MOST_MARKS:
            cleaned.append(shown)
    return unicodedata.normalize("NFC", "".join(cleaned))  # Korean letters compose where a joiner stood between


def _shown(character: str, whole: str, place: int) -> str:
    if character in (_JOINER, _NON_JOINER) and _within_word(whole, place):
        return _NON_JOINER if character == _NON_JOINER else ""
    if character.isspace():
        return " "
    if _INVISIBLE.match(character) or unicodedata.category(character) in _HIDDEN:
        return REPLACEMENT
    return character


def _within_word(whole: str, place: int) -> bool:
    """Whether a letter, or a mark on one, stands before *place* and a letter after it."""
    if not 0 < place < len(whole) - 1:
        return False
    before = whole[place - 1]
    return (before.isalpha() or unicodedata.category(before) in ("Mn", "Mc")) and whole[place + 1].isalpha()


def cells(text: str) -> int:
    """Return the columns that *text* takes, as the terminal library itself reckons them when it lays out a screen."""
    return cell_len(text)


def fit(text: str, width: int) -> str:
    """Return *text*, or as many of its words as fit in *width* columns and ".." after them."""
    if cells(text) <= width:
        return text
    if width <= 2:
        return "." * max(width, 0)
    head = text[: bisect_right(range(1, len(text) + 1), width - 2, key=lambda end: cells(text[:end]))]
    at_word = head.rsplit(" ", 1)[0] if text[len(head) : len(head) + 1] != " " and " " in head else head
    return (at_word.rstrip() or head) + ".."
