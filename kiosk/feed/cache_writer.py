"""Keeping the last board on disk, for `kiosk.feed.cache` to read when the terminal starts again."""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from attrs import evolve

from kiosk.feed.cache import BOARD, CATALOGUE, CachedBoard
from kiosk.feed.state import FeedState
from kiosk.schema.dump import record_to_json

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
