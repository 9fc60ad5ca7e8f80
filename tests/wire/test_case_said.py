"""What a case is said to be: on its page, on its slip, at a counter. Every date with what it counts from."""

from datetime import date, timedelta

from attrs import evolve
from casework import FILES, STOP, CaseDesk, back_office, case_pack, counters, file, promise

from kiosk.text.language import Language
from kiosk.visit.show.status import case_shown
from kiosk.wire.case_text import case_details
from kiosk.wire.command.case import Hold, Milestone, Release, VoidCase


def said(desk: CaseDesk, code: str, language: Language = "id") -> dict[str, str]:
    shown = case_shown(desk.case(code), desk.pack, desk.now)
    return dict(case_details(shown, desk.pack.office.zone, language))


def test_a_stopped_clock_and_later_what_it_moved() -> None:
    desk = CaseDesk()
    code = desk.accepted("izin", "4", "serahkan").code
    assert said(desk, code)["Dihitung sejak"] == "sejak bayar, belum tercatat" and "Siap" not in said(desk, code)
    desk.do(Milestone(code, "bayar"))
    assert said(desk, code)["Siap"] == "Senin, 30 November 2026"
    desk.do(Hold(code, "approval", STOP))
    assert said(desk, code) | {
        "Keadaan": "tertahan: menunggu persetujuan",
        "Waktu": f"berhenti: {STOP}; tanggal siap akan mundur",
    } == said(desk, code)
    assert said(desk, code, "en")["The clock"] == f"stopped: {STOP}; the date will be later"
    desk.next_days(1)
    desk.do(Release(code))
    after = said(desk, code)
    assert (after["Siap"], after["Mundur karena"]) == ("Selasa, 1 Desember 2026", STOP) and "Waktu" not in after


def test_an_english_receipt_says_in_english_what_stopped_the_clock_and_what_to_bring() -> None:
    desk = CaseDesk()
    english = {STOP: "approval of the regional office", "KTP asli": "original identity card"}
    desk.pack = evolve(desk.pack, office=evolve(desk.pack.office, file=evolve(desk.pack.office.file, english=english)))
    code = desk.accepted("izin", "4", "serahkan").code
    desk.do(Milestone(code, "bayar"))
    desk.do(Hold(code, "approval", STOP))
    assert said(desk, code, "en")["The clock"] == f"stopped: {english[STOP]}; the date will be later"
    desk.next_days(1)
    desk.do(Release(code))
    assert said(desk, code, "en")["Later because of"] == english[STOP]
    assert said(desk, code)["Mundur karena"] == STOP
    shown = case_shown(desk.case(code), desk.pack, desk.now)
    assert [thing["en"] for thing in shown.bring] == ["original identity card"]


def test_a_hold_whose_clock_runs_on_moves_nothing() -> None:
    desk = CaseDesk()
    code = desk.accepted("paspor", "1", "periksa").code
    desk.do(Hold(code, "papers"))
    assert said(desk, code)["Keadaan"] == "tertahan: menunggu berkas" and "Waktu" not in said(desk, code)


def test_until_when_it_can_be_collected_and_that_this_is_over() -> None:
    desk = CaseDesk()
    code = desk.accepted("paspor", "1", "periksa").code
    desk.ready(code)
    assert said(desk, code)["Ambil paling lambat"] == "Kamis, 24 Desember 2026"
    desk.later(timedelta(days=31).total_seconds())
    assert said(desk, code)["Ambil paling lambat"].startswith("Kamis, 24 Desember 2026, sudah lewat")
    desk.do(VoidCase(code, "uncollected"))
    assert said(desk, code) == {"Keadaan": "tidak berlaku: tidak diambil pada waktunya"}


def test_a_promise_in_minutes_says_from_which_minute_and_to_which() -> None:
    quick = file(
        "cepat",
        (*counters("terima", opens="terima"), *back_office("cetak")),
        promise("terima", "cetak", 90, "minutes", min=30),
    )
    desk = CaseDesk(case_pack((quick, *(each for each in FILES if each.id != "cepat"))))
    code = desk.accepted("cepat", "1", "terima").code
    assert said(desk, code)["Siap"] == "Selasa, 24 November 2026, pukul 09.30"
    assert said(desk, code)["Dihitung sejak"] == "sejak terima, Selasa, 24 November 2026, pukul 08.00"


def test_why_no_day_can_be_promised() -> None:
    desk = CaseDesk()
    desk.pack = evolve(desk.pack, office=evolve(desk.pack.office, years=frozenset({2025})))
    code = desk.accepted("paspor", "1", "periksa").code
    assert said(desk, code)["Siap"] == "belum dapat dipastikan: hari libur 2026 belum ada"
    assert desk.case(code).opened.date() == date(2026, 11, 24)
