"""The number at hand in figures, and beside it what it is about and how its times stand against the standards."""

from collections.abc import Callable
from typing import Final

from kiosk.feed.errors import LASTING
from kiosk.text.language import Text, day_and_month, short_date, tr
from kiosk.text.sanitize import cells
from kiosk.ui.big_text import big_text, big_text_width, has_glyphs, tallest_height
from kiosk.ui.counter.labels import DELAY, receipt_codes
from kiosk.ui.counter.view.context import RenderContext, stopwatch
from kiosk.ui.rows import BLANK, ColourRole, Row, Rows, beside, column, justify, mark, pad_rows, row, wrap
from kiosk.wire.case import CounterCase
from kiosk.wire.case_text import CASE_STATE_LABELS
from kiosk.wire.counter import CounterVisit, WaitingVisit

_GAP: Final = 4
"""Columns between the number and what stands beside it."""

_LEAST_BESIDE: Final = 28
"""Columns that what stands beside the number needs at least."""

_UNKNOWN_TO_SERVER: Final = tr(
    "Server tidak mengirim data loket: token ini tidak dikenal, bukan token loket, atau loketnya tidak ada "
    "di kantor ini. Petugas TI: kiosk terminal list."
)


def number_rows(context: RenderContext) -> Rows:
    return with_figures(context, *_number(context), lambda width: _beside_number(context, width))


def with_figures(context: RenderContext, number: str, role: ColourRole, beside_it: Callable[[int], Rows]) -> Rows:
    """Return *number* in figures, and beside it what explains it in the columns left; without a number that alone."""
    grid = context.grid
    height = tallest_height((number,), grid.width - _GAP - _LEAST_BESIDE, grid.number) if has_glyphs(number) else None
    width = big_text_width(number, height) if height else cells(number)
    start = max(grid.beside, width + _GAP) if number else 0
    left = big_text(number, height) if height else (number,)
    left = (*left, *("",) * (grid.number - len(left)))
    right = pad_rows(beside_it(grid.width - start), grid.number)
    rows = (beside(column(row(a, role), start), b) for a, b in zip(left, right, strict=True))
    air = _air(context)
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


def _beside_number(context: RenderContext, width: int) -> Rows:
    model = context.model
    if model.visit:
        return _visit_rows(context, model.visit, width)
    if model.document is None:
        return _no_data(context, width)
    if model.situation == "empty":
        line = model.document.line
        return _next(context, line[0], width) if line else _nobody(context)
    closed = model.situation == "closed"
    return (
        context.row(tr("Loket ini belum dibuka.") if closed else tr("Loket ini sedang jeda.")),
        context.row(tr("J membuka loket."), "quiet"),
        BLANK,
        context.row(tr("Menunggu untuk loket ini: {n}"), n=model.document.line_length),
    )


def _no_data(context: RenderContext, width: int) -> Rows:
    feed = context.model.feed
    if feed.live and feed.board:
        why = context.say(_UNKNOWN_TO_SERVER)
    elif feed.trouble in LASTING:
        why = context.say(feed.trouble)
    else:
        check = tr("{t}. Petugas TI: periksa endpoint di kiosk.toml, jaringan, dan server itu.")
        why = context.say(check, t=feed.trouble) if feed.trouble else ""
    waits = context.row(tr("Menunggu data loket dari server."))
    return (BLANK, waits, *(row(line, "quiet") for line in wrap(why, width, 3)))


def _nobody(context: RenderContext) -> Rows:
    document = context.model.document
    held, elsewhere = (document.line_length, document.elsewhere) if document else (0, 0)
    nobody = tr("Tidak ada yang menunggu untuk loket ini.")
    returned = tr("{n} baru dikembalikan dari loket ini; N memilihnya, P memanggilnya sebentar lagi.")
    return (
        BLANK,
        context.row(returned, n=held) if held else context.row(nobody),
        context.row(tr("Menunggu untuk loket lain: {n}"), "quiet", n=elsewhere),
    )


def _next(context: RenderContext, first: WaitingVisit, width: int) -> Rows:
    sop = context.model.feed.sop(first.service, None)
    name = context.within(sop.name, sop.short, width) if sop else first.service
    head = justify(context.row(tr("BERIKUTNYA"), "quiet"), context.row(tr("loket kosong"), "quiet"), width)
    people = context.people(first.people, first.language, first.priority)
    waited = _wait_row(context, first.waited + context.age, width)
    return (head, *_name_rows(name, people, width), *_air(context), waited)


def _visit_rows(context: RenderContext, visit: CounterVisit, width: int) -> Rows:
    sop = context.model.sop
    people = context.people(visit.people, visit.language, visit.priority)
    came = context.say(tr("datang pukul {t}"), t=context.clock(visit.issued_at))
    if context.grid.air and cells(people) + cells(came) + 5 <= width:
        people += f"  •  {came}"
    return (
        *_name_rows(context.within(sop.name, sop.short, width) if sop else visit.service, people, width),
        *_air(context),
        _wait_row(context, visit.waited, width),
        *(_served_rows if visit.state == "serving" else _called_rows)(context, visit, width),
        *(_case_rows(context, visit, width) if visit.cases else _no_case_rows(context, visit, width)),
    )


def _air(context: RenderContext) -> Rows:
    return (BLANK,) if context.grid.air else ()


def _name_rows(name: str, people: str, width: int) -> Rows:
    """Return the service and who; a long name takes the second row too."""
    lines = wrap(name, width, 2)
    return tuple(map(row, lines)) if len(lines) > 1 else (row(name), row(people, "quiet"))


def _wait_row(context: RenderContext, seconds: int, width: int) -> Row:
    wait = context.label(tr("Menunggu"), context.minutes(seconds))
    return justify(wait, _wait_against_standard(context, seconds, context.model.visit is not None), width)


def _wait_against_standard(context: RenderContext, seconds: int, over: bool) -> Row:
    """Return a wait against its standard, kept or not once it is *over*; a missing one only where there is room."""
    standard = context.wait_standard
    if standard is None:
        return context.row(tr("standar tidak ditetapkan"), "quiet") if context.grid.air else BLANK
    late = seconds // 60 - standard
    words = context.say(tr("standar {n} menit") if context.grid.air or not over else tr("standar {n}"), n=standard)
    if late > 0 or seconds > standard * 60:
        return context.row(tr("{w}, lewat {n}"), w=words, n=max(1, late))
    return context.row(tr("{w}, ditepati"), "good", w=words) if over else row(words, "quiet")


def _called_rows(context: RenderContext, visit: CounterVisit, width: int) -> Rows:
    called = visit.called_at or context.now
    since = context.label(tr("Dipanggil"), stopwatch(max(0, int((context.now - called).total_seconds()))))
    return (justify(since, context.row(tr("panggilan ke-{n}"), "quiet", n=visit.calls), width),)


def _served_rows(context: RenderContext, visit: CounterVisit, width: int) -> Rows:
    served, standard, air = visit.served + context.age, context.model.service_standard, context.grid.air
    label = context.label(tr("Layanan"), stopwatch(served))
    if standard is None:
        return (justify(label, context.row(tr("standar tidak ditetapkan"), "quiet"), width),)
    words = context.say(tr("standar {n} menit"), n=standard)
    left = standard * 60 - served
    if left >= 0:
        rest = context.say(tr("sisa {n} menit") if air else tr("sisa {n}"), n=-(-left // 60))
        return (justify(label, row(f"{words}, {rest}", "quiet"), width),)
    late = mark(context.say(tr("LEWAT {n} MENIT") if left <= -60 else tr("LEWAT STANDAR"), n=-left // 60))
    reason = DELAY[visit.notes[-1]] if visit.notes else tr("W mencatat") if air else tr("catat sebabnya: W")
    if air:
        why = context.label(tr("Sebab"), context.say(reason))
        return (justify(label, beside(row(words + "  ", "quiet"), late), width), why)
    return justify(label, late, width), row(f"{words}  •  {context.say(reason)}", "quiet")


def _case_rows(context: RenderContext, visit: CounterVisit, width: int) -> Rows:
    case = visit.cases[-1]
    codes = receipt_codes([each.code for each in visit.cases], 2 if context.grid.air else 1)
    if not context.grid.air:
        return (justify(context.label(tr("Berkas"), codes), row(_short_state(context, case), "quiet"), width),)
    rule = tr("D bila sudah dibayar") if case.ticks else case.rule or Text("")
    return (
        justify(context.label(tr("Siap"), _long_state(context, case)), context.row(rule, "quiet"), width),
        context.label(tr("Berkas"), codes),
    )


def _no_case_rows(context: RenderContext, visit: CounterVisit, width: int) -> Rows:
    """Return when a case would be ready, on the bigger screens only, and whose papers were not accepted."""
    sop, board = context.model.sop, context.model.feed.board
    service = next((s for s in board.services if s.id == visit.service), None) if board else None
    rows: list[Row] = []
    if context.grid.air and sop and sop.promises and service and service.due_if_today:
        ready = context.label(tr("Siap"), day_and_month(service.due_if_today, context.language))
        rows.append(justify(ready, context.row(sop.promises[0].text, "quiet"), width))
    if visit.settled:
        listed = ", ".join(str(each.applicant) for each in visit.settled)
        rows.append(context.row(tr("Tanpa berkas: orang {n}"), "quiet", n=listed))
    return tuple(rows)


def _final_state(context: RenderContext, case: CounterCase) -> str:
    """Return what matters more than by when the case was promised; empty while it is in process."""
    if case.state == "collected":
        return context.say(tr("diserahkan"))
    return context.say(CASE_STATE_LABELS[case.state]) if case.state != "in-process" else ""


def _short_state(context: RenderContext, case: CounterCase) -> str:
    if final := _final_state(context, case):
        return final
    if case.ticks:
        return context.say(tr("D bila dibayar"))
    day = case.due.day if case.due else None
    return context.say(tr("siap {d}", "short"), d=short_date(day, context.language)[:-5]) if day else ""


def _long_state(context: RenderContext, case: CounterCase) -> str:
    if final := _final_state(context, case):
        return final
    if case.ticks:
        return context.say(tr("menunggu pembayaran"))
    if case.due is None:
        return context.say(tr("belum dijanjikan"))
    day = case.due.day
    return day_and_month(day, context.language) if day else context.say(tr("kalender belum ada"))
