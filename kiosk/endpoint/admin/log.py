"""The log shortened by hand, beside what the endpoint does by itself at the beginning of each day."""

from datetime import UTC, date
from typing import Any, Final
from zoneinfo import ZoneInfo

from attrs import frozen

from kiosk.endpoint.admin.act import Act, Done, Scene
from kiosk.endpoint.retention import prune
from kiosk.office.model import LogDays


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
    return Done(LogPruned(prune(scene.store, _today(scene), asked.days)))


def _today(scene: Scene) -> date:
    """The service date; that of UTC before the office was ever served, when there is no log either."""
    zone = scene.store.timezone()
    return scene.now.at.astimezone(ZoneInfo(zone) if zone else UTC).date()


LOG_ACTS: Final[dict[str, Act[Any]]] = {"log-prune": Act(PruneLog, _prune)}
