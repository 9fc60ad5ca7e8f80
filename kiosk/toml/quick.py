"""A TOML file that is most likely right, read without the machinery that tells faults and their places.

A screen reads its configuration and its theme before its first paint; that machinery would cost it a tenth of the
time to it.
"""

from pathlib import Path
from typing import TypeVar

import tomli

from kiosk.structure.convert import read
from kiosk.structure.fault import Faults

T = TypeVar("T")


def read_if_sound(kind: type[T], path: Path) -> T | None:
    """The record that the file holds; None where it has any fault, which `kiosk.toml.read` then tells."""
    try:
        with path.open("rb") as file:
            return read(kind, tomli.load(file))
    except (OSError, ValueError, Faults):  # what is not TOML or not UTF-8 is a ValueError
        return None
