"""The screen as rows, at every size and in every situation: the frames of the design, with its sample content."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from ui.counter.sample import (
    CALLED,
    CASE,
    EMPTY,
    FOUND,
    LINE,
    LOCKED_MODELS,
    MODELS,
    NOW,
    OTHERS,
    PARKED,
    SEEN,
    UNDO,
    VISIT,
    model_of,
    with_visit,
)

from kiosk.feed.errors import CHANGED, NO_SERVER, NO_TLS, SILENT
from kiosk.feed.sender import Unreachable
from kiosk.feed.state import FeedState
from kiosk.schema.dump import dump as as_plain
from kiosk.schema.reader import read_strictly
from kiosk.text.language import LANGUAGES, Language, Text
from kiosk.text.sanitize import cells
from kiosk.ui.counter.keys import KEYS
from kiosk.ui.counter.model.counter import CounterModel, PrintQueue, show_message
from kiosk.ui.counter.model.search import SearchAnswer, receive_answer
from kiosk.ui.counter.update import press
from kiosk.ui.counter.view.frame import render
from kiosk.ui.rows import Rows, plain_text
from kiosk.wire.answer import SearchResult
from kiosk.wire.board import Board, CatalogueRef
from kiosk.wire.case import CounterCase, Due
from kiosk.wire.counter import CounterDocument, CounterStep

FRAMES = Path(__file__).parent / "frames"

OVER = NOW + timedelta(seconds=19 * 60 + 40 - 782)
"""When A012 has been served for 19.40."""

OUTDATED = evolve(SEEN, board=Board(1, catalogue=CatalogueRef("6f20c4d1e9ab")), outdated=True)
"""The board names another catalogue than is shown."""

OFFLINE = evolve(SEEN, live=False, as_of=NOW - timedelta(minutes=4))


def press_keys(name: str, *keys: str, now: datetime = NOW) -> CounterModel:
    """A model after keys pressed a second apart."""
    after = {**MODELS, **LOCKED_MODELS}[name]
    for n, key in enumerate(keys):
        after, _ = press(after, key, now, float(n))
    return after


LOCKED = show_message(
    press_keys("locked", *"1937"),
    Text(
        "Kode petugas atau PIN salah, salah 3 kali. Coba lagi dalam 2 detik.",
        "Staff code or PIN is wrong, wrong 3 times. Try again in 2 seconds.",
    ),
    "bad",
)
"""Some PINs were wrong, and another is being typed."""


def search_model(name: str, typed: str, answer: SearchResult | Unreachable, *keys: str) -> CounterModel:
    """A model that has heard what the endpoint finds by the words *typed*, after further keys."""
    after = press_keys(name, "C", *typed.upper())
    assert after.search is not None
    after = evolve(after, search=receive_answer(after.search, SearchAnswer(typed, answer)))
    for n, key in enumerate(keys):
        after, _ = press(after, key, NOW, float(n))
    return after


PICTURES: dict[str, tuple[CounterModel, datetime, Language, int, int]] = {
    "c1-empty": (MODELS["empty"], NOW, "id", 80, 24),
    "c1-closed": (MODELS["closed"], NOW, "id", 80, 24),
    "c1-nobody": (MODELS["nobody"], NOW, "id", 80, 24),
    "c2-called": (MODELS["called"], NOW, "id", 80, 24),
    "c2-serving": (MODELS["serving"], NOW, "id", 80, 24),
    "c2-unpaid": (MODELS["unpaid"], NOW, "id", 80, 24),
    "c4-one": (press_keys("unpaid", "F", "1", "right", "down", "space"), NOW, "id", 80, 24),
    "d1-unpaid-en": (MODELS["unpaid"], NOW, "en", 120, 33),
    "c2-serving-en": (MODELS["serving"], NOW, "en", 80, 24),
    "c3-over": (MODELS["serving"], OVER, "id", 80, 24),
    "c4-finish": (press_keys("serving", "S", "2", "down", "space"), NOW, "id", 80, 24),
    "c6-offline": (evolve(MODELS["serving"], feed=OFFLINE), NOW, "id", 80, 24),
    "c6-changed": (evolve(MODELS["serving"], feed=evolve(OFFLINE, trouble=CHANGED)), NOW, "id", 80, 24),
    "c8-return": (press_keys("serving", "K", "2"), NOW, "id", 80, 24),
    "c1-parked": (MODELS["parked"], NOW, "id", 80, 24),
    "c1-all-keys": (press_keys("parked", "?"), NOW, "id", 80, 24),
    "c1-two-parked": (MODELS["two parked"], NOW, "id", 80, 24),
    "c2-undo": (MODELS["undo"], NOW, "id", 80, 24),
    "c3-long": (MODELS["long"], NOW, "id", 80, 24),
    "c8-park": (press_keys("serving", "T", "1"), NOW, "id", 80, 24),
    "c8-transfer": (press_keys("serving", "A", "3"), NOW, "id", 80, 24),
    "c8-choose": (press_keys("empty", "N", "2"), NOW, "id", 80, 24),
    "c8-delay": (press_keys("over", "W", "1"), NOW, "id", 80, 24),
    "c7-locked": (LOCKED, NOW, "id", 80, 24),
    "c7-locked-en": (LOCKED, NOW, "en", 80, 24),
    "c7-sign-on": (press_keys("signed off", "A", "B", "enter", "1", "9"), NOW, "id", 80, 24),
    "c7-new-pin": (press_keys("locked", *"193755", "down", *"271828", "down", *"27"), NOW, "id", 80, 24),
    "c7-new-pin-en": (press_keys("locked empty", "A", "B", "enter", *"193755", "down"), NOW, "en", 80, 24),
    "d1-new-pin": (press_keys("locked", *"193755", "down", *"271828", "down", *"27"), NOW, "id", 120, 33),
    "c7-somebody-else": (press_keys("locked empty", "A", "B"), NOW, "id", 80, 24),
    "d1-locked": (LOCKED, NOW, "id", 120, 33),
    "c8-sign-off": (press_keys("empty", "E"), NOW, "id", 80, 24),
    "c5-find": (press_keys("serving", "C", *"HILNG"), NOW, "id", 80, 24),
    "c5-find-en": (press_keys("serving", "C", *"LOST"), NOW, "en", 80, 24),
    "c5-number": (press_keys("empty", "C", *"A13"), NOW, "id", 80, 24),
    "c5-visits": (search_model("serving", "paspor hil", FOUND), NOW, "id", 80, 24),
    "c5-visits-en": (search_model("serving", "paspor hil", FOUND), NOW, "en", 80, 24),
    "c5-code": (search_model("serving", "k7q2m9xad", SearchResult(cases=(CASE,))), NOW, "id", 80, 24),
    "c5-case": (search_model("serving", "k7q2m9xad", SearchResult(cases=(CASE,)), "enter"), NOW, "id", 80, 24),
    "c5-slip": (search_model("empty", "k7q2m9xa4", SearchResult()), NOW, "id", 80, 24),
    "c5-unknown": (search_model("empty", "k7q2m9xad", SearchResult()), NOW, "id", 80, 24),
    "c5-refused": (search_model("serving", "hil", Unreachable(SILENT, "http://127.0.0.1:8765")), NOW, "id", 80, 24),
    "c2-outdated": (evolve(MODELS["serving"], feed=OUTDATED), NOW, "id", 80, 24),
    "c2-outdated-en": (evolve(MODELS["serving"], feed=OUTDATED), NOW, "en", 80, 24),
    "c5-away": (evolve(press_keys("serving", "C", *"A13"), feed=OFFLINE), NOW, "id", 80, 24),
    "d1-visits": (search_model("serving", "paspor hil", FOUND), NOW, "id", 120, 33),
    "c5-all": (press_keys("empty", "C", "down"), NOW, "id", 80, 24),
    "c5-nothing": (search_model("serving", "zzzz", SearchResult()), NOW, "id", 80, 24),
    "c5-sop": (press_keys("serving", "O"), NOW, "id", 80, 24),
    "d1-find": (press_keys("serving", "C", *"FOTO", "enter"), NOW, "id", 120, 33),
    "d1-undo": (MODELS["undo"], NOW, "id", 120, 33),
    "d1-transfer-en": (press_keys("serving", "A", "3"), NOW, "en", 120, 33),
    "d1-serving": (MODELS["serving"], NOW, "id", 120, 33),
    "d1-over": (MODELS["serving"], OVER, "id", 120, 33),
    "d1-empty": (MODELS["empty"], NOW, "id", 120, 33),
    "d1-all-keys": (press_keys("empty", "?"), NOW, "id", 120, 33),
}


def text_of(rows: Rows) -> str:
    return "".join(plain_text(line).rstrip() + "\n" for line in rows)


@pytest.mark.parametrize("name", PICTURES)
def test_a_frame(name: str) -> None:
    rows = render(*PICTURES[name])
    assert text_of(rows) == (FRAMES / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 33), (160, 45), (240, 67)])
@pytest.mark.parametrize("name", [*MODELS, *LOCKED_MODELS])
def test_every_situation_fits_its_screen(name: str, size: tuple[int, int], language: Language) -> None:
    every = ("", "?", "E", "S2", "K", "I", "J", "X", "T", "A", "N", "L", "W", "Z", "C", "CX", "O", "R1", "D")
    for keys in every:
        rows = render(press_keys(name, *keys), NOW, language, *size)
        assert len(rows) == size[1]
        assert max(cells(plain_text(line)) for line in rows) <= size[0]


@given(st.integers(0, 130), st.integers(0, 40), st.sampled_from([*MODELS, *LOCKED_MODELS]))
def test_no_size_is_too_small(width: int, height: int, name: str) -> None:
    rows = render(
        show_message(press_keys(name), Text("a sentence that is rather long", "x"), "bad"), NOW, "id", width, height
    )
    assert len(rows) == height
    assert all(cells(plain_text(line)) <= width for line in rows)


def role_of(rows: Rows, words: str) -> str:
    return next(span.role for line in rows for span in line if words in span.text)


def test_colours_say_what_the_words_say() -> None:
    rows = render(MODELS["serving"], NOW, "id", 80, 24)
    assert role_of(rows, "██") == "call"
    assert role_of(rows, "ditepati") == "good"
    assert role_of(rows, "sisa 2") == "quiet"
    assert role_of(rows, "Memeriksa kelengkapan") == "quiet"
    assert role_of(rows, "Mengambil foto") == "text"
    assert role_of(render(MODELS["serving"], OVER, "id", 80, 24), "LEWAT 4 MENIT") == "attention"
    assert role_of(render(MODELS["empty"], NOW, "id", 80, 24), "██") == "text"
    offline = render(evolve(MODELS["serving"], feed=OFFLINE), NOW, "id", 80, 24)
    assert role_of(offline, "SERVER TIDAK TERSAMBUNG 10.02") == "attention"
    assert role_of(render(show_message(MODELS["empty"], Text("Tidak."), "bad"), NOW, "id", 80, 24), "Tidak.") == "bad"


@pytest.mark.parametrize(
    ("minutes", "words"), [(14.9, "sisa 1"), (15, "sisa 0"), (15.5, "LEWAT STANDAR"), (16, "LEWAT 1 MENIT")]
)
def test_the_standard_in_words(minutes: float, words: str) -> None:
    now = NOW + timedelta(seconds=minutes * 60 - 782)
    assert words in text_of(render(MODELS["serving"], now, "id", 80, 24))


def test_without_a_standard_nothing_is_ever_late() -> None:
    assert SEEN.catalogue is not None
    office = evolve(SEEN.catalogue.office, wait_standard=None, service_standard=None)
    seen = evolve(SEEN, catalogue=evolve(SEEN.catalogue, office=office))
    for size in ((80, 24), (120, 33)):
        text = text_of(render(evolve(MODELS["serving"], feed=seen), NOW + timedelta(hours=3), "id", *size))
        assert "standar tidak ditetapkan" in text
        assert "lewat" not in text.lower()


def test_a_wait_over_its_standard_says_by_how_much() -> None:
    late = model_of(with_visit(evolve(VISIT, waited=34 * 60)))
    assert "Menunggu  34 menit     standar 30, lewat 4" in text_of(render(late, NOW, "id", 80, 24))


def test_many_steps_keep_the_current_one_in_sight() -> None:
    steps = tuple(CounterStep(f"s{n}", done_at=NOW if n < 9 else None, here=True, seconds=60) for n in range(14))
    many = model_of(with_visit(evolve(VISIT, steps=steps, step="s9")))
    text = text_of(render(many, NOW, "id", 80, 24))
    assert "TAHAP  +7 lagi" in text
    assert "→10 s9" in text
    assert " 8 s7 " in text and " 7 s6 " not in text


def test_what_z_undoes_is_said_until_something_else_is() -> None:
    rows = render(MODELS["undo"], NOW, "id", 80, 24)
    assert "Z mengurungkan: tahap selesai A012" in text_of(rows)
    assert role_of(rows, "mengurungkan") == "quiet"
    assert "Z mengurungkan" not in text_of(render(press_keys("undo", "T"), NOW, "id", 80, 24))
    assert "Z mengurungkan" not in text_of(render(press_keys("undo", "Q"), NOW, "id", 80, 24))
    assert "Z mengurungkan" not in text_of(render(MODELS["undo"], NOW + timedelta(seconds=42), "id", 80, 24))


def test_whoever_collects_is_asked_for_the_receipt_with_or_without_a_scanner() -> None:
    steps = (CounterStep("nomor", NOW), CounterStep("resi", None, here=True))
    visit = evolve(VISIT, service="pengambilan", sop="p", steps=steps, step="resi", cases=())
    said = Text("Pindai tanda terima, atau C lalu ketik kodenya.", "Scan the receipt, or C and type its code.")
    for language in LANGUAGES:
        assert said[language] in text_of(render(model_of(with_visit(visit)), NOW, language, 80, 24))
    brought = CounterCase("K7Q2-M9XA-D", "ready", "paspor-baru", None, Due(date(2026, 11, 30)))
    scanned = model_of(with_visit(evolve(visit, step="serah", cases=(brought,))))
    assert "Pindai tanda terima" not in text_of(render(scanned, NOW, "id", 80, 24))
    for size in ((80, 24), (120, 33)):
        text = text_of(render(scanned, NOW, "id", *size))
        assert "siap diambil" in text and "30 Nov" not in text, "it is ready already"


def test_the_reason_noted_stands_where_the_key_for_it_stood() -> None:
    noted = model_of(with_visit(evolve(VISIT, served=1180, notes=("system", "interview"))))
    for size in ((80, 24), (120, 33)):
        text = text_of(render(noted, NOW, "id", *size))
        assert "wawancara mendalam" in text and "catat sebabnya" not in text


def test_the_list_of_all_keys_is_never_crowded_out() -> None:
    for language in LANGUAGES:
        for name in MODELS:
            rows = text_of(render(MODELS[name], NOW, language, 80, 24)).splitlines()
            assert "? semua" in rows[-1] + rows[-2] or "? all" in rows[-1] + rows[-2], name


@pytest.mark.parametrize(
    "slips", [None, PrintQueue(), PrintQueue(unprinted=("7Q2M9XA35K",))], ids=["none", "printer", "failed"]
)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(80, 24), (120, 33), (160, 45), (240, 67)])
def test_the_list_of_all_keys_leaves_nothing_out(
    size: tuple[int, int], language: Language, slips: PrintQueue | None
) -> None:
    sentence = Text("Kalimat sepanjang dua baris. " * 4, "A sentence of two rows in all. " * 4)
    for name, at_hand in MODELS.items():
        for after in (at_hand, show_message(at_hand, sentence, "attention")):
            text = text_of(render(evolve(after, print_queue=slips, all_keys=True), NOW, language, *size))
            for key in KEYS.values():
                listed = key.name != "?" and (key.name != "R" or slips is not None)
                assert (key.meaning[language] in text) == listed, (name, key.name)
            assert "1-9 ↑↓ " in text and ".." not in text, name


def test_more_services_than_rows_are_counted() -> None:
    assert SEEN.catalogue is not None
    sops = (*SEEN.catalogue.sops, *(evolve(OTHERS[0], id=f"s{n}", name=Text(f"Layanan {n}")) for n in range(9)))
    seen = evolve(SEEN, catalogue=evolve(SEEN.catalogue, sops=sops))
    after, _ = press(evolve(MODELS["serving"], feed=seen), "A", NOW, 1.0)
    assert "+10 lagi" in text_of(render(after, NOW, "id", 80, 24))


def test_a_long_service_name_takes_a_second_row_and_is_cut_at_a_word() -> None:
    assert SEEN.catalogue is not None
    sop = evolve(SEEN.catalogue.sops[0], name=Text("Berita acara pemeriksaan " * 6), short=None)
    seen = evolve(SEEN, catalogue=evolve(SEEN.catalogue, sops=(sop,)))
    rows = text_of(render(evolve(MODELS["serving"], feed=seen), NOW, "id", 80, 24)).splitlines()
    assert rows[2].endswith("Berita acara pemeriksaan Berita acara")
    assert rows[3].endswith("pemeriksaan Berita acara pemeriksaan..")


def test_the_number_is_never_cut() -> None:
    for ticket in ("A012", "WWWWWWWW", "AB-12345"):
        shown = model_of(with_visit(evolve(CALLED, ticket=ticket)))
        for size in ((80, 24), (120, 33), (240, 67)):
            rows = render(shown, NOW, "id", *size)
            blocks = any("██" in plain_text(line) for line in rows)
            assert blocks or ticket in text_of(rows)


HOSTILE = [
    "[/]",
    "[@click=app.quit]x",
    "{0}{t}%s",
    "\x1b[2J\x1b]0;x\x07",
    "\u202eabc\u2066",
    "a\u0300" * 50,
    "汉字" * 500,
    "x" * 10_000,
    "",
]


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("name", ["empty", "called", "serving"])
def test_hostile_words_harm_no_frame(hostile: str, name: str) -> None:
    document = MODELS[name].document
    assert document is not None
    plain_parked, plain_undo = as_plain(PARKED), as_plain(UNDO)
    data = as_plain(document)
    data |= {"who": hostile, "name": {"id": hostile, "en": hostile}}
    for waiting in data["line"]:
        waiting |= {"why": {"id": hostile}, "service": hostile}
    for absent in data["absent"]:
        absent |= {"service": hostile}
    data |= {"parked": [{**plain_parked, "service": hostile}], "undo": {**plain_undo, "kind": hostile}}
    if data.get("visit"):
        data["visit"] |= {"service": hostile, "sop": hostile}
    wild = model_of(read_strictly(CounterDocument, data))
    for keys in ("", "I", "K", "X1", "S", "?", "N", "L", "T", "A"):
        after = wild
        for n, key in enumerate(keys):
            after, _ = press(after, key, NOW, float(n))
        for size in ((80, 24), (120, 33), (40, 10)):
            rows = render(after, NOW, "en", *size)
            assert len(rows) == size[1]
            assert all(cells(plain_text(line)) <= size[0] for line in rows)
            assert all(c.isprintable() for line in rows for c in plain_text(line))


def test_the_line_beyond_what_is_shown_is_counted() -> None:
    long = model_of(evolve(EMPTY, line=LINE, line_length=40))
    assert "dan 36 lagi" in text_of(render(long, NOW, "id", 80, 24))


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_counter_that_the_server_does_not_know_names_the_whole_command_to_look_with(language: Language) -> None:
    nobodys = evolve(MODELS["unknown"], feed=evolve(SEEN, live=True, counter=None))
    text = "\n".join(map(plain_text, render(nobodys, NOW, language, 80, 24)))
    assert "kiosk terminal list." in " ".join(text.split()) and ".." not in text


@pytest.mark.parametrize(("trouble", "said"), [(NO_SERVER, "periksa endpoint di kiosk.toml"), (NO_TLS, "memakai TLS")])
def test_a_counter_that_has_seen_nothing_yet_says_why_and_what_to_look_at(trouble: Text, said: str) -> None:
    nothing = evolve(MODELS["unknown"], feed=FeedState(trouble=trouble, attempt=2))
    text = " ".join(" ".join(map(plain_text, render(nothing, NOW, "id", 80, 24))).split())
    assert trouble.id in text and said in text and ".." not in text
