"""Speech by `espeak-ng`, a program of every Linux distribution that knows Indonesian and needs no network.

Its rule takes every stressed "e" of Indonesian for the open one of "merah". Words in which it is the short one of "ke",
which passes the stress on, are given to it as phonemes, and so is "loket", the other way about. Pronunciation: KBBI
(êmpat, ênam, bêlas, lokét, gêmpa ...).
"""

import os
import re
from typing import Final

from kiosk.sound.pcm import UnusableSound, read_wav
from kiosk.sound.phrases import SpokenSentence
from kiosk.sound.process import Stop, memory_file, never_stop, run_child
from kiosk.text.language import Language

_PHONEMES: Final = {
    "loket": "l'okEt",
    # Numbers.
    "empat": "@mp'at",
    "enam": "@n'am",
    "belas": "b@l'as",
    "sebelas": "s@b@l'as",
    # What emergencies, and the names of places, are made of.
    "berkas": "b@Rk'as",
    "besar": "b@s'aR",
    "cepat": "tS@p'at",
    "dekat": "d@k'at",
    "depan": "d@p'an",
    "gedung": "g@d'uN",
    "gelap": "g@l'ap",
    "gempa": "g@mp'a",
    "gerbang": "g@Rb'aN",
    "kecil": "k@tS'il",
    "lepas": "l@p'as",
    "penting": "p@nt'iN",
    "penuh": "p@n'uh",
    "pergi": "p@Rg'i",
    "sebelum": "s@b@l'um",
    "segera": "s@g@R2'a",
    "segenap": "s@g@n'ap",
    "tekan": "t@k'an",
    "tempat": "t@mp'at",
    "tenang": "t@n'aN",
    "tepat": "t@p'at",
    "tertib": "t@Rt'ib",
    "tetap": "t@t'ap",
}
_WORDS: Final = re.compile(rf"\b({'|'.join(_PHONEMES)})\b", re.IGNORECASE)
_MARKS: Final = str.maketrans("[]", "  ")
"""Phonemes stand in double brackets; nobody else's brackets may be taken for these."""


def with_phonemes(words: str, language: Language) -> str:
    """Return *words* as `espeak-ng` is to read them."""
    words = words.translate(_MARKS)
    if language != "id":
        return words
    return _WORDS.sub(lambda found: f"[[{_PHONEMES[found[0].lower()]}]]", words)


PROGRAM: Final = "espeak-ng"
_TIMEOUT: Final = 5.0
"""Seconds that it may take; a sentence takes hundredths of one, on a small machine tenths, the first there more."""


def synthesize(sentence: SpokenSentence, stop: Stop = never_stop, program: str = PROGRAM) -> bytes | None:
    """Return the samples of *sentence*; None where the program is missing, fails, hangs or is stopped."""
    words = with_phonemes(sentence.written, sentence.language)
    try:
        with memory_file() as (file, path):
            # 145 words a minute, slower than its usual 175: a hall echoes.
            options = ("-v", sentence.language, "-s", "145", "-b", "1", "-w", path)
            if run_child((program, *options, "--", words), file, _TIMEOUT, stop):
                return None
            file.seek(0, os.SEEK_SET)
            return read_wav(file)
    except (OSError, ValueError, UnusableSound):
        return None
