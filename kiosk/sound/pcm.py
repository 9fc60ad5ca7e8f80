"""Sound as samples: one format for chime, clips and speech, so that they join without a seam."""

import wave
from array import array
from typing import BinaryIO, Final

from kiosk.text.language import Text, tr

RATE: Final = 22_050
"""Samples a second; what espeak-ng writes and more than speech needs."""
WIDTH: Final = 2
"""Bytes of a sample: 16 bits, signed, little-endian, one channel."""

_EDGE: Final = RATE // 200
"""Samples of five milliseconds."""

CONVERT: Final = "sox OLD.wav -r 22050 -c 1 -b 16 NEW.wav norm -3"
"""What makes a recording fit, and as loud as the others."""


class UnusableSound(Exception):
    """A file cannot be used as sound; its text says why, in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.id)
        self.text = text


def silence(seconds: float) -> bytes:
    """Samples of nothing."""
    return bytes(WIDTH * int(RATE * seconds))


def seconds(samples: bytes) -> float:
    """How long *samples* sound."""
    return len(samples) / WIDTH / RATE


def read_wav(file: BinaryIO, most: float = 60.0) -> bytes:
    """The samples of a WAV file in our format, of *most* seconds: a file may be longer than there is memory.

    Raises:
        UnusableSound: when it is none, or has another format.
    """
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
    """Write *samples* as a WAV file."""
    with wave.open(file, "wb") as opened:
        opened.setframerate(RATE)
        opened.setnchannels(1)
        opened.setsampwidth(WIDTH)
        opened.writeframes(samples)


def without_clicks(samples: bytes) -> bytes:
    """*samples* that begin and end in silence: a recording that was cut amid a sound clicks."""
    values = array("h", samples)
    edge = min(_EDGE, len(values) // 2)
    for n in range(edge):
        values[n] = values[n] * n // edge
        values[-1 - n] = values[-1 - n] * n // edge
    return values.tobytes()


def at_volume(samples: bytes, percent: int) -> bytes:
    """*samples* at *percent* of their loudness, 0 to 100."""
    if percent == 100:
        return samples
    quieter = array("h", (sample * percent // 100 for sample in array("h", samples)))
    return quieter.tobytes()
