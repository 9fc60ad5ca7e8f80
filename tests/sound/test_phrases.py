import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.sound.phrases import all_pieces, call_sentence, clip_name, emergency_sentences, withdrawal_sentence
from kiosk.text.language import LANGUAGES, Language, Text
from kiosk.wire.board import Notice


def test_a_call_is_said_as_the_design_has_it() -> None:
    said = call_sentence("A012", "3", "id")
    assert said.written == "Nomor antrean A nol satu dua, silakan menuju loket tiga."
    assert said.pieces == ("nomor antrean", "A", "nol", "satu", "dua", "silakan menuju loket", "tiga")


def test_in_english_a_letter_is_no_article() -> None:
    said = call_sentence("A012", "12", "en")
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
        ("Loket 3", ("tiga",)),
        ("Loket Prioritas", ("Prioritas",)),
        ("LOKET", ()),
        ("Loketambahan", ("Loketambahan",)),
    ],
)
def test_a_counter_is_a_number_its_letters_are_spelt_and_names_are_words(counter: str, pieces: tuple[str, ...]) -> None:
    assert call_sentence("A1", counter, "id").pieces[4:] == pieces


@pytest.mark.parametrize(
    ("counter", "indonesian", "english"),
    [
        ("12", "silakan menuju loket dua belas.", "please go to counter twelve."),
        ("BAP", "silakan menuju loket BAP.", "please go to counter BAP."),
        ("Loket Prioritas", "silakan menuju loket Prioritas.", "please go to counter Prioritas."),
        ("Meja depan", "silakan menuju Meja depan.", "please go to Meja depan."),
    ],
)
def test_a_counter_with_a_name_goes_by_that(counter: str, indonesian: str, english: str) -> None:
    assert call_sentence("A012", counter, "id").written.endswith(indonesian)
    assert call_sentence("A012", counter, "en").written.endswith(english)


@given(st.text(max_size=10_000), st.sampled_from(LANGUAGES))
def test_whatever_a_board_calls_a_counter_is_said_in_a_few_seconds(counter: str, language: Language) -> None:
    assert len(call_sentence("A012", counter, language).written) < 400


def test_a_number_taken_back_is_asked_to_wait() -> None:
    assert withdrawal_sentence("CA-90", "id").written == "Nomor antrean C A sembilan nol, mohon menunggu kembali."
    assert withdrawal_sentence("B1", "en").written.endswith("B, one, please wait to be called again.")


def test_all_of_an_emergency_is_read_as_words_in_indonesian_then_in_english() -> None:
    notice = Notice(
        "emergency",
        kind=Text("Gempa bumi", "Earthquake"),
        lines=("KELUAR", "PINTU TIMUR"),
        line_en="USE EAST DOOR",
        text=Text("Jangan berlari. Berkumpul di halaman.", "Do not run. Meet in the yard."),
    )
    assert [(s.language, s.written, s.pieces) for s in emergency_sentences(notice)] == [
        ("id", "Perhatian. Gempa bumi. Keluar. Pintu timur. Jangan berlari. berkumpul di halaman.", ()),
        ("en", "Attention please. Earthquake. Use east door. Do not run. meet in the yard.", ()),
    ]


def test_an_emergency_without_english_is_read_in_indonesian() -> None:
    for notice, said in (
        (Notice("emergency", text=Text("Tetap tenang")), "Perhatian. Tetap tenang."),
        (Notice("emergency", kind=Text("Kebakaran"), lines=("KELUAR!",)), "Perhatian. Kebakaran. Keluar."),
        (Notice("emergency"), "Perhatian."),
    ):
        assert [s.written for s in emergency_sentences(notice)] == [said]


def test_a_long_emergency_begins_anew_before_it_has_an_end() -> None:
    long = Notice("emergency", text=Text("keluar " * 90, "out " * 90))
    assert all(len(sentence.written) <= 300 for sentence in emergency_sentences(long))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_clips_is_enough_for_every_call(language: Language) -> None:
    known = set(all_pieces(language))
    for counter in range(100):
        assert set(call_sentence("QZ9876543210", str(counter), language).pieces) <= known
    assert set(withdrawal_sentence("A1", language).pieces) <= known
    names = [clip_name(piece) for piece in known]
    assert len(names) == len(set(names))
    assert all(
        (name.replace("-", "").isalnum() and name.isascii() and name.islower()) or name.isdigit() for name in names
    )
    assert all(name.replace("-", "").isalnum() and name == name.lower() and name.isascii() for name in names)
