"""What rules ask before they let something happen; each refusal names its rule and what can be done instead."""

from collections.abc import Callable, Iterable
from typing import Final

from kiosk.code import read_code
from kiosk.language import Text
from kiosk.sop.pack import Pack
from kiosk.visit.case import Case
from kiosk.visit.refusal import Refusal
from kiosk.visit.state import CounterNow, State, Visit
from kiosk.wire.case import CaseState
from kiosk.wire.counter import VisitState

Codes = Callable[[], str]
"""Makes a random code."""

_STATES: Final[dict[VisitState, Text]] = {
    "waiting": Text("menunggu", "waiting"),
    "called": Text("dipanggil", "called"),
    "serving": Text("dilayani", "being served"),
    "parked": Text("tertunda", "parked"),
    "absent": Text("tidak hadir", "absent"),
    "ended": Text("sudah berakhir", "ended"),
}

_INSTEAD: Final[dict[VisitState, Text]] = {
    "waiting": Text("panggil dahulu", "call it first"),
    "called": Text("mulai melayani, kembalikan, atau catat tidak hadir", "start, return it or mark it as absent"),
    "serving": Text("selesaikan, tunda, alihkan, atau kembalikan", "finish, park, transfer or return it"),
    "parked": Text("lanjutkan dahulu", "resume it first"),
    "absent": Text("pulihkan dahulu", "restore it first"),
    "ended": Text("ambil nomor baru", "take a new number"),
}

_CASE_STATES: Final[dict[CaseState, Text]] = {
    "in-process": Text("masih dikerjakan", "still in process"),
    "on-hold": Text("sedang tertahan", "on hold"),
    "ready": Text("sudah siap diambil", "ready to be collected"),
    "collected": Text("sudah diambil", "collected"),
    "returned": Text("sudah dikembalikan", "returned"),
    "void": Text("tidak berlaku", "void"),
}

_CASE_INSTEAD: Final[dict[CaseState, Text]] = {
    "in-process": Text("tandai siap dahulu", "mark it as ready first"),
    "on-hold": Text("lanjutkan berkasnya dahulu", "release it first"),
    "ready": Text("pindai pada kunjungan pengambilan, atau tandai belum siap", "collect it, or mark it as not ready"),
    "collected": Text("tidak perlu apa-apa lagi", "nothing more is needed"),
    "returned": Text("terima berkas baru", "accept a new file"),
    "void": Text("terima berkas baru", "accept a new file"),
}


def in_state(visit: Visit, *allowed: VisitState) -> None:
    """Refuse unless *visit* is in one of the states *allowed*."""
    if visit.state not in allowed:
        raise Refusal(
            "wrong-state",
            Text("{t} sedang {s}", "{t} is {s}").format(t=visit.ticket, s=_STATES[visit.state]),
            _INSTEAD[visit.state],
        )


def the_counter(state: State, pack: Pack, counter_id: str, expect: int) -> CounterNow:
    """The counter, if the office has it and it is as the terminal last saw it."""
    if pack.office.counter(counter_id) is None:
        raise no_such_counter(counter_id)
    counter = state.counter(counter_id)
    as_expected(expect, counter.revision)
    return counter


def the_visit(state: State, visit_id: str, expect: int) -> Visit:
    """The visit, if there is one of that id today and it is as the terminal last saw it."""
    visit = state.visits.get(visit_id)
    if visit is None:
        raise Refusal(
            "no-such-visit",
            Text("nomor itu tidak ada hari ini", "there is no such number today"),
            Text("periksa nomor pada karcis", "check the number on the ticket"),
            status=404,
        )
    as_expected(expect, visit.revision)
    return visit


def the_case(state: State, typed: str) -> Case:
    """The open case, or one closed today, whose code was scanned or typed."""
    case = state.cases.get(read_code(typed) or typed)
    if case is None:
        raise Refusal(
            "no-such-case",
            Text("tidak ada berkas dengan kode itu", "no open case has that code"),
            Text("periksa kode pada tanda terima", "check the code on the receipt"),
            status=404,
        )
    return case


def in_case_state(case: Case, *allowed: CaseState) -> None:
    """Refuse unless *case* is in one of the states *allowed*."""
    if case.state not in allowed:
        raise Refusal(
            "wrong-case-state",
            Text("berkas {k} {s}", "the case {k} is {s}").format(k=case.code, s=_CASE_STATES[case.state]),
            _CASE_INSTEAD[case.state],
        )


def fresh_code(state: State, codes: Codes, given: Iterable[str] = ()) -> str:
    """A code that no open case and no ticket of today has, nor any of *given*."""
    taken = {visit.code for visit in state.visits.values()}.union(given)
    while (code := codes()) in taken or code in state.cases:
        pass
    return code


def empty(state: State, counter: CounterNow) -> None:
    """Refuse while the counter holds a visit."""
    if counter.visit is not None:
        visit = state.visits[counter.visit]
        raise Refusal(
            "counter-busy",
            Text("{t} masih di loket ini", "{t} is still at this counter").format(t=visit.ticket),
            _INSTEAD[visit.state],
        )


def open_and_empty(state: State, counter: CounterNow) -> None:
    """Refuse unless the counter is open, somebody is signed on at it, and it holds no visit."""
    empty(state, counter)
    if counter.state != "open":
        raise Refusal(
            "counter-not-open",
            Text("loket ini belum dibuka", "this counter is not open"),
            Text("buka loket dahulu", "open the counter first"),
        )
    if state.person_at_counter(counter.id) is None:
        raise Refusal(
            "nobody-at-counter",
            Text("tidak ada petugas di loket {n}", "nobody of the staff is at counter {n}").format(n=counter.id),
            Text("petugas masuk dahulu di loket itu", "somebody has to sign on there first"),
        )


def at_hand(state: State, counter: CounterNow) -> Visit:
    """The visit that the counter holds."""
    if counter.visit is None:
        raise Refusal(
            "counter-empty",
            Text("tidak ada nomor di loket ini", "there is no number at this counter"),
            Text("panggil nomor berikutnya dahulu", "call the next number first"),
        )
    return state.visits[counter.visit]


def as_expected(expect: int, revision: int) -> None:
    """Refuse a command that was given before a screen that is no longer true."""
    if expect != revision:
        raise Refusal(
            "stale",
            Text("keadaannya sudah berubah sejak layar ini digambar", "it has changed since this screen was drawn"),
            Text("lihat keadaan yang baru, lalu ulangi bila masih perlu", "look at it as it is now, then try again"),
        )


def no_such_counter(counter_id: str) -> Refusal:
    """The office has no counter of that id."""
    return Refusal(
        "no-such-counter",
        Text("tidak ada loket {n}", "there is no counter {n}").format(n=counter_id),
        Text("periksa nomor loket di office.toml", "check the counter's number in office.toml"),
        status=404,
    )
