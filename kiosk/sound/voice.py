"""Announcements as samples: the chime, then each sentence from clips, else by speech."""

import logging
from collections.abc import Callable, Iterable
from typing import Final

from kiosk.sound.announcer import Announcement, EmergencyAnnouncement, WithdrawalAnnouncement
from kiosk.sound.clips import Clips
from kiosk.sound.pcm import alarm, at_volume, chime, silence
from kiosk.sound.phrases import SpokenSentence, call_sentence, emergency_sentences, withdrawal_sentence
from kiosk.sound.process import Stop, never_stop
from kiosk.text.language import Language

_LOG = logging.getLogger(__name__)

_PAUSE: Final = silence(0.4)
"""Between two sentences."""

Speech = Callable[[SpokenSentence, Stop], bytes | None]


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
        return at_volume(_PAUSE.join((first, *filter(None, spoken))), self._volume)

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
