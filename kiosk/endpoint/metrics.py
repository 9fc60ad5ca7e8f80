"""What whoever looks after the endpoint wants to watch, counted while it works."""

from collections import Counter
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Final

from attrs import frozen

MEDIA_TYPE: Final = "text/plain"

BUCKETS: Final = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, float("inf"))
"""Most seconds of a commit that is counted in each."""


@frozen
class Watched:
    """A figure that is whatever it is when somebody asks."""

    name: str
    words: str
    figure: float


@frozen
class Figures:
    """All figures at one moment."""

    commands: Mapping[int, int]
    """By status of the answer."""
    troubles: Mapping[str, int]
    """By kind."""
    commits: tuple[int, ...]
    """By the buckets."""
    seconds: float
    """That all commits took."""
    watched: tuple[Watched, ...]


class Metrics:
    """The figures of one endpoint."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._commands: Counter[int] = Counter()
        self._troubles: Counter[str] = Counter()
        self._commits: Counter[float] = Counter()
        self._seconds = 0.0
        self._watched: dict[tuple[str, str], Callable[[], float]] = {}

    def answered(self, status: int) -> None:
        """A command was answered."""
        with self._lock:
            self._commands[status] += 1

    def trouble(self, kind: str) -> None:
        """There was trouble of that kind."""
        with self._lock:
            self._troubles[kind] += 1

    def settled(self, seconds: float) -> None:
        """Commands were committed."""
        with self._lock:
            self._commits[next(most for most in BUCKETS if seconds <= most)] += 1
            self._seconds += seconds

    def watch(self, name: str, words: str, figure: Callable[[], float]) -> None:
        """Give *figure* as it is whenever somebody asks."""
        self._watched[name, words] = figure

    @property
    def now(self) -> Figures:
        """All figures."""
        watched = tuple(Watched(name, words, figure()) for (name, words), figure in self._watched.items())
        with self._lock:
            commits = tuple(self._commits[most] for most in BUCKETS)
            return Figures(dict(self._commands), dict(self._troubles), commits, self._seconds, watched)

    def text(self) -> bytes:
        """All figures, and the system's own of the process (memory, files, CPU), in the text format of Prometheus."""
        from kiosk.endpoint.exposition import written  # noqa: PLC0415 (1.2 MiB, and few offices have a monitoring)

        return written(self.now)
