"""Durations as rules and promises state them, in words."""

from datetime import time
from typing import Literal

from kiosk.text.language import Text, counted, tr

DurationUnit = Literal["working-days", "days", "hours", "minutes", "same-day"]


def duration_text(most: int, unit: DurationUnit, least: int | None = None, cutoff: time | None = None) -> Text:
    """Return a value or a range: "4 hari kerja", "3-4 hari kerja", "hari yang sama bila masuk sebelum 10.00"."""
    span = None if least in (None, most) else f"{least}-{most}"
    match unit:
        case "working-days":
            return counted("{n} hari kerja", most, span)
        case "days":
            return counted("{n} hari", most, span)
        case "hours":
            return counted("{n} jam", most, span)
        case "minutes":
            return counted("{n} menit", most, span)
        case "same-day" if cutoff:
            return tr("hari yang sama bila masuk sebelum {t}").format(t=f"{cutoff:%H.%M}")
        case "same-day":
            return tr("hari yang sama")


def duration_since_text(
    most: int, unit: DurationUnit, from_text: Text, least: int | None = None, cutoff: time | None = None
) -> Text:
    """Return a duration with the event that it counts from: "4 hari kerja sejak berkas lengkap"."""
    words = tr("{l}, sejak {f}") if unit == "same-day" else tr("{l} sejak {f}")
    return words.format(l=duration_text(most, unit, least, cutoff), f=from_text)
