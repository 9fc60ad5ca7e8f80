"""ASCII for characters that a terminal's encoding lacks: alike in look, and as wide."""

import codecs
import unicodedata
from typing import Final

from kiosk.text.sanitize import cells

ASCII_FALLBACK: Final = "kiosk-lookalike"
"""The name to encode with: `text.encode("ascii", ASCII_FALLBACK)`."""

_ALIKE: Final = {
    **dict.fromkeys("─━╌┄", "-"),
    **dict.fromkeys("│┃", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╭╮╯╰", "+"),
    "═": "=",
    "║": "|",
    **dict.fromkeys("█▓▒", "#"),
    "░": ":",
    **dict(zip("←↑→↓", "<^>v", strict=True)),
    **dict.fromkeys("•●", "*"),
    "·": ".",
    "…": ".",
    **dict.fromkeys("–—", "-"),
    **dict.fromkeys("“”", '"'),
    **dict.fromkeys("‘’", "'"),
    "✓": "v",
}


def ascii_fallback(character: str) -> str:
    """Return ASCII for *character*, as many columns wide; a letter loses its accent."""
    if character in _ALIKE:
        return _ALIKE[character]
    plain = "".join(c for c in unicodedata.normalize("NFKD", character) if c.isascii() and c.isprintable())
    width = cells(character)
    return plain if len(plain) == width else "?" * width


def _replaced(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(ascii_fallback, error.object[error.start : error.end])), error.end


codecs.register_error(ASCII_FALLBACK, _replaced)
