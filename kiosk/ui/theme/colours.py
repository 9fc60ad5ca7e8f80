"""Themes: a colour for each role, read from a TOML file; a broken file is reported and the built-in one used.

A colour is `#rrggbb` or one of the terminal's own sixteen (`ansi_bright_yellow`); `attention` and `emergency` are
plates, written `"ansi_black on ansi_white"`.
"""

from pathlib import Path
from typing import Annotated, Final

import attrs
from attrs import frozen

from kiosk.schema.fields import Pattern
from kiosk.text.language import Text, tr

_SIXTEEN: Final = r"ansi_(bright_)?(black|red|green|yellow|blue|magenta|cyan|white)"
_COLOUR: Final = rf"(#[0-9a-fA-F]{{6}}|{_SIXTEEN})"
Colour = Annotated[str, Pattern(_COLOUR, tr("#rrggbb atau warna terminal (ansi_white)"))]
Plate = Annotated[str, Pattern(rf"{_COLOUR} on {_COLOUR}", tr('"warna huruf on warna dasar"'))]


@frozen
class Colours:
    """A theme: the colours of each role."""

    ground: Colour
    text: Colour
    quiet: Colour
    rule: Colour
    accent: Colour
    call: Colour
    good: Colour
    bad: Colour
    attention: Plate
    emergency: Plate

    @property
    def ansi(self) -> bool:
        """Whether the terminal's own colours are used."""
        return any("ansi_" in colour for colour in attrs.astuple(self))

    def pair(self, role: str) -> tuple[str, str]:
        """Colour of the letters and of the ground of *role*."""
        letters, _, ground = str(getattr(self, role)).partition(" on ")
        return letters, ground or self.ground


CONSOLE: Final = Colours(
    ground="ansi_black",
    text="ansi_bright_white",
    quiet="ansi_white",
    rule="ansi_bright_black",
    accent="ansi_bright_cyan",
    call="ansi_bright_yellow",
    good="ansi_bright_green",
    bad="ansi_bright_red",
    attention="ansi_black on ansi_white",
    emergency="ansi_bright_white on ansi_red",
)
"""The built-in theme: sixteen colours, right on every terminal."""


class ThemeError(Exception):
    """A theme cannot be used; `load_colours` raises it and the commands print its text, one fault a line."""

    def __init__(self, text: Text) -> None:
        super().__init__(text["en"])
        self.text = text


def theme_names(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.toml"))


def load_colours(name: str, folder: Path) -> Colours:
    """Read the theme *name* of *folder*, or that of a file elsewhere where *name* ends in `.toml`.

    Raises:
        ThemeError: when there is no such theme or its file has faults.
    """
    from kiosk.toml.document import open_document  # noqa: PLC0415
    from kiosk.toml.errors import TomlError  # noqa: PLC0415 (who paints with the built-in theme reads no TOML)

    path = Path(name) if name.endswith(".toml") else folder / f"{name}.toml"
    if ("/" in name and not name.endswith(".toml")) or not path.is_file():
        raise ThemeError(tr("tema {n!r} tidak ada; yang ada: {k}").format(n=name, k=", ".join(theme_names(folder))))
    try:
        return open_document(path, path.name).read(Colours)
    except TomlError as faults:
        raise ThemeError(Text(faults.printed("id"), faults.printed("en"))) from None
