"""A counter that nobody has unlocked: the number at hand stays, nothing else of the visit, and the PIN is asked for."""

from kiosk.language import Text, tr
from kiosk.ui.counter.model.sign_on import FIELDS, FormField
from kiosk.ui.counter.view.context import RenderContext
from kiosk.ui.counter.view.number import with_figures
from kiosk.ui.rows import BLANK, Row, Rows, beside, column, pad_rows, row, wrap

_LABEL = 10
"""Columns of a field's name."""


def sign_on_rows(look: RenderContext, said: Rows, room: int) -> Rows:
    """Title, number and form, what is said, and how somebody else signs on."""
    visit, tip = look.station.visit, look.station.tip
    words = [look.say(text) for text in (_others(look), tip) if text is not None]
    lines = tuple(row(line, "quiet") for text in words for line in wrap(text, look.grid.width, 2))
    form = with_figures(look, visit.ticket if visit else "", "call", lambda _: _form(look))
    return pad_rows((BLANK, row(_title(look)), BLANK, *form, BLANK, BLANK, *pad_rows(said, 2), *lines), room)


def sign_on_line(look: RenderContext) -> str:
    """The form in one row, for the smallest terminals."""
    form, who = look.station.form, _who(look)
    person, pin, new, again = (
        _cursor(look, typed, field)
        for typed, field in zip((form.whose(who), *map(_hidden, (form.pin, form.new, form.again))), FIELDS, strict=True)
    )
    if form.changing:
        return look.say(tr("PIN {p}  baru {n}  ulangi {a}"), p=pin, n=new, a=again)
    return look.say(tr("Petugas {w}  PIN {p}"), w=person, p=pin)


def _who(look: RenderContext) -> str | None:
    return look.station.document.who if look.station.document else None


def _title(look: RenderContext) -> str:
    document = look.station.document
    name = look.say(document.name).upper() if document else ""
    if _who(look) is None:
        return look.say(tr("{n}: PETUGAS MASUK"), n=name)
    return look.say(tr("{n} TERKUNCI"), n=name)


def _form(look: RenderContext) -> Rows:
    form, who = look.station.form, _who(look)
    state = row(_state(look), "quiet")
    person = _field(look, look.say(tr("Petugas")), form.whose(who), "person")
    pin = _field(look, look.say(tr("PIN")), _hidden(form.pin), "pin")
    if not form.changing:
        return state, BLANK, person, BLANK, pin
    new = _field(look, look.say(tr("PIN baru")), _hidden(form.new), "new")
    return state, person, pin, new, _field(look, look.say(tr("Ulangi")), _hidden(form.again), "again")


def _hidden(pin: str) -> str:
    return "•" * len(pin)


def _field(look: RenderContext, label: str, typed: str, field: FormField) -> Row:
    return beside(column(row(label, "quiet"), _LABEL), row(_cursor(look, typed, field)))


def _cursor(look: RenderContext, typed: str, field: FormField) -> str:
    return typed + "█" if look.station.form.field(_who(look)) == field else typed


def _state(look: RenderContext) -> str:
    """What goes on at the counter meanwhile."""
    situation = look.station.situation
    if situation == "serving":
        return look.say(tr("masih dilayani, waktu berjalan"))
    if situation == "called":
        return look.say(tr("masih dipanggil"))
    if _who(look) is None:
        return look.say(tr("Belum ada petugas di loket ini."))
    return look.say(tr("Tidak ada nomor di loket ini."))


def _others(look: RenderContext) -> Text | None:
    if _who(look) is None or look.station.form.person:
        return None
    return tr("Orang lain: ketik kode petugas, lalu PIN.")
