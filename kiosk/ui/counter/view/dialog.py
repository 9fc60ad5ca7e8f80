"""An open dialog, which takes the lower part of the screen and leaves the number in sight."""

from kiosk.text.language import Text, tr
from kiosk.text.sanitize import cells, fit
from kiosk.ui.counter.keys.key import key_name
from kiosk.ui.counter.model.dialog import Dialog, Option
from kiosk.ui.counter.view.body import window
from kiosk.ui.counter.view.context import KeyHints, RenderContext
from kiosk.ui.rows import BLANK, Row, Rows, beside, column, justify, pad_rows, row, wrap


def dialog_rows(context: RenderContext, dialog: Dialog, room: int) -> Rows:
    title = justify(context.row(dialog.title), row(_note(context, dialog), "quiet"), context.grid.width)
    effect = tuple(map(row, wrap(context.say(dialog.effect), context.grid.width, 2)))
    reasons = _reasons(context, dialog)
    if not dialog.papers:
        question = (context.row(dialog.question, "quiet"), BLANK) if dialog.question else ()
        used = len(question) + len(reasons) + len(effect)
        body = (*question, *_options(context, dialog, room - 3 - used), *reasons, *effect)
    elif dialog.asks_papers:
        top = (*reasons, _results(context, dialog), BLANK)
        body = (*top, *_missing_papers(context, dialog, room - 2 - len(top)))
    else:
        body = (*reasons, _results(context, dialog), BLANK, *effect)
    return pad_rows((title, BLANK, *body), room)


def dialog_keys(dialog: Dialog) -> KeyHints:
    aside = ((Text("←→"), dialog.beside),) if dialog.reasons else ()
    confirm = (key_name(dialog.key), dialog.confirm)
    if dialog.papers:
        results = (Text(f"1-{len(dialog.options)}"), tr("hasil", "key"))
        papers = ((key_name("space"), tr("tanda")), (Text("↑↓"), tr("syarat", "key"))) if dialog.asks_papers else ()
        return (results, *aside, *papers, confirm)
    choose = tr("pilih")
    if len(dialog.options) > 1:
        return ((Text(f"1-{min(len(dialog.options), 9)}"), choose), (Text("↑↓"), choose), *aside, confirm)
    only = ((Text("1"), choose),) if dialog.options and dialog.chosen is None else ()
    return (*only, *aside, confirm)


def _note(context: RenderContext, dialog: Dialog) -> str:
    if not dialog.asks_papers:
        return context.say(dialog.note) if dialog.note else ""
    note = context.say(dialog.note or tr("nomor berakhir"))
    return context.say(tr("{n} kurang  •  {e}"), n=len(dialog.marked), e=note)


def _options(context: RenderContext, dialog: Dialog, room: int) -> Rows:
    """Return the options in at most *room* rows, the last of them with how many more there are, and a blank row."""
    if not dialog.options:
        return ()
    more = len(dialog.options) > room
    shown = window(len(dialog.options), room - more, dialog.chosen or 0)
    rest = (context.row(tr("    +{n} lagi"), "quiet", n=shown.hidden),) if more else ()
    return (*(_option(context, dialog, n) for n in range(shown.start, shown.stop)), *rest, BLANK)


def _option(context: RenderContext, dialog: Dialog, place: int) -> Row:
    chosen, option = place == dialog.chosen, dialog.options[place]
    line = beside(
        row("→ " if chosen else "  ", "accent"),
        row(f"{place + 1}" if place < 9 else " ", "accent"),
        _choice(context, option, chosen),
    )
    return justify(line, context.row(option.note, "quiet"), context.grid.width) if option.note else line


def _choice(context: RenderContext, option: Option, chosen: bool) -> Row:
    return row(f" {context.say(option.text)} ", "attention" if chosen else "text")


def _reasons(context: RenderContext, dialog: Dialog) -> Rows:
    if not dialog.reasons:
        return ()
    words = (_choice(context, reason, n == dialog.reason) for n, reason in enumerate(dialog.reasons))
    asked = context.say(dialog.beside).capitalize()
    return beside(column(row(asked, "quiet"), max(8, cells(asked) + 1)), *words), BLANK


def _results(context: RenderContext, dialog: Dialog) -> Row:
    width = (context.grid.width - 8) // len(dialog.options)
    results = (
        beside(row(str(n + 1), "accent"), _choice(context, option, n == dialog.chosen))
        for n, option in enumerate(dialog.options)
    )
    return beside(column(context.row(tr("Hasil"), "quiet"), 8), *(column(result, width) for result in results))


def _missing_papers(context: RenderContext, dialog: Dialog, room: int) -> Rows:
    shown = window(len(dialog.papers), room - 2, dialog.cursor)
    more = context.say(tr("+{n} lagi"), n=shown.hidden) if shown.hidden else ""
    head = beside(
        column(context.row(tr("Yang kurang"), "quiet"), 14),
        context.row(tr("SPASI memberi tanda, paling sedikit satu"), "quiet"),
    )
    papers = (
        beside(
            row("→ " if n == dialog.cursor else "  ", "accent"),
            row("[x] " if paper.id in dialog.marked else "[ ] "),
            row(fit(context.say(paper.text), context.grid.width - 6)),
        )
        for n, paper in enumerate(dialog.papers)
    )
    return (justify(head, row(more, "quiet"), context.grid.width), BLANK, *tuple(papers)[shown.start : shown.stop])
