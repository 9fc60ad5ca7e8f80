"""What is said of the cases of the visit at hand: their receipts, and by when they are promised."""

from kiosk.language import day_and_month, short_date, tr
from kiosk.ui.counter.look import Look
from kiosk.ui.counter.words import receipts
from kiosk.ui.rows import Rows, ends, row
from kiosk.wire.case import CounterCase
from kiosk.wire.case_said import STATES
from kiosk.wire.counter import CounterVisit


def case_rows(look: Look, visit: CounterVisit, width: int) -> Rows:
    """The receipts of the visit's cases and what is promised, in one row, or two where there is room."""
    if not visit.cases:
        return _settled(look, visit)
    first = visit.cases[-1]
    codes = receipts([case.code for case in visit.cases], 2 if look.grid.air else 1)
    if not look.grid.air:
        return (ends(look.label(tr("Berkas"), codes), row(_short(look, first), "quiet"), width),)
    return (
        ends(look.label(tr("Siap"), _long(look, first)), row(_rule(look, first), "quiet"), width),
        look.label(tr("Berkas"), codes),
    )


def _settled(look: Look, visit: CounterVisit) -> Rows:
    """Whose file was not accepted, before the others' cases are opened."""
    if not visit.settled:
        return ()
    listed = ", ".join(str(each.applicant) for each in visit.settled)
    return (row(look.say(tr("Tanpa berkas: orang {n}"), n=listed), "quiet"),)


def _past_due(look: Look, case: CounterCase) -> str:
    """What matters more than by when it was promised."""
    if case.state == "collected":
        return look.say(tr("diserahkan"))
    return look.say(STATES[case.state]) if case.state != "in-process" else ""


def _short(look: Look, case: CounterCase) -> str:
    if stands := _past_due(look, case):
        return stands
    if case.ticks:
        return look.say(tr("D bila dibayar"))
    day = case.due.day if case.due else None
    return look.say(tr("siap {d}", "short"), d=short_date(day, look.language)[:-5]) if day else ""


def _long(look: Look, case: CounterCase) -> str:
    if stands := _past_due(look, case):
        return stands
    if case.ticks:
        return look.say(tr("menunggu pembayaran"))
    if case.due is None:
        return look.say(tr("belum dijanjikan"))
    day = case.due.day
    return day_and_month(day, look.language) if day else look.say(tr("kalender belum ada"))


def _rule(look: Look, case: CounterCase) -> str:
    if case.ticks:
        return look.say(tr("D bila sudah dibayar"))
    return look.say(case.rule) if case.rule else ""
