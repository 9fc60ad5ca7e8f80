"""Documents from stream and answers: the newest is shown, and what is local to a visit leaves with it."""

from datetime import date

import pytest
from attrs import evolve
from ui.counter.sample import ALL_DONE, EMPTY, LINE, MODELS, NOW, SEEN, VISIT, model_of, with_visit

from kiosk.feed.sender import CommandAccepted, CommandAnswer, CommandRefused, Unreachable
from kiosk.text.language import Text
from kiosk.ui.counter.model.counter import CHANGED, CounterModel, receive_feed, show_document, show_message
from kiosk.ui.counter.update import apply_answer, press, scan
from kiosk.wire.case import CaseShown, Due
from kiosk.wire.command import counter as c
from kiosk.wire.counter import CounterDocument


def sent(name: str, key: str) -> CounterModel:
    after, command = press(MODELS[name], key, NOW, 1.0)
    assert command is not None
    return after


def told(after: CounterModel) -> str:
    assert after.message is not None
    return after.message.text.id


def later(document: CounterDocument, by: int = 1) -> CounterDocument:
    return evolve(document, version=document.version + by, revision=document.revision + by)


def test_an_older_document_is_ignored_and_a_newer_one_shown() -> None:
    older, newer = evolve(EMPTY, version=99, who="old"), evolve(EMPTY, version=101, who="new")
    assert show_document(MODELS["empty"], older).document == EMPTY
    assert show_document(MODELS["empty"], newer).document == newer


def test_another_epoch_is_a_new_world_even_with_lower_versions() -> None:
    assert SEEN.board is not None
    restored = evolve(SEEN, board=evolve(SEEN.board, epoch="e2"))
    fresh = evolve(EMPTY, version=3)
    before = show_message(MODELS["serving"], Text("Serahkan tanda terima."))
    between = receive_feed(before, evolve(restored, counter=MODELS["serving"].document))
    assert between.document is None and between.ticked == frozenset() and between.message is None
    assert receive_feed(between, evolve(restored, counter=fresh)).document == fresh


def test_ticks_and_cursor_stay_with_the_visit() -> None:
    here = evolve(MODELS["serving"], cursor="pindai")
    same = show_document(here, later(with_visit(evolve(VISIT, revision=10))))
    assert same.ticked == here.ticked and same.cursor == "pindai"
    other = show_document(here, later(with_visit(evolve(VISIT, id="v-A099"))))
    assert other.ticked == frozenset() and other.cursor is None


def test_a_dialog_closes_when_what_it_is_about_changes() -> None:
    asked, _ = press(MODELS["serving"], "X", NOW, 1.0)
    assert show_document(asked, later(with_visit(VISIT))).dialog == asked.dialog
    gone = show_document(asked, later(EMPTY))
    assert gone.dialog is None and gone.message is not None and gone.message.text == CHANGED


def test_the_document_of_an_answer_is_shown_at_once() -> None:
    after, following = apply_answer(sent("empty", "P"), CommandAccepted(101, later(with_visit(VISIT))))
    assert following is None and after.pending is None and after.message is None
    assert after.visit == VISIT


def test_a_refusal_says_why_and_what_to_do_in_both_languages() -> None:
    refusal = CommandRefused(409, "stale", Text("sudah berubah", "it has changed"), Text("ulangi", "try again"))
    after, following = apply_answer(sent("empty", "P"), refusal)
    assert following is None and after.pending is None
    assert after.message is not None and after.message.role == "bad"
    assert after.message.text == Text("Sudah berubah. Ulangi.", "It has changed. Try again.")


def test_no_answer_is_said_honestly() -> None:
    after, _ = apply_answer(
        sent("empty", "P"), Unreachable(Text("server diam", "the server is silent"), "http://127.0.0.1:8765")
    )
    assert after.message is not None and after.message.role == "attention"
    assert told(after) == "Belum dijawab, mungkin belum tercatat. Server diam. Tekan lagi bila sudah tersambung."


def test_finish_and_next_calls_only_once_the_finish_is_accepted() -> None:
    pressed = sent("all done", "B")
    refused, following = apply_answer(pressed, CommandRefused(409, "stale", Text("berubah")))
    assert following is None and refused.pending is None
    after, following = apply_answer(pressed, CommandAccepted(101, later(EMPTY)))
    assert following == c.CallNext(counter="3", expect=41)
    assert after.pending is not None and after.pending.key == "P"
    done, following = apply_answer(after, CommandAccepted(102, later(with_visit(VISIT), 2)))
    assert following is None and done.pending is None and done.visit == VISIT


def test_finish_and_next_with_nobody_waiting_says_so_instead_of_failing() -> None:
    nobody = later(evolve(EMPTY, line=(), line_length=0))
    after, following = apply_answer(sent("all done", "B"), CommandAccepted(101, nobody))
    assert following is None
    assert told(after) == "A012 berakhir: selesai. Tidak ada yang menunggu."


@pytest.mark.parametrize("stream_first", [False, True])
def test_a_visit_that_goes_on_elsewhere_is_said(stream_first: bool) -> None:
    pressed = sent("serving", "space")
    if stream_first:
        pressed = show_document(pressed, later(EMPTY))
    after, _ = apply_answer(pressed, CommandAccepted(101, later(EMPTY)))
    assert told(after) == "A012 menunggu lagi, untuk tahap: Wawancara."


def test_the_last_step_of_all_offers_to_finish() -> None:
    after, _ = apply_answer(sent("serving", "space"), CommandAccepted(101, later(with_visit(ALL_DONE))))
    assert told(after).startswith("Semua tahap selesai. S ")


@pytest.mark.parametrize(
    ("name", "keys", "after", "words"),
    [
        ("serving", "T1T", EMPTY, "A012 tertunda. L melanjutkan."),
        ("serving", "A3A", EMPTY, "A012 menunggu lagi, untuk layanan: BAP paspor hilang, rusak, atau ubah data."),
        ("long", "M", with_visit(VISIT), "Tercatat: A012 masih dilayani."),
        ("over", "W1W", with_visit(VISIT), "Sebab tercatat: sistem lambat."),
        ("undo", "Z", with_visit(VISIT), "Diurungkan: tahap selesai A012."),
        ("parked", "Z", with_visit(VISIT), "Diurungkan: tunda A008."),
        ("parked", "L", EMPTY, "A008 menunggu lagi, di depan."),
    ],
)
def test_what_was_done_is_said(name: str, keys: str, after: CounterDocument, words: str) -> None:
    pressed = MODELS[name]
    for n, key in enumerate(keys):
        pressed, _ = press(pressed, key, NOW, float(n))
    assert told(apply_answer(pressed, CommandAccepted(101, later(after)))[0]) == words


@pytest.mark.parametrize(("name", "keys"), [("parked", "L"), ("empty", "N2N")])
def test_a_number_called_is_seen_and_needs_no_words(name: str, keys: str) -> None:
    pressed = MODELS[name]
    for n, key in enumerate(keys):
        pressed, _ = press(pressed, key, NOW, float(n))
    assert apply_answer(pressed, CommandAccepted(101, later(with_visit(VISIT))))[0].message is None


def test_a_restored_number_is_named() -> None:
    asked, _ = press(MODELS["empty"], "I", NOW, 1.0)
    pressed, _ = press(asked, "I", NOW, 2.0)
    after, _ = apply_answer(pressed, CommandAccepted(101, later(evolve(EMPTY, absent=(), line=LINE))))
    assert told(after) == "A009 menunggu lagi."


@pytest.mark.parametrize(
    "answer", [CommandAccepted(1), CommandRefused(500, "x", Text("x")), Unreachable(Text("x"), "http://127.0.0.1:8765")]
)
def test_an_answer_that_nobody_waits_for_changes_nothing(answer: CommandAnswer) -> None:
    idle = model_of(EMPTY)
    assert apply_answer(idle, answer) == (idle, None)


RECEIPT = "K7Q2-M9XA-D"


def test_a_receipt_is_scanned_while_somebody_is_served_and_else_says_why_not() -> None:
    after, command = scan(MODELS["serving"], RECEIPT)
    assert command == c.Scan(counter="3", expect=40, case=RECEIPT) and after.pending is not None
    asked, _ = press(MODELS["serving"], "X", NOW, 1.0)
    for station_now, code, why in (
        (asked, RECEIPT, "ESC dahulu"),
        (after, RECEIPT, "Tunggu"),
        (MODELS["empty"], RECEIPT, "P memanggil"),
        (MODELS["called"], RECEIPT, "M bila orangnya sudah datang"),
        (MODELS["serving"], "A012", "bukan kode tanda terima"),
    ):
        said, none = scan(station_now, code)
        assert none is None and why in told(said)


def test_the_receipts_to_hand_over_are_said_with_their_date() -> None:
    shown = CaseShown(RECEIPT, "paspor-baru", Text("x"), "d", "in-process", "id", NOW, due=Due(date(2026, 11, 30)))
    asked = sent("serving", "space")
    for cases, said in (
        ((shown,), "Serahkan tanda terima K7Q2-M9XA-D; siap Senin, 30 November."),
        ((evolve(shown, due=None),), "Serahkan tanda terima K7Q2-M9XA-D."),
        ((evolve(shown, due=Due(why="calendar-2027-missing")),) * 3, "kalender belum ada"),
    ):
        after, _ = apply_answer(asked, CommandAccepted(101, later(EMPTY), cases))
        assert said in told(after)


def test_what_was_said_goes_with_whoever_it_was_said_to() -> None:
    told = show_message(MODELS["empty"], Text("Kode petugas atau PIN salah."))
    assert show_document(told, later(EMPTY)).message == told.message
    assert show_document(told, later(evolve(EMPTY, who=None))).message is None
