from attrs import evolve
from play import Desk, small_pack, sop

from kiosk.office.model import Task
from kiosk.sop.pack import Pack
from kiosk.visit.dispatch import assignments, with_unassigned_steps
from kiosk.wire.command.counter import MarkStepDone, Start
from kiosk.wire.command.visit import Cancel


def changed(pack: Pack) -> Pack:
    """The pack in which passports are checked in one step of another name, at counters 1 and 2."""
    counters = (
        *(evolve(counter, task=(Task("paspor", ("telaah",)),)) for counter in pack.office.file.counter[:2]),
        *pack.office.file.counter[2:],
    )
    office = evolve(pack.office, file=evolve(pack.office.file, counter=counters))
    return evolve(pack, office=office, sops={**pack.sops, "paspor": sop("paspor", "telaah", "foto")})


def test_nothing_is_unassigned_while_the_pack_stays() -> None:
    desk = Desk(small_pack())
    desk.open("1")
    desk.issue()
    assert with_unassigned_steps(desk.pack, desk.state) == desk.pack


def test_an_open_visit_is_served_to_its_end_after_a_change() -> None:
    desk = Desk(small_pack())
    desk.open("1", "2", "3")
    visit = desk.issue()
    desk.call("1")
    desk.at(Start, "1")
    desk.at(MarkStepDone, "1", step="periksa")
    desk.pack = with_unassigned_steps(changed(desk.pack), desk.state)
    assert desk.pack.unassigned == {"paspor": ("pindai",)}
    desk.at(MarkStepDone, "1", step="pindai")
    assert desk.visit(visit.ticket).step == "foto"
    assert desk.call("3") == visit.ticket
    new = desk.issue()
    assert new.steps == ("nomor", "telaah", "foto")
    assert desk.call("2") == new.ticket


def test_who_waits_with_an_unassigned_step_is_called_by_any_counter_of_the_service() -> None:
    desk = Desk(small_pack())
    desk.open("2")
    visit = desk.issue()
    desk.pack = with_unassigned_steps(changed(desk.pack), desk.state)
    assert desk.call("2") == visit.ticket
    assert ("izin", "periksa") not in assignments(desk.pack, "4")


def test_a_visit_that_ended_leaves_nothing_behind() -> None:
    desk = Desk(small_pack())
    desk.open("1")
    visit = desk.issue()
    desk.do(Cancel(visit.id, desk.visit(visit.ticket).revision, "left"))
    assert with_unassigned_steps(changed(desk.pack), desk.state).unassigned == {}


def test_an_approved_sop_keeps_its_steps_though_the_office_s_file_has_others() -> None:
    before = small_pack()
    new_office_old_sop = evolve(changed(before), sops=before.sops)
    pack = with_unassigned_steps(new_office_old_sop, Desk(before).state)
    assert pack.unassigned == {"paspor": ("periksa", "pindai")}
    assert ("paspor", "periksa") in assignments(pack, "1")
