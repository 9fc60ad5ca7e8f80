"""Dialogs, which take the lower part of the screen and leave the number in sight; and the list of all keys."""

from kiosk.language import tr
from kiosk.text import cells, fit
from kiosk.ui.counter.keys.table import KEYS
from kiosk.ui.counter.model.dialog import Dialog, Option
from kiosk.ui.counter.update import DIGITS, name_of
from kiosk.ui.counter.view.body import window
from kiosk.ui.counter.view.context import RenderContext
from kiosk.ui.rows import BLANK, Row, Rows, beside, column, justify, pad_rows, row, wrap


def dialog_rows(context: RenderContext, dialog: Dialog, room: int) -> Rows:
    """The question, what can be chosen, and what will happen."""
    title = justify(row(context.say(dialog.title)), row(_note(context, dialog), "quiet"), context.grid.width)
    if not dialog.papers:
        before, after = _question(context, dialog), (*_reasons(context, dialog), *_effect(context, dialog))
        body = (*before, *_options(context, dialog, room - 3 - len(before) - len(after)), *after)
    elif dialog.asks_papers:
        top = (*_reasons(context, dialog), _results(context, dialog), BLANK)
        body = (*top, *_missing(context, dialog, room - 2 - len(top)))
    else:
        body = (*_reasons(context, dialog), _results(context, dialog), BLANK, *_effect(context, dialog))
    return pad_rows((title, BLANK, *body), room)


def _note(context: RenderContext, dialog: Dialog) -> str:
    """What stands at the right of the title."""
    if dialog.asks_papers:
        ends_ = context.say(tr("nomor berakhir")) if dialog.note is None else context.say(dialog.note)
        return context.say(tr("{n} kurang  •  {e}"), n=len(dialog.marked), e=ends_)
    return context.say(dialog.note) if dialog.note else ""


def _question(context: RenderContext, dialog: Dialog) -> Rows:
    return (row(context.say(dialog.question), "quiet"), BLANK) if dialog.question else ()


def _effect(context: RenderContext, dialog: Dialog) -> Rows:
    lines = wrap(context.say(dialog.effect), context.grid.width, 2)
    return tuple(row(line) for line in lines)


def _options(context: RenderContext, dialog: Dialog, room: int) -> Rows:
    """The options in at most *room* rows, the last of them saying how many more there are, and a blank row."""
    if not dialog.options:
        return ()
    more = len(dialog.options) > room
    shown = window(len(dialog.options), room - more, dialog.chosen or 0)
    rest = (row(context.say(tr("    +{n} lagi"), n=shown.hidden), "quiet"),) if more else ()
    return (*(_option(context, dialog, n) for n in range(shown.start, shown.stop)), *rest, BLANK)


def _reasons(context: RenderContext, dialog: Dialog) -> Rows:
    """The reasons beside each other, and a blank row."""
    if not dialog.reasons:
        return ()
    words = (
        row(f" {context.say(reason.text)} ", "attention" if n == dialog.reason else "text")
        for n, reason in enumerate(dialog.reasons)
    )
    asked = context.say(dialog.beside).capitalize()
    return beside(column(row(asked, "quiet"), max(8, cells(asked) + 1)), *words), BLANK


def _option(context: RenderContext, dialog: Dialog, place: int) -> Row:
    chosen = place == dialog.chosen
    option = dialog.options[place]
    digit = f"{place + 1}" if place < 9 else " "
    line = beside(
        row("→ " if chosen else "  ", "accent"),
        row(digit, "accent"),
        row(f" {context.say(option.text)} ", "attention" if chosen else "text"),
    )
    return justify(line, row(context.say(option.note), "quiet"), context.grid.width) if option.note else line


def _results(context: RenderContext, dialog: Dialog) -> Row:
    """The results beside each other."""
    width = (context.grid.width - 8) // len(dialog.options)
    return beside(
        column(row(context.say(tr("Hasil")), "quiet"), 8),
        *(_result(context, dialog, n, width) for n in range(len(dialog.options))),
    )


def _result(context: RenderContext, dialog: Dialog, place: int, width: int) -> Row:
    words = f" {context.say(dialog.options[place].text)} "
    return column(
        beside(row(str(place + 1), "accent"), row(words, "attention" if place == dialog.chosen else "text")), width
    )


def _missing(context: RenderContext, dialog: Dialog, room: int) -> Rows:
    shown = window(len(dialog.papers), room - 2, dialog.cursor)
    more = context.say(tr("+{n} lagi"), n=shown.hidden) if shown.hidden else ""
    head = beside(
        column(row(context.say(tr("Yang kurang")), "quiet"), 14),
        row(context.say(tr("SPASI memberi tanda, paling sedikit satu")), "quiet"),
    )
    return (
        justify(head, row(more, "quiet"), context.grid.width),
        BLANK,
        *(_paper(context, dialog, n, dialog.papers[n]) for n in range(shown.start, shown.stop)),
    )


def _paper(context: RenderContext, dialog: Dialog, place: int, paper: Option) -> Row:
    arrow = row("→ " if place == dialog.cursor else "  ", "accent")
    box = "[x] " if paper.id in dialog.marked else "[ ] "
    return beside(arrow, row(box), row(fit(context.say(paper.text), context.grid.width - 6)))


def all_keys_rows(context: RenderContext, room: int) -> Rows:
    """Every key but the one of this list, with what it does, in two columns; that of the printer where there is one.

    In *room* rows: all of the body, so that none has to be left out.
    """
    left_out = {"?"} if context.model.print_queue else {"?", "R"}
    keys = [
        (context.say(name_of(act.key)), context.say(act.meaning)) for act in KEYS.values() if act.key not in left_out
    ]
    keys.insert(5, (f"{context.say(DIGITS[0])} ↑↓", context.say(tr("tandai syarat, pilih tahap"))))
    half = -(-len(keys) // 2)
    width = context.grid.width // 2
    rows = [
        beside(_key(*keys[n], width), *(_key(*keys[m], width) for m in [n + half] if m < len(keys)))
        for n in range(half)
    ]
    return pad_rows((row(context.say(tr("SEMUA TOMBOL")), "quiet"), BLANK, *rows), room)


def _key(name: str, meaning: str, width: int) -> Row:
    return column(beside(column(row(name, "accent"), 7), row(meaning)), width)
