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
"""Most bytes of a file that is read; anything larger is not ours."""


@frozen
class CachedBoard:
    board: Board
    as_of: datetime
    frozen_sops: tuple[ShownSop, ...] = ()


def cache_folder(url: str) -> Path:
    """Return the folder for the source at *url* among this user's caches."""
    import hashlib  # noqa: PLC0415 (a terminal with its own folder does not need them)

    from platformdirs import user_cache_path  # noqa: PLC0415

    return user_cache_path("kiosk") / hashlib.sha256(url.encode()).hexdigest()[:16]


def read_cache(folder: Path) -> FeedState:
    """Return the last board and catalogue in *folder*, with their time; a damaged file counts as missing."""
    cached = _load(CachedBoard, folder / BOARD)
    catalogue = _load(Catalogue, folder / CATALOGUE)
    if cached is None:
        return FeedState(catalogue=catalogue)
    return FeedState(cached.board, catalogue, frozen_sops=cached.frozen_sops, as_of=cached.as_of)


def _load(kind: type[T], path: Path) -> T | None:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        return read_leniently(kind, parse_json(data))[0] if len(data) <= LARGEST else None
    except (OSError, FeedError, ValidationError):
        return None


AGEING: Final = timedelta(seconds=60)
"""How far the time on disk may lag behind while nothing else changes."""


class CacheWriter:
    """Writes the state of one feed to a folder that is private to this user."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._written = FeedState()

    def write(self, state: FeedState) -> None:
        """Write what is new in *state*. Where nothing can be written, the terminal goes on without a cache."""
        before = self._written
        if state.catalogue is not None and state.catalogue is not before.catalogue:
            self._save(CATALOGUE, state.catalogue)
            self._written = evolve(before, catalogue=state.catalogue)
        if state.board is None or state.as_of is None:
            return
        aged = before.as_of is None or abs(state.as_of - before.as_of) >= AGEING
        if aged or state.board is not before.board or state.frozen_sops != before.frozen_sops:
            self._save(BOARD, CachedBoard(state.board, state.as_of, state.frozen_sops))
            self._written = state

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
