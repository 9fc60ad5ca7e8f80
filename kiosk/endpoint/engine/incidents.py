"""The log of incidents: at most one line a minute of each kind, however often it happens."""

import logging
from collections.abc import Callable

from attrs import define, field, frozen

_log = logging.getLogger(__name__)


@define
class _Kind:
    said_at: float
    since: int = 0
    """How many of the kind were not logged since."""


@frozen
class IncidentLog:
    """Logs and counts incidents by kind, which is the rule of a problem document or `internal` with an exception."""

    now: Callable[[], float]
    count: Callable[[str], None]
    """Called with the kind of each."""
    _kinds: dict[str, _Kind] = field(factory=dict, init=False)

    def note(self, kind: str, what: str, trace: BaseException | None = None) -> None:
        """Note an incident, with *what* happened (foreign text is made ASCII) and the exception behind it, if any."""
        self.count(kind)
        seen, now = self._kinds.get(kind), self.now()
        if seen is not None and now - seen.said_at < 60:
            seen.since += 1
            return
        more = f" ({seen.since} more like it since the last line)" if seen is not None and seen.since else ""
        self._kinds[kind] = _Kind(now)
        _log.warning("%s: %s%s", kind, ascii(what)[1:-1][:200], more, exc_info=trace)
