"""First rows: whose board this is, the date, the time; a rule below."""

from kiosk.text.language import clock, long_date, short_date, tr
from kiosk.ui.lobby.grid import Place
from kiosk.ui.lobby.view import View
from kiosk.ui.rows import BLANK, Rows, TextRun, justify, row, width_of

UNNAMED = tr("KANTOR IMIGRASI")


def header(view: View, place: Place) -> Rows:
    """The office's name at the left edge, the date at the right; the short name where the long one would be cut."""
    if place.size == "minimal":
        date = BLANK
    elif place.size == "small":
        date = row(short_date(view.today, view.language))
    else:
        date = row(long_date(view.today, view.language) + " ")
    name = (view.office.name or view.say(UNNAMED)).upper()
    short = (view.office.short or name).upper()
    fits = place.size != "minimal" and width_of(row(name)) <= place.width - width_of(date) - 2
    return (justify(row(name if fits else short), date, place.width),)


def time_of_day(view: View, _: Place) -> Rows:
    """The time in the office."""
    return (row(clock(view.now, view.zone)),)


def rule(_: View, place: Place) -> Rows:
    """A line over the whole width."""
    return ((TextRun("─" * place.width, "rule"),),)
