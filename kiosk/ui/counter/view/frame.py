"""The whole screen of a counter as rows: a station at one instant, in one language, at one size."""

from datetime import datetime

from kiosk.feed.trouble import LASTING
from kiosk.language import Language, Text, tr
from kiosk.text import cells
from kiosk.ui.counter.keys.guards import until_undo_ends
from kiosk.ui.counter.labels import undo_label
from kiosk.ui.counter.model.counter import CounterModel, Situation
from kiosk.ui.counter.model.search import SearchState
from kiosk.ui.counter.update import dialog_keys, form_keys, key_row
from kiosk.ui.counter.view.body import after_rows, next_rows, visit_rows, why_rows
from kiosk.ui.counter.view.context import LEAST_HEIGHT, LEAST_WIDTH, RenderContext, grid_of
from kiosk.ui.counter.view.dialogs import all_keys_rows, dialog_rows
from kiosk.ui.counter.view.number import number_rows
from kiosk.ui.counter.view.search import hit_name, search_keys, search_rows
from kiosk.ui.counter.view.sign_on import sign_on_line, sign_on_rows
from kiosk.ui.rows import BLANK, Row, Rows, at, beside, column, cut, justify, mark, pad_rows, row, width_of, wrap
from kiosk.wire.collection import COLLECTION, SCAN

_STATES: dict[Situation, Text] = {
    "unknown": Text(""),
    "closed": tr("tutup"),
    "break": tr("jeda"),
    "empty": tr("buka"),
    "called": tr("buka"),
    "serving": tr("buka"),
}


def render(station: CounterModel, now: datetime, language: Language, width: int, height: int) -> Rows:
    """Every row of the screen; *now* is the endpoint's clock."""
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return _plain(RenderContext(station, now, language, grid_of(LEAST_WIDTH, LEAST_HEIGHT)), width, height)
    look = RenderContext(station, now, language, grid_of(width, height))
    rule = row("─" * look.grid.width, "rule")
    if station.locked:
        middle = sign_on_rows(look, _said(look), height - 5)
        rows = (_head(look), rule, *middle, rule, *_keys(look))
        return _within_margins(look, rows)
    foot, said = (rule, *_keys(look)), _said(look)
    room = height - 2 - len(foot)
    if station.all_keys:
        return _within_margins(look, (_head(look), rule, *all_keys_rows(look, room - len(said)), *said, *foot))
    if station.finding is not None:
        return _within_margins(look, (_head(look), rule, *search_rows(look, station.finding, rule, room), *foot))
    top = (_head(look), rule, *number_rows(look), rule)
    body = _body(look, rule, height - len(top) - len(foot) - 1)
    middle = (*body, BLANK)
    return _within_margins(look, (*top, *middle[: len(middle) - len(said)], *said, *foot))


def _within_margins(look: RenderContext, rows: Rows) -> Rows:
    return tuple(at(cut(line, look.grid.width), look.grid.margin) if line else BLANK for line in rows)


def _head(look: RenderContext) -> Row:
    document = look.station.document
    name = (look.say(document.name) if document else look.say(tr("LOKET"))).upper()
    state = look.say(_STATES[look.station.situation])
    left = beside(column(row(name), max(10, cells(name) + 3)), column(row(state, "quiet"), 12))
    right = beside(_connection(look), row("  " + look.clock(look.now)))
    room = look.grid.width - width_of(left) - width_of(right) - 2
    return justify(beside(left, row(_who(look, room), "quiet")), right, look.grid.width)


def _who(look: RenderContext, room: int) -> str:
    document = look.station.document
    if document is None or document.who is None:
        return ""
    words = look.say(tr("petugas {w}"), w=document.who)
    return words if cells(words) <= room else document.who


def _connection(look: RenderContext) -> Row:
    seen = look.station.seen
    if seen.live:
        return row(look.say(tr("tersambung")), "quiet")
    if seen.as_of is None:
        return mark(look.say(tr("BELUM TERSAMBUNG")))
    return mark(look.say(tr("SERVER TIDAK TERSAMBUNG {t}"), t=look.clock(seen.as_of)))


def _body(look: RenderContext, rule: Row, room: int) -> Rows:
    station = look.station
    if station.dialog is not None:
        return dialog_rows(look, station.dialog, room)
    if station.visit is not None:
        return (*visit_rows(look, station.visit, room - 1 - look.grid.line), rule, *next_rows(look))
    if station.situation == "empty" and station.document and station.document.line:
        return (*why_rows(look), rule, *after_rows(look, room - 4, skip=1))
    return after_rows(look, room, skip=0)


def _said(look: RenderContext) -> Rows:
    """The line above the keys: one row, or two for a long sentence."""
    station = look.station
    if station.said is None:
        return (_cut_off(look) or _under_way(look) or _hint(look) or _outdated(look),)
    words = look.say(station.said.text)
    if station.said.role == "attention":
        return tuple(mark(line) for line in wrap(words, look.grid.width - 2, 2))
    return tuple(row(line, station.said.role) for line in wrap(words, look.grid.width, 2))


def _cut_off(look: RenderContext) -> Row:
    """Why the server is not reached, where no waiting mends it."""
    seen = look.station.seen
    return mark(look.say(seen.trouble)) if not seen.live and seen.trouble in LASTING else BLANK


def _outdated(look: RenderContext) -> Row:
    """That the standards shown are not those in force, though the server is reached."""
    seen = look.station.seen
    if not (seen.live and seen.outdated and seen.board and seen.board.catalogue):
        return BLANK
    shown = seen.catalogue.digest if seen.catalogue else look.say(tr("belum ada"))
    words = tr("SOP di sini belum terbaru: katalog {a}, di server {b}.")
    return mark(look.say(words.format(a=shown, b=seen.board.catalogue.digest)))


def _under_way(look: RenderContext) -> Row:
    """That an act has not been answered yet: at once without a connection, else when it takes long."""
    seen, under_way = look.station.seen, look.station.under_way
    if under_way is None or (seen.live and not under_way.slow):
        return BLANK
    if seen.live:
        return row(look.say(tr("Dikirim, menunggu jawaban server ..")), "quiet")
    return mark(look.say(tr("Server tidak tersambung, tetap dicoba ..")))


def _hint(look: RenderContext) -> Row:
    """Where nothing else is said: whether the visit may have ended unsaid, or what Z would undo."""
    station, undo = look.station, look.station.document.undo if look.station.document else None
    if station.locked or station.dialog is not None or station.all_keys:
        return BLANK
    if station.visit and station.asks_still(look.now):
        return mark(
            look.say(
                tr("{t} masih dilayani?  M masih  S sudah selesai"),
                t=station.visit.ticket,
            )
        )
    if station.visit and (station.visit.service, station.visit.step) == (COLLECTION, SCAN):
        words = look.say(tr("Pindai tanda terima, atau C lalu ketik kodenya."))
        return row(words, "accent")
    if undo and until_undo_ends(station, look.now):
        words = look.say(tr(" mengurungkan: {w}"), w=undo_label(undo))
        return beside(row("Z", "accent"), row(words, "quiet"))
    return BLANK


def _keys(look: RenderContext) -> tuple[Row, Row]:
    """The two rows of keys: what acts now."""
    station = look.station
    if station.locked:
        return _pairs(look, form_keys(station))
    if station.all_keys:
        words = look.say(tr("Tombol apa saja menutup daftar ini"))
        return row(words + _stays(look), "quiet"), BLANK
    if station.finding is not None:
        return _pairs(look, search_keys(station.finding, _serving(station)))[0], _escape(look)
    if station.dialog is not None:
        return _pairs(look, dialog_keys(station.dialog))[0], _escape(look)
    return _pairs(look, key_row(station, look.now))


def _escape(look: RenderContext) -> Row:
    """What ESC does, and whom the clerk must not forget."""
    return beside(row("ESC", "accent"), row(look.say(tr(" kembali")) + _stays(look)))


def _stays(look: RenderContext) -> str:
    visit = look.station.visit
    return look.say(tr(", {t} tetap di loket ini"), t=visit.ticket) if visit else ""


def _pairs(look: RenderContext, pairs: tuple[tuple[Text, Text], ...]) -> tuple[Row, Row]:
    """The keys in two rows; of more than fit the last stays, which is that of the list of all."""
    gap = row(" " * (3 if look.grid.air else 2))
    *most, last = [beside(row(look.say(key), "accent"), row(" " + look.say(word))) for key, word in pairs]
    rows: list[Row] = [BLANK, BLANK]
    place, room = 0, (look.grid.width, look.grid.width - width_of(gap) - width_of(last))
    for pair in most:
        if place == 0 and width_of(_joined(rows[0], pair, gap)) > room[0]:
            place = 1
        longer = _joined(rows[place], pair, gap)
        if width_of(longer) <= room[place]:
            rows[place] = longer
    if place == 0 and width_of(_joined(rows[0], last, gap)) > room[0]:
        place = 1
    rows[place] = _joined(rows[place], last, gap)
    return rows[0], rows[1]


def _joined(line: Row, pair: Row, gap: Row) -> Row:
    return beside(line, gap, pair) if line else pair


def _plain(look: RenderContext, width: int, height: int) -> Rows:
    """A terminal too small for the screen: the number, what is said, the keys, as plain rows."""
    station = look.station
    visit = station.visit
    ticket = visit.ticket if visit else "-"
    words = look.say(station.said.text) if station.said else ""
    if station.dialog is not None:
        chosen = station.dialog.options[station.dialog.chosen].text if station.dialog.chosen is not None else Text("")
        words = words or f"{look.say(station.dialog.title)}: {look.say(chosen)}"
    keys = dialog_keys(station.dialog) if station.dialog else key_row(station, look.now)
    if station.locked:
        words, keys = words or sign_on_line(look), form_keys(station)
    elif station.finding is not None:
        words, keys = _found_words(look, station.finding), search_keys(station.finding, _serving(station))
    rows: tuple[Row, ...] = (
        beside(row(ticket, "call"), row(f"  {look.say(_STATES[station.situation])}  {look.clock(look.now)}")),
        _connection(look) if not station.seen.live else BLANK,
        *(row(line) for line in wrap(words, max(width, 1), 2)),
        row("  ".join(f"{look.say(key)} {look.say(word)}" for key, word in keys)),
        row(look.say(tr("Layar minimal {w}x{h}."), w=LEAST_WIDTH, h=LEAST_HEIGHT), "quiet"),
    )
    return pad_rows((cut(line, width) for line in rows), height)


def _found_words(look: RenderContext, finding: SearchState) -> str:
    thing = finding.opened or finding.marked
    return look.say(tr("CARI {w}: {t}"), w=finding.text, t=hit_name(look, thing) if thing else "-")


def _serving(station: CounterModel) -> str | None:
    return station.visit.ticket if station.visit and station.situation == "serving" else None
