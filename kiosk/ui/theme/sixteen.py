"""A theme in the sixteen colours that old terminals have: the nearest of them that can still be read.

Left to itself a terminal library takes the nearest colour whatever is behind it, and dark gold on paper becomes yellow
on white.
"""

from typing import Final

from kiosk.ui.rows import PLATES, ROLES, ColourRole
from kiosk.ui.theme.contrast import LEAST, NAMES, SEEN, contrast, rgb
from kiosk.ui.theme.file import Colours

DARK: Final = tuple(f"ansi_{name}" for name in NAMES)
"""All that the Linux console shows behind letters: of a bright colour it shows the dark one (`csi_m` of its vt.c)."""
ALL: Final = (*DARK, *(f"ansi_bright_{name}" for name in NAMES))

_ORDINARY: Final[tuple[ColourRole, ...]] = ("text", "quiet")
_STANDING_OUT: Final[tuple[ColourRole, ...]] = ("accent", "call")


def in_sixteen(colours: Colours, grounds: tuple[str, ...] = ALL) -> Colours:
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
    enough = [one for one in ALL if contrast(one, ground) >= LEAST.get(role, SEEN)]
    if not enough:
        return max(ALL, key=lambda one: contrast(one, ground))
    return min([one for one in enough if one not in taken] or enough, key=lambda one: _distance(one, letters))


def _distance(one: str, other: str) -> float:
    """How unlike two colours are; a hue that becomes grey is worse than one that becomes lighter or darker."""
    (light, *hue), (other_light, *other_hue) = _parts(one), _parts(other)
    return (light - other_light) ** 2 + sum((a - b) ** 2 for a, b in zip(hue, other_hue, strict=True))


def _parts(colour: str) -> tuple[float, float, float]:
    """Lightness, and how much bluer and redder than that a colour is."""
    red, green, blue = rgb(colour)
    light = 0.299 * red + 0.587 * green + 0.114 * blue
    return light, blue - light, red - light
