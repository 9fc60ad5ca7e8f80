"""A case in words, as its receipt, its page and a clerk at the counter tell of it."""

from collections.abc import Iterator
from datetime import tzinfo
from typing import Final

from kiosk.language import Language, Text, clock, long_date
from kiosk.wire.case import CaseReturnReason, CaseShown, CaseState, Due, HoldReason, Outcome, Promised, VoidReason
from kiosk.wire.ticket import TicketStatus

STATES: Final[dict[CaseState, Text]] = {
    "in-process": Text("sedang diproses", "in process"),
    "on-hold": Text("tertahan", "on hold"),
    "ready": Text("siap diambil", "ready to be collected"),
    "collected": Text("sudah diambil", "collected"),
    "returned": Text("dikembalikan", "returned"),
    "void": Text("tidak berlaku", "void"),
}
HOLDS: Final[dict[HoldReason, Text]] = {
    "papers": Text("menunggu berkas", "waiting for papers"),
    "approval": Text("menunggu persetujuan", "waiting for an approval"),
    "checks": Text("sedang diperiksa", "being checked"),
    "applicant": Text("menunggu pemohon", "waiting for the applicant"),
    "system": Text("gangguan sistem", "a fault of the system"),
    "other": Text("sebab lain", "another reason"),
}
CLOSINGS: Final[dict[CaseReturnReason | VoidReason, Text]] = {
    "incomplete": Text("berkas belum lengkap", "the file is incomplete"),
    "refused": Text("ditolak", "refused"),
    "withdrawn": Text("dicabut pemohon", "withdrawn by the applicant"),
    "uncollected": Text("tidak diambil pada waktunya", "not collected in time"),
    "twice": Text("tercatat dua kali", "recorded twice"),
    "mistake": Text("salah catat", "recorded by mistake"),
    "undone": Text("penerimaan berkas diurungkan", "the acceptance was undone"),
    "other": Text("sebab lain", "another reason"),
}

OUTCOMES: Final[dict[Outcome, Text]] = {
    "done": Text("selesai", "done"),
    "incomplete": CLOSINGS["incomplete"],
    "refused": CLOSINGS["refused"],
    "left": Text("belum selesai: pemohon pergi", "not finished: the applicant left"),
}

Told = tuple[str, str]
"""A label and what it says."""


def case_said(case: CaseShown, zone: tzinfo, language: Language) -> Iterator[Told]:
    """What there is to say of *case*, the most asked first; every date names the event that it counts from."""
    yield Text("Keadaan", "Status")[language], status_said(case)[language]
    if case.ready is not None and case.state == "ready":
        yield Text("Siap sejak", "Ready since")[language], long_date(case.ready.astimezone(zone).date(), language)
    elif case.due is not None and case.state in ("in-process", "on-hold"):
        yield Text("Siap", "Ready")[language], _due(case.due, zone)[language]
    if case.stop is not None:
        stops = Text("berhenti: {w}; tanggal siap akan mundur", "stopped: {w}; the date will be later")
        yield Text("Waktu", "The clock")[language], stops.format(w=case.stop)[language]
    if case.collect_by is not None:
        by = Text(long_date(case.collect_by, "id"), long_date(case.collect_by, "en"))
        over = Text("{d}, sudah lewat: tanyakan kepada petugas", "{d}, which is over: please ask the staff")
        yield (
            Text("Ambil paling lambat", "Collect by")[language],
            (over.format(d=by) if case.uncollected else by)[language],
        )
    for promised in case.promised:
        if promised.kept is None and case.state in ("in-process", "on-hold"):
            yield from _promised(promised, case.due, zone, language)
    for awaited in case.awaited:
        yield Text("Janji", "Promise")[language], awaited.said[language]
        since = Text("{f}, belum tercatat", "{f}, not recorded yet").format(f=awaited.from_text)
        yield Text("Dihitung sejak", "Counted from")[language], since[language]
    if case.lacked:
        yield Text("Yang kurang", "What is missing")[language], "; ".join(each[language] for each in case.lacked)


def promise_said_of(status: TicketStatus, language: Language) -> Iterator[Told]:
    """What is promised to a visit that has no case yet."""
    if status.promise is not None:
        yield Text("Janji", "Promise")[language], status.promise.said[language]
    if status.due_if_now is not None:
        yield Text("Siap, bila hari ini", "Ready, if that is today")[language], long_date(status.due_if_now, language)


def outcomes_said(status: TicketStatus, language: Language) -> Iterator[Told]:
    """Who came away without what they came for, and what they lacked."""
    for each in status.outcomes:
        whose = Text("Hasil", "Outcome") if status.people == 1 else Text("Hasil orang {n}", "Outcome of person {n}")
        said, missing = OUTCOMES[each.outcome], "; ".join(text[language] for text in each.lacked)
        words = f"{said[language]}: {missing}" if missing else said[language]
        yield whose.format(n=each.applicant)[language], words


def status_said(case: CaseShown) -> Text:
    """How things are with *case*, and why."""
    state = STATES[case.state]
    why = HOLDS[case.hold] if case.hold else CLOSINGS[case.reason] if case.reason else None
    return Text("{s}: {w}", "{s}: {w}").format(s=state, w=why) if why else state


def _promised(promised: Promised, ready: Due | None, zone: tzinfo, language: Language) -> Iterator[Told]:
    yield Text("Janji", "Promise")[language], promised.promise.said[language]
    begun = Due(promised.since.astimezone(zone).date(), promised.since if promised.due.at else None)
    since = f"{promised.promise.from_text[language]}, {_due(begun, zone)[language]}"
    yield Text("Dihitung sejak", "Counted from")[language], since
    if promised.due != ready:
        yield Text("Paling lambat", "By")[language], _due(promised.due, zone)[language]
    if promised.moved is not None:
        yield Text("Mundur karena", "Later because of")[language], promised.moved[language]


def _due(due: Due, zone: tzinfo) -> Text:
    if due.day is None:
        year = (due.why or "").removeprefix("calendar-").removesuffix("-missing")
        why = Text(
            "belum dapat dipastikan: hari libur {y} belum ada", "cannot be said: the days off of {y} are missing"
        )
        return why.format(y=year)
    day = Text(long_date(due.day, "id"), long_date(due.day, "en"))
    if due.at is None:
        return day
    return Text("{d}, pukul {t}", "{d}, {t}").format(d=day, t=clock(due.at, zone))
