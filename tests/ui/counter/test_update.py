"""Answers and scans: what the next model shows and says, and which command follows."""

from datetime import date

import pytest
from attrs import evolve
from ui.counter.sample import ALL_DONE, EMPTY, LINE, MODELS, NOW, VISIT, model_of, newer, with_visit

from kiosk.feed.sender import CommandAccepted, CommandAnswer, CommandRefused, Unreachable
from kiosk.text.language import Text
from kiosk.ui.counter.model.counter import CounterModel, show_document
from kiosk.ui.counter.update import apply_answer, press, scan_code
from kiosk.wire.case import CaseShown, Due
from kiosk.wire.command import counter as c
from kiosk.wire.counter import CounterDocument


def press_and_send(name: str, key: str) -> CounterModel:
    after, command = press(MODELS[name], key, NOW, 1.0)
    assert command is not None
    return after


def message_of(after: CounterModel) -> str:
    assert after.message is not None
    return after.message.text.id


def test_the_document_of_an_answer_is_shown_at_once() -> None:
    after, following = apply_answer(press_and_send("empty", "P"), CommandAccepted(101, newer(with_visit(VISIT))))
    assert following is None and after.pending is None and after.message is None
    assert after.visit == VISIT


def test_a_refusal_says_why_and_what_to_do_in_both_languages() -> None:
    refusal = CommandRefused(409, "stale", Text("sudah berubah", "it has changed"), Text("ulangi", "try again"))
    after, following = apply_answer(press_and_send("empty", "P"), refusal)
    assert following is None and after.pending is None
    assert after.message is not None and after.message.role == "bad"
    assert after.message.text == Text("Sudah berubah. Ulangi.", "It has changed. Try again.")


def test_no_answer_is_said_honestly() -> None:
    after, _ = apply_answer(
        press_and_send("empty", "P"), Unreachable(Text("server diam", "the server is silent"), "http://127.0.0.1:8765")
    )
    assert after.message is not None and after.message.role == "attention"
    assert message_of(after) == "Belum dijawab, mungkin belum tercatat. Server diam. Tekan lagi bila sudah tersambung."


def test_finish_and_next_calls_only_once_the_finish_is_accepted() -> None:
    pressed = press_and_send("all done", "B")
    refused, following = apply_answer(pressed, CommandRefused(409, "stale", Text("berubah")))
    assert following is None and refused.pending is None
    after, following = apply_answer(pressed, CommandAccepted(101, newer(EMPTY)))
    assert following == c.CallNext(counter="3", expect=41)
    assert after.pending is not None and after.pending.key == "P"
    done, following = apply_answer(after, CommandAccepted(102, newer(with_visit(VISIT), 2)))
    assert following is None and done.pending is None and done.visit == VISIT


def test_finish_and_next_with_nobody_waiting_says_so_instead_of_failing() -> None:
    nobody = newer(evolve(EMPTY, line=(), line_length=0))
    after, following = apply_answer(press_and_send("all done", "B"), CommandAccepted(101, nobody))
    assert following is None
    assert message_of(after) == "A012 berakhir: selesai. Tidak ada yang menunggu."


@pytest.mark.parametrize("stream_first", [False, True])
def test_a_visit_that_goes_on_elsewhere_is_said(stream_first: bool) -> None:
    pressed = press_and_send("serving", "space")
    if stream_first:
        pressed = show_document(pressed, newer(EMPTY))
    after, _ = apply_answer(pressed, CommandAccepted(101, newer(EMPTY)))
    assert message_of(after) == "A012 menunggu lagi, untuk tahap: Wawancara."


def test_the_last_step_of_all_offers_to_finish() -> None:
    after, _ = apply_answer(press_and_send("serving", "space"), CommandAccepted(101, newer(with_visit(ALL_DONE))))
    assert message_of(after).startswith("Semua tahap selesai. S ")


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
    assert message_of(apply_answer(pressed, CommandAccepted(101, newer(after)))[0]) == words


@pytest.mark.parametrize(("name", "keys"), [("parked", "L"), ("empty", "N2N")])
def test_a_number_called_is_seen_and_needs_no_words(name: str, keys: str) -> None:
    pressed = MODELS[name]
    for n, key in enumerate(keys):
        pressed, _ = press(pressed, key, NOW, float(n))
    assert apply_answer(pressed, CommandAccepted(101, newer(with_visit(VISIT))))[0].message is None


def test_a_restored_number_is_named() -> None:
    asked, _ = press(MODELS["empty"], "I", NOW, 1.0)
    pressed, _ = press(asked, "I", NOW, 2.0)
    after, _ = apply_answer(pressed, CommandAccepted(101, newer(evolve(EMPTY, absent=(), line=LINE))))
    assert message_of(after) == "A009 menunggu lagi."


@pytest.mark.parametrize(
    "answer", [CommandAccepted(1), CommandRefused(500, "x", Text("x")), Unreachable(Text("x"), "http://127.0.0.1:8765")]
)
def test_an_answer_that_nobody_waits_for_changes_nothing(answer: CommandAnswer) -> None:
    idle = model_of(EMPTY)
    assert apply_answer(idle, answer) == (idle, None)


RECEIPT = "K7Q2-M9XA-D"


def test_a_receipt_is_scanned_while_somebody_is_served_and_else_says_why_not() -> None:
    after, command = scan_code(MODELS["serving"], RECEIPT)
    assert command == c.Scan(counter="3", expect=40, case=RECEIPT) and after.pending is not None
    asked, _ = press(MODELS["serving"], "X", NOW, 1.0)
    for station_now, code, why in (
        (asked, RECEIPT, "ESC dahulu"),
        (after, RECEIPT, "Tunggu"),
        (MODELS["empty"], RECEIPT, "P memanggil"),
        (MODELS["called"], RECEIPT, "M bila orangnya sudah datang"),
        (MODELS["serving"], "A012", "bukan kode tanda terima"),
    ):
        said, none = scan_code(station_now, code)
        assert none is None and why in message_of(said)


def test_the_receipts_to_hand_over_are_said_with_their_date() -> None:
    shown = CaseShown(RECEIPT, "paspor-baru", Text("x"), "d", "in-process", "id", NOW, due=Due(date(2026, 11, 30)))
    asked = press_and_send("serving", "space")
    for cases, said in (
        ((shown,), "Serahkan tanda terima K7Q2-M9XA-D; siap Senin, 30 November."),
        ((evolve(shown, due=None),), "Serahkan tanda terima K7Q2-M9XA-D."),
        ((evolve(shown, due=Due(why="calendar-2027-missing")),) * 3, "kalender belum ada"),
    ):
        after, _ = apply_answer(asked, CommandAccepted(101, newer(EMPTY), cases))
        assert said in message_of(after)
