"""The last board on disk: a terminal that starts without a network shows it, with its age."""

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final, TypeVar

from attrs import evolve, frozen

from kiosk.feed.errors import FeedError
from kiosk.feed.reply import parse_json
from kiosk.feed.state import FeedState
from kiosk.schema.dump import record_to_json
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


AGEING: Final = timedelta(seconds=60)
"""How much older than the truth the age on disk may be while nothing but the time goes on."""


class CacheWriter:
    """Keeps what is seen of one source in one folder, private to this user."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._written = FeedState()

    def keep(self, seen: FeedState) -> None:
        """Keep what is new in *seen*. Where nothing can be written, nothing is kept and nobody is told."""
        before = self._written
        if seen.catalogue is not None and seen.catalogue is not before.catalogue:
            self._save(CATALOGUE, seen.catalogue)
            self._written = evolve(before, catalogue=seen.catalogue)
        if seen.board is None or seen.as_of is None:
            return
        aged = before.as_of is None or abs(seen.as_of - before.as_of) >= AGEING
        if aged or seen.board is not before.board or seen.frozen_sops != before.frozen_sops:
            self._save(BOARD, CachedBoard(seen.board, seen.as_of, seen.frozen_sops))
            self._written = seen

    def _save(self, name: str, record: object) -> None:
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=self._folder, prefix=name, delete=False) as file:
                try:
                    file.write(record_to_json(record).encode())
                    file.flush()
                    Path(file.name).replace(self._folder / name)
                except OSError:
                    Path(file.name).unlink(missing_ok=True)
                    raise
