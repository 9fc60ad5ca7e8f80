"""The figures in the text format of Prometheus, written by its library."""

from collections.abc import Iterator
from itertools import accumulate

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString

from kiosk.endpoint.metrics import BUCKETS, Figures


def written(figures: Figures) -> bytes:
    """*figures*, and the system's own of this process."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    registry.register(_Collected(figures))
    return generate_latest(registry)


class _Collected(Collector):
    """What the library asks for figures."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures

    def collect(self) -> Iterator[Metric]:
        """All of them."""
        figures = self._figures
        commands = CounterMetricFamily("kiosk_commands", "Commands, by status of the answer.", labels=["status"])
        for status, times in figures.commands.items():
            commands.add_metric([str(status)], times)
        troubles = CounterMetricFamily("kiosk_troubles", "Troubles from outside, by kind.", labels=["kind"])
        for kind, times in figures.troubles.items():
            troubles.add_metric([kind], times)
        up_to = list(zip(map(floatToGoString, BUCKETS), accumulate(figures.commits), strict=True))
        words = "From taking the commands that wait to having them on disk."
        yield from (commands, troubles, HistogramMetricFamily("kiosk_commit_seconds", words, up_to, figures.seconds))
        for watched in figures.watched:
            yield GaugeMetricFamily(f"kiosk_{watched.name}", watched.words, watched.figure)
