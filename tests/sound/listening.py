"""Listening by reckoning: where something sounds, how loud, and which tone."""

import math
from array import array

from kiosk.sound.pcm import RATE

_WINDOW = RATE // 100
"""Ten milliseconds."""
_QUIET = 30.0
"""Root mean square below which a window counts as silence: some 60 dB below full loudness."""


def level(samples: "array[int]") -> float:
    """Loudness in decibels below full: the root mean square of all that is no silence."""
    loud = [power for power in map(_power, _windows(samples)) if power > _QUIET**2]
    return 10 * math.log10(sum(loud) / len(loud) / 32_768**2)


def stretches(sound: bytes, apart: float) -> list[tuple[float, float]]:
    """From which second to which something sounds; what is less than *apart* seconds apart is one stretch."""
    found: list[tuple[float, float]] = []
    for place, window in enumerate(_windows(array("h", sound))):
        if _power(window) <= _QUIET**2:
            continue
        start, end = place * _WINDOW / RATE, (place + 1) * _WINDOW / RATE
        if found and start - found[-1][1] < apart:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def part(sound: bytes, start: float, end: float) -> "array[int]":
    """The samples between two seconds."""
    return array("h", sound)[round(start * RATE) : round(end * RATE)]


def strength(samples: "array[int]", hertz: float) -> float:
    """How much of a tone is in *samples*, 0 to 1 of all their power."""
    turns = [2 * math.pi * hertz * n / RATE for n in range(len(samples))]
    real = sum(sample * math.cos(turn) for sample, turn in zip(samples, turns, strict=True))
    imaginary = sum(sample * math.sin(turn) for sample, turn in zip(samples, turns, strict=True))
    return 2 * (real**2 + imaginary**2) / len(samples) / sum(sample * sample for sample in samples)


def _windows(samples: "array[int]") -> "list[array[int]]":
    return [samples[n : n + _WINDOW] for n in range(0, len(samples) - _WINDOW + 1, _WINDOW)]


def _power(window: "array[int]") -> float:
    return sum(sample * sample for sample in window) / len(window)
