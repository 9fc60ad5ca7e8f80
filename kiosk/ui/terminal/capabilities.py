"""What the terminal is capable of, asked before Textual is imported: input, encoding, colours and characters.

The Linux console has 256 or 512 glyphs and shows a box for what it lacks. Texts of the program are written with its
characters only; what comes from outside, names above all, is spelt with them, every character in the columns it had.
"""

import os
import sys
import termios
from collections.abc import Mapping, MutableMapping
from functools import lru_cache
from typing import Final, Literal, TextIO

from kiosk.text.ascii_fallback import ascii_fallback
from kiosk.text.language import LANGUAGES, tr

_NONE: Final = tr("butuh terminal: masukan dan keluaran program ini bukan terminal")
_DUMB: Final = tr('terminal "dumb" tidak dapat digambari; pakai terminal lain, atau kiosk lobby --once')
_COERCED: Final = ("C.UTF-8", "C.utf8", "UTF-8")
"""What Python itself makes of LC_CTYPE in the locale C (PEP 538)."""
_UTF8_LINE: Final = 0x4000
"""IUTF8 of Linux's termios.h: the line knows that its terminal writes UTF-8."""


def is_terminal() -> bool:
    """Whether keys come from a terminal and the screen is one; standard error may go elsewhere."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def require_terminal(environ: Mapping[str, str]) -> None:
    """Require a terminal that can be painted on: into a pipe Textual would write escapes for ever.

    Raises:
        SystemExit: with status 64, after one line on stderr.
    """
    refusal = _NONE if not is_terminal() else _DUMB if environ.get("TERM") == "dumb" else None
    if refusal is not None:
        words = " / ".join(refusal[language] for language in LANGUAGES)
        print(f"kiosk: {words}", file=sys.stderr)  # noqa: T201
        raise SystemExit(os.EX_USAGE)


def encoding(environ: Mapping[str, str], output: TextIO | None, descriptor: int) -> str:
    """The encoding that the terminal reads.

    It is Python's, unless a locale is set that does not say UTF-8 and Python takes UTF-8 for granted all the same: in C
    and POSIX, and in those like id_ID.ISO-8859-1 that are not installed. There a console or an old terminal may not
    read it, so the line itself is asked, and ASCII written where it does not say UTF-8.
    """
    python = (output.encoding if output else None) or "ascii"
    characters = environ.get("LC_CTYPE")
    locale = environ.get("LC_ALL") or (characters if characters not in _COERCED else None) or environ.get("LANG")
    says_utf8 = "utf8" in (locale or "").lower().replace("-", "")  # id_ID.UTF-8, C.utf8
    doubtful = bool(locale) and not says_utf8 and environ.get("PYTHONUTF8") != "1"
    return "ascii" if doubtful and python.lower() == "utf-8" and not _line_has_utf8(descriptor) else python


def _line_has_utf8(descriptor: int) -> bool:
    try:
        return bool(termios.tcgetattr(descriptor)[0] & _UTF8_LINE)
    except termios.error:
        return False


def prepare(environ: MutableMapping[str, str]) -> None:
    """Set in *environ* what Textual cannot know.

    No animations; no keyboard protocol that old consoles print as letters; sixteen colours where no more are promised.
    """
    environ["TEXTUAL_ANIMATIONS"] = "none"
    environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    if sixteen_colours(environ):
        environ.setdefault("TEXTUAL_COLOR_SYSTEM", "standard")


def sixteen_colours(environ: Mapping[str, str]) -> bool:
    """Whether the terminal promises sixteen colours only; so do the Linux console, `dumb` and a missing TERM."""
    if environ.get("COLORTERM", "") in ("truecolor", "24bit"):
        return False
    term = environ.get("TERM", "")
    return not term.endswith(("-256color", "-direct")) and term not in ("xterm-kitty", "xterm-ghostty", "foot")


def shows_bright_grounds(environ: Mapping[str, str]) -> bool:
    """Whether the terminal has all sixteen colours behind letters too; the Linux console has the eight dark ones."""
    return environ.get("TERM", "") not in ("linux", "")


def usual_theme(environ: Mapping[str, str]) -> str:
    """The name of the theme where none is chosen."""
    return "console" if sixteen_colours(environ) else "resmi"


Charset = Literal["console", "full"]
CONSOLE_CHARACTERS: Final = frozenset(
    "".join(map(chr, range(0x20, 0x7F)))
    + "─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬█░▒←↑→↓•·"
    + "áàâäåæçéèêëíìîïñóòôöúùûüÿÄÅÆÇÉÑÖÜßªº¿¡«»°±²µ¶£¥½¼÷"
)
"""What the kernel's own font and all of Debian's show, before and after `setfont`."""


def charset_of(environ: Mapping[str, str]) -> Charset:
    """The character set that KIOSK_CHARSET names, else `console` where TERM is one or is missing, else `full`."""
    if environ.get("KIOSK_CHARSET") in ("console", "full"):
        return "console" if environ["KIOSK_CHARSET"] == "console" else "full"
    return "console" if environ.get("TERM", "") in ("linux", "dumb", "vt100", "vt220", "") else "full"


@lru_cache(maxsize=1024)
def spell_for_console(text: str) -> str:
    """*text* with the console's characters only, in as many columns as it had."""
    return (
        text
        if CONSOLE_CHARACTERS.issuperset(text)
        else "".join(c if c in CONSOLE_CHARACTERS else ascii_fallback(c) for c in text)
    )
