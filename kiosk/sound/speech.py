"""Speech by `espeak-ng`, a program of every Linux distribution that knows Indonesian and needs no network."""

import os
import subprocess
from typing import Final

from kiosk.sound.memory import sound_in_memory
from kiosk.sound.pcm import NotSound, read
from kiosk.sound.pronounced import pronounced
from kiosk.sound.words import Sentence

PROGRAM: Final = "espeak-ng"
_WORDS_A_MINUTE: Final = 145
"""Slower than its usual 175: a hall echoes."""
_PATIENCE: Final = 10.0
"""Seconds that it may take; a sentence takes hundredths of one, on a small machine tenths."""


def spoken(sentence: Sentence, program: str = PROGRAM) -> bytes | None:
    """The samples of *sentence*; none where the program is missing, fails or hangs."""
    try:
        with sound_in_memory() as (file, path):
            subprocess.run(  # noqa: S603 (our own arguments; the words go in by its input)
                (program, "-v", sentence.language, "-s", str(_WORDS_A_MINUTE), "-b", "1", "-w", path, "--stdin"),
                input=pronounced(sentence.written, sentence.language).encode(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(file.fileno(),),
                timeout=_PATIENCE,
                check=True,
            )
            file.seek(0, os.SEEK_SET)
            return read(file)
    except (OSError, subprocess.SubprocessError, NotSound):
        return None
