import pytest

from kiosk.language import LANGUAGES, Language, Text
from kiosk.sound.words import all_pieces, called, clip_name, emergency, taken_back
from kiosk.wire.board import Notice


def test_a_call_is_said_as_the_design_has_it() -> None:
    said = called("A012", "3", "id")
    assert said.written == "Nomor antrean A nol satu dua, silakan menuju loket tiga."
    assert said.pieces == ("nomor antrean", "A", "nol", "satu", "dua", "silakan menuju loket", "tiga")


def test_in_english_a_letter_is_no_article() -> None:
    said = called("A012", "12", "en")
    assert said.written == "Ticket number, A, zero one two, please go to counter twelve."
    assert said.pieces == ("ticket number", "A", "zero", "one", "two", "please go to counter", "twelve")


@pytest.mark.parametrize(
    ("counter", "pieces"),
    [
        ("21", ("dua", "puluh", "satu")),
        ("100", ("seratus",)),
        ("3A", ("tiga", "A")),
        ("b2", ("B", "dua")),
        ("Foto 2", ("Foto", "dua")),
        ("2026", ("dua", "nol", "dua", "enam")),
        ("07", ("tujuh",)),
        ("-", ()),
    ],
)
def test_a_counter_is_a_number_its_letters_are_spelt_and_names_are_words(counter: str, pieces: tuple[str, ...]) -> None:
    assert called("A1", counter, "id").pieces[4:] == pieces


def test_a_number_taken_back_is_asked_to_wait() -> None:
    assert taken_back("CA-90", "id").written == "Nomor antrean C A sembilan nol, mohon menunggu kembali."
    assert taken_back("B1", "en").written.endswith("B, one, please wait to be called again.")


def test_an_emergency_is_read_as_words_in_both_languages() -> None:
    notice = Notice("emergency", kind=Text("Gempa bumi"), lines=("KELUAR", "PINTU TIMUR"), line_en="USE EAST DOOR")
    assert [(s.language, s.written, s.pieces) for s in emergency(notice)] == [
        ("id", "Perhatian. Gempa bumi. Keluar. Pintu timur", ()),
        ("en", "Attention please. Use east door", ()),
    ]
    assert [s.written for s in emergency(Notice("emergency", text=Text("Tetap tenang")))] == ["Perhatian. Tetap tenang"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_clips_is_enough_for_every_call(language: Language) -> None:
    known = set(all_pieces(language))
    for counter in range(100):
        assert set(called("QZ9876543210", str(counter), language).pieces) <= known
    assert set(taken_back("A1", language).pieces) <= known
    names = [clip_name(piece) for piece in known]
    assert len(names) == len(set(names))
    assert all(
        (name.replace("-", "").isalnum() and name.isascii() and name.islower()) or name.isdigit() for name in names
    )
    assert all(name.replace("-", "").isalnum() and name == name.lower() and name.isascii() for name in names)
