"""The last board on disk, so that a terminal that starts without a network shows what was, with its age."""

from datetime import datetime
from pathlib import Path
from typing import Final, TypeVar

from attrs import frozen

from kiosk.feed.errors import FeedError
from kiosk.feed.reply import parse_json
from kiosk.feed.state import FeedState
from kiosk.schema.errors import ValidationError
from kiosk.schema.reader import read_leniently
from kiosk.wire.board import Board
from kiosk.wire.catalogue import Catalogue, ShownSop

T = TypeVar("T")

BOARD: Final = "board.json"
CATALOGUE: Final = "catalogue.json"

LARGEST: Final = 2 * 1024 * 1024
"""Bytes of a file that is read; anything larger is not ours."""


@frozen
class CachedBoard:
    """A board as it lies on disk."""

    board: Board
    as_of: datetime
    frozen_sops: tuple[ShownSop, ...] = ()


def cache_folder(url: str) -> Path:
    """The folder for the source at *url* among this user's caches."""
    import hashlib  # noqa: PLC0415 (a terminal with its own folder does not need them)

    from platformdirs import user_cache_path  # noqa: PLC0415

    return user_cache_path("kiosk") / hashlib.sha256(url.encode()).hexdigest()[:16]


def read_cache(folder: Path) -> FeedState:
    """The last board, catalogue and when they were true, as kept in *folder*; a damaged file is as good as none."""
    kept = _load(CachedBoard, folder / BOARD)
    catalogue = _load(Catalogue, folder / CATALOGUE)
    if kept is None:
        return FeedState(catalogue=catalogue)
    return FeedState(kept.board, catalogue, frozen_sops=kept.frozen_sops, as_of=kept.as_of)


def _load(kind: type[T], path: Path) -> T | None:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        return read_leniently(kind, parse_json(data))[0] if len(data) <= LARGEST else None
    except (OSError, FeedError, ValidationError):
        return None
