"""Checks that the rules share; each violation names its rule and what can be done instead."""

from collections.abc import Callable, Iterable
from typing import Final

from kiosk.codes.ticket_code import parse_ticket_code
from kiosk.schema.errors import KioskError
from kiosk.sop.pack import Pack
from kiosk.text.language import Text, tr
from kiosk.visit.case import Case
from kiosk.visit.state import CounterNow, Origin, State, Visit
from kiosk.wire.case import CaseState
from kiosk.wire.counter import VisitState


class RuleViolation(KioskError):
    """A command breaks a rule and has no effect; `text` says why, `hint` what can be done instead.

    Raised by the desk; caught by the writer and the routes of the endpoint, and by the simulation. `status` is
    the HTTP status that fits: 403 for another terminal's task, 404 for something unknown, 409 for a state that does not
    allow it or a stale `expect`, 422 for an invalid command.
    """

    def __init__(self, rule: str, text: Text, hint: Text | None = None, status: int = 409) -> None:
        self.rule = rule
        self.text = text
        self.hint = hint
        self.status = status
        super().__init__(text.en or text.id)


Codes = Callable[[], str]
"""Makes a random code."""

_STATES: Final[dict[VisitState, Text]] = {
    "waiting": tr("menunggu"),
    "called": tr("dipanggil"),
    "serving": tr("dilayani"),
    "parked": tr("tertunda"),
    "absent": tr("tidak hadir"),
    "ended": tr("sudah berakhir"),
}

_INSTEAD: Final[dict[VisitState, Text]] = {
    "waiting": tr("panggil dahulu"),
    "called": tr("mulai melayani, kembalikan, atau catat tidak hadir"),
    "serving": tr("selesaikan, tunda, alihkan, atau kembalikan"),
    "parked": tr("lanjutkan dahulu"),
    "absent": tr("pulihkan dahulu"),
    "ended": tr("ambil nomor baru"),
}

_CASE_STATES: Final[dict[CaseState, Text]] = {
    "in-process": tr("masih dikerjakan"),
    "on-hold": tr("sedang tertahan"),
    "ready": tr("sudah siap diambil"),
    "collected": tr("sudah diambil"),
    "returned": tr("sudah dikembalikan"),
    "void": tr("tidak berlaku"),
}

_CASE_INSTEAD: Final[dict[CaseState, Text]] = {
    "in-process": tr("tandai siap dahulu"),
    "on-hold": tr("lanjutkan berkasnya dahulu"),
    "ready": tr("pindai pada kunjungan pengambilan, atau tandai belum siap"),
    "collected": tr("tidak perlu apa-apa lagi"),
    "returned": tr("terima berkas baru"),
    "void": tr("terima berkas baru"),
}


def require_state(visit: Visit, *allowed: VisitState) -> None:
    """Refuse unless *visit* is in one of the states *allowed*."""
    if visit.state not in allowed:
        raise RuleViolation(
            "wrong-state", tr("{t} sedang {s}").format(t=visit.ticket, s=_STATES[visit.state]), _INSTEAD[visit.state]
        )


def require_counter(state: State, pack: Pack, counter_id: str, expect: int) -> CounterNow:
    """Return the counter, which the office must have and the terminal must have seen as it is."""
    if pack.office.counter(counter_id) is None:
        raise no_such_counter(counter_id)
    counter = state.counter(counter_id)
    require_expected(expect, counter.revision)
    return counter


def require_own_counter(seat: Origin, counter: str | None) -> None:
    """Refuse a command for another *counter* at a counter's terminal; None is no counter, which is for all."""
    if counter is not None and seat.counter not in (None, counter):
        raise RuleViolation(
            "not-your-counter",
            tr("terminal ini untuk loket lain"),
            tr("lakukan di loket {n}, atau oleh penyelia").format(n=counter),
            status=403,
        )


def require_visit(state: State, visit_id: str) -> Visit:
    """Return today's visit of that id."""
    visit = state.visits.get(visit_id)
    if visit is None:
        raise RuleViolation(
            "no-such-visit", tr("nomor itu tidak ada hari ini"), tr("periksa nomor pada karcis"), status=404
        )
    return visit


def require_current_visit(state: State, visit_id: str, expect: int) -> Visit:
    """Return today's visit of that id, which the terminal must have seen as it is."""
    visit = require_visit(state, visit_id)
    require_expected(expect, visit.revision)
    return visit


def require_case(state: State, typed: str) -> Case:
    """Return the case, open or closed today, whose code was scanned or typed."""
    case = state.cases.get(parse_ticket_code(typed) or typed)
    if case is None:
        raise RuleViolation(
            "no-such-case", tr("tidak ada berkas dengan kode itu"), tr("periksa kode pada tanda terima"), status=404
        )
    return case


def require_case_state(case: Case, *allowed: CaseState) -> None:
    """Refuse unless *case* is in one of the states *allowed*."""
    if case.state not in allowed:
        raise RuleViolation(
            "wrong-case-state",
            tr("berkas {k} {s}").format(k=case.code, s=_CASE_STATES[case.state]),
            _CASE_INSTEAD[case.state],
        )


def fresh_code(state: State, codes: Codes, given: Iterable[str] = ()) -> str:
    """Return a code that is of no open case, no ticket of today, and not in *given*."""
    taken = {visit.code for visit in state.visits.values()}.union(given)
    while (code := codes()) in taken or code in state.cases:
        pass
    return code


def require_empty(state: State, counter: CounterNow) -> None:
    """Refuse while the counter holds a visit."""
    if counter.visit is not None:
        visit = state.visits[counter.visit]
        raise RuleViolation("counter-busy", tr("{t} masih di loket ini").format(t=visit.ticket), _INSTEAD[visit.state])


def require_open_and_empty(state: State, counter: CounterNow) -> None:
    """Refuse unless the counter is open, somebody is signed on at it, and it holds no visit."""
    require_empty(state, counter)
    if counter.state != "open":
        raise RuleViolation("counter-not-open", tr("loket ini belum dibuka"), tr("buka loket dahulu"))
    if state.person_at_counter(counter.id) is None:
        raise RuleViolation(
            "nobody-at-counter",
            tr("tidak ada petugas di loket {n}").format(n=counter.id),
            tr("petugas masuk dahulu di loket itu"),
        )


def require_visit_at_hand(state: State, counter: CounterNow) -> Visit:
    if counter.visit is None:
        raise RuleViolation("counter-empty", tr("tidak ada nomor di loket ini"), tr("panggil nomor berikutnya dahulu"))
    return state.visits[counter.visit]


def require_expected(expect: int, revision: int) -> None:
    """Refuse a command that was given at an outdated screen."""
    if expect != revision:
        raise RuleViolation(
            "stale",
            tr("keadaannya sudah berubah sejak layar ini digambar"),
            tr("lihat keadaan yang baru, lalu ulangi bila masih perlu"),
        )


def no_such_counter(counter_id: str) -> RuleViolation:
    """Return the violation for a counter that the office does not have."""
    return RuleViolation(
        "no-such-counter",
        tr("tidak ada loket {n}").format(n=counter_id),
        tr("periksa nomor loket di office.toml"),
        status=404,
    )
