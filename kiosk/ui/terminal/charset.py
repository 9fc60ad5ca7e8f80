"""Characters that a terminal can show: all, or only those of the bare Linux console.

The console has 256 or 512 glyphs and shows a box for what it lacks. What is ours is written with its characters only;
what comes from outside, names above all, is spelt with them, every character in the columns it had.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Literal

from kiosk.lookalike import lookalike

Charset = Literal["console", "full"]

CONSOLE: Final = frozenset(
    "".join(map(chr, range(0x20, 0x7F)))
    + "─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬█░▒←↑→↓•·"
    + "áàâäåæçéèêëíìîïñóòôöúùûüÿÄÅÆÇÉÑÖÜßªº¿¡«»°±²µ¶£¥½¼÷"
)
"""What the kernel's own font and all of Debian's show, so that it is right before and after `setfont`."""


def charset_of(environ: Mapping[str, str]) -> Charset:
    """What KIOSK_CHARSET says, else `console` on a Linux console or a terminal that names none, else `full`."""
    if environ.get("KIOSK_CHARSET") in ("console", "full"):
        return "console" if environ["KIOSK_CHARSET"] == "console" else "full"
    return "console" if environ.get("TERM", "") in ("linux", "dumb", "vt100", "vt220", "") else "full"


@lru_cache(maxsize=1024)
def spelt(text: str) -> str:
    """*text* with the console's characters only, in as many columns as it had."""
    return text if CONSOLE.issuperset(text) else "".join(c if c in CONSOLE else lookalike(c) for c in text)
