"""The first rows: whose board this is, date and time; the last rows: one notice, and how fresh the data are."""

from kiosk.feed.errors import LASTING
from kiosk.text.language import Text, clock, clock_with_seconds, long_date, short_date, tr
from kiosk.text.sanitize import fit
from kiosk.ui.lobby.grid import Area
from kiosk.ui.lobby.labels import DOT, age_text
from kiosk.ui.lobby.messages import message
from kiosk.ui.lobby.view import View
from kiosk.ui.rows import BLANK, Row, Rows, beside, cut, justify, mark, row, rule, width_of
from kiosk.wire.board import missing_calendar_year

UNNAMED = tr("KANTOR IMIGRASI")


def header_rows(view: View, area: Area) -> Rows:
    """The office's name at the left edge, the date at the right; the short name where the long one would be cut."""
    if area.size == "minimal":
        date = BLANK
    elif area.size == "small":
        date = row(short_date(view.today, view.language))
    else:
        date = row(long_date(view.today, view.language) + " ")
    name = (view.office.name or view.say(UNNAMED)).upper()
    short = (view.office.short or name).upper()
    fits = area.size != "minimal" and width_of(row(name)) <= area.width - width_of(date) - 2
    return (justify(row(name if fits else short), date, area.width),)


def clock_rows(view: View, _: Area) -> Rows:
    return (row(clock(view.now, view.zone)),)


def rule_rows(_: View, area: Area) -> Rows:
    return (rule(area.width),)


SAMPLE = tr("DATA CONTOH")
_OUTDATED = tr("SOP belum terbaru: katalog {d}")
"""The catalogue shown is not the one in force; its digest tells IT which one it is."""
NO_DATA = tr("belum ada data")


def footer_rows(view: View, area: Area) -> Rows:
    """A rule, the notice where the size has a row for it, and freshness beside the sample mark and the complaint.

    Where no waiting helps against the server's not being reached, the reason stands in place of the notice or the rule.
    """
    last = _unconnected_row(view, area) if view.stage == "unconnected" else _freshness(view, area)
    why = lasting_trouble(view)
    told = mark(fit(view.say(why), area.width - 2)) if why else BLANK
    if area.height < 3:
        return (told or rule(area.width), last)[-area.height :]
    if view.stage == "unconnected":
        return BLANK, told, last
    return (rule(area.width), *((told,) if told else map(row, message(view, area.width, 1) or ("",))), last)


def lasting_trouble(view: View) -> Text | None:
    """Return why the server is not reached, where waiting does not help."""
    return view.seen.trouble if not view.seen.live and view.seen.trouble in LASTING else None


def _freshness(view: View, area: Area) -> Row:
    seen = view.seen
    as_of = clock_with_seconds(seen.as_of, view.zone) if seen.as_of else "-"
    per = view.say(tr("per {t}").format(t=as_of))
    left = row(per, "quiet")
    if view.freshness != "fresh":
        seconds = int(view.age.total_seconds())
        age = tr("{n} detik lalu").format(n=seconds) if seconds < 60 else age_text(view.age)
        left = mark(f"{per}, {view.say(age)}")
    if view.board.warnings:
        code = view.board.warnings[0]
        year = missing_calendar_year(code)
        left = beside(left, row("  "), mark(view.say(tr("kalender {y} belum ada").format(y=year)) if year else code))
    if seen.outdated and seen.catalogue:
        left = beside(left, row("  "), mark(view.say(_OUTDATED.format(d=seen.catalogue.digest))))
    sample = view.say(SAMPLE) if view.office.sample else ""
    more = (
        ""
        if area.size == "minimal"
        else _attempts(view, area)
        if view.freshness != "fresh" and seen.attempt
        else _complaint(view)
    )
    both = row(DOT.join(part for part in (sample, more) if part), "quiet")
    return justify(
        left, both if width_of(left) + 2 + width_of(both) <= area.width else row(sample, "quiet"), area.width
    )


def _attempts(view: View, area: Area) -> str:
    tried = view.say(tr("percobaan ke-{n}") if area.size == "small" else tr("percobaan sambung ke-{n}")).format(
        n=view.seen.attempt
    )
    at = view.seen.retry_at
    if at is None or area.size == "small":
        return tried
    wait = max(0, round((at + view.seen.offset - view.now).total_seconds()))
    return f"{tried}, " + view.say(tr("lagi dalam {s} detik").format(s=wait))


def _complaint(view: View) -> str:
    catalogue = view.seen.catalogue
    where = view.office.complaint or (catalogue.office.complaint if catalogue else None)
    return view.say(tr("pengaduan: {w}").format(w=where)) if where else ""


def _unconnected_row(view: View, area: Area) -> Row:
    terminal = view.terminal
    tried = view.say(tr("percobaan ke-{n}")).format(n=view.seen.attempt) if view.seen.attempt else ""
    left = mark(view.say(NO_DATA))
    room = area.width - width_of(left) - 2
    for parts in ((terminal.name, terminal.address, tried), (terminal.address, tried), (terminal.name,)):
        right = row(DOT.join(part for part in parts if part), "quiet")
        if width_of(right) <= room:
            return justify(left, right, area.width)
    return cut(left, area.width)
