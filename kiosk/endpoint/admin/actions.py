"""Every act of administration by its name, and the pruning of the log."""

from collections.abc import Mapping
from datetime import UTC
from typing import Any, Final
from zoneinfo import ZoneInfo

from attrs import frozen

from kiosk.endpoint.admin.action import ActionContext, ActionResult, AdminAction
from kiosk.endpoint.admin.people import PERSON_ACTIONS
from kiosk.endpoint.admin.standards import STANDARD_ACTIONS
from kiosk.endpoint.admin.terminals import TERMINAL_ACTIONS
from kiosk.endpoint.engine.state import prune_log
from kiosk.office.model import LogDays


@frozen
class PruneLog:
    """Forget the events of service dates more than *days* ago."""

    days: LogDays


@frozen
class LogPruned:
    events: int
    """How many were forgotten."""


def _prune(context: ActionContext, asked: PruneLog) -> ActionResult:
    zone = context.store.timezone()  # None if the office was never served, when there is no log either
    today = context.now.at.astimezone(ZoneInfo(zone) if zone else UTC).date()
    return ActionResult(LogPruned(prune_log(context.store, today, asked.days)))


ADMIN_ACTIONS: Final[Mapping[str, AdminAction[Any]]] = {
    **TERMINAL_ACTIONS,
    **PERSON_ACTIONS,
    **STANDARD_ACTIONS,
    "log-prune": AdminAction(PruneLog, _prune),
}
