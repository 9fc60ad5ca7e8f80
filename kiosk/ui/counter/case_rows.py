"""What is said of the cases of the visit at hand: their receipts, and by when they are promised."""

from kiosk.language import Text, day_and_month, short_date
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
        return (ends(look.label(Text("Berkas", "Cases"), codes), row(_short(look, first), "quiet"), width),)
    return (
        ends(look.label(Text("Siap", "Ready"), _long(look, first)), row(_rule(look, first), "quiet"), width),
        look.label(Text("Berkas", "Cases"), codes),
    )


def _settled(look: Look, visit: CounterVisit) -> Rows:
    """Whose file was not accepted, before the others' cases are opened."""
    if not visit.settled:
        return ()
    listed = ", ".join(str(each.applicant) for each in visit.settled)
    return (row(look.say("Tanpa berkas: orang {n}", "Without a case: applicant {n}", n=listed), "quiet"),)


def _past_due(look: Look, case: CounterCase) -> str:
    """What matters more than by when it was promised."""
    if case.state == "collected":
        return look.say("diserahkan", "handed over")
    return look.of(STATES[case.state]) if case.state != "in-process" else ""


def _short(look: Look, case: CounterCase) -> str:
    if stands := _past_due(look, case):
        return stands
    if case.ticks:
        return look.say("D bila dibayar", "D once paid")
    day = case.due.day if case.due else None
    return look.say("siap {d}", "ready {d}", d=short_date(day, look.language)[:-5]) if day else ""


def _long(look: Look, case: CounterCase) -> str:
    if stands := _past_due(look, case):
        return stands
    if case.ticks:
        return look.say("menunggu pembayaran", "waits for the payment")
    if case.due is None:
        return look.say("belum dijanjikan", "nothing promised yet")
    day = case.due.day
    return day_and_month(day, look.language) if day else look.say("kalender belum ada", "no calendar")


def _rule(look: Look, case: CounterCase) -> str:
    if case.ticks:
        return look.say("D bila sudah dibayar", "D once it is paid")
    return look.of(case.rule) if case.rule else ""
