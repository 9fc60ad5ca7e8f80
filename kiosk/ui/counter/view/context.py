"""What every part of the counter's screen is drawn from: the model, the instant, the language and the grid."""

from datetime import datetime, tzinfo
from typing import Final

from attrs import frozen

from kiosk.text.language import Language, Text, clock, counted, tr
from kiosk.text.sanitize import cells
from kiosk.time.instant import zone_of
from kiosk.ui.counter.model.counter import CounterModel
from kiosk.ui.rows import ColourRole, Row, beside, column, row
from kiosk.wire.counter import WaitingVisit

LEAST_WIDTH: Final = 80
LEAST_HEIGHT: Final = 24
"""A smaller terminal shows the plain view."""

KeyHints = tuple[tuple[Text, Text], ...]
"""Keys with their labels, for the row of keys."""


@frozen
class CounterGrid:
    """Where things stand on a screen of some size. Columns are counted from the left margin."""

    width: int
    """Between the margins."""
    height: int
    margin: int
    air: bool
    """A blank row stands above and below the number, and between steps."""
    number: int
    """Most rows of the number."""
    beside: int
    """Column of what stands beside the number; further right where the number is wider."""
    actors: int | None
    """Column of who does a step, where there is room for it."""
    steps: int
    """Columns of the steps."""
    papers: int
    """Column of the papers; their digits hang left of it."""
    line: int
    """Rows of the line while a number is at hand."""


def grid_of(width: int, height: int) -> CounterGrid:
    """Return the grid of a terminal of at least 80x24."""
    if width >= 240 and height >= 67:
        return CounterGrid(width - 12, height, 6, True, 18, 98, 84, 122, 132, 5)
    if width >= 160 and height >= 45:
        return CounterGrid(width - 8, height, 4, True, 9, 58, 52, 83, 90, 4)
    if width >= 120 and height >= 33:
        return CounterGrid(width - 6, height, 3, True, 7, 46, 41, 68, 72, 3)
    return CounterGrid(width - 4, height, 2, False, 5, 34, None, 43, 49, 2)


def split_column(width: int, height: int) -> int:
    """Return the column that parts the screen: left of it the number, right of it the clocks."""
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return width
    grid = grid_of(width, height)
    return grid.margin + grid.beside


_LANGUAGES: Final = {"id": tr("bahasa Indonesia"), "en": tr("bahasa Inggris")}


@frozen
class RenderContext:
    """A model at one instant of the endpoint's clock, in one language, on one grid."""

    model: CounterModel
    now: datetime
    language: Language
    grid: CounterGrid

    def say(self, text: Text, **values: object) -> str:
        """Return *text* in the screen's language, with its fields filled."""
        return (text.format(**values) if values else text)[self.language]

    def row(self, text: Text, role: ColourRole = "text", /, **values: object) -> Row:
        return row(self.say(text, **values), role)

    def label(self, label: Text, value: str) -> Row:
        return beside(column(self.row(label, "quiet"), 11 if self.grid.air else 10), row(value))

    def clock(self, instant: datetime) -> str:
        return clock(instant, self.zone)

    @property
    def zone(self) -> tzinfo:
        feed = self.model.feed
        if feed.catalogue:
            return zone_of(feed.catalogue.office.timezone)
        return zone_of(feed.board.office.timezone if feed.board and feed.board.office else "Asia/Jakarta")

    @property
    def wait_standard(self) -> int | None:
        """Minutes that waiting should take at most; None where the office set none."""
        catalogue = self.model.feed.catalogue
        return catalogue.office.wait_standard if catalogue else None

    @property
    def age(self) -> int:
        return self.model.age(self.now)

    def waiting_time(self, waiting: WaitingVisit) -> str:
        return self.minutes(waiting.waited + self.age)

    def minutes(self, seconds: int) -> str:
        """Return a time in whole minutes: "18 menit"."""
        return self.say(tr("{n} menit", "short"), n=seconds // 60)

    def people(self, people: int, language: Language, priority: bool) -> str:
        parts = (counted("{n} orang", people), _LANGUAGES[language], *((tr("prioritas"),) if priority else ()))
        return "  •  ".join(map(self.say, parts))

    def within(self, name: Text, short: Text | None, width: int) -> str:
        """Return the name, or its short form where only that fits."""
        full = self.say(name)
        return full if cells(full) <= width or short is None else self.say(short)


def stopwatch(seconds: int) -> str:
    """Return minutes and seconds as a clock shows them: 13.02."""
    return f"{seconds // 60:02d}.{seconds % 60:02d}"
