"""The terminal we run on, asked before Textual is imported."""

import sys
from collections.abc import Mapping, MutableMapping
from typing import Final

NO_TERMINAL: Final = 64
"""Exit status where there is no terminal to paint on (EX_USAGE)."""


def is_terminal() -> bool:
    """Whether all three standard streams are a terminal; Textual reads the first and paints on the third."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def require_terminal() -> None:
    """Go on only on a terminal: without one Textual would write escapes into a pipe for ever.

    Raises:
        SystemExit: with status 64, after one line on stderr.
    """
    if not is_terminal():
        print("kiosk: butuh terminal / needs a terminal (stdin, stdout, stderr)", file=sys.stderr)  # noqa: T201
        raise SystemExit(NO_TERMINAL)


def prepare(environ: MutableMapping[str, str]) -> None:
    """Tell Textual what it cannot know.

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


def usual_theme(environ: Mapping[str, str]) -> str:
    """The theme where none is chosen."""
    return "console" if sixteen_colours(environ) else "resmi"
