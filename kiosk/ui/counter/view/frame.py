"""The whole screen of a counter as rows: a model at one instant, in one language, at one size."""

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


def render(model: CounterModel, now: datetime, language: Language, width: int, height: int) -> Rows:
    """Every row of the screen; *now* is the endpoint's clock."""
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return _plain(RenderContext(model, now, language, grid_of(LEAST_WIDTH, LEAST_HEIGHT)), width, height)
    context = RenderContext(model, now, language, grid_of(width, height))
    rule = row("─" * context.grid.width, "rule")
    if model.locked:
        middle = sign_on_rows(context, _said(context), height - 5)
        rows = (_head(context), rule, *middle, rule, *_keys(context))
        return _within_margins(context, rows)
    foot, said = (rule, *_keys(context)), _said(context)
    room = height - 2 - len(foot)
    if model.all_keys:
        return _within_margins(context, (_head(context), rule, *all_keys_rows(context, room - len(said)), *said, *foot))
    if model.search is not None:
        return _within_margins(context, (_head(context), rule, *search_rows(context, model.search, rule, room), *foot))
    top = (_head(context), rule, *number_rows(context), rule)
    body = _body(context, rule, height - len(top) - len(foot) - 1)
    middle = (*body, BLANK)
    return _within_margins(context, (*top, *middle[: len(middle) - len(said)], *said, *foot))


def _within_margins(context: RenderContext, rows: Rows) -> Rows:
    return tuple(at(cut(line, context.grid.width), context.grid.margin) if line else BLANK for line in rows)


def _head(context: RenderContext) -> Row:
    document = context.model.document
    name = (context.say(document.name) if document else context.say(tr("LOKET"))).upper()
    state = context.say(_STATES[context.model.situation])
    left = beside(column(row(name), max(10, cells(name) + 3)), column(row(state, "quiet"), 12))
    right = beside(_connection(context), row("  " + context.clock(context.now)))
    room = context.grid.width - width_of(left) - width_of(right) - 2
    return justify(beside(left, row(_who(context, room), "quiet")), right, context.grid.width)


def _who(context: RenderContext, room: int) -> str:
    document = context.model.document
    if document is None or document.who is None:
        return ""
    words = context.say(tr("petugas {w}"), w=document.who)
    return words if cells(words) <= room else document.who


def _connection(context: RenderContext) -> Row:
    feed = context.model.feed
    if feed.live:
        return row(context.say(tr("tersambung")), "quiet")
    if feed.as_of is None:
        return mark(context.say(tr("BELUM TERSAMBUNG")))
    return mark(context.say(tr("SERVER TIDAK TERSAMBUNG {t}"), t=context.clock(feed.as_of)))


def _body(context: RenderContext, rule: Row, room: int) -> Rows:
    model = context.model
    if model.dialog is not None:
        return dialog_rows(context, model.dialog, room)
    if model.visit is not None:
        return (*visit_rows(context, model.visit, room - 1 - context.grid.line), rule, *next_rows(context))
    if model.situation == "empty" and model.document and model.document.line:
        return (*why_rows(context), rule, *after_rows(context, room - 4, skip=1))
    return after_rows(context, room, skip=0)


def _said(context: RenderContext) -> Rows:
    """The line above the keys: one row, or two for a long sentence."""
    model = context.model
    if model.message is None:
        return (_cut_off(context) or _under_way(context) or _hint(context) or _outdated(context),)
    words = context.say(model.message.text)
    if model.message.role == "attention":
        return tuple(mark(line) for line in wrap(words, context.grid.width - 2, 2))
    return tuple(row(line, model.message.role) for line in wrap(words, context.grid.width, 2))


def _cut_off(context: RenderContext) -> Row:
    """Why the server is not reached, where no waiting mends it."""
    feed = context.model.feed
    return mark(context.say(feed.trouble)) if not feed.live and feed.trouble in LASTING else BLANK


def _outdated(context: RenderContext) -> Row:
    """That the standards shown are not those in force, though the server is reached."""
    feed = context.model.feed
    if not (feed.live and feed.outdated and feed.board and feed.board.catalogue):
        return BLANK
    shown = feed.catalogue.digest if feed.catalogue else context.say(tr("belum ada"))
    words = tr("SOP di sini belum terbaru: katalog {a}, di server {b}.")
    return mark(context.say(words.format(a=shown, b=feed.board.catalogue.digest)))


def _under_way(context: RenderContext) -> Row:
    """That an act has not been answered yet: at once without a connection, else when it takes long."""
    feed, pending = context.model.feed, context.model.pending
    if pending is None or (feed.live and not pending.slow):
        return BLANK
    if feed.live:
        return row(context.say(tr("Dikirim, menunggu jawaban server ..")), "quiet")
    return mark(context.say(tr("Server tidak tersambung, tetap dicoba ..")))


def _hint(context: RenderContext) -> Row:
    """Where nothing else is said: whether the visit may have ended unsaid, or what Z would undo."""
    model, undo = context.model, context.model.document.undo if context.model.document else None
    if model.locked or model.dialog is not None or model.all_keys:
        return BLANK
    if model.visit and model.asks_still(context.now):
        return mark(
            context.say(
                tr("{t} masih dilayani?  M masih  S sudah selesai"),
                t=model.visit.ticket,
            )
        )
    if model.visit and (model.visit.service, model.visit.step) == (COLLECTION, SCAN):
        words = context.say(tr("Pindai tanda terima, atau C lalu ketik kodenya."))
        return row(words, "accent")
    if undo and until_undo_ends(model, context.now):
        words = context.say(tr(" mengurungkan: {w}"), w=undo_label(undo))
        return beside(row("Z", "accent"), row(words, "quiet"))
    return BLANK


def _keys(context: RenderContext) -> tuple[Row, Row]:
    """The two rows of keys: what acts now."""
    model = context.model
    if model.locked:
        return _pairs(context, form_keys(model))
    if model.all_keys:
        words = context.say(tr("Tombol apa saja menutup daftar ini"))
        return row(words + _stays(context), "quiet"), BLANK
    if model.search is not None:
        return _pairs(context, search_keys(model.search, _serving(model)))[0], _escape(context)
    if model.dialog is not None:
        return _pairs(context, dialog_keys(model.dialog))[0], _escape(context)
    return _pairs(context, key_row(model, context.now))


def _escape(context: RenderContext) -> Row:
    """What ESC does, and whom the clerk must not forget."""
    return beside(row("ESC", "accent"), row(context.say(tr(" kembali")) + _stays(context)))


def _stays(context: RenderContext) -> str:
    visit = context.model.visit
    return context.say(tr(", {t} tetap di loket ini"), t=visit.ticket) if visit else ""


def _pairs(context: RenderContext, pairs: tuple[tuple[Text, Text], ...]) -> tuple[Row, Row]:
    """The keys in two rows; of more than fit the last stays, which is that of the list of all."""
    gap = row(" " * (3 if context.grid.air else 2))
    *most, last = [beside(row(context.say(key), "accent"), row(" " + context.say(word))) for key, word in pairs]
    rows: list[Row] = [BLANK, BLANK]
    place, room = 0, (context.grid.width, context.grid.width - width_of(gap) - width_of(last))
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


def _plain(context: RenderContext, width: int, height: int) -> Rows:
    """A terminal too small for the screen: the number, what is said, the keys, as plain rows."""
    model = context.model
    visit = model.visit
    ticket = visit.ticket if visit else "-"
    words = context.say(model.message.text) if model.message else ""
    if model.dialog is not None:
        chosen = model.dialog.options[model.dialog.chosen].text if model.dialog.chosen is not None else Text("")
        words = words or f"{context.say(model.dialog.title)}: {context.say(chosen)}"
    keys = dialog_keys(model.dialog) if model.dialog else key_row(model, context.now)
    if model.locked:
        words, keys = words or sign_on_line(context), form_keys(model)
    elif model.search is not None:
        words, keys = _found_words(context, model.search), search_keys(model.search, _serving(model))
    rows: tuple[Row, ...] = (
        beside(row(ticket, "call"), row(f"  {context.say(_STATES[model.situation])}  {context.clock(context.now)}")),
        _connection(context) if not model.feed.live else BLANK,
        *(row(line) for line in wrap(words, max(width, 1), 2)),
        row("  ".join(f"{context.say(key)} {context.say(word)}" for key, word in keys)),
        row(context.say(tr("Layar minimal {w}x{h}."), w=LEAST_WIDTH, h=LEAST_HEIGHT), "quiet"),
    )
    return pad_rows((cut(line, width) for line in rows), height)


def _found_words(context: RenderContext, search: SearchState) -> str:
    thing = search.opened or search.marked
    return context.say(tr("CARI {w}: {t}"), w=search.text, t=hit_name(context, thing) if thing else "-")


def _serving(model: CounterModel) -> str | None:
    return model.visit.ticket if model.visit and model.situation == "serving" else None
