"""What came of a visit: of all its people alike, or of some of them otherwise than of the others."""

from collections.abc import Iterator
from typing import Final

from kiosk.sop.pack import Pack
from kiosk.text.language import tr
from kiosk.visit.case import Case
from kiosk.visit.desk.guard import RuleViolation
from kiosk.visit.event.case import ApplicantSettled, CaseReturned
from kiosk.visit.event.event import Body
from kiosk.visit.event.visit import Finished
from kiosk.visit.state import State, Visit
from kiosk.wire.case import ApplicantOutcome, CaseReturnReason, Outcome
from kiosk.wire.command.counter import Finish

OTHER: Final = "other"
"""A missing requirement that no list has."""

_RETURNS: Final[dict[Outcome, CaseReturnReason]] = {"incomplete": "incomplete", "refused": "refused"}
"""Outcomes with which the file goes back. Whoever only left may come back with the receipt."""


def decide_finish(state: State, visit: Visit, command: Finish, pack: Pack) -> tuple[Body, ...]:
    """The end of the visit, and of the cases of those whose file goes back."""
    check_missing(visit.service, visit.sop, command.outcome, command.missing, pack)
    settled = tuple(decide_settle(state, visit, command.but, pack))
    named = {each.applicant for each in (*visit.settled, *command.but)}
    others = (case for applicant, case in cases_of_people(state, visit) if applicant not in named)
    returned = (body for case in others for body in _returned(case, command.outcome, command.missing))
    return (Finished(visit.id, command.outcome, command.missing, command.forgotten), *settled, *returned)


def decide_settle(state: State, visit: Visit, outcomes: tuple[ApplicantOutcome, ...], pack: Pack) -> Iterator[Body]:
    """What came of some of the visit's people, and of their cases."""
    known = {each.applicant for each in visit.settled}
    for each in outcomes:
        if not 1 <= each.applicant <= visit.people:
            raise RuleViolation(
                "no-such-applicant",
                tr("nomor ini dipakai {n} orang").format(n=visit.people),
                tr("orang 1 sampai {n}").format(n=visit.people),
                status=422,
            )
        if each.applicant in known:
            raise RuleViolation(
                "applicant-settled",
                tr("hasil orang {n} sudah dicatat").format(n=each.applicant),
                tr("sebut setiap orang satu kali saja"),
            )
        known.add(each.applicant)
        check_missing(visit.service, visit.sop, each.outcome, each.missing, pack)
        yield ApplicantSettled(visit.id, each.applicant, each.outcome, each.missing)
        for applicant, case in cases_of_people(state, visit):
            if applicant == each.applicant:
                yield from _returned(case, each.outcome, each.missing)


def cases_of_people(state: State, visit: Visit) -> Iterator[tuple[int, Case]]:
    """The open cases that the visit's people have with its present service, and whose each is."""
    for each in visit.cases:
        case = state.cases[each.code]
        if each.applicant is not None and case.open and case.service == visit.service:
            yield each.applicant, case


def _returned(case: Case, outcome: Outcome, missing: tuple[str, ...]) -> Iterator[Body]:
    if outcome in _RETURNS:
        yield CaseReturned(case.code, _RETURNS[outcome], missing)


def check_missing(
    service: str, digest: str, outcome: Outcome | CaseReturnReason, missing: tuple[str, ...], pack: Pack
) -> None:
    """Refuse an incomplete file of which nothing is missing, any other of which something is, and unknown requirements.

    *digest* is that of the SOP which is followed; of one that the pack has no more everything is known.
    """
    if outcome == "incomplete" and not missing:
        raise RuleViolation(
            "missing-what",
            tr("belum ditandai apa yang kurang"),
            tr("tandai paling sedikit satu syarat"),
            status=422,
        )
    if outcome != "incomplete" and missing:
        raise RuleViolation(
            "missing-nothing",
            tr("syarat kurang hanya untuk hasil tidak lengkap"),
            tr("pilih hasil tidak lengkap, atau hapus tandanya"),
            status=422,
        )
    sop = pack.sops.get(service)
    known = {r.id for r in sop.requirements} if sop and sop.digest == digest else set(missing)
    wrong = [m for n, m in enumerate(missing) if m not in known | {OTHER} or m in missing[:n]]
    if wrong:
        raise RuleViolation(
            "no-such-requirement",
            tr("syarat {r} tidak ada atau ganda").format(r=", ".join(wrong)),
            tr("yang ada: {k}").format(k=", ".join(sorted(known | {OTHER}))),
            status=422,
        )
