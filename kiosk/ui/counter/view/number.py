"""What is said of the cases of the visit at hand: their receipts, and by when they are promised.

The number at hand in figures, and beside it what it is about and how its times stand against the standards.
"""

from collections.abc import Callable

from kiosk.feed.trouble import LASTING
from kiosk.language import day_and_month, short_date, tr
from kiosk.text import cells
from kiosk.ui.counter.labels import DELAY, receipt_codes
from kiosk.ui.counter.view.context import RenderContext, stopwatch
from kiosk.ui.figures import drawable, figure, figure_width, tallest
from kiosk.ui.rows import BLANK, ColourRole, Row, Rows, beside, column, justify, mark, pad_rows, row, wrap
from kiosk.wire.case import CounterCase
from kiosk.wire.case_said import STATES
from kiosk.wire.counter import CounterVisit, Waiting


def case_rows(look: RenderContext, visit: CounterVisit, width: int) -> Rows:
    """The receipts of the visit's cases and what is promised, in one row, or two where there is room."""
    if not visit.cases:
        return _settled(look, visit)
    first = visit.cases[-1]
    codes = receipt_codes([case.code for case in visit.cases], 2 if look.grid.air else 1)
    if not look.grid.air:
        return (justify(look.label(tr("Berkas"), codes), row(_short(look, first), "quiet"), width),)
    return (
        justify(look.label(tr("Siap"), _long(look, first)), row(_rule(look, first), "quiet"), width),
        look.label(tr("Berkas"), codes),
    )


def _settled(look: RenderContext, visit: CounterVisit) -> Rows:
    """Whose file was not accepted, before the others' cases are opened."""
    if not visit.settled:
        return ()
    listed = ", ".join(str(each.applicant) for each in visit.settled)
    return (row(look.say(tr("Tanpa berkas: orang {n}"), n=listed), "quiet"),)


def _past_due(look: RenderContext, case: CounterCase) -> str:
    """What matters more than by when it was promised."""
    if case.state == "collected":
        return look.say(tr("diserahkan"))
    return look.say(STATES[case.state]) if case.state != "in-process" else ""


def _short(look: RenderContext, case: CounterCase) -> str:
    if stands := _past_due(look, case):
        return stands
    if case.ticks:
        return look.say(tr("D bila dibayar"))
    day = case.due.day if case.due else None
    return look.say(tr("siap {d}", "short"), d=short_date(day, look.language)[:-5]) if day else ""


def _long(look: RenderContext, case: CounterCase) -> str:
    if stands := _past_due(look, case):
        return stands
    if case.ticks:
        return look.say(tr("menunggu pembayaran"))
    if case.due is None:
        return look.say(tr("belum dijanjikan"))
    day = case.due.day
    return day_and_month(day, look.language) if day else look.say(tr("kalender belum ada"))


def _rule(look: RenderContext, case: CounterCase) -> str:
    if case.ticks:
        return look.say(tr("D bila sudah dibayar"))
    return look.say(case.rule) if case.rule else ""


_GAP = 4
"""Columns between the number and what stands beside it."""

_BESIDE = 28
"""Columns that what stands beside the number needs at least."""


def number_rows(look: RenderContext) -> Rows:
    """The rows between the first two rules."""
    return with_figures(look, *_number(look), lambda width: _explained(look, width))


def with_figures(look: RenderContext, number: str, role: ColourRole, explained: Callable[[int], Rows]) -> Rows:
    """*number* in figures, and beside it what explains it in the columns left; without a number that alone."""
    height = tallest((number,), look.grid.width - _BESIDE - _GAP, look.grid.figure) if drawable(number) else None
    width = figure_width(number, height) if height else cells(number)
    start = max(look.grid.hero, width + _GAP) if number else 0
    left = figure(number, height) if height else (number,)
    right = explained(look.grid.width - start)
    air = (BLANK,) if look.grid.air else ()
    rows = tuple(
        beside(column(row(a, role), start), b)
        for a, b in zip(
            (*left, *("",) * (look.grid.figure - len(left))), pad_rows(right, look.grid.figure), strict=True
        )
    )
    return (*air, *rows, *air)


def _number(look: RenderContext) -> tuple[str, ColourRole]:
    station = look.station
    if station.visit:
        return station.visit.ticket, "call"
    if station.situation == "empty" and station.document and station.document.line:
        return station.document.line[0].ticket, "text"
    if station.situation == "closed":
        return look.say(tr("TUTUP")), "quiet"
    return (look.say(tr("JEDA")), "quiet") if station.situation == "break" else ("", "text")


def _explained(look: RenderContext, width: int) -> Rows:
    station = look.station
    if station.visit:
        return _at_hand(look, station.visit, width)
    if station.document is None:
        return _no_data(look, width)
    if station.situation == "empty":
        line = station.document.line
        return _next(look, line[0], width) if line else _nobody(look)
    shut = (
        look.say(tr("Loket ini belum dibuka."))
        if station.situation == "closed"
        else look.say(tr("Loket ini sedang jeda."))
    )
    return (
        row(shut),
        row(look.say(tr("J membuka loket.")), "quiet"),
        BLANK,
        row(look.say(tr("Menunggu untuk loket ini: {n}"), n=station.document.line_length)),
    )


def _no_data(look: RenderContext, width: int) -> Rows:
    """Before the first document: what is missing, and what to look at."""
    seen = look.station.seen
    if seen.live and seen.board:
        why = look.say(
            tr(
                "Server tidak mengirim data loket: token ini tidak dikenal, bukan token loket, atau loketnya tidak ada "
                "di kantor ini. Petugas TI: kiosk terminal list."
            ),
        )
    elif seen.trouble in LASTING:
        why = look.say(seen.trouble)
    else:
        check = tr("{t}. Petugas TI: periksa endpoint di kiosk.toml, jaringan, dan server itu.")
        why = look.say(check, t=seen.trouble) if seen.trouble else ""
    lines = wrap(why, width, 3)
    waits = row(look.say(tr("Menunggu data loket dari server.")))
    return (BLANK, waits, *(row(line, "quiet") for line in lines))


def _nobody(look: RenderContext) -> Rows:
    document = look.station.document
    held, elsewhere = (document.line_length, document.elsewhere) if document else (0, 0)
    return (
        BLANK,
        row(look.say(tr("Tidak ada yang menunggu untuk loket ini.")))
        if not held
        else row(
            look.say(
                tr("{n} baru dikembalikan dari loket ini; N memilihnya, P memanggilnya sebentar lagi."),
                n=held,
            )
        ),
        row(look.say(tr("Menunggu untuk loket lain: {n}"), n=elsewhere), "quiet"),
    )


def _next(look: RenderContext, first: Waiting, width: int) -> Rows:
    sop = look.station.seen.sop(first.service, None)
    name = look.within(sop.name, sop.short, width) if sop else first.service
    head = justify(row(look.say(tr("BERIKUTNYA")), "quiet"), row(look.say(tr("loket kosong")), "quiet"), width)
    people = look.people(first.people, first.language, first.priority)
    return (head, *_name_rows(name, people, width), *_spacer(look), _wait_row(look, first.waited + look.age, width))


def _at_hand(look: RenderContext, visit: CounterVisit, width: int) -> Rows:
    sop = look.station.sop
    people = look.people(visit.people, visit.language, visit.priority)
    came = look.say(tr("datang pukul {t}"), t=look.clock(visit.issued_at))
    if look.grid.air and cells(people) + cells(came) + 5 <= width:
        people += f"  •  {came}"
    return (
        *_name_rows(look.within(sop.name, sop.short, width) if sop else visit.service, people, width),
        *_spacer(look),
        _wait_row(look, visit.waited, width),
        *(_served_rows(look, visit, width) if visit.state == "serving" else (_called_row(look, visit, width),)),
        *(() if visit.cases else _ready_row(look, visit, width)),
        *case_rows(look, visit, width),
    )


def _spacer(look: RenderContext) -> Rows:
    return (BLANK,) if look.grid.air else ()


def _name_rows(name: str, people: str, width: int) -> Rows:
    """The service and who; a long name takes the second row too."""
    lines = wrap(name, width, 2)
    return tuple(row(line) for line in lines) if len(lines) > 1 else (row(name), row(people, "quiet"))


def _wait_row(look: RenderContext, seconds: int, width: int) -> Row:
    return justify(
        look.label(tr("Menunggu"), look.minutes(seconds)),
        _against(look, look.wait_standard, seconds, look.station.visit is not None),
        width,
    )


def _against(look: RenderContext, standard: int | None, seconds: int, over: bool) -> Row:
    """A wait against its standard; *over*: the wait is over, so that it was kept or not.

    That there is no standard is said where there is room.
    """
    if standard is None:
        return row(look.say(tr("standar tidak ditetapkan")), "quiet") if look.grid.air else BLANK
    late = seconds // 60 - standard
    if look.grid.air or not over:
        words = look.say(tr("standar {n} menit"), n=standard)
    else:
        words = look.say(tr("standar {n}"), n=standard)
    if late > 0 or seconds > standard * 60:
        return row(look.say(tr("{w}, lewat {n}"), w=words, n=max(1, late)))
    return row(look.say(tr("{w}, ditepati"), w=words), "good") if over else row(words, "quiet")


def _called_row(look: RenderContext, visit: CounterVisit, width: int) -> Row:
    called = visit.called_at or look.now
    return justify(
        look.label(tr("Dipanggil"), stopwatch(max(0, int((look.now - called).total_seconds())))),
        row(look.say(tr("panggilan ke-{n}"), n=visit.calls), "quiet"),
        width,
    )


def _served_rows(look: RenderContext, visit: CounterVisit, width: int) -> Rows:
    served = visit.served + look.age
    label = look.label(tr("Layanan"), stopwatch(served))
    standard = look.service_standard
    if standard is None:
        return (justify(label, row(look.say(tr("standar tidak ditetapkan")), "quiet"), width),)
    words = look.say(tr("standar {n} menit"), n=standard)
    left = standard * 60 - served
    if left < 0:
        late = mark(look.say(tr("LEWAT {n} MENIT"), n=-left // 60) if left <= -60 else look.say(tr("LEWAT STANDAR")))
        if look.grid.air:
            why = look.label(tr("Sebab"), _reason(look, visit, look.say(tr("W mencatat"))))
            return (justify(label, beside(row(words + "  ", "quiet"), late), width), why)
        why_short = _reason(look, visit, look.say(tr("catat sebabnya: W")))
        return justify(label, late, width), row(f"{words}  •  {why_short}", "quiet")
    rest = -(-left // 60)
    remaining = look.say(tr("sisa {n} menit"), n=rest) if look.grid.air else None
    short = look.say(tr("sisa {n}"), n=rest)
    return (justify(label, row(f"{words}, {remaining or short}", "quiet"), width),)


def _reason(look: RenderContext, visit: CounterVisit, unknown: str) -> str:
    """Why it takes longer, as noted last; *unknown* before that."""
    return look.say(DELAY[visit.notes[-1]]) if visit.notes else unknown


def _ready_row(look: RenderContext, visit: CounterVisit, width: int) -> Rows:
    """When it would be ready, as the person at the counter asks; on the bigger screens only."""
    sop, board = look.station.sop, look.station.seen.board
    service = next((s for s in board.services if s.id == visit.service), None) if board else None
    if not look.grid.air or sop is None or not sop.promises or service is None or service.due_if_today is None:
        return ()
    ready = day_and_month(service.due_if_today, look.language)
    return (justify(look.label(tr("Siap"), ready), row(look.say(sop.promises[0].said), "quiet"), width),)
