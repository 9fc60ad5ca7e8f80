"""The last rows: a rule, one notice, and how fresh all this is."""

from kiosk.language import Text, clock, clock_with_seconds, day_and_month
from kiosk.ui.lobby.grid import Place
from kiosk.ui.lobby.promise import month_of
from kiosk.ui.lobby.view import View
from kiosk.ui.lobby.words import DOT, ago_text
from kiosk.ui.rows import BLANK, Row, Rows, Span, cut, ends, mark, row, width_of

SAMPLE = Text("DATA CONTOH", "SAMPLE DATA")
NO_DATA = Text("belum ada data", "no data yet")


def foot(view: View, place: Place) -> Rows:
    """A rule, the notice where the size has a row for it, and freshness beside the sample mark and the complaint."""
    rule: Row = (Span("─" * place.width, "rule"),)
    last = _unconnected(view, place) if view.stage == "unconnected" else _freshness(view, place)
    if place.height < 3:
        return rule, last
    if view.stage == "unconnected":
        return BLANK, BLANK, last
    return rule, cut(row(notice(view)), place.width), last


def notice(view: View) -> str:
    """What everybody should know: the closing of tickets, a notice, or the paper most often missing."""
    if view.office.state == "tickets-closed":
        return view.say(
            Text(
                "NOMOR HARI INI SUDAH DITUTUP. Semua yang memegang nomor tetap dilayani hari ini.",
                "NO MORE TICKETS TODAY. Everybody who holds a number is served today.",
            )
        )
    told = [each.text for each in view.board.notices if each.text and each.level == "info"]
    if told and view.sop:
        return view.say(told[view.place_in_turn(len(told))])
    return _missing_most(view) or _office_hours(view)


def _office_hours(view: View) -> str:
    """When numbers are given out, and the next day off."""
    office = view.office
    parts = []
    if office.tickets and office.tickets.start and office.tickets.until:
        span = f"{clock(office.tickets.start, view.zone)}-{clock(office.tickets.until, view.zone)}"
        parts.append(view.say(Text("Nomor antrean diberikan pukul {s}.", "Tickets are given out {s}.")).format(s=span))
    if office.next_holiday:
        day = f"{day_and_month(office.next_holiday.date, view.language)}, {view.say(office.next_holiday.name)}"
        parts.append(view.say(Text("Libur berikutnya {d}.", "Next day off: {d}.")).format(d=day))
    return " ".join(parts)


def _missing_most(view: View) -> str:
    sop = view.sop
    service = view.service(sop.id) if sop else None
    most = service.missing_most if service else None
    if sop is None or most is None:
        return ""
    paper = next((each for each in sop.requirements if each.id == most.requirement), None)
    if paper is None:
        return ""
    name = view.say(paper.short or paper.name)
    return view.say(
        Text(
            "Paling sering kurang {p}: {n}. Mohon disiapkan sebelum nomor dipanggil.",
            "Most often missing {p}: {n}. Please have it ready before your number is called.",
        )
    ).format(p=month_of(view, most.period), n=name[:1].lower() + name[1:] if name[1:2].islower() else name)


def _freshness(view: View, place: Place) -> Row:
    seen = view.seen
    as_of = clock_with_seconds(seen.as_of, view.zone) if seen.as_of else "-"
    per = f"{view.say(Text('per', 'as of'))} {as_of}"
    left = row(per, "quiet")
    if view.freshness != "fresh":
        left = mark(f"{per}, {view.say(_age(view))}")
    sample = view.say(SAMPLE) if view.office.sample else ""
    right = "" if place.size == "minimal" else _attempts(view, place) if _trying(view) else _complaint(view)
    return ends(left, row(DOT.join(part for part in (sample, right) if part), "quiet"), place.width)


def _age(view: View) -> Text:
    """Seconds below a minute, else the biggest whole unit."""
    seconds = int(view.age.total_seconds())
    return Text("{n} detik lalu", "{n} seconds ago").format(n=seconds) if seconds < 60 else ago_text(view.age)


def _trying(view: View) -> bool:
    return view.freshness != "fresh" and view.seen.attempt > 0


def _attempts(view: View, place: Place) -> str:
    tried = view.say(
        Text("percobaan ke-{n}", "attempt {n}")
        if place.size == "small"
        else Text("percobaan sambung ke-{n}", "attempt {n} to connect")
    ).format(n=view.seen.attempt)
    wait = _seconds_to_retry(view)
    if wait is None or place.size == "small":
        return tried
    return f"{tried}, {view.say(Text('lagi dalam {s} detik', 'again in {s} seconds')).format(s=wait)}"


def _seconds_to_retry(view: View) -> int | None:
    at = view.seen.retry_at
    return max(0, round((at + view.seen.offset - view.now).total_seconds())) if at else None


def _complaint(view: View) -> str:
    catalogue = view.seen.catalogue
    where = view.office.complaint or (catalogue.office.complaint if catalogue else None)
    return f"{view.say(Text('pengaduan', 'complaints'))}: {view.say(where)}" if where else ""


def _unconnected(view: View, place: Place) -> Row:
    terminal = view.terminal
    tried = view.say(Text("percobaan ke-{n}", "attempt {n}")).format(n=view.seen.attempt) if view.seen.attempt else ""
    left = mark(view.say(NO_DATA))
    room = place.width - width_of(left) - 2
    for parts in ((terminal.name, terminal.address, tried), (terminal.address, tried), (terminal.name,)):
        right = row(DOT.join(part for part in parts if part), "quiet")
        if width_of(right) <= room:
            return ends(left, right, place.width)
    return cut(left, place.width)
