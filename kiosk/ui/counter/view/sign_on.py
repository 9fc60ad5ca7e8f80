"""A counter that nobody has unlocked: the number at hand stays, nothing else of the visit, and the PIN is asked for."""

from kiosk.language import Text, tr
from kiosk.ui.counter.model.sign_on import FIELDS, FormField
from kiosk.ui.counter.view.context import RenderContext
from kiosk.ui.counter.view.number import with_figures
from kiosk.ui.rows import BLANK, Row, Rows, beside, column, pad_rows, row, wrap

_LABEL = 10
"""Columns of a field's name."""


def sign_on_rows(context: RenderContext, said: Rows, room: int) -> Rows:
    """Title, number and form, what is said, and how somebody else signs on."""
    visit, tip = context.model.visit, context.model.pin_hint
    words = [context.say(text) for text in (_others(context), tip) if text is not None]
    lines = tuple(row(line, "quiet") for text in words for line in wrap(text, context.grid.width, 2))
    form = with_figures(context, visit.ticket if visit else "", "call", lambda _: _form(context))
    return pad_rows((BLANK, row(_title(context)), BLANK, *form, BLANK, BLANK, *pad_rows(said, 2), *lines), room)


def sign_on_line(context: RenderContext) -> str:
    """The form in one row, for the smallest terminals."""
    form, who = context.model.form, _who(context)
    person, pin, new, again = (
        _cursor(context, typed, field)
        for typed, field in zip((form.whose(who), *map(_hidden, (form.pin, form.new, form.again))), FIELDS, strict=True)
    )
    if form.changing:
        return context.say(tr("PIN {p}  baru {n}  ulangi {a}"), p=pin, n=new, a=again)
    return context.say(tr("Petugas {w}  PIN {p}"), w=person, p=pin)


def _who(context: RenderContext) -> str | None:
    return context.model.document.who if context.model.document else None


def _title(context: RenderContext) -> str:
    document = context.model.document
    name = context.say(document.name).upper() if document else ""
    if _who(context) is None:
        return context.say(tr("{n}: PETUGAS MASUK"), n=name)
    return context.say(tr("{n} TERKUNCI"), n=name)


def _form(context: RenderContext) -> Rows:
    form, who = context.model.form, _who(context)
    state = row(_state(context), "quiet")
    person = _field(context, context.say(tr("Petugas")), form.whose(who), "person")
    pin = _field(context, context.say(tr("PIN")), _hidden(form.pin), "pin")
    if not form.changing:
        return state, BLANK, person, BLANK, pin
    new = _field(context, context.say(tr("PIN baru")), _hidden(form.new), "new")
    return state, person, pin, new, _field(context, context.say(tr("Ulangi")), _hidden(form.again), "again")


def _hidden(pin: str) -> str:
    return "•" * len(pin)


def _field(context: RenderContext, label: str, typed: str, field: FormField) -> Row:
    return beside(column(row(label, "quiet"), _LABEL), row(_cursor(context, typed, field)))


def _cursor(context: RenderContext, typed: str, field: FormField) -> str:
    return typed + "█" if context.model.form.field(_who(context)) == field else typed


def _state(context: RenderContext) -> str:
    """What goes on at the counter meanwhile."""
    situation = context.model.situation
    if situation == "serving":
        return context.say(tr("masih dilayani, waktu berjalan"))
    if situation == "called":
        return context.say(tr("masih dipanggil"))
    if _who(context) is None:
        return context.say(tr("Belum ada petugas di loket ini."))
    return context.say(tr("Tidak ada nomor di loket ini."))


def _others(context: RenderContext) -> Text | None:
    if _who(context) is None or context.model.form.person:
        return None
    return tr("Orang lain: ketik kode petugas, lalu PIN.")
