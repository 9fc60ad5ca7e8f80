"""Announcements as samples: the chime, then each sentence from recorded clips, else by speech.

Clips are a folder with `id/` and `en/`, one WAV file for each piece of a sentence: `nomor-antrean.wav`,
`silakan-menuju-loket.wav`, `dua.wav`, `puluh.wav`, `a.wav` ...; `kiosk say --clips` lists what a folder lacks. A file
`chime.wav` beside the two folders replaces our chime.
"""

import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from kiosk.sound.announcer import Announcement, EmergencyAnnouncement, WithdrawalAnnouncement
from kiosk.sound.pcm import UnusableSound, alarm, at_volume, chime, read_wav, seconds, silence, without_clicks
from kiosk.sound.phrases import (
    SpokenSentence,
    all_pieces,
    call_sentence,
    clip_name,
    emergency_sentences,
    withdrawal_sentence,
)
from kiosk.sound.process import Stop, never_stop
from kiosk.text.language import LANGUAGES, Language

_LOG = logging.getLogger(__name__)

_GAP: Final = silence(0.06)
"""Between two clips."""
_CLAUSE_PAUSE: Final = silence(0.25)
"""Between two clauses, where a comma is."""
_LONGEST: Final = 15.0
"""Most seconds of a clip; anything longer is some other recording."""
_SENTENCE_PAUSE: Final = silence(0.4)
"""Between two sentences."""

Speech = Callable[[SpokenSentence, Stop], bytes | None]


class Clips:
    """The clips of one folder. A file is read once, when it is first needed; a bad one is logged."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[Path, bytes | None] = {}

    def chime(self) -> bytes | None:
        return self._clip(self._folder / "chime.wav")

    def render(self, sentence: SpokenSentence) -> bytes | None:
        """Return the samples of *sentence*; None when one of its clips is missing or unusable."""
        clauses = [self._clause(clause, sentence.language) for clause in sentence.clauses]
        present = [clause for clause in clauses if clause is not None]
        return _CLAUSE_PAUSE.join(present) if present and len(present) == len(clauses) else None

    def _clause(self, clause: tuple[str, ...], language: Language) -> bytes | None:
        clips = [self._clip(self.file(piece, language)) for piece in clause]
        present = [clip for clip in clips if clip is not None]
        return _GAP.join(present) if len(present) == len(clips) else None

    def file(self, piece: str, language: Language) -> Path:
        return self._folder / language / f"{clip_name(piece)}.wav"

    def missing(self) -> tuple[tuple[Path, str], ...]:
        """Return the files that are missing or unusable, with the words to record in each."""
        wanted = ((self.file(piece, language), piece) for language in LANGUAGES for piece in all_pieces(language))
        return tuple((file, piece) for file, piece in wanted if self._clip(file) is None)

    def _clip(self, file: Path) -> bytes | None:
        if file not in self._read:
            self._read[file] = _open(file)
        return self._read[file]


def _open(file: Path) -> bytes | None:
    try:
        with file.open("rb") as opened:
            samples = read_wav(opened, _LONGEST + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        _LOG.warning("%s: %s", file, error.strerror)
        return None
    except UnusableSound as wrong:
        _LOG.warning("%s: %s", file, wrong.text["en"])
        return None
    if seconds(samples) > _LONGEST:
        _LOG.warning("%s: longer than %d seconds, not used", file, _LONGEST)
        return None
    return without_clicks(samples)


class Voice:
    """The voice of a terminal; without *speech* it is the chime alone, whatever clips there are."""

    def __init__(self, clips: Clips | None, speech: Speech | None, volume: int = 100) -> None:
        self._clips = clips
        self._speech = speech
        self._volume = volume
        self._warned = False

    def render(self, announcement: Announcement, stop: Stop = never_stop) -> bytes:
        """Return the samples of *announcement*; *stop* may end the speech program early."""
        spoken = [
            samples for sentence in announcement_sentences(announcement) if (samples := self._speak(sentence, stop))
        ]
        own = self._clips.chime() if self._clips else None
        first = alarm() if isinstance(announcement, EmergencyAnnouncement) else own or chime()
        return at_volume(_SENTENCE_PAUSE.join((first, *filter(None, spoken))), self._volume)

    def _speak(self, sentence: SpokenSentence, stop: Stop) -> bytes | None:
        if self._speech is None:
            return None
        samples = (self._clips.render(sentence) if self._clips else None) or self._speech(sentence, stop)
        if samples is None and not self._warned and not stop():
            self._warned = True
            _LOG.warning("no voice: espeak-ng is missing or fails, and clips lack something; chime only")
        return samples


def announcement_sentences(announcement: Announcement) -> tuple[SpokenSentence, ...]:
    """Return the sentences of *announcement*: Indonesian, and English after it for a holder who speaks that."""
    if isinstance(announcement, EmergencyAnnouncement):
        return emergency_sentences(announcement.notice)
    languages: Iterable[Language] = ("id", "en") if announcement.language == "en" else ("id",)
    if isinstance(announcement, WithdrawalAnnouncement):
        return tuple(withdrawal_sentence(announcement.ticket, language) for language in languages)
    return tuple(call_sentence(announcement.ticket, announcement.counter, language) for language in languages)
