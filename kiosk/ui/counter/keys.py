"""The keys of the counter: one key, one act, the same everywhere; and why a key does not act now.

`press` is the whole of it: a station and a key give the next station and, where the endpoint has to agree, a command.
"""

from datetime import datetime
from typing import Final

from attrs import evolve

from kiosk.code import read_code
from kiosk.language import Text, tr
from kiosk.text import fit
from kiosk.ui.counter.act import Act, Outcome, When, send
from kiosk.ui.counter.acts import ACTS
from kiosk.ui.counter.ask.dialog import CONFIRM_AFTER, Dialog
from kiosk.ui.counter.finding import Finding, pressed
from kiosk.ui.counter.reasons import unless
from kiosk.ui.counter.signing import CODE_ASKED, PIN_ASKED, Form
from kiosk.ui.counter.station import CHANGED, Station, UnderWay, say
from kiosk.wire.case import CaseShown
from kiosk.wire.command.counter import Scan
from kiosk.wire.command.staff import SignOn

NAMES: Final[dict[str, Text]] = {
    "space": tr("SPASI"),
    "escape": tr("ESC"),
    "enter": tr("ENTER"),
    "tab": tr("TAB"),
    "up": Text("↑"),
    "down": Text("↓"),
    "left": Text("←"),
    "right": Text("→"),
    "scan": tr("pindaian"),
}


_HARMLESS: Final = frozenset(("?", "C", "O"))
"""Keys that only show something, so that no answer has to be waited for."""

DIGITS: Final = (Text("1-9"), tr("syarat", "key"))
ARROWS: Final = Text("↑↓")

USE: Final = "right"
"""Brings the case that is read to the visit at hand."""

_CODE: Final = 40
"""Columns of a scanned code that are shown."""


def name_of(key: str) -> Text:
    """How *key* is written on screen."""
    return NAMES.get(key, Text(key.upper()))


def press(station: Station, key: str, now: datetime, at: float) -> Outcome:
    """A person pressed *key*; *now* is the endpoint's clock, *at* the keyboard's in seconds."""
    station = evolve(station, said=None)
    if station.locked:
        return _while_locked(station, key)
    if station.all_keys:
        return evolve(station, all_keys=False), None
    if station.finding is not None:
        return _while_finding(station, station.finding, key)
    if station.dialog is not None:
        return _in_dialog(station, station.dialog, key, at)
    if key in ("up", "down"):
        return _move(station, -1 if key == "up" else 1), None
    if len(key) == 1 and key in "123456789":
        return _tick(station, int(key), now), None
    act = ACTS.get(key)
    if act is None:
        return _unknown(station, key)
    reason = act.why_not(station, now)
    if reason is not None:
        return say(station, Text("{k}: {r}").format(k=name_of(key), r=reason), "attention"), None
    if station.under_way is not None and key not in _HARMLESS:
        return _busy(station, station.under_way), None
    return act.do(station, When(now, at))


def usable(station: Station, now: datetime) -> tuple[tuple[Text, Text], ...]:
    """The row of keys: each that acts now, or will as soon as some seconds have passed, with its word."""
    row: list[tuple[Text, Text]] = []
    for act in ACTS.values():
        word = _word(act, station, now)
        row += [(name_of(act.key), word)] if word else []
        if act.key == "space" and word and station.requirements:
            row += [DIGITS]
    return tuple(row)


def _word(act: Act, station: Station, now: datetime) -> Text | None:
    if act.shown is not None:
        return act.shown(station, now)
    return act.word if act.why_not(station, now) is None else None


def dialog_keys(dialog: Dialog) -> tuple[tuple[Text, Text], ...]:
    """The row of keys of a dialog."""
    if dialog.papers:
        papers = ((name_of("space"), tr("tanda")), (ARROWS, DIGITS[1])) if dialog.asks_papers else ()
        others = ((Text("←→"), dialog.beside),) if dialog.reasons else ()
        results = (Text(f"1-{len(dialog.options)}"), tr("hasil", "key"))
        return (results, *others, *papers, (name_of(dialog.key), dialog.act))
    word = tr("pilih")
    choose: tuple[tuple[Text, Text], ...] = ()
    if len(dialog.options) > 1:
        choose = ((Text(f"1-{min(len(dialog.options), 9)}"), word), (ARROWS, word))
    elif dialog.options and dialog.chosen is None:
        choose = ((Text("1"), word),)
    aside = ((Text("←→"), dialog.beside),) if dialog.reasons else ()
    return (*choose, *aside, (name_of(dialog.key), dialog.act))


def form_keys(station: Station) -> tuple[tuple[Text, Text], ...]:
    """The row of keys while a PIN is asked for."""
    who = station.document.who if station.document else None
    enter = tr("masuk") if station.form.field(who) != "person" else tr("lalu PIN")
    move = tr("pindah, PIN baru")
    if station.form.changing:
        enter, move = tr("ganti PIN"), tr("pindah")
    return (
        (name_of("enter"), enter),
        (ARROWS, move),
        (name_of("escape"), tr("kosongkan")),
    )


def _while_finding(station: Station, finding: Finding, key: str) -> Outcome:
    """Keys are words, but one: a case that is read is brought to the visit at hand as if its receipt were scanned.

    It is a key that no scanner sends.
    """
    if key == USE and isinstance(finding.opened, CaseShown):
        return scanned(evolve(station, finding=None), finding.opened.code)
    return evolve(station, finding=pressed(finding, key, station.seen.sop)), None


def _while_locked(station: Station, key: str) -> Outcome:
    """The form gets the keys; ENTER goes from field to field that is not full, and then to the endpoint."""
    form, who = station.form, station.document.who if station.document else None
    if station.under_way is not None:
        return _busy(station, station.under_way), None
    if key == "enter":
        lacking = form.lacks(who)
        if lacking is None:
            return send(station, "enter", SignOn(form.whose(who), form.pin, form.new or None))
        if lacking[0] == form.field(who):
            return say(station, lacking[1], "attention"), None
        return evolve(station, form=evolve(form, at=lacking[0])), None
    if key in ("up", "down", "tab"):
        return evolve(station, form=form.moved(-1 if key == "up" else 1)), None
    if key == "escape":
        return evolve(station, form=Form()), None
    if key == "backspace":
        return evolve(station, form=form.erased(who)), None
    if len(key) == 1 and key.isascii() and key.isalnum():
        return evolve(station, form=form.typed(key, who)), None
    return say(station, CODE_ASKED if form.field(who) == "person" else PIN_ASKED, "attention"), None


def scanned(station: Station, code: str) -> Outcome:
    """A code was scanned: a receipt, brought by the visit at hand."""
    if station.locked:
        return say(station, tr("Pindaian: buka kunci dahulu."), "attention"), None
    shown = fit(code, _CODE)
    if station.dialog or station.finding or station.all_keys or station.document is None:
        return say(station, tr("Pindaian {c}: ESC dahulu.").format(c=shown), "attention"), None
    reason = unless("serving")(station, station.document.at)
    if reason is not None:
        return say(station, tr("Pindaian {c}: {r}").format(c=shown, r=reason), "attention"), None
    if read_code(code) is None:
        text = tr("Pindaian {c}: bukan kode tanda terima.")
        return say(station, text.format(c=shown), "attention"), None
    if station.under_way is not None:
        return _busy(station, station.under_way), None
    document = station.document
    return send(evolve(station, said=None), "scan", Scan(counter=document.id, expect=document.revision, case=code))


def _in_dialog(station: Station, dialog: Dialog, key: str, at: float) -> Outcome:
    if key == "escape":
        return evolve(station, dialog=None), None
    if key == "space" and dialog.asks_papers:
        return evolve(station, dialog=dialog.mark()), None
    if key == dialog.key:
        return _confirm(station, dialog, at)
    if key in ("up", "down"):
        return evolve(station, dialog=dialog.move(-1 if key == "up" else 1)), None
    if key in ("left", "right"):
        return evolve(station, dialog=dialog.aside(-1 if key == "left" else 1)), None
    if len(key) == 1 and key in "123456789"[: len(dialog.options)]:
        return evolve(station, dialog=dialog.choose(int(key) - 1)), None
    return say(
        station,
        tr("Tombol {k} tidak dipakai di sini. ESC kembali.").format(k=name_of(key)),
        "attention",
    ), None


def _confirm(station: Station, dialog: Dialog, at: float) -> Outcome:
    if at - dialog.asked_at < CONFIRM_AFTER:
        return station, None
    if dialog.lacks is not None:
        return say(station, dialog.lacks, "attention"), None
    command = dialog.command(dialog, station.document) if station.document else None
    closed = evolve(station, dialog=None)
    if command is None:
        return say(closed, CHANGED, "attention"), None
    return send(closed, dialog.key, command, dialog.then_next)


def _busy(station: Station, under_way: UnderWay) -> Station:
    return say(
        station,
        tr("Tunggu: {k} sedang dikirim.").format(k=name_of(under_way.key)),
        "attention",
    )


def _unknown(station: Station, key: str) -> Outcome:
    text = tr("Tombol {k} tidak dipakai di sini. ? menunjukkan semua tombol.")
    return say(station, text.format(k=name_of(key)), "attention"), None


def _move(station: Station, by: int) -> Station:
    if station.visit is None or station.step is None:
        return station
    ids = [step.id for step in station.visit.steps]
    return evolve(station, cursor=ids[min(max(ids.index(station.step.id) + by, 0), len(ids) - 1)])


def _tick(station: Station, number: int, now: datetime) -> Station:
    reason = unless("serving")(station, now)
    if reason is not None:
        return say(station, Text("{n}: {r}").format(n=number, r=reason), "attention")
    if number > len(station.requirements):
        text = tr("{n}: layanan ini mempunyai {c} syarat.")
        return say(station, text.format(n=number, c=len(station.requirements)), "attention")
    return evolve(station, ticked=station.ticked ^ {station.requirements[number - 1].id})
