"""Cases from the acceptance of the file to collection, over as many days and visits as it takes."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from attrs import evolve
from casework import FILES, STOP, CaseDesk, case_pack, file

from kiosk.text.language import Text
from kiosk.visit.desk.guard import RuleViolation
from kiosk.wire.case import ApplicantOutcome, CaseReturnReason, Due
from kiosk.wire.command.case import Hold, Milestone, NotReady, Ready, ReadyAllDue, Release, ReturnCase, VoidCase
from kiosk.wire.command.counter import MarkStepUndone, Park, Scan, Settle, Tick
from kiosk.wire.command.office import EndDay

LACKS_CARD = ApplicantOutcome(4, "incomplete", ("kk",))


def why_not(do: Callable[[], object]) -> str:
    """The rule that refuses it; the refusal says what can be done instead."""
    with pytest.raises(RuleViolation) as refusal:
        do()
    assert refusal.value.text.en and refusal.value.hint and refusal.value.hint.en
    return refusal.value.rule


def due_days(desk: CaseDesk, code: str) -> list[date | None]:
    return [promised.due.day for promised in desk.case(code).promised]


@pytest.fixture
def desk() -> CaseDesk:
    """Tuesday, 24 November 2026, 08.00."""
    return CaseDesk()


def test_a_family_of_four_with_one_incomplete_file(desk: CaseDesk) -> None:
    desk.begin("paspor", "1", people=4, language="en")
    desk.at(Settle, "1", applicant=4, outcome="incomplete", missing=("kk",))
    assert why_not(lambda: desk.at(Settle, "1", applicant=4, outcome="left")) == "applicant-settled"
    desk.step("1", "periksa")
    desk.take("3")
    family = desk.held("3")
    assert [case.state for case in family] == ["in-process"] * 3
    assert {case.language for case in family} == {"en"} and len({case.code for case in family}) == 3
    assert [due_days(desk, case.code) for case in family] == [[date(2026, 11, 30)]] * 3
    desk.step("3", "foto")
    desk.finish("3", but=(ApplicantOutcome(2, "refused"),))
    visit = desk.visit("A001")
    assert visit.outcome == "done"
    assert visit.settled == (LACKS_CARD, ApplicantOutcome(2, "refused"))
    assert [desk.case(case.code).state for case in family] == ["in-process", "returned", "in-process"]


def test_a_lost_passport_needs_three_visits(desk: CaseDesk) -> None:
    desk.begin("bap", "5")
    desk.step("5", "tanya")
    (case,) = desk.held("5")
    code = case.code
    desk.finish("5")
    assert desk.case(code).promised == ()
    desk.next_days(1)
    desk.do(Milestone(code, "setuju"))
    assert due_days(desk, code) == [date(2026, 11, 30)], "three working days after Wednesday"
    desk.next_days(2)
    desk.begin("hilang", "1")
    desk.at(Scan, "1", case=code.lower())
    assert desk.case(code).service == "hilang" and desk.case(code).code == code
    desk.step("1", "berkas")
    assert [each.code for each in desk.held("1")] == [code], "the case goes on, no other is opened"
    assert due_days(desk, code) == [date(2026, 11, 30), date(2026, 12, 5)]
    assert desk.case(code).promised[0].kept is not None
    desk.at(Tick, "1", step="bayar")
    desk.step("1", "foto")
    desk.finish("1")
    desk.next_days(4)
    desk.ready(code)
    desk.begin("pengambilan", "5")
    desk.at(Scan, "5", case=code)
    assert desk.state.visits[desk.state.counter("5").visit or ""].steps == ("nomor", "resi", "serah")
    desk.step("5", "serah")
    desk.finish("5")
    assert desk.case(code).state == "collected"
    assert all(promised.kept for promised in desk.case(code).promised)


def test_whoever_has_not_paid_is_promised_nothing_until_they_have(desk: CaseDesk) -> None:
    desk.begin("izin", "4")
    desk.step("4", "serahkan")
    (case,) = desk.held("4")
    assert case.promised == () and case.due is None
    desk.finish("4", "left")
    assert desk.case(case.code).open, "whoever left may come back with the receipt"
    desk.next_days(1)
    desk.begin("izin", "4")
    assert why_not(lambda: desk.at(Tick, "4", step="bayar")) == "nothing-to-tick"
    desk.at(Scan, "4", case=case.code)
    visit = desk.state.visits[desk.state.counter("4").visit or ""]
    assert visit.step == "biometrik" and "serahkan" in visit.done, "what was done is not done again"
    desk.at(Tick, "4", step="bayar")
    assert why_not(lambda: desk.at(Tick, "4", step="bayar")) == "nothing-to-tick"
    assert due_days(desk, case.code) == [date(2026, 12, 1)], "four working days after Wednesday"
    desk.step("4", "biometrik")
    desk.finish("4")
    desk.do(Ready(case.code))
    desk.next_days(1)
    desk.begin("pengambilan", "5")
    desk.at(Scan, "5", case=case.code)
    desk.step("5", "ambil")
    assert desk.case(case.code).state == "collected"


def test_several_receipts_of_several_services_are_collected_at_once(desk: CaseDesk) -> None:
    first = desk.accepted("paspor", "1", "periksa").code
    second = desk.accepted("izin", "4", "serahkan").code
    desk.ready(first, second)
    desk.begin("pengambilan", "5")
    desk.at(Scan, "5", case=first)
    desk.step("5", "serah")
    desk.at(Scan, "5", case=second)
    assert [case.state for case in desk.held("5")] == ["collected", "ready"]
    desk.step("5", "ambil")
    assert [case.state for case in desk.held("5")] == ["collected", "collected"]
    assert why_not(lambda: desk.at(Scan, "5", case=first)) == "scanned-already"


def test_a_second_receipt_for_the_same_step_opens_the_step_again(desk: CaseDesk) -> None:
    first, second = (desk.accepted("paspor", "1", "periksa").code for _ in range(2))
    desk.ready(first, second)
    desk.begin("pengambilan", "5")
    desk.at(Scan, "5", case=first)
    desk.step("5", "serah")
    desk.at(Scan, "5", case=second)
    assert desk.case(second).state == "ready"
    desk.step("5", "serah")
    assert {case.state for case in desk.held("5")} == {"collected"}


def test_a_receipt_is_scanned_where_it_belongs_or_says_where_that_is(desk: CaseDesk) -> None:
    code = desk.accepted("paspor", "1", "periksa").code
    desk.begin("pengambilan", "5")
    assert why_not(lambda: desk.at(Scan, "5", case=code)) == "wrong-case-state", "not ready"
    assert why_not(lambda: desk.at(Scan, "5", case="K7Q2-M9XA-0")) == "no-such-case"
    desk.finish("5", "left")
    desk.begin("informasi", "5")
    assert why_not(lambda: desk.at(Scan, "5", case=code)) == "receipt-elsewhere"
    desk.begin("paspor", "1")
    desk.step("1", "periksa")
    desk.take("3")
    assert why_not(lambda: desk.at(Scan, "3", case=code)) == "everybody-has-a-case"
    desk.finish("3")
    desk.begin("paspor", "1")
    desk.at(Scan, "1", case=code)
    assert (desk.visit("A003").step, desk.visit("A003").state) == ("foto", "waiting"), "on to the photograph at once"


def test_somebody_new_gets_a_case_beside_one_who_comes_again_and_nothing_is_promised_twice(desk: CaseDesk) -> None:
    code = desk.accepted("paspor", "1", "periksa").code
    desk.next_days(1)
    desk.begin("paspor", "1", people=2)
    desk.at(Scan, "1", case=code)
    desk.step("1", "periksa")
    desk.take("3")
    again, new = desk.held("3")
    assert (again.code, new.state) == (code, "in-process")
    assert (due_days(desk, code), due_days(desk, new.code)) == ([date(2026, 11, 30)], [date(2026, 12, 1)])


def test_a_case_is_in_one_visit_at_a_time(desk: CaseDesk) -> None:
    code = desk.accepted("izin", "4", "serahkan").code
    desk.begin("izin", "4")
    desk.at(Scan, "4", case=code)
    desk.at(Park, "4", reason="payment")
    desk.begin("izin", "4")
    assert why_not(lambda: desk.at(Scan, "4", case=code)) == "case-elsewhere"


def test_a_hold_that_the_sop_knows_moves_the_due_date_by_its_working_days(desk: CaseDesk) -> None:
    desk.begin("izin", "4")
    desk.step("4", "serahkan")
    desk.at(Tick, "4", step="bayar")
    (case,) = desk.held("4")
    assert due_days(desk, case.code) == [date(2026, 11, 30)]
    desk.do(Hold(case.code, "approval", STOP))
    assert desk.case(case.code).state == "on-hold"
    desk.next_days(6)
    desk.do(Release(case.code))
    assert due_days(desk, case.code) == [date(2026, 12, 4)], "Wednesday to Monday are four working days"
    assert desk.case(case.code).promised[0].moved == Text(STOP)
    desk.do(Hold(case.code, "papers"))
    desk.next_days(3)
    desk.ready(case.code)
    assert due_days(desk, case.code) == [date(2026, 12, 4)], "another hold is told apart and moves nothing"
    assert why_not(lambda: desk.do(Hold(case.code, "papers"))) == "wrong-case-state"


def test_a_hold_the_sop_does_not_know_of_cannot_stop_the_clock(desk: CaseDesk) -> None:
    code = desk.accepted("paspor", "1", "periksa").code
    assert why_not(lambda: desk.do(Hold(code, "approval", STOP))) == "no-such-stop"
    assert why_not(lambda: desk.do(Release(code))) == "wrong-case-state"


def test_later_edits_of_sop_and_calendar_move_nothing(desk: CaseDesk) -> None:
    code = desk.accepted("izin", "4", "serahkan").code
    paid = desk.accepted("paspor", "1", "periksa").code
    slower = tuple(evolve(f, promise=tuple(evolve(p, max=20, stops=()) for p in f.promise)) for f in FILES)
    pack = case_pack(slower)
    off = {date(2026, 11, day): next(iter(pack.office.days_off.values())) for day in (25, 26, 27)}
    desk.pack = evolve(pack, office=evolve(pack.office, days_off=off))
    assert due_days(desk, paid) == [date(2026, 11, 30)]
    desk.begin("izin", "4")
    desk.at(Scan, "4", case=code)
    desk.at(Tick, "4", step="bayar")
    assert desk.case(code).promised[0].promise.most == 4, "the terms of when the case was opened"
    assert due_days(desk, code) == [date(2026, 12, 3)], "counted by the calendar of when it was promised"
    assert due_days(desk, paid) == [date(2026, 11, 30)]


def test_a_missing_calendar_promises_nothing_and_says_why() -> None:
    desk = CaseDesk(case_pack(years=frozenset({2025})))
    code = desk.accepted("paspor", "1", "periksa").code
    assert [promised.due for promised in desk.case(code).promised] == [Due(why="calendar-2026-missing")]


def test_the_same_day_means_the_next_after_the_cutoff(desk: CaseDesk) -> None:
    early = desk.accepted("cepat", "1", "terima").code
    desk.later(3 * 3600)
    late = desk.accepted("cepat", "1", "terima").code
    assert (due_days(desk, early), due_days(desk, late)) == ([date(2026, 11, 24)], [date(2026, 11, 25)])


def test_all_that_is_due_on_a_day_is_marked_ready_but_some(desk: CaseDesk) -> None:
    codes = [desk.accepted("paspor", "1", "periksa").code for _ in range(5)]
    day = date(2026, 11, 30)
    desk.do(Hold(codes[0], "checks"))
    desk.ready(codes[1])
    assert why_not(lambda: desk.do(ReadyAllDue(day, 4, (codes[4],)))) == "stale"
    assert why_not(lambda: desk.do(ReadyAllDue(day, 3, (codes[0],)))) == "not-due-then"
    assert why_not(lambda: desk.do(ReadyAllDue(date(2026, 12, 1), 0))) == "nothing-due"
    desk.do(ReadyAllDue(day, 2, (codes[4],)))
    assert [desk.case(code).state for code in codes] == ["on-hold", "ready", "ready", "ready", "in-process"]


def test_ready_by_mistake_is_taken_back(desk: CaseDesk) -> None:
    code = desk.accepted("paspor", "1", "periksa").code
    desk.ready(code)
    assert desk.case(code).promised[0].kept is not None
    assert why_not(lambda: desk.do(Ready(code))) == "wrong-case-state"
    desk.do(NotReady(code, "mistake"))
    assert desk.case(code).state == "in-process" and desk.case(code).promised[0].kept is None


def test_what_nobody_collects_is_known_without_an_event(desk: CaseDesk) -> None:
    code = desk.accepted("paspor", "1", "periksa").code
    office = desk.pack.office
    assert desk.case(code).collect_by(office) is None
    desk.ready(code)
    case = desk.case(code)
    assert case.collect_by(office) == date(2026, 12, 24)
    assert not case.uncollected(office, date(2026, 12, 24)) and case.uncollected(office, date(2026, 12, 25))
    desk.do(VoidCase(code, "uncollected"))
    assert desk.case(code).state == "void" and not desk.case(code).uncollected(office, date(2026, 12, 25))


def test_a_file_can_go_back_from_behind_the_counters(desk: CaseDesk) -> None:
    code = desk.accepted("paspor", "1", "periksa").code
    desk.do(ReturnCase(code, "incomplete", ("kk",)))
    case = desk.case(code)
    assert case.state == "returned" and case.closed is not None and case.closed.missing == ("kk",)
    commands = (Ready(code), Hold(code, "papers"), VoidCase(code, "mistake"), Milestone(code, "x"))
    assert {why_not(partial(desk.do, command)) for command in commands} == {"wrong-case-state"}


@pytest.mark.parametrize(
    ("reason", "missing", "rule"),
    [
        ("incomplete", (), "missing-what"),
        ("withdrawn", ("kk",), "missing-nothing"),
        ("incomplete", ("kk", "kk"), "no-such-requirement"),
        ("incomplete", ("paspor",), "no-such-requirement"),
    ],
)
def test_what_is_said_to_be_missing_is_of_the_sop(
    desk: CaseDesk, reason: CaseReturnReason, missing: tuple[str, ...], rule: str
) -> None:
    code = desk.accepted("paspor", "1", "periksa").code
    assert why_not(lambda: desk.do(ReturnCase(code, reason, missing))) == rule
    assert desk.case(code).state == "in-process"


def test_what_turns_out_not_to_be_ready_is_not_handed_over_with_the_rest(desk: CaseDesk) -> None:
    mine, theirs = (desk.accepted("paspor", "1", "periksa").code for _ in range(2))
    desk.ready(mine, theirs)
    desk.begin("pengambilan", "5")
    desk.at(Scan, "5", case=mine)
    desk.do(NotReady(mine, "mistake"))
    assert why_not(lambda: desk.step("5", "serah")) == "wrong-case-state"
    desk.at(Scan, "5", case=theirs)
    desk.step("5", "serah")
    assert [desk.case(code).state for code in (mine, theirs)] == ["in-process", "collected"]
    desk.finish("5")
    desk.ready(mine)
    assert desk.case(mine).state == "ready"
    desk.begin("pengambilan", "5")
    desk.at(Scan, "5", case=mine)
    desk.step("5", "serah")
    assert desk.case(mine).state == "collected"


def test_nothing_is_collected_without_a_receipt(desk: CaseDesk) -> None:
    code = desk.accepted("paspor", "1", "periksa").code
    desk.ready(code)
    desk.begin("pengambilan", "5")
    assert why_not(lambda: desk.step("5", "resi")) == "nothing-scanned"
    desk.at(Scan, "5", case=code)
    desk.at(MarkStepUndone, "5", step="resi", reason="mistake")
    desk.step("5", "resi")
    desk.step("5", "serah")
    assert desk.case(code).state == "collected" and desk.case(code).collect_by(desk.pack.office) is None


def test_milestones_are_those_of_the_sop_and_reached_once(desk: CaseDesk) -> None:
    code = desk.accepted("paspor", "1", "periksa").code
    assert why_not(lambda: desk.do(Milestone(code, "foto"))) == "no-such-milestone"
    desk.do(Milestone(code, "laminasi"))
    assert desk.case(code).promised[0].kept is not None
    assert why_not(lambda: desk.do(Milestone(code, "laminasi"))) == "milestone-reached"


def test_work_on_cases_goes_on_after_the_day_was_ended(desk: CaseDesk) -> None:
    code = desk.accepted("paspor", "1", "periksa").code
    desk.do(EndDay(date(2026, 11, 24)))
    desk.ready(code)
    assert desk.case(code).state == "ready"
    desk.next_days(1)
    desk.begin("pengambilan", "5")
    desk.at(Scan, "5", case=code)


def test_the_step_that_opened_cases_is_not_done_after_all(desk: CaseDesk) -> None:
    desk.begin("izin", "4", people=2)
    desk.step("4", "serahkan")
    first = [case.code for case in desk.held("4")]
    desk.at(MarkStepUndone, "4", step="serahkan", reason="mistake")
    assert [desk.case(code).state for code in first] == ["void", "void"], "a receipt once printed is never unknown"
    desk.step("4", "serahkan")
    again = [case.code for case in desk.held("4") if case.open]
    assert len(again) == 2 and not set(again) & set(first)
    desk.do(Milestone(again[0], "kanwil"))
    assert why_not(lambda: desk.at(MarkStepUndone, "4", step="serahkan", reason="mistake")) == "case-under-way"


def test_a_step_not_done_after_all_takes_its_promise_back(desk: CaseDesk) -> None:
    from_photo = file(
        "paspor",
        FILES[0].step,
        evolve(FILES[0].promise[0], from_step="foto", from_text=Text("sejak foto", "from foto")),
    )
    desk.pack = case_pack((from_photo, *FILES[1:]))
    desk.begin("paspor", "1")
    desk.step("1", "periksa")
    desk.take("3")
    desk.step("3", "foto")
    (case,) = desk.held("3")
    assert due_days(desk, case.code) == [date(2026, 11, 30)]
    desk.at(MarkStepUndone, "3", step="foto", reason="again")
    assert due_days(desk, case.code) == []
    desk.finish("3", "left")
    desk.next_days(1)
    desk.begin("paspor", "1")
    desk.at(Scan, "1", case=case.code)
    desk.take("3")
    desk.step("3", "foto")
    assert due_days(desk, case.code) == [date(2026, 12, 1)]


@pytest.mark.parametrize("outcome", ["incomplete", "refused"])
def test_a_visit_that_ends_badly_returns_its_files(desk: CaseDesk, outcome: str) -> None:
    desk.begin("paspor", "1", people=2)
    desk.step("1", "periksa")
    desk.take("3")
    cases = [case.code for case in desk.held("3")]
    missing = ("ktp",) if outcome == "incomplete" else ()
    desk.finish("3", outcome, missing=missing, but=(ApplicantOutcome(2, "done"),))
    assert [desk.case(code).state for code in cases] == ["returned", "in-process"]


@pytest.mark.parametrize(
    ("but", "rule"),
    [
        ((ApplicantOutcome(5, "refused"),), "no-such-applicant"),
        ((ApplicantOutcome(0, "refused"),), "no-such-applicant"),
        ((ApplicantOutcome(1, "refused"), ApplicantOutcome(1, "left")), "applicant-settled"),
        ((ApplicantOutcome(1, "incomplete"),), "missing-what"),
        ((ApplicantOutcome(1, "incomplete", ("x",)),), "no-such-requirement"),
    ],
)
def test_outcomes_of_people_that_make_no_sense(desk: CaseDesk, but: tuple[ApplicantOutcome, ...], rule: str) -> None:
    desk.begin("paspor", "1", people=4)
    assert why_not(lambda: desk.finish("1", but=but)) == rule
    assert desk.visit("A001").settled == ()


def test_where_nobody_is_left_no_file_is_accepted(desk: CaseDesk) -> None:
    desk.begin("paspor", "1", people=2)
    for applicant in (1, 2):
        desk.at(Settle, "1", applicant=applicant, outcome="refused")
    assert why_not(lambda: desk.step("1", "periksa")) == "nobody-accepted"
    desk.finish("1")
