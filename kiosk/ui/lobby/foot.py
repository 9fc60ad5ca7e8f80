"""The last rows: a rule, one notice, and how fresh all this is."""

from kiosk.feed.errors import LASTING
from kiosk.text.language import Text, clock_with_seconds, tr
from kiosk.text.sanitize import fit
from kiosk.ui.lobby.grid import Place
from kiosk.ui.lobby.messages import message
from kiosk.ui.lobby.view import View
from kiosk.ui.lobby.words import DOT, ago_text
from kiosk.ui.rows import BLANK, Row, Rows, TextRun, beside, cut, justify, mark, row, width_of
from kiosk.wire.board import year_missing

SAMPLE = tr("DATA CONTOH")
_OUTDATED = tr("SOP belum terbaru: katalog {d}")
"""The catalogue shown is not the one in force; its digest tells IT which it is."""

NO_DATA = tr("belum ada data")


def foot(view: View, place: Place) -> Rows:
    """A rule, the notice where the size has a row for it, and freshness beside the sample mark and the complaint.

    Where no waiting mends why the server is not reached, that stands in place of the notice, or of the rule.
    """
    rule: Row = (TextRun("─" * place.width, "rule"),)
    last = _unconnected(view, place) if view.stage == "unconnected" else _freshness(view, place)
    why = lasting_trouble(view)
    told = mark(fit(view.say(why), place.width - 2)) if why else BLANK
    if place.height < 3:
        return (told or rule, last)[-place.height :]
    if view.stage == "unconnected":
        return BLANK, told, last
    return (rule, *((told,) if told else map(row, message(view, place.width, 1) or ("",))), last)


def lasting_trouble(view: View) -> Text | None:
    """Why the server is not reached, where no waiting mends that."""
    return view.seen.trouble if not view.seen.live and view.seen.trouble in LASTING else None


def _freshness(view: View, place: Place) -> Row:
    seen = view.seen
    as_of = clock_with_seconds(seen.as_of, view.zone) if seen.as_of else "-"
    per = view.say(tr("per {t}").format(t=as_of))
    left = row(per, "quiet")
    if view.freshness != "fresh":
        left = mark(f"{per}, {view.say(_age(view))}")
    if view.board.warnings:
        left = beside(left, row("  "), mark(view.say(_warning(view.board.warnings[0]))))
    if seen.outdated and seen.catalogue:
        left = beside(left, row("  "), mark(view.say(_OUTDATED.format(d=seen.catalogue.digest))))
    sample = view.say(SAMPLE) if view.office.sample else ""
    more = "" if place.size == "minimal" else _attempts(view, place) if _trying(view) else _complaint(view)
    both = row(DOT.join(part for part in (sample, more) if part), "quiet")
    return justify(
        left, both if width_of(left) + 2 + width_of(both) <= place.width else row(sample, "quiet"), place.width
    )


def _warning(code: str) -> Text:
    """A warning of the endpoint in plain words; one that we do not know as it came."""
    if year := year_missing(code):
        return tr("kalender {y} belum ada").format(y=year)
    return Text("{c}").format(c=code)


def _age(view: View) -> Text:
    """Seconds below a minute, else the biggest whole unit."""
    seconds = int(view.age.total_seconds())
    return tr("{n} detik lalu").format(n=seconds) if seconds < 60 else ago_text(view.age)


def _trying(view: View) -> bool:
    return view.freshness != "fresh" and view.seen.attempt > 0


def _attempts(view: View, place: Place) -> str:
    tried = view.say(tr("percobaan ke-{n}") if place.size == "small" else tr("percobaan sambung ke-{n}")).format(
        n=view.seen.attempt
    )
    wait = _seconds_to_retry(view)
    if wait is None or place.size == "small":
        return tried
    return f"{tried}, " + view.say(tr("lagi dalam {s} detik").format(s=wait))


def _seconds_to_retry(view: View) -> int | None:
    at = view.seen.retry_at
    return max(0, round((at + view.seen.offset - view.now).total_seconds())) if at else None


def _complaint(view: View) -> str:
    catalogue = view.seen.catalogue
    where = view.office.complaint or (catalogue.office.complaint if catalogue else None)
    return view.say(tr("pengaduan: {w}").format(w=where)) if where else ""


def _unconnected(view: View, place: Place) -> Row:
    terminal = view.terminal
    tried = view.say(tr("percobaan ke-{n}")).format(n=view.seen.attempt) if view.seen.attempt else ""
    left = mark(view.say(NO_DATA))
    room = place.width - width_of(left) - 2
    for parts in ((terminal.name, terminal.address, tried), (terminal.address, tried), (terminal.name,)):
        right = row(DOT.join(part for part in parts if part), "quiet")
        if width_of(right) <= room:
            return justify(left, right, place.width)
    return cut(left, place.width)
