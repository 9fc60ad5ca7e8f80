"""The whole screen of a counter as rows: head, body, the line above the keys, and the rows of keys."""

from datetime import datetime
from typing import Final

from kiosk.feed.errors import LASTING
from kiosk.text.language import Language, Text, tr
from kiosk.text.sanitize import cells
from kiosk.ui.counter.keys import KEYS
from kiosk.ui.counter.keys.key import key_name
from kiosk.ui.counter.labels import undo_label
from kiosk.ui.counter.model.counter import CounterModel, Situation
from kiosk.ui.counter.view.body import after_rows, next_rows, visit_rows, why_rows
from kiosk.ui.counter.view.context import LEAST_HEIGHT, LEAST_WIDTH, KeyHints, RenderContext, grid_of
from kiosk.ui.counter.view.dialog import dialog_keys, dialog_rows
from kiosk.ui.counter.view.number import number_rows
from kiosk.ui.counter.view.search import hit_name, search_keys, search_rows
from kiosk.ui.counter.view.sign_on import sign_on_keys, sign_on_line, sign_on_rows
from kiosk.ui.rows import BLANK, Row, Rows, at, beside, column, cut, justify, mark, pad_rows, row, width_of, wrap
from kiosk.wire.catalogue import COLLECTION, SCAN

_STATES: Final[dict[Situation, Text]] = {
    "unknown": Text(""),
    "closed": tr("tutup"),
    "break": tr("jeda"),
    "empty": tr("buka"),
    "called": tr("buka"),
    "serving": tr("buka"),
}

_DIGITS: Final = (Text("1-9"), tr("syarat", "key"))
"""The keys that tick papers, beside SPACE."""


def render(model: CounterModel, now: datetime, language: Language, width: int, height: int) -> Rows:
    """Return every row of the screen; *now* is the endpoint's clock."""
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return _plain_rows(RenderContext(model, now, language, grid_of(LEAST_WIDTH, LEAST_HEIGHT)), width, height)
    context = RenderContext(model, now, language, grid_of(width, height))
    rule = row("─" * context.grid.width, "rule")
    head, foot, message = (_head(context), rule), (rule, *_key_rows(context)), _message_rows(context)
    room = height - len(head) - len(foot)
    if model.locked:
        middle = sign_on_rows(context, message, room)
    elif model.all_keys:
        middle = (*_all_keys_rows(context, room - len(message)), *message)
    elif model.search is not None:
        middle = search_rows(context, model.search, rule, room)
    else:
        number = (*number_rows(context), rule)
        body = (*_body(context, rule, room - len(number) - 1), BLANK)
        middle = (*number, *body[: len(body) - len(message)], *message)
    grid = context.grid
    return tuple(at(cut(line, grid.width), grid.margin) if line else BLANK for line in (*head, *middle, *foot))


def _head(context: RenderContext) -> Row:
    document = context.model.document
    name = context.say(document.name if document else tr("LOKET")).upper()
    state = context.row(_STATES[context.model.situation], "quiet")
    left = beside(column(row(name), max(10, cells(name) + 3)), column(state, 12))
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
        return context.row(tr("tersambung"), "quiet")
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


def _message_rows(context: RenderContext) -> Rows:
    """Return the line above the keys: one row, or two for a long sentence."""
    message = context.model.message
    if message is None:
        return (_lasting_trouble(context) or _pending_row(context) or _hint(context) or _outdated_standards(context),)
    words = context.say(message.text)
    if message.role == "attention":
        return tuple(mark(line) for line in wrap(words, context.grid.width - 2, 2))
    return tuple(row(line, message.role) for line in wrap(words, context.grid.width, 2))


def _lasting_trouble(context: RenderContext) -> Row:
    """Return why the server is not reached, where no waiting mends it."""
    feed = context.model.feed
    return mark(context.say(feed.trouble)) if not feed.live and feed.trouble in LASTING else BLANK


def _pending_row(context: RenderContext) -> Row:
    """Return that a command waits for its answer: at once without a connection, else when it takes long."""
    live, pending = context.model.feed.live, context.model.pending
    if pending is None or (live and not pending.slow):
        return BLANK
    if live:
        return context.row(tr("Dikirim, menunggu jawaban server .."), "quiet")
    return mark(context.say(tr("Server tidak tersambung, tetap dicoba ..")))


def _hint(context: RenderContext) -> Row:
    """Return whether the visit may have ended without S, that a receipt is awaited, or what Z would undo."""
    model, undo = context.model, context.model.document.undo if context.model.document else None
    if model.locked or model.dialog is not None or model.all_keys:
        return BLANK
    if model.visit and model.asks_still(context.now):
        return mark(context.say(tr("{t} masih dilayani?  M masih  S sudah selesai"), t=model.visit.ticket))
    if model.visit and (model.visit.service, model.visit.step) == (COLLECTION, SCAN):
        return context.row(tr("Pindai tanda terima, atau C lalu ketik kodenya."), "accent")
    if undo and model.undo_seconds(context.now):
        return beside(row("Z", "accent"), context.row(tr(" mengurungkan: {w}"), "quiet", w=undo_label(undo)))
    return BLANK


def _outdated_standards(context: RenderContext) -> Row:
    """Return that the standards shown are not those in force, though the server is reached."""
    feed = context.model.feed
    if not (feed.live and feed.outdated and feed.board and feed.board.catalogue):
        return BLANK
    shown = feed.catalogue.digest if feed.catalogue else context.say(tr("belum ada"))
    words = tr("SOP di sini belum terbaru: katalog {a}, di server {b}.")
    return mark(context.say(words, a=shown, b=feed.board.catalogue.digest))


def key_row(model: CounterModel, now: datetime) -> KeyHints:
    """Return each key that acts now, or will as soon as some seconds have passed, with its label."""
    hints: list[tuple[Text, Text]] = []
    for key in KEYS.values():
        label = key.label_at(model, now)
        hints += [(key_name(key.name), label)] if label else []
        hints += [_DIGITS] if key.name == "space" and label and model.requirements else []
    return tuple(hints)


def _key_rows(context: RenderContext) -> tuple[Row, Row]:
    model = context.model
    if model.locked:
        return _in_two_rows(context, sign_on_keys(model))
    if model.all_keys:
        return row(context.say(tr("Tombol apa saja menutup daftar ini")) + _stays(context), "quiet"), BLANK
    escape = beside(row("ESC", "accent"), row(context.say(tr(" kembali")) + _stays(context)))
    if model.search is not None:
        return _in_two_rows(context, search_keys(model.search, _served_ticket(model)))[0], escape
    if model.dialog is not None:
        return _in_two_rows(context, dialog_keys(model.dialog))[0], escape
    return _in_two_rows(context, key_row(model, context.now))


def _stays(context: RenderContext) -> str:
    visit = context.model.visit
    return context.say(tr(", {t} tetap di loket ini"), t=visit.ticket) if visit else ""


def _in_two_rows(context: RenderContext, hints: KeyHints) -> tuple[Row, Row]:
    """Lay out the keys in two rows; of more than fit the last stays, which is that of the list of all."""
    gap = row(" " * (3 if context.grid.air else 2))

    def join(line: Row, hint: Row) -> Row:
        return beside(line, gap, hint) if line else hint

    *most, last = [beside(context.row(key, "accent"), row(" " + context.say(label))) for key, label in hints]
    rows: list[Row] = [BLANK, BLANK]
    place, room = 0, (context.grid.width, context.grid.width - width_of(gap) - width_of(last))
    for hint in most:
        if place == 0 and width_of(join(rows[0], hint)) > room[0]:
            place = 1
        longer = join(rows[place], hint)
        if width_of(longer) <= room[place]:
            rows[place] = longer
    if place == 0 and width_of(join(rows[0], last)) > room[0]:
        place = 1
    rows[place] = join(rows[place], last)
    return rows[0], rows[1]


def _all_keys_rows(context: RenderContext, room: int) -> Rows:
    """Return every key but "?" with its meaning in two columns: *room* takes them all. R only with a printer."""
    left_out = {"?"} if context.model.print_queue else {"?", "R"}
    keys = [(key_name(key.name), key.meaning) for key in KEYS.values() if key.name not in left_out]
    keys.insert(5, (Text("{d} ↑↓").format(d=_DIGITS[0]), tr("tandai syarat, pilih tahap")))
    width, half = context.grid.width // 2, -(-len(keys) // 2)
    shown = [column(beside(column(context.row(name, "accent"), 7), context.row(text)), width) for name, text in keys]
    rows = [beside(*shown[n::half]) for n in range(half)]
    return pad_rows((context.row(tr("SEMUA TOMBOL"), "quiet"), BLANK, *rows), room)


def _plain_rows(context: RenderContext, width: int, height: int) -> Rows:
    """Return the screen of a terminal that is too small: the number, the message and the keys, as plain rows."""
    model = context.model
    ticket = model.visit.ticket if model.visit else "-"
    words = context.say(model.message.text) if model.message else ""
    if model.locked:
        words, keys = words or sign_on_line(context), sign_on_keys(model)
    elif model.search is not None:
        hit = model.search.opened or model.search.selected
        words = context.say(tr("CARI {w}: {t}"), w=model.search.text, t=hit_name(context, hit) if hit else "-")
        keys = search_keys(model.search, _served_ticket(model))
    elif dialog := model.dialog:
        chosen = dialog.options[dialog.chosen].text if dialog.chosen is not None else Text("")
        words, keys = words or f"{context.say(dialog.title)}: {context.say(chosen)}", dialog_keys(dialog)
    else:
        keys = key_row(model, context.now)
    rows: tuple[Row, ...] = (
        beside(row(ticket, "call"), row(f"  {context.say(_STATES[model.situation])}  {context.clock(context.now)}")),
        _connection(context) if not model.feed.live else BLANK,
        *(row(line) for line in wrap(words, max(width, 1), 2)),
        row("  ".join(f"{context.say(key)} {context.say(label)}" for key, label in keys)),
        context.row(tr("Layar minimal {w}x{h}."), "quiet", w=LEAST_WIDTH, h=LEAST_HEIGHT),
    )
    return pad_rows((cut(line, width) for line in rows), height)


def _served_ticket(model: CounterModel) -> str | None:
    return model.visit.ticket if model.visit and model.situation == "serving" else None
