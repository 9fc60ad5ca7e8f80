"""Documents of the feed: the newest is shown, and what is local to a visit leaves with it; the queue of slips."""

from attrs import evolve
from ui.counter.sample import EMPTY, MODELS, NOW, SEEN, VISIT, newer, with_visit

from kiosk.feed.sender import CommandAccepted
from kiosk.text.language import Text
from kiosk.ui.counter.model.counter import (
    CHANGED,
    PrintQueue,
    receipts_to_print,
    receive_feed,
    show_document,
    show_message,
)
from kiosk.ui.counter.update import press
from kiosk.wire.case import CounterCase
from kiosk.wire.command import counter as c

FIRST, SECOND = "K7Q2-M9XA-3", "K7Q2-P3RT-5"


def test_an_older_document_is_ignored_and_a_newer_one_shown() -> None:
    old, new = evolve(EMPTY, version=99, who="old"), evolve(EMPTY, version=101, who="new")
    assert show_document(MODELS["empty"], old).document == EMPTY
    assert show_document(MODELS["empty"], new).document == new


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
    same = show_document(here, newer(with_visit(evolve(VISIT, revision=10))))
    assert same.ticked == here.ticked and same.cursor == "pindai"
    other = show_document(here, newer(with_visit(evolve(VISIT, id="v-A099"))))
    assert other.ticked == frozenset() and other.cursor is None


def test_a_dialog_closes_when_what_it_is_about_changes() -> None:
    asked, _ = press(MODELS["serving"], "X", NOW, 1.0)
    assert show_document(asked, newer(with_visit(VISIT))).dialog == asked.dialog
    gone = show_document(asked, newer(EMPTY))
    assert gone.dialog is None and gone.message is not None and gone.message.text == CHANGED


def test_what_was_said_goes_with_whoever_it_was_said_to() -> None:
    said = show_message(MODELS["empty"], Text("Kode petugas atau PIN salah."))
    assert show_document(said, newer(EMPTY)).message == said.message
    assert show_document(said, newer(evolve(EMPTY, who=None))).message is None


def test_a_payment_prints_the_receipts_that_waited_for_it() -> None:
    cases = (
        CounterCase(FIRST, "in-process", "izin", 1, ticks=("bayar",)),
        CounterCase(SECOND, "in-process", "paspor-baru", 2),
    )
    visit = evolve(VISIT, cases=cases)
    assert receipts_to_print(c.Tick(counter="3", expect=1, step="bayar"), visit, CommandAccepted(101)) == (FIRST,)
    assert receipts_to_print(c.Scan(counter="3", expect=1, case=FIRST), visit, CommandAccepted(101)) == ()
    assert receipts_to_print(c.MarkStepDone(counter="3", expect=1, step="foto"), visit, CommandAccepted(101)) == ()


def test_a_slip_asked_for_twice_waits_once() -> None:
    slips = PrintQueue().ask((FIRST,)).ask((FIRST, SECOND))
    assert slips.waiting == (FIRST, SECOND)
    failed = slips.begin().end(printed=False)
    assert failed.unprinted == (FIRST, SECOND) and failed.waiting == ()
    assert failed.ask((FIRST,)).unprinted == (SECOND,)
