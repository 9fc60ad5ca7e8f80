"""What every part of the counter's screen is drawn from, and words that several parts use."""

from datetime import datetime, tzinfo

from attrs import frozen

from kiosk.language import Language, Text, clock
from kiosk.moment import zone_of
from kiosk.text import cells
from kiosk.ui.counter.grid import Grid
from kiosk.ui.counter.station import Station
from kiosk.ui.rows import Row, beside, column, row
from kiosk.wire.counter import Waiting

_LANGUAGES = {
    "id": Text("bahasa Indonesia", "Indonesian"),
    "en": Text("bahasa Inggris", "English"),
}


@frozen
class Look:
    """A station at one instant of the endpoint's clock, in one language, on one grid."""

    station: Station
    now: datetime
    language: Language
    grid: Grid

    def say(self, id_: str, en: str, **values: object) -> str:
        """Words of ours in the screen's language, with their fields filled."""
        return Text(id_, en).format(**values)[self.language]

    def of(self, text: Text) -> str:
        """A text in the screen's language."""
        return text[self.language]

    def label(self, label: Text, value: str) -> Row:
        """A word and what it is."""
        return beside(column(row(self.of(label), "quiet"), 11 if self.grid.air else 10), row(value))

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
        return self.say("{n} menit", "{n} min", n=seconds // 60)

    def people(self, people: int, language: Language, priority: bool) -> str:
        """How many, in which language, and whether they go first."""
        parts = [
            self.say("{n} orang", "{n} person" if people == 1 else "{n} people", n=people),
            self.of(_LANGUAGES[language]),
            *([self.say("prioritas", "priority")] if priority else []),
        ]
        return "  •  ".join(parts)

    def within(self, name: Text, short: Text | None, width: int) -> str:
        """The name, or its short form where only that fits."""
        full = self.of(name)
        return full if cells(full) <= width or short is None else self.of(short)


def stopwatch(seconds: int) -> str:
    """Minutes and seconds as a clock shows them: 13.02."""
    return f"{seconds // 60:02d}.{seconds % 60:02d}"
