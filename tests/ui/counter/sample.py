"""An office's day as a counter sees it, with the content of the frames of screens.md."""

from datetime import UTC, date, datetime, timedelta

from attrs import evolve

from kiosk.feed.state import FeedState
from kiosk.text.language import Text
from kiosk.ui.counter.model.counter import CounterModel, lock, receive_feed
from kiosk.wire.answer import FoundVisit, SearchResult
from kiosk.wire.board import Board, BoardService, OfficeNow
from kiosk.wire.case import ApplicantOutcome, CaseShown, CounterCase, Due, Promised
from kiosk.wire.catalogue import Catalogue, ShownOffice, ShownPromise, ShownRequirement, ShownSop, ShownStep
from kiosk.wire.counter import (
    AbsentVisit,
    CounterDocument,
    CounterStep,
    CounterVisit,
    ParkedVisit,
    UndoableCommand,
    WaitingVisit,
)

NOW = datetime(2026, 11, 24, 3, 6, 2, tzinfo=UTC)
"""10.06.02 in Ketapang."""


def _ago(seconds: int) -> datetime:
    return NOW - timedelta(seconds=seconds)


PASPOR = ShownSop(
    id="paspor-baru",
    digest="9f3c21",
    name=Text("Permohonan paspor baru", "New passport"),
    short=Text("Paspor baru", "New passport"),
    queue="A",
    requirements=(
        ShownRequirement("ktp", Text("KTP elektronik yang masih berlaku", "Identity card"), Text("KTP elektronik")),
        ShownRequirement("kk", Text("Kartu keluarga", "Family card")),
        ShownRequirement("akta", Text("Akta lahir, buku nikah, ijazah, surat baptis", "Birth certificate")),
        ShownRequirement("bayar", Text("Bukti pembayaran", "Receipt of payment")),
        ShownRequirement("nama", Text("Surat ganti nama", "Change of name"), if_needed=True),
    ),
    steps=(
        ShownStep("nomor", Text("Menerima nomor antrean", "Get a number"), where="applicant", at_issue=True),
        ShownStep(
            "periksa",
            Text("Memeriksa kelengkapan berkas asli", "Check the originals"),
            opens_case=True,
            actors=(Text("Petugas loket", "Front desk officer"),),
        ),
        ShownStep(
            "pindai",
            Text("Memindai dan memasukkan data", "Scan, enter data"),
            actors=(Text("Petugas counter", "Counter officer"),),
        ),
        ShownStep(
            "foto",
            Text("Mengambil foto dan sidik jari", "Photograph and fingerprints"),
            actors=(Text("Petugas counter", "Counter officer"),),
            output=Text("Data biometrik terekam", "Biometrics recorded"),
        ),
        ShownStep("wawancara", Text("Wawancara", "Interview"), actors=(Text("Petugas wawancara", "Interviewer"),)),
    ),
    promises=(ShownPromise(4, "working-days", Text("berkas lengkap", "complete papers")),),
)

ANAK = ShownSop("paspor-anak", "77aa", Text("Paspor anak di bawah 17 tahun", "Passport of a child"), queue="A")

OTHERS = (
    ANAK,
    ShownSop("paspor-hilang", "3c1d", Text("Penggantian paspor hilang", "Replacement of a lost passport"), queue="A"),
    ShownSop(
        "bap",
        "8e0f",
        Text("BAP paspor hilang, rusak, atau ubah data", "Examination report"),
        queue="E",
        steps=(ShownStep("daftar", Text("Mendaftar di loket BAP", "Register at the counter of examinations")),),
    ),
    ShownSop("percepatan", "51ab", Text("Percepatan paspor, selesai hari itu juga", "Same-day passport"), queue="A"),
    ShownSop("informasi", "0b44", Text("Informasi dan pengaduan", "Information and complaints"), queue="E"),
    ShownSop("kearsipan", "d00d", Text("Kearsipan", "Archive")),
)
"""What A012 could be transferred to, but the last, which has no queue."""

SEEN = FeedState(
    board=Board(
        1,
        epoch="e1",
        office=OfficeNow("Kantor Imigrasi"),
        services=(BoardService("paspor-baru", due_if_today=date(2026, 11, 30)),),
    ),
    catalogue=Catalogue(
        "c1",
        ShownOffice("Kantor Imigrasi", wait_standard=30, service_standard=15, lock_minutes=3),
        sops=(PASPOR, *OTHERS),
    ),
    as_of=NOW,
    live=True,
)


def _waiting(
    ticket: str, service: str, minutes: int, why: str, people: int = 1, priority: bool = False
) -> WaitingVisit:
    return WaitingVisit(
        f"v-{ticket}", 3, ticket, service, people, "id", priority, minutes * 60, Text(why, f"why of {ticket}")
    )


LINE = (
    _waiting("H003", "paspor-anak", 6, "giliran prioritas, 1 dari 3 panggilan", 3, True),
    _waiting("A013", "paspor-baru", 16, "nomor terdepan di antrean A"),
    _waiting("A014", "paspor-baru", 12, "sesudah A013"),
    _waiting("A015", "paspor-baru", 9, "sesudah A014"),
)

EMPTY = CounterDocument(
    id="3",
    revision=40,
    version=100,
    at=_ago(2),
    name=Text("Loket 3", "Counter 3"),
    state="open",
    who="RM",
    visit=None,
    line=LINE,
    line_length=12,
    elsewhere=5,
    absent=(AbsentVisit("v-A009", 7, "A009", "paspor-baru", _ago(900)),),
)

PARKED = ParkedVisit("v-A008", 11, "A008", "paspor-baru", _ago(900), "copy")

UNDO = UndoableCommand("step-done", "A012", NOW + timedelta(seconds=42))

VISIT = CounterVisit(
    id="v-A012",
    revision=9,
    ticket="A012",
    state="serving",
    service="paspor-baru",
    sop="9f3c21",
    people=2,
    language="id",
    priority=False,
    issued_at=_ago(1900),
    called_at=_ago(800),
    started_at=_ago(782),
    waited=18 * 60 + 4,
    served=780,
    calls=1,
    recall_at=None,
    no_show_at=None,
    steps=(
        CounterStep("nomor", done_at=_ago(1900)),
        CounterStep("periksa", done_at=_ago(470), here=True, seconds=312),
        CounterStep("pindai", done_at=_ago(250), here=True, seconds=220),
        CounterStep("foto", here=True),
        CounterStep("wawancara"),
    ),
    step="foto",
    cases=tuple(
        CounterCase(code, "in-process", "paspor-baru", n, Due(date(2026, 11, 30)), PASPOR.promises[0].text)
        for n, code in enumerate(("K7Q2-M9XA-3", "8XV0-55QP-1"), 1)
    ),
)


CASE = CaseShown(
    "K7Q2-M9XA-D",
    "paspor-hilang",
    Text("Penggantian paspor hilang", "Replacement of a lost passport"),
    "3c1d",
    "in-process",
    "id",
    _ago(86_400),
    done={"periksa": _ago(86_000)},
    promised=(Promised(PASPOR.promises[0], _ago(86_000), Due(date(2026, 11, 30))),),
    due=Due(date(2026, 11, 30)),
    bring=(Text("KTP asli", "Original identity card"),),
)

FOUND = SearchResult(
    (
        FoundVisit("v-E004", 80, "E004", "bap", "waiting", "8e0f", _ago(500), "daftar", 1, 5, queue="E", ahead=0),
        FoundVisit("v-A007", 61, "A007", "paspor-hilang", "ended", counter="1", since=_ago(2100), outcome="done"),
    ),
    (CASE,),
)
"""What the endpoint finds by "paspor hil"."""


def model_of(document: CounterDocument | None) -> CounterModel:
    return receive_feed(CounterModel(SEEN, unlocked_by="RM"), evolve(SEEN, counter=document))


def with_visit(visit: CounterVisit) -> CounterDocument:
    return evolve(EMPTY, visit=visit, line=LINE[1:], line_length=11)


def newer(document: CounterDocument, by: int = 1) -> CounterDocument:
    return evolve(document, version=document.version + by, revision=document.revision + by)


CALLED = evolve(
    VISIT,
    state="called",
    called_at=_ago(8),
    started_at=None,
    served=0,
    recall_at=NOW + timedelta(seconds=12),
    no_show_at=NOW + timedelta(seconds=12),
    steps=(CounterStep("nomor", done_at=_ago(1900)), *(evolve(s, done_at=None, seconds=None) for s in VISIT.steps[1:])),
    step="periksa",
    cases=(),
)

UNPAID = evolve(
    VISIT,
    cases=tuple(evolve(case, due=None, rule=None, ticks=("bayar",)) for case in VISIT.cases),
    people=4,
    settled=(ApplicantOutcome(3, "incomplete", ("kk",)),),
)

ALL_DONE = evolve(
    VISIT,
    steps=tuple(evolve(s, done_at=s.done_at or _ago(20), seconds=s.seconds or 100) for s in VISIT.steps),
    step=None,
)


MODELS: dict[str, CounterModel] = {
    "unknown": model_of(None),
    "closed": model_of(evolve(EMPTY, state="closed")),
    "break": model_of(evolve(EMPTY, state="break")),
    "empty": model_of(EMPTY),
    "nobody": model_of(evolve(EMPTY, line=(), line_length=0, absent=())),
    "called": model_of(with_visit(CALLED)),
    "unpaid": model_of(with_visit(UNPAID)),
    "serving": evolve(model_of(with_visit(VISIT)), ticked=frozenset(("ktp", "kk", "akta", "bayar"))),
    "all done": model_of(with_visit(ALL_DONE)),
    "parked": model_of(evolve(EMPTY, parked=(PARKED,), undo=UndoableCommand("parked", "A008", UNDO.until))),
    "held back": model_of(evolve(EMPTY, line=(), line_length=1, returned=LINE[1:2])),
    "two parked": model_of(evolve(EMPTY, parked=(PARKED, evolve(PARKED, visit="v-A010", ticket="A010", revision=5)))),
    "undo": evolve(
        model_of(evolve(with_visit(VISIT), parked=(PARKED,), undo=UNDO)),
        ticked=frozenset(("ktp", "kk", "akta", "bayar")),
    ),
    "over": model_of(with_visit(evolve(VISIT, served=1180))),
    "long": model_of(evolve(with_visit(evolve(ALL_DONE, served=2700)), undo=UNDO)),
}
"""A model in every situation."""

LOCKED_MODELS: dict[str, CounterModel] = {
    "locked": lock(model_of(with_visit(VISIT))),
    "locked empty": lock(model_of(EMPTY)),
    "signed off": model_of(evolve(EMPTY, state="closed", who=None)),
}
"""Stations at which a PIN is asked for."""
