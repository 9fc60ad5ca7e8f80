"""Metrics for monitoring (`/metrics`), in Prometheus' text format: add one here."""

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

from kiosk.endpoint.engine.publisher import Publisher
from kiosk.endpoint.http.server import Listener

METRICS_MEDIA_TYPE: Final = "text/plain"

COMMIT_BUCKETS: Final = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
"""Upper bounds of the histogram, in seconds."""

disable_created_metrics()  # type: ignore[no-untyped-call]  # nobody watches when a counter began


class Metrics:
    """The metrics of one endpoint, and the system's own of this process. Counters are thread-safe."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        registry = self._registry
        self.commands = Counter("kiosk_commands", "Commands, by status of the answer.", ["status"], registry=registry)
        self.troubles = Counter("kiosk_troubles", "Troubles from outside, by kind.", ["kind"], registry=registry)
        meaning = "From taking the commands that wait to having them on disk."
        self.commit_seconds = Histogram("kiosk_commit_seconds", meaning, buckets=COMMIT_BUCKETS, registry=registry)

    def watch(self, listener: Listener, publisher: Publisher) -> None:
        """Add the gauges, each asked for its value at each scrape."""
        self._gauge("connections", "Connections now.", listener.connected.total)
        self._gauge("streams", "Connections that follow the events now.", lambda: len(publisher.followers))
        self._gauge("board_revision", "Revision of the board.", lambda: publisher.revision)
        self._gauge("version", "Number of the last event.", lambda: publisher.state.version)

    def text(self) -> bytes:
        return generate_latest(self._registry)

    def _gauge(self, name: str, description: str, value: Callable[[], float]) -> None:
        Gauge(f"kiosk_{name}", description, registry=self._registry).set_function(value)
