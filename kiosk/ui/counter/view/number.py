"""What is said of the cases of the visit at hand: their receipts, and by when they are promised.

The number at hand in figures, and beside it what it is about and how its times stand against the standards.
"""

from collections.abc import Callable

from kiosk.feed.trouble import LASTING
from kiosk.language import day_and_month, short_date, tr
from kiosk.text import cells
from kiosk.ui.big_text import big_text, big_text_width, has_glyphs, tallest_height
from kiosk.ui.counter.labels import DELAY, receipt_codes
from kiosk.ui.counter.view.context import RenderContext, stopwatch
from kiosk.ui.rows import BLANK, ColourRole, Row, Rows, beside, column, justify, mark, pad_rows, row, wrap
from kiosk.wire.case import CounterCase
from kiosk.wire.case_said import STATES
from kiosk.wire.counter import CounterVisit, Waiting


def case_rows(context: RenderContext, visit: CounterVisit, width: int) -> Rows:
    """The receipts of the visit's cases and what is promised, in one row, or two where there is room."""
    if not visit.cases:
        return _settled(context, visit)
    first = visit.cases[-1]
    codes = receipt_codes([case.code for case in visit.cases], 2 if context.grid.air else 1)
    if not context.grid.air:
        return (justify(context.label(tr("Berkas"), codes), row(_short(context, first), "quiet"), width),)
    return (
        justify(context.label(tr("Siap"), _long(context, first)), row(_rule(context, first), "quiet"), width),
        context.label(tr("Berkas"), codes),
    )


def _settled(context: RenderContext, visit: CounterVisit) -> Rows:
    """Whose file was not accepted, before the others' cases are opened."""
    if not visit.settled:
        return ()
    listed = ", ".join(str(each.applicant) for each in visit.settled)
    return (row(context.say(tr("Tanpa berkas: orang {n}"), n=listed), "quiet"),)


def _past_due(context: RenderContext, case: CounterCase) -> str:
    """What matters more than by when it was promised."""
    if case.state == "collected":
        return context.say(tr("diserahkan"))
    return context.say(STATES[case.state]) if case.state != "in-process" else ""


def _short(context: RenderContext, case: CounterCase) -> str:
    if stands := _past_due(context, case):
        return stands
    if case.ticks:
        return context.say(tr("D bila dibayar"))
    day = case.due.day if case.due else None
    return context.say(tr("siap {d}", "short"), d=short_date(day, context.language)[:-5]) if day else ""


def _long(context: RenderContext, case: CounterCase) -> str:
    if stands := _past_due(context, case):
        return stands
    if case.ticks:
        return context.say(tr("menunggu pembayaran"))
    if case.due is None:
        return context.say(tr("belum dijanjikan"))
    day = case.due.day
    return day_and_month(day, context.language) if day else context.say(tr("kalender belum ada"))


def _rule(context: RenderContext, case: CounterCase) -> str:
    if case.ticks:
        return context.say(tr("D bila sudah dibayar"))
    return context.say(case.rule) if case.rule else ""


_GAP = 4
"""Columns between the number and what stands beside it."""

_BESIDE = 28
"""Columns that what stands beside the number needs at least."""


def number_rows(context: RenderContext) -> Rows:
    """The rows between the first two rules."""
    return with_figures(context, *_number(context), lambda width: _explained(context, width))


def with_figures(context: RenderContext, number: str, role: ColourRole, explained: Callable[[int], Rows]) -> Rows:
    """*number* in figures, and beside it what explains it in the columns left; without a number that alone."""
    height = (
        tallest_height((number,), context.grid.width - _BESIDE - _GAP, context.grid.figure)
        if has_glyphs(number)
        else None
    )
    width = big_text_width(number, height) if height else cells(number)
    start = max(context.grid.hero, width + _GAP) if number else 0
    left = big_text(number, height) if height else (number,)
    right = explained(context.grid.width - start)
    air = (BLANK,) if context.grid.air else ()
    rows = tuple(
        beside(column(row(a, role), start), b)
        for a, b in zip(
            (*left, *("",) * (context.grid.figure - len(left))), pad_rows(right, context.grid.figure), strict=True
        )
    )
    return (*air, *rows, *air)


def _number(context: RenderContext) -> tuple[str, ColourRole]:
    model = context.model
    if model.visit:
        return model.visit.ticket, "call"
    if model.situation == "empty" and model.document and model.document.line:
        return model.document.line[0].ticket, "text"
    if model.situation == "closed":
        return context.say(tr("TUTUP")), "quiet"
    return (context.say(tr("JEDA")), "quiet") if model.situation == "break" else ("", "text")


def _explained(context: RenderContext, width: int) -> Rows:
    model = context.model
    if model.visit:
        return _at_hand(context, model.visit, width)
    if model.document is None:
        return _no_data(context, width)
    if model.situation == "empty":
        line = model.document.line
        return _next(context, line[0], width) if line else _nobody(context)
    shut = (
        context.say(tr("Loket ini belum dibuka."))
        if model.situation == "closed"
        else context.say(tr("Loket ini sedang jeda."))
    )
    return (
        row(shut),
        row(context.say(tr("J membuka loket.")), "quiet"),
        BLANK,
        row(context.say(tr("Menunggu untuk loket ini: {n}"), n=model.document.line_length)),
    )


def _no_data(context: RenderContext, width: int) -> Rows:
    """Before the first document: what is missing, and what to look at."""
    feed = context.model.feed
    if feed.live and feed.board:
        why = context.say(
            tr(
                "Server tidak mengirim data loket: token ini tidak dikenal, bukan token loket, atau loketnya tidak ada "
                "di kantor ini. Petugas TI: kiosk terminal list."
            ),
        )
    elif feed.trouble in LASTING:
        why = context.say(feed.trouble)
    else:
        check = tr("{t}. Petugas TI: periksa endpoint di kiosk.toml, jaringan, dan server itu.")
        why = context.say(check, t=feed.trouble) if feed.trouble else ""
    lines = wrap(why, width, 3)
    waits = row(context.say(tr("Menunggu data loket dari server.")))
    return (BLANK, waits, *(row(line, "quiet") for line in lines))


def _nobody(context: RenderContext) -> Rows:
    document = context.model.document
    held, elsewhere = (document.line_length, document.elsewhere) if document else (0, 0)
    return (
        BLANK,
        row(context.say(tr("Tidak ada yang menunggu untuk loket ini.")))
        if not held
        else row(
            context.say(
                tr("{n} baru dikembalikan dari loket ini; N memilihnya, P memanggilnya sebentar lagi."),
                n=held,
            )
        ),
        row(context.say(tr("Menunggu untuk loket lain: {n}"), n=elsewhere), "quiet"),
    )


def _next(context: RenderContext, first: Waiting, width: int) -> Rows:
    sop = context.model.feed.sop(first.service, None)
    name = context.within(sop.name, sop.short, width) if sop else first.service
    head = justify(row(context.say(tr("BERIKUTNYA")), "quiet"), row(context.say(tr("loket kosong")), "quiet"), width)
    people = context.people(first.people, first.language, first.priority)
    return (
        head,
        *_name_rows(name, people, width),
        *_spacer(context),
        _wait_row(context, first.waited + context.age, width),
    )


def _at_hand(context: RenderContext, visit: CounterVisit, width: int) -> Rows:
    sop = context.model.sop
    people = context.people(visit.people, visit.language, visit.priority)
    came = context.say(tr("datang pukul {t}"), t=context.clock(visit.issued_at))
    if context.grid.air and cells(people) + cells(came) + 5 <= width:
        people += f"  •  {came}"
    return (
        *_name_rows(context.within(sop.name, sop.short, width) if sop else visit.service, people, width),
        *_spacer(context),
        _wait_row(context, visit.waited, width),
        *(_served_rows(context, visit, width) if visit.state == "serving" else (_called_row(context, visit, width),)),
        *(() if visit.cases else _ready_row(context, visit, width)),
        *case_rows(context, visit, width),
    )


def _spacer(context: RenderContext) -> Rows:
    return (BLANK,) if context.grid.air else ()


def _name_rows(name: str, people: str, width: int) -> Rows:
    """The service and who; a long name takes the second row too."""
    lines = wrap(name, width, 2)
    return tuple(row(line) for line in lines) if len(lines) > 1 else (row(name), row(people, "quiet"))


def _wait_row(context: RenderContext, seconds: int, width: int) -> Row:
    return justify(
        context.label(tr("Menunggu"), context.minutes(seconds)),
        _against(context, context.wait_standard, seconds, context.model.visit is not None),
        width,
    )


def _against(context: RenderContext, standard: int | None, seconds: int, over: bool) -> Row:
    """A wait against its standard; *over*: the wait is over, so that it was kept or not.

    That there is no standard is said where there is room.
    """
    if standard is None:
        return row(context.say(tr("standar tidak ditetapkan")), "quiet") if context.grid.air else BLANK
    late = seconds // 60 - standard
    if context.grid.air or not over:
        words = context.say(tr("standar {n} menit"), n=standard)
    else:
        words = context.say(tr("standar {n}"), n=standard)
    if late > 0 or seconds > standard * 60:
        return row(context.say(tr("{w}, lewat {n}"), w=words, n=max(1, late)))
    return row(context.say(tr("{w}, ditepati"), w=words), "good") if over else row(words, "quiet")


def _called_row(context: RenderContext, visit: CounterVisit, width: int) -> Row:
    called = visit.called_at or context.now
    return justify(
        context.label(tr("Dipanggil"), stopwatch(max(0, int((context.now - called).total_seconds())))),
        row(context.say(tr("panggilan ke-{n}"), n=visit.calls), "quiet"),
        width,
    )


def _served_rows(context: RenderContext, visit: CounterVisit, width: int) -> Rows:
    served = visit.served + context.age
    label = context.label(tr("Layanan"), stopwatch(served))
    standard = context.service_standard
    if standard is None:
        return (justify(label, row(context.say(tr("standar tidak ditetapkan")), "quiet"), width),)
    words = context.say(tr("standar {n} menit"), n=standard)
    left = standard * 60 - served
    if left < 0:
        late = mark(
            context.say(tr("LEWAT {n} MENIT"), n=-left // 60) if left <= -60 else context.say(tr("LEWAT STANDAR"))
        )
        if context.grid.air:
            why = context.label(tr("Sebab"), _reason(context, visit, context.say(tr("W mencatat"))))
            return (justify(label, beside(row(words + "  ", "quiet"), late), width), why)
        why_short = _reason(context, visit, context.say(tr("catat sebabnya: W")))
        return justify(label, late, width), row(f"{words}  •  {why_short}", "quiet")
    rest = -(-left // 60)
    remaining = context.say(tr("sisa {n} menit"), n=rest) if context.grid.air else None
    short = context.say(tr("sisa {n}"), n=rest)
    return (justify(label, row(f"{words}, {remaining or short}", "quiet"), width),)


def _reason(context: RenderContext, visit: CounterVisit, unknown: str) -> str:
    """Why it takes longer, as noted last; *unknown* before that."""
    return context.say(DELAY[visit.notes[-1]]) if visit.notes else unknown


def _ready_row(context: RenderContext, visit: CounterVisit, width: int) -> Rows:
    """When it would be ready, as the person at the counter asks; on the bigger screens only."""
    sop, board = context.model.sop, context.model.feed.board
    service = next((s for s in board.services if s.id == visit.service), None) if board else None
    if not context.grid.air or sop is None or not sop.promises or service is None or service.due_if_today is None:
        return ()
    ready = day_and_month(service.due_if_today, context.language)
    return (justify(context.label(tr("Siap"), ready), row(context.say(sop.promises[0].said), "quiet"), width),)
