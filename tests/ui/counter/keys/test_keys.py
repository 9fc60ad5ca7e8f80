"""Every key in every situation: what it asks of the endpoint, what it opens, or why it does not act."""

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve
from ui.counter.sample import CALLED, EMPTY, MODELS, NOW, model_of, with_visit

from kiosk.text.language import Text
from kiosk.ui.counter.keys import KEYS, counter, visit
from kiosk.ui.counter.keys.key import Key
from kiosk.ui.counter.model.counter import CounterModel
from kiosk.ui.counter.model.dialog import Dialog, Option
from kiosk.ui.counter.update import press
from kiosk.ui.counter.view.dialog import dialog_keys
from kiosk.ui.counter.view.frame import key_row
from kiosk.wire.command import counter as c
from kiosk.wire.command import visit as vc
from kiosk.wire.command.union import Command

LATER = NOW + timedelta(seconds=30)

AT: dict[str, Any] = {"counter": "3", "expect": 40}

NOT_OPEN = "loket belum dibuka. Tekan J untuk membuka."
ON_BREAK = "loket sedang jeda. Tekan J untuk membuka lagi."
NO_DATA = "data loket belum datang dari server."
NOBODY_HERE = "tidak ada nomor di loket ini. P memanggil."
ONLY_CALLED = "A012 baru dipanggil. M bila orangnya sudah datang."
SERVED_ALREADY = "A012 sudah dilayani."
STILL_CALLED = "A012 masih dipanggil. M mulai, H tidak hadir, K kembalikan."
NO_UNDO = "tidak ada yang dapat diurungkan lagi."
STILL_SERVED = "A012 masih dilayani. B selesai dan berikutnya."

OUTCOMES: dict[str, dict[str, object]] = {
    "unknown": {
        **dict.fromkeys((*"PNLMSBTAUHKXJWZIDF1", "space"), NO_DATA),
    },
    "closed": {
        **dict.fromkeys((*"PNLMSBTAUHKXWDF1", "space"), NOT_OPEN),
        "J": c.SetCounter(state="open", **AT),
        "I": "PULIHKAN NOMOR YANG TIDAK HADIR",
    },
    "break": {
        **dict.fromkeys((*"PNLMSBTAUHKXWDF1", "space"), ON_BREAK),
        "J": c.SetCounter(state="open", **AT),
    },
    "empty": {
        **dict.fromkeys((*"MSBTAUHKXWDF1", "space"), NOBODY_HERE),
        "P": c.CallNext(**AT),
        "N": "PILIH NOMOR YANG DIPANGGIL",
        "L": "tidak ada nomor yang tertunda di loket ini.",
        "Z": NO_UNDO,
        "J": "LOKET: JEDA ATAU TUTUP",
        "I": "PULIHKAN NOMOR YANG TIDAK HADIR",
    },
    "nobody": {
        **dict.fromkeys("PN", "tidak ada yang menunggu untuk loket ini."),
        "I": "tidak ada nomor yang tidak hadir di loket ini.",
        "J": "LOKET: JEDA ATAU TUTUP",
    },
    "called": {
        **dict.fromkeys("PNLJ", STILL_CALLED),
        **dict.fromkeys("SBTAWDF1", ONLY_CALLED),
        **dict.fromkeys(("U", "H"), "baru saja dipanggil, dapat lagi dalam 12 detik."),
        "M": c.Start(**AT),
        "Z": NO_UNDO,
        "space": c.Start(**AT),
        "K": "KEMBALIKAN A012 KE ANTREAN",
        "X": "BATALKAN NOMOR A012",
        "I": "PULIHKAN NOMOR YANG TIDAK HADIR",
    },
    "serving": {
        **dict.fromkeys("PNLJ", STILL_SERVED),
        **dict.fromkeys(("M", "U", "H"), SERVED_ALREADY),
        "space": c.MarkStepDone(step="foto", **AT),
        "S": "SELESAI: A012",
        "B": "SELESAI: A012",
        "K": "KEMBALIKAN A012 KE ANTREAN",
        "X": "BATALKAN NOMOR A012",
        "T": "TUNDA A012",
        "A": "ALIHKAN A012 KE LAYANAN",
        "W": "layanan masih dalam standar.",
        "D": "tidak ada berkas di sini yang menunggu pembayaran.",
        "F": "SATU ORANG DARI A012",
        "Z": NO_UNDO,
        "9": "layanan ini mempunyai 5 syarat.",
    },
    "unpaid": {
        "D": c.Tick(step="bayar", **AT),
        "F": "SATU ORANG DARI A012",
    },
    "all done": {
        "space": "SPASI: tahap itu dikerjakan di tempat lain.",
        "S": "SELESAI: A012",
        "B": c.Finish(outcome="done", **AT),
    },
    "parked": {
        "L": vc.Resume(visit="v-A008", expect=11),
        "Z": c.Undo(**AT),
    },
    "held back": {
        "P": c.CallNext(**AT),
        "N": "PILIH NOMOR YANG DIPANGGIL",
    },
    "two parked": {
        "L": "LANJUTKAN NOMOR YANG TERTUNDA",
    },
    "undo": {
        "Z": c.Undo(**AT),
    },
    "over": {
        "M": SERVED_ALREADY,
        "W": "A012: SEBAB LEWAT STANDAR",
    },
    "long": {
        "M": c.StillServing(**AT),
        "S": "SELESAI: A012",
        "B": "SELESAI: A012",
        "W": "A012: SEBAB LEWAT STANDAR",
        "Z": c.Undo(**AT),
    },
}


@pytest.mark.parametrize(("name", "key"), [(name, key) for name, keys in OUTCOMES.items() for key in keys])
def test_a_key_in_a_situation(name: str, key: str) -> None:
    before, wanted = MODELS[name], OUTCOMES[name][key]
    after, command = press(before, key, NOW, 1.0)
    if not isinstance(wanted, str):
        assert command == wanted
        assert after.pending is not None and after.pending.command == command
        assert after.message is None
    elif after.dialog is not None:
        assert after.dialog.title.id == wanted
        assert command is None and after.message is None
    else:
        assert command is None and after.message is not None
        assert wanted in after.message.text.id
        assert after.message.text.en and "{" not in after.message.text.en
        assert evolve(after, message=None) == before


@pytest.mark.parametrize("name", MODELS)
def test_every_key_that_is_shown_acts_and_every_other_says_why(name: str) -> None:
    shown = {key.id for key, _ in key_row(MODELS[name], LATER)}
    for key in "PNLMSBTAUHKXJWZIEDF":
        after, command = press(MODELS[name], key, LATER, 1.0)
        assert (key in shown) == (command is not None or after.dialog is not None), key
        assert (key in shown) != (after.message is not None), key


@pytest.mark.parametrize("key", [*"VY0%", "enter", "tab", "f1", "ctrl+a"])
def test_a_key_of_no_use_says_so(key: str) -> None:
    after, command = press(MODELS["serving"], key, NOW, 1.0)
    assert command is None and after.message is not None
    assert after.message.text.id.startswith(f"Tombol {key.upper()} tidak dipakai di sini.")


def test_seconds_are_counted_on_the_keys() -> None:
    words = {key.id: word.id for key, word in key_row(MODELS["called"], NOW + timedelta(seconds=4.5))}
    assert words["U"] == "ulang 8" and words["H"] == "tidak hadir 8"
    words = {key.id: word.id for key, word in key_row(MODELS["called"], LATER)}
    assert words["U"] == "ulang" and words["H"] == "tidak hadir"
    assert press(MODELS["called"], "U", LATER, 1.0)[1] == c.Recall(**AT)


def test_a_number_called_often_enough_is_not_called_again() -> None:
    often = model_of(with_visit(evolve(CALLED, calls=4, recall_at=None)))
    assert "U" not in {key.id for key, _ in key_row(often, LATER)}
    after, command = press(often, "U", LATER, 1.0)
    assert command is None and after.message is not None
    assert after.message.text.id == "U: A012 sudah dipanggil 4 kali. H mencatat tidak hadir."


def press_all(before: CounterModel, *keys: str) -> tuple[CounterModel, list[Command]]:
    """Keys pressed a second apart."""
    commands: list[Command] = []
    for n, key in enumerate(keys):
        before, command = press(before, key, LATER, float(n))
        commands += [command] if command else []
    return before, commands


def test_finish_as_incomplete_names_what_is_missing() -> None:
    after, commands = press_all(MODELS["serving"], "S", "2", "S")
    assert commands == [] and after.message is not None
    assert after.message.text.id == "Tandai paling sedikit satu yang kurang."
    after, commands = press_all(
        MODELS["serving"], "S", "2", "down", "space", "down", "down", "down", "down", "space", "S"
    )
    assert commands == [c.Finish(outcome="incomplete", missing=("kk", "other"), **AT)]
    assert after.dialog is None


def test_marks_of_another_result_are_not_sent() -> None:
    _, commands = press_all(MODELS["serving"], "S", "2", "space", "right", "S")
    assert commands == [c.Finish(outcome="refused", **AT)]


def test_a_finish_with_steps_left_asks_for_its_result() -> None:
    after, commands = press_all(MODELS["serving"], "S", "S")
    assert commands == [] and after.message is not None
    assert after.message.text.id == "Pilih dahulu: 1-4."
    assert press_all(MODELS["all done"], "S", "S")[1] == [c.Finish(outcome="done", **AT)]


def test_finish_and_next_with_steps_left_asks_and_then_calls() -> None:
    after, commands = press_all(MODELS["serving"], "B", "4", "B")
    assert commands == [c.Finish(outcome="left", **AT)]
    assert after.pending is not None and after.pending.then_next


@pytest.mark.parametrize(
    ("name", "keys", "command"),
    [
        ("serving", "K2K", c.Return(reason="wrong-counter", **AT)),
        ("called", "K1K", c.Return(reason="papers", **AT)),
        ("called", "HH", c.MarkNoShow(**AT)),
        ("called", "X3X", vc.Cancel(visit="v-A012", expect=9, reason="twice")),
        ("empty", "II", vc.Restore(visit="v-A009", expect=7)),
        ("empty", "JJ", c.SetCounter(state="break", **AT)),
        ("empty", "N2N", c.CallChosen(visit="v-A013", **AT)),
        ("held back", "N1N", c.CallChosen(visit="v-A013", **AT)),
        ("two parked", "LL", vc.Resume(visit="v-A008", expect=11)),
        ("two parked", "L2L", vc.Resume(visit="v-A010", expect=5)),
        ("serving", "T1T", c.Park(reason="copy", **AT)),
        ("serving", "A3A", c.Transfer(service="bap", reason="wrong-number", **AT)),
        ("over", "W4W", vc.Note(visit="v-A012", expect=9, reason="interview")),
        ("long", "SS", c.Finish(outcome="done", forgotten=True, **AT)),
        ("long", "B4B", c.Finish(outcome="left", forgotten=True, **AT)),
        ("all done", "SS", c.Finish(outcome="done", **AT)),
        ("empty", "J2J", c.SetCounter(state="closed", **AT)),
    ],
)
def test_the_same_letter_opens_and_confirms(name: str, keys: str, command: Command) -> None:
    assert press_all(MODELS[name], *keys)[1] == [command]


@pytest.mark.parametrize(("name", "key"), [("empty", "N"), ("serving", "T"), ("serving", "A"), ("over", "W")])
def test_what_must_be_chosen_is_not_chosen_by_chance(name: str, key: str) -> None:
    after, commands = press_all(MODELS[name], key, key)
    assert commands == [] and after.dialog is not None and after.message is not None
    assert after.message.text.id.startswith("Pilih dahulu: 1-")


def test_a_transfer_asks_for_the_reason_beside_the_service() -> None:
    _, commands = press_all(MODELS["serving"], "A", "down", "right", "right", "right", "left", "A")
    assert commands == [c.Transfer(service="paspor-anak", reason="needs-other", **AT)]


def test_without_another_service_there_is_no_transfer() -> None:
    serving = MODELS["serving"]
    alone = evolve(serving, feed=evolve(serving.feed, catalogue=None))
    assert "A" not in {key.id for key, _ in key_row(alone, LATER)}
    after, command = press(alone, "A", LATER, 1.0)
    assert command is None and after.dialog is None and after.message is not None
    assert after.message.text.id == "A: tidak ada layanan lain yang dikenal di sini."


def test_undo_counts_its_seconds_down_and_ends() -> None:
    words = {key.id: word.id for key, word in key_row(MODELS["undo"], NOW + timedelta(seconds=1.5))}
    assert words["Z"] == "urungkan 41"
    over = NOW + timedelta(seconds=42)
    assert "Z" not in {key.id for key, _ in key_row(MODELS["undo"], over)}
    after, command = press(MODELS["undo"], "Z", over, 1.0)
    assert command is None and after.message is not None and after.message.text.id == f"Z: {NO_UNDO}"


def test_the_question_whether_it_is_still_served_comes_at_three_standards_and_again_as_long_after_its_answer() -> None:
    visit = MODELS["serving"].visit
    assert visit is not None

    def asks(served: int, confirmed: int | None = None) -> bool:
        at = None if confirmed is None else NOW - timedelta(seconds=confirmed)
        shown = model_of(with_visit(evolve(visit, served=served, confirmed_at=at)))
        return press(shown, "M", NOW, 1.0)[1] is not None

    assert not asks(2698) and asks(2699)  # two seconds pass between the document and the key
    assert not asks(5000, confirmed=2699) and asks(5400, confirmed=2700)


def test_a_parked_number_that_came_back_elsewhere_is_not_resumed_twice() -> None:
    asked, _ = press(MODELS["two parked"], "L", NOW, 1.0)
    after, command = press(evolve(asked, document=evolve(EMPTY, parked=())), "L", NOW, 2.0)
    assert command is None and after.dialog is None and after.message is not None


def test_a_step_undone_has_a_reason() -> None:
    after, commands = press_all(MODELS["serving"], "up", "space", "1", "space")
    assert commands == [c.MarkStepUndone(step="pindai", reason="mistake", **AT)]
    assert after.dialog is None


def test_the_same_letter_too_soon_confirms_nothing() -> None:
    asked, _ = press(MODELS["called"], "H", LATER, 10.0)
    assert press(asked, "H", LATER, 10.39) == (asked, None)
    assert press(asked, "H", LATER, 10.41)[1] == c.MarkNoShow(**AT)


@pytest.mark.parametrize("key", ["enter", "1", "9", "P", "B", "space"])
def test_nothing_else_confirms(key: str) -> None:
    asked, _ = press(MODELS["called"], "H", LATER, 10.0)
    after, command = press(asked, key, LATER, 12.0)
    assert command is None and after.dialog is not None


def test_escape_leaves_a_dialog_and_changes_nothing() -> None:
    assert press_all(MODELS["serving"], "X", "1", "escape") == (MODELS["serving"], [])


@pytest.mark.parametrize("key", "PJI")
def test_one_act_at_a_time(key: str) -> None:
    after, commands = press_all(MODELS["empty"], "P", key)
    assert commands == [c.CallNext(**AT)]
    assert after.dialog is None and after.message is not None
    assert after.message.text.id == "Tunggu: P sedang dikirim."


def test_papers_and_cursor_need_no_server_and_leave_with_the_visit() -> None:
    after, commands = press_all(evolve(MODELS["serving"], ticked=frozenset()), "1", "2", "1", "up")
    assert commands == [] and after.ticked == {"kk"} and after.cursor == "pindai"
    assert press_all(after, "up", "up", "up", "up", "up")[0].cursor == "nomor"


def test_the_list_of_keys_closes_by_any_key_which_does_nothing_else() -> None:
    after, commands = press_all(MODELS["empty"], "?", "P")
    assert commands == [] and not after.all_keys


def test_an_absent_number_that_is_restored_elsewhere_is_not_restored_twice() -> None:
    asked, _ = press(MODELS["empty"], "I", NOW, 1.0)
    gone = evolve(asked, document=evolve(EMPTY, absent=()))
    after, command = press(gone, "I", NOW, 2.0)
    assert command is None and after.dialog is None and after.message is not None


def test_the_only_answer_to_a_question_is_named_by_its_key_until_it_is_chosen() -> None:
    """What confirms does nothing before: a row that names no way to choose would leave the clerk there."""
    only = (Option("paspor", Text("Paspor")),)
    asked = Dialog(Text(""), Text(""), Text(""), lambda *_: None, options=only, key="A")
    keys = [name.id for name, _ in dialog_keys(asked)]
    assert asked.gap is not None and keys == ["1", "A"]
    chosen = asked.choose(0)
    assert chosen.gap is None and [name.id for name, _ in dialog_keys(chosen)] == ["A"]


def test_every_key_has_a_letter_of_its_own_and_a_place_in_the_row() -> None:
    records = [key for module in (counter, visit) for key in vars(module).values() if isinstance(key, Key)]
    assert sorted(key.name for key in records) == sorted(KEYS)
