"""The due board as text: what is most urgent first, nothing that is empty, and why something has no day."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from kiosk.paper.report import DueReport
from kiosk.text.language import Language, Text
from kiosk.wire.board import missing_calendar_warning
from kiosk.wire.catalogue import Catalogue, ShownOffice, ShownSop
from kiosk.wire.measure import DueBoard, DueCase, UndatedCase

TODAY = date(2026, 11, 24)
OPENED = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
"""Half past midnight of the 24th in Ketapang."""

CATALOGUE = Catalogue(
    "b1946ac9",
    ShownOffice("Kantor"),
    (ShownSop("paspor-baru", "9f3c21", Text("Permohonan paspor baru"), Text("Paspor")),),
)

EMPTY = DueBoard(TODAY, date(2026, 11, 25), (), (), (), (), (), ())


def written(due: DueBoard, language: Language = "id") -> list[str]:
    return list(DueReport(CATALOGUE, ZoneInfo("Asia/Jakarta"), language).lines(due))


def test_where_nothing_is_to_be_done_that_is_said() -> None:
    assert written(EMPTY) == ["JATUH TEMPO per Selasa, 24 November 2026", "Tidak ada berkas."]


def test_groups_stand_by_urgency_and_each_case_says_day_code_service_and_what_holds_it() -> None:
    due = DueBoard(
        TODAY,
        date(2026, 11, 25),
        overdue=(DueCase("A", "paspor-baru", "on-hold", date(2026, 11, 23), hold="papers"),),
        due_today=(DueCase("B", "hilang", "in-process", TODAY, datetime(2026, 11, 24, 7, 5, tzinfo=UTC)),),
        due_next=(DueCase("C", "paspor-baru", "on-hold", date(2026, 11, 25), hold="approval", stopped=True),),
        later=(),
        undated=(),
        uncollected=(DueCase("D", "paspor-baru", "ready", date(2026, 10, 30)),),
    )
    assert written(due)[1:] == [
        "",
        "Terlambat: 1",
        "  Sen 23 Nov 2026  A  Paspor  menunggu berkas",
        "",
        "Hari ini: 1",
        "  Sel 24 Nov 2026 14.05  B  hilang",
        "",
        "Hari kerja berikutnya: 1",
        "  Rab 25 Nov 2026  C  Paspor  menunggu persetujuan; waktu berhenti",
        "",
        "Lewat waktu pengambilan: 1",
        "  Jum 30 Okt 2026  D  Paspor",
    ]


def test_a_case_without_a_day_says_since_when_it_is_here_and_why_it_has_none() -> None:
    waits = UndatedCase("A", "paspor-baru", "in-process", OPENED, awaits=Text("pembayaran", "payment"), step="bayar")
    unknown = UndatedCase("B", "paspor-baru", "in-process", OPENED, why=missing_calendar_warning(2027))
    unpromised = UndatedCase("C", "paspor-baru", "in-process", OPENED)
    due = DueBoard(TODAY, None, (), (), (), (), (waits, unknown, unpromised), ())
    assert written(due)[2:] == [
        "Belum bertanggal (diterima sejak): 3",
        "  Sel 24 Nov 2026  A  Paspor  belum tercatat: pembayaran",
        "  Sel 24 Nov 2026  B  Paspor  kalender 2027 belum ada saat itu",
        "  Sel 24 Nov 2026  C  Paspor  SOP tidak menjanjikan waktu",
    ]
    assert written(due, "en")[3].endswith("payment")
