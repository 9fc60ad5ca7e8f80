"""What click says by itself, its errors and the heads of its help, in Indonesian."""

import gettext
from collections.abc import MutableMapping
from pathlib import Path

import kiosk


def say_in_our_language(environ: MutableMapping[str, str]) -> None:
    """Have click speak Indonesian, or the language that `KIOSK_LANGUAGE` or gettext's own `LANGUAGE` asks for.

    click asks the standard library's gettext, whose language is told by the environment alone.
    """
    gettext.bindtextdomain("click", str(Path(kiosk.__file__).parent / "locale"))
    gettext.textdomain("click")
    environ.setdefault("LANGUAGE", "en" if environ.get("KIOSK_LANGUAGE") == "en" else "id")
