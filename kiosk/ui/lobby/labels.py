"""Texts that several zones of the lobby show: ages, names of services, counters and months."""

from datetime import date, datetime, timedelta

from kiosk.text.language import Language, Text, clock, counted, day_and_month, month_and_year, tr
from kiosk.text.sanitize import cells
from kiosk.ui.lobby.view import View
from kiosk.wire.board import BoardCall, has_a_name
from kiosk.wire.catalogue import ShownSop, ShownStep

COUNTER = tr("LOKET")
BY_VOICE = tr("Petugas memanggil dengan suara. Nomor Anda tetap berlaku.")
NOT_CURRENT = tr("Papan belum diperbarui. Ikuti panggilan petugas.")
SEND_BACK = tr("MOHON MENUNGGU KEMBALI")
DOT = "  •  "
_A_WORD = 10
"""Least columns in which a cut name still says something."""


def the_other(language: Language) -> Language:
    return "en" if language == "id" else "id"


def time_ago(view: View, since: datetime) -> str:
    """How long ago, in whole minutes or hours: "3 menit lalu"."""
    return view.say(age_text(view.now - since))


def age_text(age: timedelta) -> Text:
    seconds = max(0, int(age.total_seconds()))
    if seconds < 60:
        return tr("baru saja")
    if seconds < 3600:
        return counted("{n} menit lalu", seconds // 60)
    if seconds < 86_400:
        return counted("{n} jam lalu", seconds // 3600)
    return counted("{n} hari lalu", seconds // 86_400)


def name_within(view: View, name: Text, short: Text | None, width: int) -> str:
    """The name, or its short form where the whole is wider than *width* columns; that too may be too wide."""
    whole = view.say(name)
    return whole if cells(whole) <= width or short is None else view.say(short)


def sop_name(view: View, sop: ShownSop, width: int) -> str:
    return name_within(view, sop.name, sop.short, width).upper()


def service_name(view: View, call: BoardCall, width: int) -> str:
    """What the called visit is about: the service, else the queue of the number's letter, else nothing."""
    sop = view.seen.sop(call.service, call.sop)
    if sop:
        return sop_name(view, sop, width)
    queue = next((queue for queue in view.board.queues if call.ticket.startswith(queue.letter)), None)
    return name_within(view, queue.name, queue.short, width).upper() if queue else ""


def step_of(view: View, call: BoardCall) -> ShownStep | None:
    sop = view.seen.sop(call.service, call.sop)
    return next((step for step in sop.steps if step.id == call.step), None) if sop else None


def call_subject(view: View, call: BoardCall, width: int) -> str:
    """Service and step of a call in one line: "PASPOR BARU  •  FOTO DAN SIDIK JARI".

    The step is left out where hardly a word of it would remain.
    """
    step = step_of(view, call)
    whole = service_name(view, call, width)
    if step is None:
        return whole
    for service_width in (width, 0):
        service = service_name(view, call, service_width)
        for step_width in (width, 0):
            whole = service + DOT + name_within(view, step.name, step.short, step_width).upper()
            if cells(whole) <= width:
                return whole
    return whole if cells(service + DOT) + _A_WORD <= width else service


def ticket_and_counter(view: View, call: BoardCall) -> str:
    """Number and counter in plain words: "A011 loket 2"."""
    return f"{call.ticket} {counter_in_words(view, call)}"


def counter_in_words(view: View, call: BoardCall) -> str:
    """The counter of a call: "loket 2", or its name, "Meja depan"."""
    return call.counter if has_a_name(call.counter) else f"{view.say(COUNTER).lower()} {call.counter}"


def day_label(view: View, day: date) -> str:
    """A day as people say it, in capitals: "BESOK, RABU, 25 NOVEMBER"."""
    tomorrow = view.say(tr("BESOK, ")) if day == view.today + timedelta(days=1) else ""
    return tomorrow + day_and_month(day, view.language).upper()


def as_of(view: View) -> str:
    """Hour and minute of the last contact."""
    return clock(view.seen.as_of, view.zone) if view.seen.as_of else ""


def month_of(view: View, period: str) -> str:
    """The month of a measure: "bulan ini", else its name; as the board says it where that is no month."""
    if period == f"{view.today:%Y-%m}":
        return view.say(tr("bulan ini"))
    try:
        return month_and_year(date.fromisoformat(f"{period}-01"), view.language)
    except ValueError:
        return period
