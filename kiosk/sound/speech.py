"""Speech by `espeak-ng`, a program of every Linux distribution that knows Indonesian and needs no network."""

import os
import subprocess
from typing import Final

from kiosk.sound.pcm import UnusableSound, read_wav
from kiosk.sound.phonemes import with_phonemes
from kiosk.sound.phrases import SpokenSentence
from kiosk.sound.process import Stop, memory_file, never_stop, wait_for_child

PROGRAM: Final = "espeak-ng"
_WORDS_A_MINUTE: Final = 145
"""Slower than its usual 175: a hall echoes."""
_PATIENCE: Final = 5.0
"""Seconds that it may take; a sentence takes hundredths of one, on a small machine tenths, the first there more."""


def synthesize(sentence: SpokenSentence, stop: Stop = never_stop, program: str = PROGRAM) -> bytes | None:
    """The samples of *sentence*; none where the program is missing, fails, hangs, or is told to *stop*."""
    words = with_phonemes(sentence.written, sentence.language)
    try:
        with memory_file() as (file, path):
            child = subprocess.Popen(  # noqa: S603 (after -- nothing is an option)
                (program, "-v", sentence.language, "-s", str(_WORDS_A_MINUTE), "-b", "1", "-w", path, "--", words),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(file.fileno(),),
                start_new_session=True,
            )
            if wait_for_child(child, _PATIENCE, stop):
                return None
            file.seek(0, os.SEEK_SET)
            return read_wav(file)
    except (OSError, ValueError, UnusableSound):
        return None
