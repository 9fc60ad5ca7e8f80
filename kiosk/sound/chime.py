"""The chime before a call and the alarm before an emergency, made of a few sines, so that no recording is needed."""

import math
from array import array
from functools import cache

from kiosk.sound.pcm import RATE, silence

_LOUDEST = 0.5 * 32_767
"""Half of what a sample can be: two strokes that overlap stay below it."""


@cache
def chime() -> bytes:
    """Two strokes of a bell, falling by a major third: E5 and C5."""
    return _joined((659.3, 0.0), (523.3, 0.45), fade=0.35, length=1.5)


@cache
def alarm() -> bytes:
    """Six quick strokes, high and low in turn, which nobody takes for the chime."""
    strokes = tuple((988.0 if n % 2 == 0 else 740.0, n * 0.22) for n in range(6))
    return _joined(*strokes, fade=0.12, length=1.6) + silence(0.3)


def _joined(*strokes: tuple[float, float], fade: float, length: float) -> bytes:
    """*strokes* of a frequency in hertz and a beginning in seconds, each dying away by 1/e every *fade* seconds."""
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
    return array("h", (int(_LOUDEST * value) for value in mixed)).tobytes()
