"""The last board on disk, so that a terminal that starts without a network shows what was, with its age."""

import hashlib
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final, TypeVar

from attrs import evolve, frozen

from kiosk.feed.document import parse
from kiosk.feed.seen import Seen
from kiosk.feed.trouble import Trouble
from kiosk.structure.convert import read_tolerantly
from kiosk.structure.fault import Faults
from kiosk.wire.board import Board
from kiosk.wire.catalogue import Catalogue, ShownSop
from kiosk.wire.encode import encoded

T = TypeVar("T")

LARGEST: Final = 2 * 1024 * 1024
"""Bytes of a file that is read; anything larger is not ours."""

AGEING: Final = timedelta(seconds=60)
"""How much older than the truth the age on disk may be while nothing but the time goes on."""


@frozen
class _KeptBoard:
    board: Board
    as_of: datetime
    frozen_sops: tuple[ShownSop, ...] = ()


class Kept:
    """What is kept of one source in one folder, private to this user. A damaged file is as good as none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._written = Seen()

    @classmethod
    def of(cls, url: str) -> "Kept":
        """The place for the source at *url* among this user's caches."""
        from platformdirs import user_cache_path  # noqa: PLC0415 (a terminal with its own folder does not need it)

        return cls(user_cache_path("kiosk") / hashlib.sha256(url.encode()).hexdigest()[:16])

    def read(self) -> Seen:
        """The last board, catalogue and when they were true; nothing of it where there is none."""
        kept = self._load(_KeptBoard, "board.json")
        catalogue = self._load(Catalogue, "catalogue.json")
        if kept is None:
            return Seen(catalogue=catalogue)
        return Seen(kept.board, catalogue, frozen_sops=kept.frozen_sops, as_of=kept.as_of)

    def write(self, seen: Seen) -> None:
        """Keep what is new in *seen*. Where nothing can be written, nothing is kept and nobody is told."""
        before = self._written
        if seen.catalogue is not None and seen.catalogue is not before.catalogue:
            self._save("catalogue.json", seen.catalogue)
            self._written = evolve(before, catalogue=seen.catalogue)
        if seen.board is None or seen.as_of is None:
            return
        aged = before.as_of is None or abs(seen.as_of - before.as_of) >= AGEING
        if aged or seen.board is not before.board or seen.frozen_sops != before.frozen_sops:
            self._save("board.json", _KeptBoard(seen.board, seen.as_of, seen.frozen_sops))
            self._written = seen

    def _load(self, kind: type[T], name: str) -> T | None:
        try:
            with (self._folder / name).open("rb") as file:
                data = file.read(LARGEST + 1)
            return read_tolerantly(kind, parse(data))[0] if len(data) <= LARGEST else None
        except (OSError, Trouble, Faults):
            return None

    def _save(self, name: str, record: object) -> None:
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=self._folder, prefix=name, delete=False) as file:
                try:
                    file.write(encoded(record).encode())
                    file.flush()
                    Path(file.name).replace(self._folder / name)
                except OSError:
                    Path(file.name).unlink(missing_ok=True)
                    raise
