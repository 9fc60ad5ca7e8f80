"""First row: whose board this is, the date and the time; a rule below."""

from kiosk.language import Text, clock, long_date, short_date
from kiosk.ui.lobby.grid import Place
from kiosk.ui.lobby.view import View
from kiosk.ui.rows import Rows, Span, ends, row, width_of

UNNAMED = Text("KANTOR IMIGRASI", "IMMIGRATION OFFICE")


def header(view: View, place: Place) -> Rows:
    """The office's name at the left edge, date and time at the right; the short name where the long one is cut."""
    hour = clock(view.now, view.zone)
    local = view.now.astimezone(view.zone).date()
    if place.size == "minimal":
        right = row(hour)
    elif place.size == "small":
        right = row(f"{short_date(local, view.language)}  {hour}")
    else:
        right = row(f"{long_date(local, view.language)}   {hour}")
    name = (view.office.name or view.say(UNNAMED)).upper()
    short = (view.office.short or name).upper()
    room = place.width - width_of(right) - 2
    left = row(name if place.size != "minimal" and width_of(row(name)) <= room else short)
    return ends(left, right, place.width), (Span("─" * place.width, "rule"),)
