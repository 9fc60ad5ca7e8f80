"""Announcements as samples: chime, then each sentence from clips, else by speech; else the chime alone."""

import logging
from collections.abc import Callable, Iterable
from itertools import chain
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
    """How a terminal sounds."""

    def __init__(self, clips: Clips | None, speech: Speech | None, volume: int = 100) -> None:
        """Without *speech* no word is said, whatever clips there are: the chime alone is wanted."""
        self._clips = clips
        self._speech = speech
        self._volume = volume
        self._told = False

    def sounds(self, announcement: Announcement, stop: Stop = never_stop) -> bytes:
        """What is heard of *announcement*, unless it is told to *stop* before that is made."""
        said = [samples for sentence in announcement_sentences(announcement) if (samples := self._said(sentence, stop))]
        own = self._clips.chime() if self._clips else None
        first = alarm() if isinstance(announcement, EmergencyAnnouncement) else own or chime()
        return at_volume(b"".join(_parted((first, *said))), self._volume)

    def _said(self, sentence: SpokenSentence, stop: Stop) -> bytes | None:
        if self._speech is None:
            return None
        samples = (self._clips.said(sentence) if self._clips else None) or self._speech(sentence, stop)
        if samples is None and not self._told and not stop():
            self._told = True
            _LOG.warning("no voice: espeak-ng is missing or fails, and clips lack something; chime only")
        return samples


def announcement_sentences(announcement: Announcement) -> tuple[SpokenSentence, ...]:
    """What is said: Indonesian always, English after it for who speaks that."""
    if isinstance(announcement, EmergencyAnnouncement):
        return emergency_sentences(announcement.notice)
    languages: Iterable[Language] = ("id", "en") if announcement.language == "en" else ("id",)
    if isinstance(announcement, WithdrawalAnnouncement):
        return tuple(withdrawal_sentence(announcement.ticket, language) for language in languages)
    return tuple(call_sentence(announcement.ticket, announcement.counter, language) for language in languages)


def _parted(parts: tuple[bytes, ...]) -> tuple[bytes, ...]:
    return tuple(chain.from_iterable((part, _PAUSE) for part in parts))[:-1]
