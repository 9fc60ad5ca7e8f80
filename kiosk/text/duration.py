"""Lengths of time as rules and promises state them: their units, and how every screen and paper says them."""

from datetime import time
from typing import Literal

from kiosk.text.language import Text, counted, tr

DurationUnit = Literal["working-days", "days", "hours", "minutes", "same-day"]


def duration_text(most: int, unit: DurationUnit, least: int | None = None, cutoff: time | None = None) -> Text:
    """A value or a range of a unit: "4 hari kerja", "3-4 hari kerja", "hari yang sama bila masuk sebelum 10.00"."""
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
    most: int,
    unit: DurationUnit,
    from_text: Text,
    least: int | None = None,
    cutoff: time | None = None,
) -> Text:
    """A length and the event that it counts from, which is always said: "4 hari kerja sejak berkas lengkap"."""
    words = tr("{l}, sejak {f}") if unit == "same-day" else tr("{l} sejak {f}")
    return words.format(l=duration_text(most, unit, least, cutoff), f=from_text)
