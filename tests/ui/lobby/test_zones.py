"""What each zone says beside the whole frames."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from attrs import evolve
from drawn import drawn

from kiosk.feed import errors
from kiosk.feed.state import FeedState
from kiosk.text.language import Text
from kiosk.ui.big_text import big_text
from kiosk.ui.lobby.call import call_rows
from kiosk.ui.lobby.grid import GRIDS, Area, SizeName
from kiosk.ui.lobby.header_footer import footer_rows
from kiosk.ui.lobby.labels import age_text, day_label
from kiosk.ui.lobby.screen import PAINTERS, zone_rows
from kiosk.ui.lobby.series import CallLine, Series
from kiosk.ui.lobby.service import cost_text, promise_block
from kiosk.ui.lobby.standard import standard_rows
from kiosk.ui.lobby.view import View
from kiosk.ui.rows import plain_text
from kiosk.wire.board import Board, CallState, OfficeState
from kiosk.wire.catalogue import Catalogue, ShownPromise, ShownStep

MakeView = Callable[..., View]
Frame = Callable[[View, int, int], list[str]]

CALL = Area("wall", 68, 14)
QUEUES = Area("wall", 42, 14)
STANDARD = Area("wall", 42, 14)
FOOT = Area("wall", 114, 3)
PROMISE = Area("small", 76, 3)


def roles(view: View) -> set[str]:
    return {span.role for line in call_rows(view, CALL)[2:11] for span in line if "█" in span.text}


def test_the_number_is_in_the_colour_of_a_call_until_it_is_old_or_done(
    sample: FeedState, board: Board, at: datetime, view_of: MakeView
) -> None:
    assert roles(view_of()) == {"call", "quiet"}
    assert roles(view_of(flipped=True)) == {"text", "quiet"}
    assert roles(view_of(now=at + timedelta(seconds=60))) == {"text", "quiet"}
    done = (evolve(board.calls[0], state="done"), *board.calls[1:])
    assert roles(view_of(evolve(sample, board=evolve(board, calls=done)))) == {"text", "quiet"}


@pytest.mark.parametrize(
    ("ticket", "counter", "arrow", "height"),
    [("A012", "3", True, 9), ("A012", "17", False, 9), ("AB012-99", "17", False, 5), ("ABCDEFGH", "17", False, 5)],
)
def test_number_and_counter_keep_their_edges_and_are_never_cut(
    ticket: str, counter: str, arrow: bool, height: int, sample: FeedState, board: Board, view_of: MakeView
) -> None:
    calls = (evolve(board.calls[0], ticket=ticket, counter=counter), *board.calls[1:])
    rows = call_rows(view_of(evolve(sample, board=evolve(board, calls=calls))), CALL)[2:11]
    drawn = [plain_text(line) for line in rows if "█" in plain_text(line)]
    if not drawn:
        assert any(plain_text(line).startswith(f"{ticket}  →  loket {counter}") for line in rows)
        return
    assert len(drawn) == height
    assert any(line.startswith("█") for line in drawn) and any(len(line.rstrip()) == 68 for line in drawn)
    assert any(span.role == "quiet" and "█" in span.text for line in rows for span in line) is arrow


@pytest.mark.parametrize("area", [CALL, Area("small", 76, 9), Area("minimal", 56, 8)], ids=str)
@pytest.mark.parametrize("counter", ["Ruang Wawancara é", "Meja depan 1"])
def test_a_counter_that_has_no_figures_is_said_beside_those_of_its_number(
    area: Area, counter: str, sample: FeedState, board: Board, view_of: MakeView
) -> None:
    calls = (evolve(board.calls[0], counter=counter), *board.calls[1:])
    rows = [plain_text(line) for line in call_rows(view_of(evolve(sample, board=evolve(board, calls=calls))), area)]
    drawn = [line for line in rows if line.startswith("█")]
    (said,) = [line for line in rows if line.endswith(counter.upper())]
    assert len(said) == area.width and len(drawn) >= 2


@pytest.mark.parametrize("state", ["called", "withdrawn"])
def test_no_character_of_a_number_is_lost_for_want_of_a_figure(
    state: CallState, sample: FeedState, board: Board, view_of: MakeView
) -> None:
    odd = evolve(board.calls[0], ticket="Ä012", state=state)
    series = Series(lines=(CallLine(odd),))
    rows = call_rows(view_of(evolve(sample, board=evolve(board, calls=(odd,))), series=series), CALL)
    assert any(plain_text(line).startswith("Ä012") for line in rows)


def test_a_counter_with_a_name_is_not_called_a_counter_besides(
    sample: FeedState, board: Board, view_of: MakeView, frame: Frame
) -> None:
    calls = (board.calls[0], *(evolve(call, counter="Meja depan") for call in board.calls[1:]))
    rows = frame(view_of(evolve(sample, board=evolve(board, calls=calls))), 80, 24)
    assert any("A011 Meja depan   C004 Meja depan" in line for line in rows)


def test_three_calls_on_the_smallest_screen_are_listed_below_the_one_that_is_spoken(
    sample: FeedState, board: Board, view_of: MakeView, frame: Frame
) -> None:
    numbers = ("A021", "C004", "KUNJUNGAN-12")
    calls = tuple(evolve(board.calls[0], ticket=number, counter=str(n + 7)) for n, number in enumerate(numbers))
    figures = set()
    for bar in range(3):
        rows = frame(view_of(series=Series(lines=tuple(map(CallLine, calls)), bar=bar)), 60, 20)
        listed = [[line for line in rows if f" {number} " in line][-1] for number in numbers]
        assert [line.startswith("█") for line in listed] == [place == bar for place in range(3)]
        assert [line[-7:] for line in listed] == ["loket 7", "loket 8", "loket 9"]
        figures.add(tuple(rows[4:9]))
    assert len(figures) == 3


def test_long_sops_keep_the_current_step_in_sight(
    sample: FeedState, board: Board, catalogue: Catalogue, view_of: MakeView
) -> None:
    steps = tuple(ShownStep(f"s{n}", Text(f"Tahap ke-{n}")) for n in range(1, 15))
    sop = evolve(catalogue.sops[0], steps=steps)
    calls = (evolve(board.calls[0], step="s6"), *board.calls[1:])
    seen = evolve(sample, board=evolve(board, calls=calls), catalogue=evolve(catalogue, sops=(sop,)))
    said = [plain_text(line).strip() for line in standard_rows(view_of(seen), STANDARD)]
    assert said[1].endswith("tahap 6 dari 14")
    assert said[2].startswith("4 Tahap ke-4")
    assert said[4].startswith("→ 6 Tahap ke-6")
    assert said[8] == "+5 lagi"


@pytest.mark.parametrize(
    ("promise", "words"),
    [
        (ShownPromise(4, "working-days", Text("berkas lengkap")), "4 hari kerja sejak berkas lengkap"),
        (ShownPromise(5, "days", Text("bayar"), least=3), "3-5 hari sejak bayar"),
        (ShownPromise(15, "minutes", Text("dipanggil")), "15 menit sejak dipanggil"),
        (
            ShownPromise(0, "same-day", Text("bayar"), cutoff=time(10)),
            "hari yang sama bila masuk sebelum 10.00, sejak bayar",
        ),
    ],
)
def test_a_promise_always_says_what_it_counts_from(promise: ShownPromise, words: str) -> None:
    assert promise.text.id == words


def test_a_long_promise_leaves_its_date_to_the_next_line(
    sample: FeedState,
    catalogue: Catalogue,
    view_of: MakeView,
) -> None:
    event = Text("berita acara pemeriksaan disetujui, sampai foto")
    first, *others = catalogue.sops
    slow = evolve(first, promises=(evolve(first.promises[0], from_text=event),))
    rows = zone_rows("promise", view_of(evolve(sample, catalogue=evolve(catalogue, sops=(slow, *others)))), PROMISE)
    told = [plain_text(line) for line in rows]
    assert told[1] == f"JANJI  4 hari kerja sejak {event.id}"
    assert told[2].strip().startswith("hari ini → Senin, 30 November  •  mulai Rp350.000")


def test_names_are_whole_before_counts_and_states_are(
    sample: FeedState,
    catalogue: Catalogue,
    view_of: MakeView,
) -> None:
    first, *others = catalogue.sops
    steps = tuple(evolve(step, name=Text("Memeriksa berkas yang asli"), short=None) for step in first.steps)
    hajj = evolve(first, name=Text("Paspor haji atau umrah"), short=None, steps=steps)
    seen = evolve(sample, catalogue=evolve(catalogue, sops=(hajj, *others)))
    rows = [plain_text(line).split() for line in standard_rows(view_of(seen), Area("small", 33, 6))]
    assert rows[0] == ["PASPOR", "HAJI", "ATAU", "UMRAH", "4/6"]
    assert ["→", "4", "Memeriksa", "berkas", "yang", "asli"] in rows


def test_what_is_not_known_is_left_out(
    sample: FeedState,
    board: Board,
    catalogue: Catalogue,
    view_of: MakeView,
) -> None:
    sop = evolve(catalogue.sops[0], fee_from=None, promises=())
    bare = evolve(sample, board=evolve(board, services=()), catalogue=evolve(catalogue, sops=(sop,)))
    view = view_of(bare)
    assert promise_block(view, 42) == ()
    assert cost_text(view, evolve(sop, fee_from=0)) == "tidak dipungut biaya"


def test_a_month_past_is_named(sample: FeedState, board: Board, catalogue: Catalogue, view_of: MakeView) -> None:
    assert board.services[0].kept is not None
    for period, words in (("2026-10", "Oktober 2026"), ("triwulan ketiga", "triwulan ketiga")):
        service = evolve(board.services[0], kept=evolve(board.services[0].kept, period=period))
        view = view_of(evolve(sample, board=evolve(board, services=(service,))))
        assert plain_text(promise_block(view, 50)[-1]).endswith(f"tepat, {words}")
        assert plain_text(promise_block(view, 60)[-1]).endswith(f"tepat, {words} (95 %)")


def test_the_foot_marks_old_data_and_says_what_is_being_done(
    sample: FeedState,
    at: datetime,
    view_of: MakeView,
) -> None:
    trying = evolve(sample, live=False, attempt=3, retry_at=at + timedelta(seconds=24))
    last = footer_rows(view_of(trying, at + timedelta(seconds=20)), FOOT)[-1]
    assert last[0].role == "attention"
    assert last[0].text == " per 09.42.10, 20 detik lalu "
    assert plain_text(last).endswith("percobaan sambung ke-3, lagi dalam 4 detik")


@pytest.mark.parametrize(("width", "height"), [(76, 2), (76, 3), (114, 3), (230, 3)])
@pytest.mark.parametrize("why", sorted(errors.LASTING, key=str))
def test_what_no_waiting_mends_is_said_whole(
    sample: FeedState, at: datetime, view_of: MakeView, width: int, height: int, why: Text
) -> None:
    cut_off = evolve(sample, live=False, attempt=3, trouble=why)
    for seen in (cut_off, evolve(cut_off, board=None)):
        told = footer_rows(view_of(seen, at + timedelta(seconds=20)), Area("wall", width, height))[-2]
        assert told[0].role == "attention" and plain_text(told).strip() == why.id
    passing = evolve(cut_off, trouble=errors.SILENT)
    assert errors.SILENT.id not in plain_text(footer_rows(view_of(passing, at + timedelta(seconds=20)), FOOT)[1])
    assert why.id not in plain_text(footer_rows(view_of(evolve(cut_off, live=True), at), FOOT)[1])


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(seconds=-5), "baru saja"),
        (timedelta(seconds=59), "baru saja"),
        (timedelta(seconds=60), "1 menit lalu"),
        (timedelta(minutes=59, seconds=59), "59 menit lalu"),
        (timedelta(hours=1), "1 jam lalu"),
        (timedelta(days=3), "3 hari lalu"),
    ],
)
def test_ages(age: timedelta, words: str) -> None:
    assert age_text(age).id == words


def test_tomorrow_is_called_tomorrow(at: datetime, view_of: MakeView) -> None:
    view = view_of()
    assert day_label(view, view.today + timedelta(days=1)) == "BESOK, RABU, 25 NOVEMBER"
    assert day_label(view, view.today + timedelta(days=6)) == "SENIN, 30 NOVEMBER"


def test_who_does_a_step_is_said_in_two_lines_where_one_is_too_short(
    sample: FeedState, catalogue: Catalogue, view_of: MakeView
) -> None:
    first, *others = catalogue.sops
    actors = (Text("Pejabat Imigrasi yang ditunjuk"), Text("Petugas wawancara"))
    long = evolve(first, steps=tuple(evolve(step, actors=actors) for step in first.steps))
    rows = standard_rows(view_of(evolve(sample, catalogue=evolve(catalogue, sops=(long, *others)))), STANDARD)
    told = [plain_text(line) for line in rows]
    place = told.index("    oleh pejabat Imigrasi yang ditunjuk,")
    assert told[place + 1] == "    petugas wawancara"


def test_below_the_number_the_short_names_are_taken_before_any_is_cut(
    sample: FeedState, catalogue: Catalogue, view_of: MakeView
) -> None:
    first, *others = catalogue.sops
    steps = tuple(
        evolve(step, name=Text("Mengambil foto dan sidik jari pemohon di bilik"), short=Text("Foto"))
        for step in first.steps
    )
    long = evolve(first, name=Text("Permohonan paspor baru"), steps=steps)
    seen = evolve(sample, catalogue=evolve(catalogue, sops=(long, *others)))
    below = plain_text(call_rows(view_of(seen), Area("small", 76, 9))[-1])
    assert below.startswith("PERMOHONAN PASPOR BARU  •  FOTO  ") and below.endswith("LOKET")


def test_a_day_off_says_when_the_hour_shown_is(
    sample: FeedState,
    board: Board,
    at: datetime,
    view_of: MakeView,
) -> None:
    assert board.office is not None
    for later, day in ((2, "HARI INI"), (24, "BESOK, RABU, 25 NOVEMBER"), (48, "KAMIS, 26 NOVEMBER")):
        opens = at.replace(minute=0) + timedelta(hours=later)
        office = evolve(board.office, state="closed", reason=Text("Listrik padam"), next_open=opens)
        rows = call_rows(view_of(evolve(sample, board=evolve(board, office=office, calls=(), queues=()))), CALL)
        assert plain_text(rows[0]).strip() == "TUTUP: LISTRIK PADAM"
        assert plain_text(rows[12]) == f"DIBUKA LAGI {day}"


def test_a_guest_reads_in_english_what_the_number_is_called_for(
    sample: FeedState,
    board: Board,
    view_of: MakeView,
) -> None:
    guest = evolve(board.calls[0], language="en")
    seen = evolve(sample, board=evolve(board, calls=(guest, *board.calls[1:])))
    for language, told in (("id", True), ("en", False)):
        rows = [plain_text(line) for line in call_rows(view_of(seen, language=language), CALL)]
        assert ("PASPOR BARU  •  FOTO DAN SIDIK JARI" in rows) is told
        assert rows.count("NEW PASSPORT  •  PHOTOGRAPH AND FINGERPRINTS") == 1
    assert "NEW PASSPORT" not in "".join(map(plain_text, call_rows(view_of(), CALL)))


@pytest.mark.parametrize("state", ["open", "tickets-closed"])
def test_whoever_comes_first_is_told_to_take_a_number_while_there_are_any(
    state: OfficeState, sample: FeedState, board: Board, view_of: MakeView
) -> None:
    assert board.office is not None
    seen = evolve(sample, board=evolve(board, calls=(), office=evolve(board.office, state=state)))
    for area in (CALL, Area("small", 76, 9), Area("minimal", 56, 8)):
        told = " ".join(plain_text(line) for line in call_rows(view_of(seen), area)).lower()
        assert ("silakan mengambil nomor" in told) is (state == "open")


@pytest.mark.parametrize("lines", [0, 1, 2, 3])
@pytest.mark.parametrize("size", list(GRIDS))
def test_every_zone_paints_before_the_layout_has_followed_the_series(
    view_of: MakeView, board: Board, size: SizeName, lines: int
) -> None:
    series = Series(lines=tuple(CallLine(call) for call in board.calls[:lines]))
    for name in PAINTERS:
        for height in (0, 1, 3, 20):
            assert len(zone_rows(name, view_of(series=series), Area(size, 40, height))) <= height


@pytest.mark.parametrize(("width", "height", "rows"), [(42, 14, 0), (68, 24, 9), (92, 44, 9)])
def test_before_any_board_big_walls_say_in_english_too_to_take_a_number(
    width: int, height: int, rows: int, view_of: MakeView
) -> None:
    told = [plain_text(line) for line in standard_rows(view_of(FeedState()), Area("fine", width, height))]
    assert bool(told) is bool(rows)
    if rows:
        assert told[1] == "PLEASE" and drawn(told, big_text("TAKE A", rows)) and drawn(told, big_text("NUMBER", rows))
