"""Speech by `espeak-ng`, a program of every Linux distribution that knows Indonesian and needs no network."""

import os
import subprocess
from typing import Final

from kiosk.sound.child import Stop, never, watched
from kiosk.sound.memory import sound_in_memory
from kiosk.sound.pcm import NotSound, read
from kiosk.sound.pronounced import pronounced
from kiosk.sound.words import Sentence

PROGRAM: Final = "espeak-ng"
_WORDS_A_MINUTE: Final = 145
"""Slower than its usual 175: a hall echoes."""
_PATIENCE: Final = 5.0
"""Seconds that it may take; a sentence takes hundredths of one, on a small machine tenths, the first there more."""


def spoken(sentence: Sentence, stop: Stop = never, program: str = PROGRAM) -> bytes | None:
    """The samples of *sentence*; none where the program is missing, fails, hangs, or is told to *stop*."""
    words = pronounced(sentence.written, sentence.language)
    try:
        with sound_in_memory() as (file, path):
            child = subprocess.Popen(  # noqa: S603 (after -- nothing is an option)
                (program, "-v", sentence.language, "-s", str(_WORDS_A_MINUTE), "-b", "1", "-w", path, "--", words),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(file.fileno(),),
                start_new_session=True,
            )
            if watched(child, _PATIENCE, stop):
                return None
            file.seek(0, os.SEEK_SET)
            return read(file)
    except (OSError, ValueError, NotSound):
        return None
