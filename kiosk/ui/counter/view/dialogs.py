"""Dialogs, which take the lower part of the screen and leave the number in sight; and the list of all keys."""

from kiosk.language import tr
from kiosk.text import cells, fit
from kiosk.ui.counter.keys.table import KEYS
from kiosk.ui.counter.model.dialog import Dialog, Option
from kiosk.ui.counter.update import DIGITS, name_of
from kiosk.ui.counter.view.body import window
from kiosk.ui.counter.view.context import RenderContext
from kiosk.ui.rows import BLANK, Row, Rows, beside, column, justify, pad_rows, row, wrap


def dialog_rows(look: RenderContext, dialog: Dialog, room: int) -> Rows:
    """The question, what can be chosen, and what will happen."""
    title = justify(row(look.say(dialog.title)), row(_note(look, dialog), "quiet"), look.grid.width)
    if not dialog.papers:
        before, after = _question(look, dialog), (*_reasons(look, dialog), *_effect(look, dialog))
        body = (*before, *_options(look, dialog, room - 3 - len(before) - len(after)), *after)
    elif dialog.asks_papers:
        top = (*_reasons(look, dialog), _results(look, dialog), BLANK)
        body = (*top, *_missing(look, dialog, room - 2 - len(top)))
    else:
        body = (*_reasons(look, dialog), _results(look, dialog), BLANK, *_effect(look, dialog))
    return pad_rows((title, BLANK, *body), room)


def _note(look: RenderContext, dialog: Dialog) -> str:
    """What stands at the right of the title."""
    if dialog.asks_papers:
        ends_ = look.say(tr("nomor berakhir")) if dialog.note is None else look.say(dialog.note)
        return look.say(tr("{n} kurang  •  {e}"), n=len(dialog.marked), e=ends_)
    return look.say(dialog.note) if dialog.note else ""


def _question(look: RenderContext, dialog: Dialog) -> Rows:
    return (row(look.say(dialog.question), "quiet"), BLANK) if dialog.question else ()


def _effect(look: RenderContext, dialog: Dialog) -> Rows:
    lines = wrap(look.say(dialog.effect), look.grid.width, 2)
    return tuple(row(line) for line in lines)


def _options(look: RenderContext, dialog: Dialog, room: int) -> Rows:
    """The options in at most *room* rows, the last of them saying how many more there are, and a blank row."""
    if not dialog.options:
        return ()
    more = len(dialog.options) > room
    shown = window(len(dialog.options), room - more, dialog.chosen or 0)
    rest = (row(look.say(tr("    +{n} lagi"), n=shown.hidden), "quiet"),) if more else ()
    return (*(_option(look, dialog, n) for n in range(shown.start, shown.stop)), *rest, BLANK)


def _reasons(look: RenderContext, dialog: Dialog) -> Rows:
    """The reasons beside each other, and a blank row."""
    if not dialog.reasons:
        return ()
    words = (
        row(f" {look.say(reason.text)} ", "attention" if n == dialog.reason else "text")
        for n, reason in enumerate(dialog.reasons)
    )
    asked = look.say(dialog.beside).capitalize()
    return beside(column(row(asked, "quiet"), max(8, cells(asked) + 1)), *words), BLANK


def _option(look: RenderContext, dialog: Dialog, place: int) -> Row:
    chosen = place == dialog.chosen
    option = dialog.options[place]
    digit = f"{place + 1}" if place < 9 else " "
    line = beside(
        row("→ " if chosen else "  ", "accent"),
        row(digit, "accent"),
        row(f" {look.say(option.text)} ", "attention" if chosen else "text"),
    )
    return justify(line, row(look.say(option.note), "quiet"), look.grid.width) if option.note else line


def _results(look: RenderContext, dialog: Dialog) -> Row:
    """The results beside each other."""
    width = (look.grid.width - 8) // len(dialog.options)
    return beside(
        column(row(look.say(tr("Hasil")), "quiet"), 8),
        *(_result(look, dialog, n, width) for n in range(len(dialog.options))),
    )


def _result(look: RenderContext, dialog: Dialog, place: int, width: int) -> Row:
    words = f" {look.say(dialog.options[place].text)} "
    return column(
        beside(row(str(place + 1), "accent"), row(words, "attention" if place == dialog.chosen else "text")), width
    )


def _missing(look: RenderContext, dialog: Dialog, room: int) -> Rows:
    shown = window(len(dialog.papers), room - 2, dialog.cursor)
    more = look.say(tr("+{n} lagi"), n=shown.hidden) if shown.hidden else ""
    head = beside(
        column(row(look.say(tr("Yang kurang")), "quiet"), 14),
        row(look.say(tr("SPASI memberi tanda, paling sedikit satu")), "quiet"),
    )
    return (
        justify(head, row(more, "quiet"), look.grid.width),
        BLANK,
        *(_paper(look, dialog, n, dialog.papers[n]) for n in range(shown.start, shown.stop)),
    )


def _paper(look: RenderContext, dialog: Dialog, place: int, paper: Option) -> Row:
    arrow = row("→ " if place == dialog.cursor else "  ", "accent")
    box = "[x] " if paper.id in dialog.marked else "[ ] "
    return beside(arrow, row(box), row(fit(look.say(paper.text), look.grid.width - 6)))


def all_keys_rows(look: RenderContext, room: int) -> Rows:
    """Every key but the one of this list, with what it does, in two columns; that of the printer where there is one.

    In *room* rows: all of the body, so that none has to be left out.
    """
    left_out = {"?"} if look.station.slips else {"?", "R"}
    keys = [(look.say(name_of(act.key)), look.say(act.meaning)) for act in KEYS.values() if act.key not in left_out]
    keys.insert(5, (f"{look.say(DIGITS[0])} ↑↓", look.say(tr("tandai syarat, pilih tahap"))))
    half = -(-len(keys) // 2)
    width = look.grid.width // 2
    rows = [
        beside(_key(*keys[n], width), *(_key(*keys[m], width) for m in [n + half] if m < len(keys)))
        for n in range(half)
    ]
    return pad_rows((row(look.say(tr("SEMUA TOMBOL")), "quiet"), BLANK, *rows), room)


def _key(name: str, meaning: str, width: int) -> Row:
    return column(beside(column(row(name, "accent"), 7), row(meaning)), width)
