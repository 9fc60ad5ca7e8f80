"""Sound as samples in one format, so that chime, clips and speech join without a seam; chime and alarm are computed."""

import math
import wave
from array import array
from functools import cache
from typing import BinaryIO, Final

from kiosk.schema.errors import KioskError
from kiosk.text.language import Text, tr

RATE: Final = 22_050
"""Samples a second; what espeak-ng writes and more than speech needs."""
WIDTH: Final = 2
"""Bytes of a sample: 16 bits, signed, little-endian, one channel."""

CONVERT: Final = "sox OLD.wav -r 22050 -c 1 -b 16 NEW.wav norm -3"
"""The command that converts a recording, and makes it as loud as the others."""


class UnusableSound(KioskError):
    """A file cannot be used as sound; `text` says why.

    Raised by `read_wav`; caught by `Clips` and by speech, which do without the file.
    """

    def __init__(self, text: Text) -> None:
        super().__init__(text.id)
        self.text = text


def silence(seconds: float) -> bytes:
    return bytes(WIDTH * int(RATE * seconds))


def seconds(samples: bytes) -> float:
    return len(samples) / WIDTH / RATE


def read_wav(file: BinaryIO, most: float = 60.0) -> bytes:
    """Return at most *most* seconds of a WAV file, which may be larger than the memory, or raise `UnusableSound`."""
    try:
        with wave.open(file, "rb") as opened:
            form = (opened.getframerate(), opened.getnchannels(), opened.getsampwidth())
            samples: bytes = opened.readframes(min(opened.getnframes(), round(most * RATE)))
    except (wave.Error, EOFError, ValueError) as error:
        raise UnusableSound(tr("bukan berkas WAV ({e})").format(e=error)) from None
    if form != (RATE, 1, WIDTH):
        text = tr("{r} Hz, {c} saluran, {b} bit; harus 22050 Hz, 1 saluran, 16 bit: {how}")
        raise UnusableSound(text.format(r=form[0], c=form[1], b=8 * form[2], how=CONVERT))
    return samples[: len(samples) // WIDTH * WIDTH]  # half a sample would make noise of all after it


def write_wav(samples: bytes, file: BinaryIO) -> None:
    with wave.open(file, "wb") as opened:
        opened.setframerate(RATE)
        opened.setnchannels(1)
        opened.setsampwidth(WIDTH)
        opened.writeframes(samples)


def without_clicks(samples: bytes) -> bytes:
    """Return *samples* faded in and out: a recording that was cut amid a sound clicks."""
    values = array("h", samples)
    edge = min(RATE // 200, len(values) // 2)  # five milliseconds
    for n in range(edge):
        values[n] = values[n] * n // edge
        values[-1 - n] = values[-1 - n] * n // edge
    return values.tobytes()


def at_volume(samples: bytes, percent: int) -> bytes:
    """Return *samples* at *percent* of their volume, 0 to 100."""
    if percent == 100:
        return samples
    quieter = array("h", (sample * percent // 100 for sample in array("h", samples)))
    return quieter.tobytes()


@cache
def chime() -> bytes:
    """Return two strokes of a bell, falling by a major third: E5 and C5."""
    return _mixed((659.3, 0.0), (523.3, 0.45), fade=0.35, length=1.5)


@cache
def alarm() -> bytes:
    """Return six quick strokes, high and low in turn, unlike the chime."""
    strokes = tuple((988.0 if n % 2 == 0 else 740.0, n * 0.22) for n in range(6))
    return _mixed(*strokes, fade=0.12, length=1.6) + silence(0.3)


def _mixed(*strokes: tuple[float, float], fade: float, length: float) -> bytes:
    """Mix *strokes*, each a frequency in hertz and a start in seconds, that fall to 1/e every *fade* seconds."""
    mixed = [0.0] * int(RATE * length)
    for hertz, begins in strokes:
        first = int(RATE * begins)
        turn = 2 * math.pi * hertz / RATE
        for n in range(len(mixed) - first):
            rise = min(1.0, n / (0.005 * RATE))  # five milliseconds, else it clicks
            loud = rise * math.exp(-n / RATE / fade)
            mixed[first + n] += loud * (0.8 * math.sin(turn * n) + 0.2 * math.sin(2 * turn * n))
    end = int(0.02 * RATE)
    for n in range(end):
        mixed[-1 - n] *= n / end
    # Half of the largest sample, so that overlapping strokes do not clip.
    return array("h", (int(0.5 * 32_767 * value) for value in mixed)).tobytes()
