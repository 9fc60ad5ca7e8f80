"""Lengths of time as rules and promises state them: their units, and how every screen and paper says them."""

from datetime import time
from typing import Final, Literal

from kiosk.language import Text

Unit = Literal["working-days", "days", "hours", "minutes", "same-day"]

_ONE: Final[dict[Unit, Text]] = {
    "working-days": Text("hari kerja", "working day"),
    "days": Text("hari", "day"),
    "hours": Text("jam", "hour"),
    "minutes": Text("menit", "minute"),
}

_SAME_DAY: Final = Text("hari yang sama", "the same day")


def length_said(most: int, unit: Unit, least: int | None = None, cutoff: time | None = None) -> Text:
    """A value or a range of a unit: "4 hari kerja", "3-4 hari kerja", "hari yang sama bila masuk sebelum 10.00"."""
    if unit == "same-day":
        by = Text("hari yang sama bila masuk sebelum {t}", "the same day if in by {t}")
        return by.format(t=f"{cutoff:%H.%M}") if cutoff else _SAME_DAY
    count = str(most) if least in (None, most) else f"{least}-{most}"
    words = _ONE[unit]
    return Text(f"{count} {words.id}", f"{count} {words['en']}{'' if most == 1 else 's'}")


def promise_said(most: int, unit: Unit, from_text: Text, least: int | None = None, cutoff: time | None = None) -> Text:
    """A length and the event that it counts from, which is always said: "4 hari kerja sejak berkas lengkap"."""
    words = Text("{l}, sejak {f}", "{l}, from {f}") if unit == "same-day" else Text("{l} sejak {f}", "{l} from {f}")
    return words.format(l=length_said(most, unit, least, cutoff), f=from_text)
