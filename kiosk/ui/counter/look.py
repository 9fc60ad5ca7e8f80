"""What every part of the counter's screen is drawn from, and words that several parts use."""

from datetime import datetime, tzinfo

from kiosk.language import Language, Text, clock, counted, tr
from kiosk.record import frozen
from kiosk.text import cells
from kiosk.ui.counter.grid import Grid
from kiosk.ui.counter.station import Station
from kiosk.ui.rows import Row, beside, column, row
from kiosk.wire.counter import Waiting
from kiosk.zone import zone_of

_LANGUAGES = {
    "id": tr("bahasa Indonesia"),
    "en": tr("bahasa Inggris"),
}


@frozen
class Look:
    """A station at one instant of the endpoint's clock, in one language, on one grid."""

    station: Station
    now: datetime
    language: Language
    grid: Grid

    def say(self, text: Text, **values: object) -> str:
        """A text in the screen's language, with its fields filled."""
        return (text.format(**values) if values else text)[self.language]

    def label(self, label: Text, value: str) -> Row:
        """A word and what it is."""
        return beside(column(row(self.say(label), "quiet"), 11 if self.grid.air else 10), row(value))

    def clock(self, instant: datetime) -> str:
        """Hour and minute at the office."""
        return clock(instant, self.zone)

    @property
    def zone(self) -> tzinfo:
        """The office's."""
        seen = self.station.seen
        if seen.catalogue:
            return zone_of(seen.catalogue.office.timezone)
        return zone_of(seen.board.office.timezone if seen.board and seen.board.office else "Asia/Jakarta")

    @property
    def wait_standard(self) -> int | None:
        """Minutes that waiting should take at most; none where the office set none."""
        catalogue = self.station.seen.catalogue
        return catalogue.office.wait_standard if catalogue else None

    @property
    def service_standard(self) -> int | None:
        """Minutes that serving should take at most; none where the office set none."""
        return self.station.service_standard

    @property
    def age(self) -> int:
        """Seconds since the document was made."""
        return self.station.age(self.now)

    def waited(self, waiting: Waiting) -> str:
        """How long somebody of the line has waited, in minutes."""
        return self.minutes(waiting.waited + self.age)

    def minutes(self, seconds: int) -> str:
        """A time in whole minutes: "18 menit"."""
        return self.say(tr("{n} menit", "short"), n=seconds // 60)

    def people(self, people: int, language: Language, priority: bool) -> str:
        """How many, in which language, and whether they go first."""
        parts = [
            self.say(counted("{n} orang", people)),
            self.say(_LANGUAGES[language]),
            *([self.say(tr("prioritas"))] if priority else []),
        ]
        return "  •  ".join(parts)

    def within(self, name: Text, short: Text | None, width: int) -> str:
        """The name, or its short form where only that fits."""
        full = self.say(name)
        return full if cells(full) <= width or short is None else self.say(short)


def stopwatch(seconds: int) -> str:
    """Minutes and seconds as a clock shows them: 13.02."""
    return f"{seconds // 60:02d}.{seconds % 60:02d}"
