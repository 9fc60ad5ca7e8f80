"""How well a theme's colours can be told apart: the contrast of WCAG 2, and what each role needs.

Source of the formula and of 4.5 and 7: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio, success criteria 1.4.3, 1.4.6.
"""

from collections.abc import Iterator
from typing import Final

from kiosk.language import tr
from kiosk.structure.fault import Fault
from kiosk.ui.rows import ROLES, ColourRole
from kiosk.ui.theme.file import Colours

PALETTE: Final = (
    *("#000000", "#aa0000", "#00aa00", "#aa5500", "#0000aa", "#aa00aa", "#00aaaa", "#aaaaaa"),
    *("#555555", "#ff5555", "#55ff55", "#ffff55", "#5555ff", "#ff55ff", "#55ffff", "#ffffff"),
)
"""The Linux console's sixteen colours."""
NAMES: Final = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")

AFAR: Final = 7.0
"""What is read from afar."""
NEAR: Final = 4.5
"""What is read from near screens only."""
SEEN: Final = 1.5
"""What says nothing, and is there all the same: a thin line. Our choice."""
PLATE: Final = 3.0
"""A ground that is seen as a thing of its own: WCAG 2.2, success criterion 1.4.11."""
LEAST: Final[dict[ColourRole, float]] = {role: AFAR for role in ROLES if role not in ("rule", "bad")} | {"bad": NEAR}
"""The least contrast of each role; the thin lines are decoration."""


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of a theme's colour; the terminal's own as the Linux console shows them."""
    if colour.startswith("ansi_"):
        name = colour.removeprefix("ansi_")
        colour = PALETTE[NAMES.index(name.removeprefix("bright_")) + 8 * name.startswith("bright_")]
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast(one: str, other: str) -> float:
    """From 1, the same, to 21, black on white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in rgb(colour)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrasts(colours: Colours) -> dict[ColourRole, float]:
    """Of the letters of each role with what is behind them."""
    return {role: contrast(*colours.pair(role)) for role in LEAST}


def unseen(colours: Colours) -> Iterator[Fault]:
    """A fault for what has no letters and cannot be told from the ground: the thin lines, the plate of attention."""
    words = tr("kontras dengan ground {r}:1, perlu {n}:1")
    for role, colour, least in (("rule", colours.rule, SEEN), ("attention", colours.pair("attention")[1], PLATE)):
        reached = contrast(colour, colours.ground)
        if reached < least:
            yield Fault((role,), words.format(r=int(reached * 10) / 10, n=f"{least:g}"))


def too_low(colours: Colours) -> Iterator[Fault]:
    """A fault for each role whose letters cannot be told from their ground well enough."""
    words = tr("kontras {r}:1, perlu {n}:1")
    for role, reached in contrasts(colours).items():
        if reached < LEAST[role]:
            # Rounded down, so that 6.99 never reads as 7.0.
            yield Fault((role,), words.format(r=int(reached * 10) / 10, n=f"{LEAST[role]:g}"))
