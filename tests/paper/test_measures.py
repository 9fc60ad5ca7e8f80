"""The figures of a period as text: against the standard where there is one, and nothing of what nobody measured."""

from datetime import date

from kiosk.paper.report import MeasuresReport
from kiosk.text.language import Text
from kiosk.wire.catalogue import Catalogue, ShownOffice, ShownSop, ShownStep
from kiosk.wire.measure import DurationStats, Measures, MissingCount, ServiceLevel, ServiceStats, StepStats

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 24)

SOP = ShownSop(
    "paspor-baru",
    "9f3c21",
    Text("Permohonan paspor baru"),
    Text("Paspor"),
    steps=(ShownStep("periksa", Text("Memeriksa berkas"), Text("Periksa")), ShownStep("foto", Text("Foto"))),
)
CATALOGUE = Catalogue("b1946ac9", ShownOffice("Kantor"), (SOP,))

SERVICE = ServiceStats(
    service="paspor-baru",
    name=Text("Permohonan paspor baru"),
    visits=12,
    outcomes={"done": 9, "incomplete": 2, "left": 1},
    missing=(MissingCount("kk", Text("Kartu keluarga"), 2),),
    waiting=DurationStats(11, median=605, p80=1290, standard=30, within=10),
    walking=DurationStats(11, median=20, p80=40),
    serving=(),
    steps=(StepStats(("periksa", "foto"), DurationStats(7, 1, 125, 300)),),
)


def cells(measures: Measures) -> list[list[str]]:
    """The words of each line: how wide columns are is `table`'s business."""
    lines = MeasuresReport(CATALOGUE, "id").lines(measures)
    return [[word for word in line.split("  ") if word] for line in lines]


def test_a_period_in_which_nothing_was_is_told_so() -> None:
    assert cells(Measures(FIRST, LAST, (), ())) == [
        ["ANGKA Minggu, 1 November 2026 sampai Selasa, 24 November 2026"],
        ["Belum ada apa-apa dalam jangka itu."],
    ]


def test_promises_kept_are_a_share_of_those_that_fell_due_and_none_where_none_did() -> None:
    levels = (ServiceLevel("paspor-baru", "2026-10", 8, 7, 1), ServiceLevel("hilang", "2026-11", 0, 0, 2))
    assert [[each.strip() for each in line] for line in cells(Measures(FIRST, LAST, (), levels))[3:]] == [
        ["Paspor", "2026-10", "7", "8", "87 %", "1"],
        ["hilang", "2026-11", "0", "0", "-", "2"],
    ]


def test_visits_say_how_they_ended_and_how_long_was_waited_against_the_standard() -> None:
    lines = [[each.strip() for each in line] for line in cells(Measures(FIRST, LAST, (SERVICE,), ()))]
    assert ["Paspor", "12", "9", "2", "1", "10.05", "21.30", "90 % (standar 30 menit)"] in lines
    assert ["Paspor", "Kartu keluarga", "2"] in lines


def test_steps_measured_together_stand_together_and_say_how_many_could_not_be_measured() -> None:
    lines = [[each.strip() for each in line] for line in cells(Measures(FIRST, LAST, (SERVICE,), ()))]
    assert ["Paspor", "Periksa + Foto", "7", "1", "2.05", "5.00", "-"] in lines
