"""Characters that a terminal can show: all, or only those of the bare Linux console.

The console has 256 or 512 glyphs and shows a box for what it lacks. What is ours is written with its characters only;
what comes from outside, names above all, is spelt with them, every character in the columns it had.
"""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Literal

from kiosk.text import cells

Charset = Literal["console", "full"]

CONSOLE: Final = frozenset(
    "".join(map(chr, range(0x20, 0x7F)))
    + "─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬█░▒←↑→↓•·"
    + "áàâäåæçéèêëíìîïñóòôöúùûüÿÄÅÆÇÉÑÖÜßªº¿¡«»°±²µ¶£¥½¼÷"
)
"""What the kernel's own font and all of Debian's show, so that it is right before and after `setfont`."""

_LIKE: Final = {
    **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
    **dict.fromkeys("“”„‟″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00a0\u2007\u202f", " "),
    "…": ".",
    "×": "x",
    "™": "T",
    "©": "c",
    "®": "R",
    "€": "E",
    "‹": "<",
    "›": ">",
    "●": "•",
    "▪": "•",
    "✓": "x",
    "✔": "x",
    "☑": "x",
    "ø": "o",
    "Ø": "O",
    "đ": "d",
    "Đ": "D",
    "ł": "l",
    "Ł": "L",
    "ı": "i",
}


def charset_of(environ: Mapping[str, str]) -> Charset:
    """What KIOSK_CHARSET says, else `console` on a Linux console or a terminal that names none, else `full`."""
    if environ.get("KIOSK_CHARSET") in ("console", "full"):
        return "console" if environ["KIOSK_CHARSET"] == "console" else "full"
    return "console" if environ.get("TERM", "") in ("linux", "dumb", "vt100", "vt220", "") else "full"


@lru_cache(maxsize=1024)
def spelt(text: str) -> str:
    """*text* with the console's characters only, in as many columns as it had."""
    if CONSOLE.issuperset(text):
        return text
    return "".join(map(_spelt, text))


def _spelt(character: str) -> str:
    if character in CONSOLE:
        return character
    width = cells(character)
    if width == 0:
        return ""
    like = _LIKE.get(character) or unicodedata.normalize("NFKD", character)[0]
    return (like if like in CONSOLE else "?") + "?" * (width - 1)
