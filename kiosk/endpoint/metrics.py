"""`GET /metrics`: what whoever looks after the endpoint wants to watch, in the text format of Prometheus."""

from collections.abc import Callable
from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)

MEDIA_TYPE: Final = "text/plain"

_BUCKETS: Final = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
"""Seconds."""


class Metrics:
    """The figures of one endpoint; the system's own of its process (memory, files, CPU) beside them."""

    def __init__(self) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # a second series for each, which nobody reads
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._commands = Counter(
            "kiosk_commands", "Commands, by status of the answer.", ["status"], registry=self._registry
        )
        self._troubles = Counter("kiosk_troubles", "Troubles from outside, by kind.", ["kind"], registry=self._registry)
        self._settled = Histogram(
            "kiosk_commit_seconds",
            "From taking the commands that wait to having them on disk.",
            buckets=_BUCKETS,
            registry=self._registry,
        )

    def answered(self, status: int) -> None:
        """A command was answered."""
        self._commands.labels(status).inc()

    def trouble(self, kind: str) -> None:
        """There was trouble of that kind."""
        self._troubles.labels(kind).inc()

    def settled(self, seconds: float) -> None:
        """Commands were committed. From any thread."""
        self._settled.observe(seconds)

    def watch(self, name: str, words: str, figure: Callable[[], float]) -> None:
        """Give *figure* as it is whenever somebody asks."""
        Gauge(f"kiosk_{name}", words, registry=self._registry).set_function(figure)

    def text(self) -> bytes:
        """All figures as they are now."""
        return generate_latest(self._registry)
