"""A locked counter: the number at hand stays, nothing else of the visit, and a PIN is asked for."""

from kiosk.text.language import Text, tr
from kiosk.ui.counter.keys.key import key_name
from kiosk.ui.counter.model.counter import CounterModel
from kiosk.ui.counter.model.sign_on import FIELDS, FormField
from kiosk.ui.counter.view.context import KeyHints, RenderContext
from kiosk.ui.counter.view.number import with_figures
from kiosk.ui.rows import BLANK, Row, Rows, beside, column, pad_rows, row, wrap


def sign_on_rows(context: RenderContext, message: Rows, room: int) -> Rows:
    """Return title, number and form, the message, and how somebody else signs on."""
    model, who = context.model, _who(context.model)
    name = context.say(model.document.name).upper() if model.document else ""
    title = context.row(tr("{n}: PETUGAS MASUK") if who is None else tr("{n} TERKUNCI"), n=name)
    others = tr("Orang lain: ketik kode petugas, lalu PIN.") if who and not model.form.person else None
    hints = [context.say(text) for text in (others, model.pin_hint) if text is not None]
    lines = (row(line, "quiet") for hint in hints for line in wrap(hint, context.grid.width, 2))
    form = with_figures(context, model.visit.ticket if model.visit else "", "call", lambda _: _form(context))
    return pad_rows((BLANK, title, BLANK, *form, BLANK, BLANK, *pad_rows(message, 2), *lines), room)


def sign_on_keys(model: CounterModel) -> KeyHints:
    enter, move = tr("masuk") if model.form.field(_who(model)) != "person" else tr("lalu PIN"), tr("pindah, PIN baru")
    if model.form.changing:
        enter, move = tr("ganti PIN"), tr("pindah")
    return ((key_name("enter"), enter), (Text("↑↓"), move), (key_name("escape"), tr("kosongkan")))


def sign_on_line(context: RenderContext) -> str:
    """Return the form in one line, for the smallest terminals."""
    person, pin, new, again = (_field_text(context, field) for field in FIELDS)
    if context.model.form.changing:
        return context.say(tr("PIN {p}  baru {n}  ulangi {a}"), p=pin, n=new, a=again)
    return context.say(tr("Petugas {w}  PIN {p}"), w=person, p=pin)


def _who(model: CounterModel) -> str | None:
    return model.document.who if model.document else None


def _form(context: RenderContext) -> Rows:
    labels = (tr("Petugas"), tr("PIN"), tr("PIN baru"), tr("Ulangi"))
    person, pin, new, again = (
        beside(column(context.row(label, "quiet"), 10), row(_field_text(context, field)))
        for label, field in zip(labels, FIELDS, strict=True)
    )
    state = _state(context)
    return (state, person, pin, new, again) if context.model.form.changing else (state, BLANK, person, BLANK, pin)


def _field_text(context: RenderContext, field: FormField) -> str:
    """Return what stands in *field*, a PIN as dots, with the cursor where it is."""
    form, who = context.model.form, _who(context.model)
    pins = {"pin": form.pin, "new": form.new, "again": form.again}
    shown = form.whose(who) if field == "person" else "•" * len(pins[field])
    return shown + "█" if form.field(who) == field else shown


def _state(context: RenderContext) -> Row:
    situation = context.model.situation
    if situation == "serving":
        text = tr("masih dilayani, waktu berjalan")
    elif situation == "called":
        text = tr("masih dipanggil")
    elif _who(context.model) is None:
        text = tr("Belum ada petugas di loket ini.")
    else:
        text = tr("Tidak ada nomor di loket ini.")
    return context.row(text, "quiet")
