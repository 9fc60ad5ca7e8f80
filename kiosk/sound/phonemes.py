"""Indonesian words that `espeak-ng` says wrong, as its phonemes.

Its rule takes every stressed "e" for the open one of "merah". In these words it is the short one of "ke", which passes
the stress on; "loket" is the other way about. Pronunciation: KBBI (êmpat, ênam, bêlas, lokét, gêmpa ...).
"""

import re
from typing import Final

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
    """*words* as `espeak-ng` is to read them."""
    words = words.translate(_MARKS)
    if language != "id":
        return words
    return _WORDS.sub(lambda found: f"[[{_PHONEMES[found[0].lower()]}]]", words)
