"""What `espeak-ng` makes of words, by the phonemes it prints."""

import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.sound.phrases import all_pieces, call_sentence
from kiosk.sound.speech import with_phonemes
from kiosk.text.language import Language

has_espeak = pytest.mark.skipif(
    not shutil.which("espeak-ng"), reason="espeak-ng is not installed (apt install espeak-ng)"
)

NAMES = "a be tSe de e Ef ge ha i dZe ka El Em En o pe ki ER Es te u fe we Eks je zEt"
LETTERS = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", NAMES.split(), strict=True))
"""The names of the letters in Indonesian, as phonemes; V is said with an f."""
NUMBERS = {
    **{"nol": "nol", "satu": "satu", "dua": "dua", "tiga": "tiga", "empat": "@mpat", "lima": "lima", "enam": "@nam"},
    **{"tujuh": "tudZuh", "delapan": "d@lapan", "sembilan": "s@mbilan", "sepuluh": "s@puluh"},
    **{"sebelas": "s@b@las", "belas": "b@las", "puluh": "puluh"},
}
"""As KBBI says them: the e of all of them is the short one."""


def phonemes(words: str, language: Language = "id") -> list[str]:
    """The words that `espeak-ng` hears in *words*, without their stress."""
    command = ("espeak-ng", "-v", language, "-x", "-q", "--stdin")
    told = subprocess.run(
        command, input=with_phonemes(words, language), capture_output=True, text=True, timeout=30, check=True
    )
    return told.stdout.translate(str.maketrans("", "", "',_|")).split()


@has_espeak
@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_has_its_indonesian_name_in_a_call(letter: str) -> None:
    said = phonemes(call_sentence(f"{letter}012", "3", "id").written)
    assert said == ["nomOR", "antR2Ean", LETTERS[letter], "nol", "satu", "dua", "silakan", "m@nudZu", "lokEt", "tiga"]


@has_espeak
def test_letters_of_a_queue_with_two_are_said_one_by_one() -> None:
    assert phonemes(call_sentence("CA90", "3", "id").written)[2:6] == ["tSe", "a", "s@mbilan", "nol"]


@has_espeak
def test_every_counter_is_said_by_its_indonesian_number() -> None:
    for counter in range(1, 100):
        sentence = call_sentence("A012", str(counter), "id")
        assert phonemes(sentence.written)[9:] == [NUMBERS[piece] for piece in sentence.pieces[6:]], counter


@has_espeak
def test_every_digit_is_said_as_itself_in_english() -> None:
    digits = {phonemes(call_sentence(f"9{digit}9", "1", "en").written, "en")[3] for digit in range(10)}
    assert len(digits) == 10


@has_espeak
def test_what_is_told_to_do_in_an_emergency_is_said_as_it_is_in_indonesian() -> None:
    said = phonemes("Gempa bumi. Segera keluar, tetap tenang, berkumpul di tempat terbuka di depan gedung.")
    assert " ".join(said) == "g@mpa bumi s@g@R2a k@luaR t@tap t@naN b@Rkumpul di t@mpat t@Rbuka di d@pan g@duN"


def test_only_indonesian_and_whole_words_are_mended() -> None:
    assert with_phonemes("Loket EMPAT, loketku", "id") == "[[l'okEt]] [[@mp'at]], loketku"
    assert with_phonemes("loket empat", "en") == "loket empat"


@given(st.text())
def test_nobody_elses_brackets_are_taken_for_phonemes(words: str) -> None:
    assert "[" not in with_phonemes(words, "en") and "]" not in with_phonemes(words, "en")
    assert with_phonemes(words, "id").count("[[") == with_phonemes(words, "id").count("[") / 2


def test_the_pieces_that_clips_are_of_stay_words() -> None:
    assert "loket" in " ".join(all_pieces("id")) and "[" not in " ".join(all_pieces("id"))
