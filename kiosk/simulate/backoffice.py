"""Those behind the counters of a simulated office, with nothing but the due board to go by."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from kiosk.office.hours import day_hours, service_date
from kiosk.office.model import Office
from kiosk.simulate import chances
from kiosk.simulate.act import PressKey, ReadScreen, Script, WaitFor, WaitUntil
from kiosk.simulate.applicants import Receipts
from kiosk.simulate.staff import PIN, code_of
from kiosk.sop.pack import Pack
from kiosk.visit.state import Origin
from kiosk.wire.command.case import CaseCommand, Hold, Milestone, Ready, Release
from kiosk.wire.command.staff import SignOff, SignOn
from kiosk.wire.measure import DueBoard, DueCase, UndatedCase


def back_office(pack: Pack, seat: Origin, receipts: Receipts, chance: Random) -> Script:
    """Round after round, as long as somebody watches: what is due soon is made ready, most of it in time."""
    told = yield WaitFor(0)
    while True:
        told = yield WaitUntil(_next_round(pack.office, told.at))
        told = yield PressKey(SignOn(code_of(seat), PIN), seat)
        told = yield ReadScreen(seat)
        for command in list(_work(told.due, pack, chance)) if told.due else ():
            told = yield WaitFor(chances.draw_seconds(chance, chances.CASE_SECONDS))
            told = yield PressKey(command, seat)
            if isinstance(command, Ready) and told.refused is None:
                receipts.ready.append(command.case)
        told = yield PressKey(SignOff(), seat)


def _work(due: DueBoard, pack: Pack, chance: Random) -> Iterator[CaseCommand]:
    """What this round gets done."""
    for row in due.undated:
        step = _awaited(row, pack)
        if step is not None and chance.random() < chances.PAYS_LATER:
            yield Milestone(row.code, step)
    soon = (*due.overdue, *due.due_today, *due.due_next)
    for case in (*soon, *due.later):
        luck = chance.random()
        if case.state == "on-hold" and luck < chances.RELEASED:
            yield Release(case.code)
        elif case.state == "in-process" and case in soon and luck < chances.MADE_READY:
            yield Ready(case.code)
        elif case.state == "in-process" and case not in soon and luck < chances.HELD:
            yield _hold(case, pack)


def _awaited(case: UndatedCase, pack: Pack) -> str | None:
    """The milestone that its promise counts from; none where that is a step at a counter, for which somebody comes."""
    sop = pack.sops.get(case.service)
    return next((step.id for step in (sop.milestones if sop else ()) if step.id == case.step), None)


def _hold(case: DueCase, pack: Pack) -> Hold:
    """Waiting for an approval, where the standard says that this stops the clock; else for papers."""
    sop = pack.sops.get(case.service)
    stops = [stop for promise in (sop.promises if sop else ()) for stop in promise.stops]
    return Hold(case.code, "approval", stops[0]) if stops else Hold(case.code, "papers")


def _next_round(office: Office, now: datetime) -> datetime:
    """Half an hour after every full hour that the office is open."""
    today = service_date(office, now)
    for ahead in range(chances.FARTHEST):
        hours = day_hours(office, today + timedelta(days=ahead))
        at = hours.opens + chances.ROUND_AFTER if hours else now
        while hours and at < hours.closes:
            if at > now:
                return at
            at += chances.ROUND_EVERY
    return now + timedelta(days=1)
