"""Themes: a colour for each role, read from a TOML file; their contrast; a theme in the colours of an old terminal.

A colour is `#rrggbb` or one of the terminal's own sixteen (`ansi_bright_yellow`); `attention` and `emergency` are
plates, written `"ansi_black on ansi_white"`. The contrast is that of WCAG 2. Source of the formula and of 4.5 and 7:
https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio, success criteria 1.4.3, 1.4.6.

Of the sixteen colours, the nearest that can still be read is taken. Left to itself a terminal library takes the nearest
whatever is behind it, and dark gold on paper becomes yellow on white.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final

import attrs
from attrs import frozen

from kiosk.schema.errors import KioskError, ValidationFault
from kiosk.schema.fields import Pattern
from kiosk.text.language import Text, tr
from kiosk.toml.document import open_document
from kiosk.toml.errors import TomlError
from kiosk.ui.rows import PLATES, ROLES, ColourRole

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
PALETTE: Final = (
    *("#000000", "#aa0000", "#00aa00", "#aa5500", "#0000aa", "#aa00aa", "#00aaaa", "#aaaaaa"),
    *("#555555", "#ff5555", "#55ff55", "#ffff55", "#5555ff", "#ff55ff", "#55ffff", "#ffffff"),
)
"""The Linux console's sixteen colours."""
ANSI_NAMES: Final = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
AFAR: Final = 7.0
"""The contrast of what is read from afar."""
NEAR: Final = 4.5
"""The contrast of what only near screens show."""
VISIBLE: Final = 1.5
"""The contrast of a thin line, which says nothing and is visible all the same. Our choice."""
PLATE: Final = 3.0
"""The contrast of a ground that is visible by itself: WCAG 2.2, success criterion 1.4.11."""
LEAST: Final[dict[ColourRole, float]] = {role: AFAR for role in ROLES if role not in ("rule", "bad")} | {"bad": NEAR}
"""The least contrast of each role; the thin lines are decoration."""
DARK_COLOURS: Final = tuple(f"ansi_{name}" for name in ANSI_NAMES)
"""The colours behind letters on a Linux console, which shows the dark one of a bright colour (`csi_m` of its vt.c)."""
SIXTEEN_COLOURS: Final = (*DARK_COLOURS, *(f"ansi_bright_{name}" for name in ANSI_NAMES))


class ThemeError(KioskError):
    """A theme cannot be used. Raised by `load_colours`, caught by the commands, which print its faults."""

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
    path = Path(name) if name.endswith(".toml") else folder / f"{name}.toml"
    if ("/" in name and not name.endswith(".toml")) or not path.is_file():
        raise ThemeError(tr("tema {n!r} tidak ada; yang ada: {k}").format(n=name, k=", ".join(theme_names(folder))))
    try:
        return open_document(path, path.name).read(Colours)
    except TomlError as faults:
        raise ThemeError(Text(faults.printed("id"), faults.printed("en"))) from None


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of a theme's colour; the terminal's own as the Linux console shows them."""
    if colour.startswith("ansi_"):
        name = colour.removeprefix("ansi_")
        colour = PALETTE[ANSI_NAMES.index(name.removeprefix("bright_")) + 8 * name.startswith("bright_")]
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours: from 1, the same, to 21, black on white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in rgb(colour)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrasts(colours: Colours) -> dict[ColourRole, float]:
    """The contrast of each role's letters with what is behind them."""
    return {role: contrast(*colours.pair(role)) for role in LEAST}


def indistinct_faults(colours: Colours) -> Iterator[ValidationFault]:
    """A fault for what has no letters and is not visible on the ground: the thin lines, the plate of attention."""
    words = tr("kontras dengan ground {r}:1, perlu {n}:1")
    for role, colour, least in (("rule", colours.rule, VISIBLE), ("attention", colours.pair("attention")[1], PLATE)):
        reached = contrast(colour, colours.ground)
        if reached < least:
            yield ValidationFault((role,), words.format(r=int(reached * 10) / 10, n=f"{least:g}"))


def contrast_faults(colours: Colours) -> Iterator[ValidationFault]:
    """A fault for each role whose letters have too little contrast with their ground."""
    words = tr("kontras {r}:1, perlu {n}:1")
    for role, reached in contrasts(colours).items():
        if reached < LEAST[role]:
            # Rounded down, so that 6.99 never reads as 7.0.
            yield ValidationFault((role,), words.format(r=int(reached * 10) / 10, n=f"{LEAST[role]:g}"))


_ORDINARY: Final[tuple[ColourRole, ...]] = ("text", "quiet")
_STANDING_OUT: Final[tuple[ColourRole, ...]] = ("accent", "call")


def to_sixteen_colours(colours: Colours, grounds: tuple[str, ...] = SIXTEEN_COLOURS) -> Colours:
    """*colours* as the terminal's own, with the contrast that each role needs, or the most that there is.

    *grounds* are those that the terminal shows behind letters. What stands out by its colour is not shown in that of
    ordinary words, where there is another: a pale green becomes cyan rather than grey.
    """
    ground = _nearest(colours.ground, grounds)
    plates = {role: _plate(colours, role, grounds) for role in PLATES}
    ordinary = {role: _readable(getattr(colours, role), ground, role) for role in _ORDINARY}
    taken = frozenset(ordinary.values())
    others = {
        role: _readable(getattr(colours, role), ground, role, taken if role in _STANDING_OUT else frozenset())
        for role in ROLES
        if role not in plates and role not in ordinary
    }
    return Colours(ground=ground, **plates, **ordinary, **others)


def _plate(colours: Colours, role: ColourRole, grounds: tuple[str, ...]) -> str:
    letters, behind = colours.pair(role)
    plate = _nearest(behind, grounds)
    return f"{_readable(letters, plate, role)} on {plate}"


def _nearest(colour: str, grounds: tuple[str, ...]) -> str:
    return min(grounds, key=lambda one: _distance(one, colour))


def _readable(letters: str, ground: str, role: ColourRole, taken: frozenset[str] = frozenset()) -> str:
    enough = [one for one in SIXTEEN_COLOURS if contrast(one, ground) >= LEAST.get(role, VISIBLE)]
    if not enough:
        return max(SIXTEEN_COLOURS, key=lambda one: contrast(one, ground))
    return min([one for one in enough if one not in taken] or enough, key=lambda one: _distance(one, letters))


def _distance(one: str, other: str) -> float:
    """The distance of two colours; a hue that becomes grey is worse than one that becomes lighter or darker."""
    (light, *hue), (other_light, *other_hue) = _parts(one), _parts(other)
    return (light - other_light) ** 2 + sum((a - b) ** 2 for a, b in zip(hue, other_hue, strict=True))


def _parts(colour: str) -> tuple[float, float, float]:
    """Lightness, and how much bluer and redder than that a colour is."""
    red, green, blue = rgb(colour)
    light = 0.299 * red + 0.587 * green + 0.114 * blue
    return light, blue - light, red - light
