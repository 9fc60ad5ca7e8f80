"""The last board on disk, so that a terminal that starts without a network shows what was, with its age."""

from datetime import datetime
from pathlib import Path
from typing import Final, TypeVar

from attrs import frozen

from kiosk.feed.document import parse
from kiosk.feed.seen import Seen
from kiosk.feed.trouble import Trouble
from kiosk.structure.convert import read_tolerantly
from kiosk.structure.fault import Faults
from kiosk.wire.board import Board
from kiosk.wire.catalogue import Catalogue, ShownSop

T = TypeVar("T")

BOARD: Final = "board.json"
CATALOGUE: Final = "catalogue.json"

LARGEST: Final = 2 * 1024 * 1024
"""Bytes of a file that is read; anything larger is not ours."""


@frozen
class KeptBoard:
    """A board as it lies on disk."""

    board: Board
    as_of: datetime
    frozen_sops: tuple[ShownSop, ...] = ()


def place_of(url: str) -> Path:
    """The folder for the source at *url* among this user's caches."""
    import hashlib  # noqa: PLC0415 (a terminal with its own folder does not need them)

    from platformdirs import user_cache_path  # noqa: PLC0415

    return user_cache_path("kiosk") / hashlib.sha256(url.encode()).hexdigest()[:16]


def read_kept(folder: Path) -> Seen:
    """The last board, catalogue and when they were true, as kept in *folder*; a damaged file is as good as none."""
    kept = _load(KeptBoard, folder / BOARD)
    catalogue = _load(Catalogue, folder / CATALOGUE)
    if kept is None:
        return Seen(catalogue=catalogue)
    return Seen(kept.board, catalogue, frozen_sops=kept.frozen_sops, as_of=kept.as_of)


def _load(kind: type[T], path: Path) -> T | None:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        return read_tolerantly(kind, parse(data))[0] if len(data) <= LARGEST else None
    except (OSError, Trouble, Faults):
        return None
