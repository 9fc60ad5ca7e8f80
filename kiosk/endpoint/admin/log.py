"""The log shortened by hand, beside what the endpoint does by itself at the beginning of each day."""

from typing import Any, Final

from kiosk.endpoint.admin.act import Act, Done, Scene
from kiosk.endpoint.retention import prune
from kiosk.office.model import LogDays
from kiosk.record import frozen


@frozen
class PruneLog:
    """Forget the events of service dates more than so many days ago."""

    days: LogDays


@frozen
class LogPruned:
    """The answer to `PruneLog`."""

    events: int
    """How many were forgotten."""


def _prune(scene: Scene, asked: PruneLog) -> Done:
    return Done(LogPruned(prune(scene.store, scene.now.at.date(), asked.days)))


LOG_ACTS: Final[dict[str, Act[Any]]] = {"log-prune": Act(PruneLog, _prune)}
