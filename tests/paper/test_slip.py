"""Receipts and tickets as they come out of the printer; the bytes for receipt printers beside a kept file."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import get_args

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from vocabulary import strangers

from kiosk.paper.printer import escpos_bytes
from kiosk.paper.slip import Paper, Slip, SlipLayout, as_text
from kiosk.text.language import LANGUAGES, Language, Text
from kiosk.wire.board import OfficeNow
from kiosk.wire.case import CaseShown, CaseState, Due, Promised
from kiosk.wire.catalogue import ShownPromise
from kiosk.wire.ticket import Ahead, TicketStatus

KEPT = Path(__file__).with_name("receipt.escpos")
NOW = datetime(2026, 11, 24, 3, 6, tzinfo=UTC)
OFFICE = OfficeNow(
    "Kantor Imigrasi Kelas III Non TPI Ketapang", sample=True, complaint=Text("loket informasi", "information counter")
)
READY = ShownPromise(4, "working-days", Text("berkas lengkap", "complete papers"))
CASE = CaseShown(
    code="K7Q2-M9XA-3",
    service="paspor-baru",
    name=Text("Permohonan paspor baru", "New passport"),
    sop="9f3c21",
    state="in-process",
    language="id",
    opened=NOW,
    promised=(Promised(READY, NOW, Due(date(2026, 11, 30))),),
    due=Due(date(2026, 11, 30)),
    bring=(Text("KTP elektronik asli", "Original identity card"), Text("Paspor lama, bila ada")),
)
PAGE = "https://10.0.0.5:8765/v1/tickets/K7Q2-M9XA-3"


def receipt(case: CaseShown = CASE, width: int = 32, language: Language = "id", page: str | None = None) -> Slip:
    """The receipt of a case."""
    return SlipLayout(OFFICE, Paper(width), NOW).case(case, language, page)


def printed(case: CaseShown = CASE, width: int = 32, language: Language = "id", page: str | None = None) -> str:
    """The same as text."""
    return as_text(receipt(case, width, language, page), width)


def test_a_receipt_says_code_due_date_what_it_counts_from_the_rule_and_what_to_bring() -> None:
    assert printed(width=48, page=PAGE) == (
        "   KANTOR IMIGRASI KELAS III NON TPI KETAPANG\n"
        "                  DATA CONTOH\n"
        "------------------------------------------------\n"
        "              TANDA TERIMA BERKAS\n"
        "             Permohonan paspor baru\n"
        "\n"
        "                  K7Q2-M9XA-3\n"
        "\n"
        "Keadaan         sedang diproses\n"
        "Siap            Senin, 30 November 2026\n"
        "Janji           4 hari kerja sejak berkas\n"
        "                lengkap\n"
        "Dihitung sejak  berkas lengkap, Selasa, 24\n"
        "                November 2026\n"
        "------------------------------------------------\n"
        "Bawa saat mengambil:\n"
        "- tanda terima ini\n"
        "- KTP elektronik asli\n"
        "- Paspor lama, bila ada\n"
        "------------------------------------------------\n"
        "Keadaan terakhir:\n"
        "https://10.0.0.5:8765/v1/tickets/K7Q2-M9XA-3\n"
        "Pengaduan: loket informasi\n"
        "Dicetak Selasa, 24 November 2026, 10.06\n"
    )


def test_an_english_receipt_says_in_english_what_to_bring() -> None:
    words = printed(width=48, language="en")
    assert "- this receipt\n- Original identity card\n- Paspor lama, bila ada\n" in words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", get_args(CaseState))
def test_no_word_is_left_in_the_other_language(state: CaseState, language: Language) -> None:
    moved = evolve(CASE.promised[0], moved=Text("persetujuan Kanwil", "approval of the regional office"))
    case = evolve(
        CASE,
        bring=CASE.bring[:1],
        state=state,
        promised=(moved,),
        hold="approval" if state == "on-hold" else None,
        stop=moved.moved if state == "on-hold" else None,
        ready=NOW if state == "ready" else None,
        collect_by=date(2026, 12, 24) if state == "ready" else None,
        reason="incomplete" if state == "returned" else None,
        lacked=(Text("Kartu keluarga", "Family card"),) if state == "returned" else (),
    )
    assert not strangers(printed(case, 80, language, PAGE), language, ("kantor", "imigrasi"))


def test_a_receipt_before_the_payment_says_what_it_waits_for() -> None:
    paid = evolve(READY, from_text=Text("pembayaran", "the payment"))
    words = printed(evolve(CASE, promised=(), due=None, awaited=(paid,)), 48)
    assert "Janji           4 hari kerja sejak pembayaran\n" in words
    assert "Dihitung sejak  pembayaran, belum tercatat\n" in words
    assert "November 2026\n" not in words.split("Bawa")[0]


@pytest.mark.parametrize("state", ["collected", "returned", "void"])
def test_nothing_is_to_be_brought_for_what_nobody_collects(state: CaseState) -> None:
    assert "Bawa" not in printed(evolve(CASE, state=state))


def test_it_is_in_the_language_asked_for() -> None:
    words = printed(width=80, language="en")
    assert "RECEIPT OF A CASE" in words and "4 working days from complete papers" in words
    assert "Siap" not in words and "Bawa" not in words


def test_a_ticket_says_its_number_who_is_before_it_and_its_code() -> None:
    status = TicketStatus(
        "A012", "paspor-baru", CASE.name, "waiting", NOW, "id", (), ahead=Ahead(3, 3, 0),
        why=Text("3 di depan: 3 lebih dulu", "3 before you: 3 came earlier"), promise=READY,
        due_if_now=date(2026, 11, 30),
    )  # fmt: skip
    words = as_text(SlipLayout(OFFICE, Paper(48), NOW).ticket(status, "K7Q2-M9XA-3", "id"), 48)
    lines = [line.strip() for line in words.splitlines()]
    assert lines[3:9] == ["NOMOR ANTREAN", "Permohonan paspor baru", "", "A012", "", "3 di depan: 3 lebih dulu"]
    assert "Senin, 30 November 2026" in words and "K7Q2-M9XA-3" in words


@given(st.sampled_from((24, 32, 42, 48, 80)), st.sampled_from(LANGUAGES), st.text("aé –x", max_size=200))
def test_no_line_is_over_the_width_and_the_code_is_whole(width: int, language: Language, name: str) -> None:
    slip = receipt(evolve(CASE, name=Text(name), bring=(Text(name),)), width, language, PAGE)
    assert all(len(line.text) * (2 if line.kind == "big" else 1) <= width for line in slip)
    assert [line.text for line in slip if line.kind == "big"] == [CASE.code]


def test_a_receipt_printer_gets_the_bytes_of_the_kept_file() -> None:
    """Renewed by hand: write `escpos_bytes(...)` there after looking at it on a printer, or at least in text."""
    data = escpos_bytes(receipt(evolve(CASE, name=Text("Paspor José"))))
    assert data == KEPT.read_bytes()
    assert data.startswith(b"\x1b@"), "set back first"
    assert data.endswith(b"\x1dV\x00"), "cut last"
    before, _, after = data.partition(b"K7Q2-M9XA-3")
    assert b"\x1b!0" in before[-12:], "twice as wide and high"
    assert b"\x1b!\x00" in after[:12], "and back"
    assert b"Jos\x82" in data, "letters with accents by the printer's code page"
