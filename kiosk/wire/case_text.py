"""Texts about a case: the same on its receipt, on its page and at the counter."""

from collections.abc import Iterator
from datetime import tzinfo
from typing import Final

from kiosk.text.language import Language, Text, clock, dated, long_date, tr
from kiosk.wire.board import missing_calendar_year
from kiosk.wire.case import CaseReturnReason, CaseShown, CaseState, Due, HoldReason, Outcome, Promised, VoidReason
from kiosk.wire.ticket import TicketStatus

CASE_STATE_LABELS: Final[dict[CaseState, Text]] = {
    "in-process": tr("sedang diproses"),
    "on-hold": tr("tertahan"),
    "ready": tr("siap diambil"),
    "collected": tr("sudah diambil"),
    "returned": tr("dikembalikan"),
    "void": tr("tidak berlaku"),
}
HOLD_LABELS: Final[dict[HoldReason, Text]] = {
    "papers": tr("menunggu berkas"),
    "approval": tr("menunggu persetujuan"),
    "checks": tr("sedang diperiksa"),
    "applicant": tr("menunggu pemohon"),
    "system": tr("gangguan sistem"),
    "other": tr("sebab lain"),
}
CLOSING_LABELS: Final[dict[CaseReturnReason | VoidReason, Text]] = {
    "incomplete": tr("berkas belum lengkap"),
    "refused": tr("ditolak"),
    "withdrawn": tr("dicabut pemohon"),
    "uncollected": tr("tidak diambil pada waktunya"),
    "twice": tr("tercatat dua kali"),
    "mistake": tr("salah catat"),
    "undone": tr("penerimaan berkas diurungkan"),
    "other": tr("sebab lain"),
}
OUTCOME_LABELS: Final[dict[Outcome, Text]] = {
    "done": tr("selesai"),
    "incomplete": CLOSING_LABELS["incomplete"],
    "refused": CLOSING_LABELS["refused"],
    "left": tr("belum selesai: pemohon pergi"),
}

LabelledText = tuple[str, str]
"""A label and its text."""


def case_details(case: CaseShown, zone: tzinfo, language: Language) -> Iterator[LabelledText]:
    """Yield labels and texts of *case*, most asked for first; every date names the event that it counts from."""
    yield tr("Keadaan")[language], case_status_text(case)[language]
    if case.ready is not None and case.state == "ready":
        yield tr("Siap sejak")[language], long_date(case.ready.astimezone(zone).date(), language)
    elif case.due is not None and case.state in ("in-process", "on-hold"):
        yield tr("Siap")[language], _due_text(case.due, zone)[language]
    if case.stop is not None:
        yield tr("Waktu")[language], tr("berhenti: {w}; tanggal siap akan mundur").format(w=case.stop)[language]
    if case.collect_by is not None:
        by = dated(case.collect_by)
        over = tr("{d}, sudah lewat: tanyakan kepada petugas")
        yield tr("Ambil paling lambat")[language], (over.format(d=by) if case.uncollected else by)[language]
    for promised in case.promised:
        if promised.kept is None and case.state in ("in-process", "on-hold"):
            yield from _promise_lines(promised, case.due, zone, language)
    for awaited in case.awaited:
        yield tr("Janji")[language], awaited.text[language]
        since = tr("{f}, belum tercatat").format(f=awaited.from_text)
        yield tr("Dihitung sejak")[language], since[language]
    if case.lacked:
        yield tr("Yang kurang")[language], "; ".join(each[language] for each in case.lacked)


def promise_details(status: TicketStatus, language: Language) -> Iterator[LabelledText]:
    """Yield what is promised to a visit that has no case yet."""
    if status.promise is not None:
        yield tr("Janji")[language], status.promise.text[language]
    if status.due_if_now is not None:
        yield tr("Siap, bila hari ini")[language], long_date(status.due_if_now, language)


def outcome_details(status: TicketStatus, language: Language) -> Iterator[LabelledText]:
    """Yield the people who left without what they came for, and what they lacked."""
    for each in status.outcomes:
        whose = tr("Hasil") if status.people == 1 else tr("Hasil orang {n}")
        outcome, missing = OUTCOME_LABELS[each.outcome], "; ".join(text[language] for text in each.lacked)
        words = f"{outcome[language]}: {missing}" if missing else outcome[language]
        yield whose.format(n=each.applicant)[language], words


def case_status_text(case: CaseShown) -> Text:
    """Return the state of *case* and the reason for it."""
    state = CASE_STATE_LABELS[case.state]
    why = HOLD_LABELS[case.hold] if case.hold else CLOSING_LABELS[case.reason] if case.reason else None
    return Text("{s}: {w}").format(s=state, w=why) if why else state


def _promise_lines(promised: Promised, ready: Due | None, zone: tzinfo, language: Language) -> Iterator[LabelledText]:
    yield tr("Janji")[language], promised.promise.text[language]
    begun = Due(promised.since.astimezone(zone).date(), promised.since if promised.due.at else None)
    since = f"{promised.promise.from_text[language]}, {_due_text(begun, zone)[language]}"
    yield tr("Dihitung sejak")[language], since
    if promised.due != ready:
        yield tr("Paling lambat")[language], _due_text(promised.due, zone)[language]
    if promised.moved is not None:
        yield tr("Mundur karena")[language], promised.moved[language]


def _due_text(due: Due, zone: tzinfo) -> Text:
    if due.day is None:
        why = tr("belum dapat dipastikan: hari libur {y} belum ada")
        return why.format(y=missing_calendar_year(due.why or ""))
    day = dated(due.day)
    if due.at is None:
        return day
    return tr("{d}, pukul {t}").format(d=day, t=clock(due.at, zone))
