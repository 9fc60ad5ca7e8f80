"""The office's figures: what falls due, what a period measured, and how each service stands on the board.

Whole months are read in a thread, over a connection of its own, so that no board waits for them.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import chain
from typing import Final

from attrs import define, field
from starlette.requests import Request

from kiosk.endpoint.engine.publisher import Publisher
from kiosk.endpoint.http.responses import HttpProblem
from kiosk.endpoint.store.interface import Store, StoreError
from kiosk.office.hours import service_date
from kiosk.sop.pack import Pack
from kiosk.text.language import tr
from kiosk.visit.measure.level import ServiceStanding, due_board, levels, standing_since, standings
from kiosk.visit.measure.statistics import measure_visits, measures
from kiosk.visit.state import State
from kiosk.wire.measure import DueBoard, Measures

MAX_PERIOD: Final = timedelta(days=366)

_log = logging.getLogger(__name__)


@define
class OfficeMeasures:
    """Reads what was filed at each day end and adds the open day."""

    open_store: Callable[[], Store]
    publisher: Publisher
    _as_of: tuple[date, int, str] | None = field(default=None, init=False)
    _again: float = field(default=0.0, init=False)

    @property
    def today(self) -> date:
        return service_date(self.publisher.pack.office, self.publisher.now().at)

    def due(self) -> DueBoard:
        publisher = self.publisher
        return due_board(publisher.state.cases.values(), self.today, publisher.pack.office)

    async def measures(self, first: date, last: date) -> Measures:
        publisher = self.publisher
        return await asyncio.to_thread(self._measures, publisher.state, publisher.pack, self.today, first, last)

    async def refresh_standing(self) -> None:
        """Refresh how services stand on the board, once a day and after every change of the pack."""
        publisher = self.publisher
        as_of = (self.today, publisher.state.reset, publisher.pack.digest)
        loop = asyncio.get_running_loop()
        if as_of == self._as_of or loop.time() < self._again:
            return
        self._again = loop.time() + 60  # a store that failed is left alone for a while
        try:
            publisher.standing = await asyncio.to_thread(self._standing, publisher.pack, self.today)
        except StoreError as fault:
            _log.warning("how services stand could not be read: %s", fault)
            return
        self._as_of, self._again = as_of, 0.0

    def _measures(self, state: State, pack: Pack, today: date, first: date, last: date) -> Measures:
        with contextlib.closing(self.open_store()) as store:
            ended = (service for _, services in store.measured_days(first, last) for service in services)
            is_asked = state.date is not None and first <= state.date <= last
            open_ = measure_visits(state.visits.values()) if is_asked else ()
            level = levels(store.fallen_due(first, last), today, pack.office)
            return measures(chain(ended, open_), level, first, last, pack)

    def _standing(self, pack: Pack, today: date) -> Mapping[str, ServiceStanding]:
        since = standing_since(today)
        with contextlib.closing(self.open_store()) as store:
            return standings(store.fallen_due(since, today), store.measured_days(since, today), today, pack.office)


def parse_period(request: Request, today: date) -> tuple[date, date]:
    """Return the days asked for: `from` and `until`, by default this month so far; 422 if that is no period."""
    try:
        last = date.fromisoformat(request.query_params.get("until") or today.isoformat())
        first = date.fromisoformat(request.query_params.get("from") or last.replace(day=1).isoformat())
    except ValueError:
        text, hint = tr("from dan until harus tanggal"), tr("tulis seperti 2026-11-24")
        raise HttpProblem(422, "no-such-date", text, hint) from None
    if not timedelta() <= last - first < MAX_PERIOD:
        hint = tr("hari pertama (from) tidak boleh sesudah hari terakhir (until)")
        raise HttpProblem(422, "no-such-period", tr("jangka itu bukan 1 sampai 366 hari"), hint)
    return first, last
