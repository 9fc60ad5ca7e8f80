"""The screen of finding: the words typed, what they find and, opened, a whole standard."""

from collections.abc import Iterator

from kiosk.language import Text, rupiah
from kiosk.length import promise_said
from kiosk.text import fit
from kiosk.ui.counter.finding import Finding, Number, Thing
from kiosk.ui.counter.look import Look
from kiosk.ui.counter.work import window
from kiosk.ui.rows import BLANK, Row, Rows, beside, column, ends, filled, row, wrapped
from kiosk.wire.catalogue import ShownSop

_DETAIL = 2
_INDENT = 4


def found_rows(look: Look, finding: Finding, rule: Row, room: int) -> Rows:
    """The body of the screen in *room* rows."""
    if finding.opened is not None:
        return _whole(look, finding, finding.opened, room)
    typed = beside(row(look.say("CARI  ", "FIND  "), "quiet"), row(finding.text), row("█", "accent"))
    what = row(look.say("nomor, layanan, tahap, syarat", "number, service, step, paper"), "quiet")
    listed = _list(look, finding, room - _DETAIL - 3)
    return (ends(typed, what, look.grid.width), rule, *listed, rule, *filled(_detail(look, finding.marked), _DETAIL))


def found_keys(finding: Finding) -> tuple[tuple[Text, Text], ...]:
    """The row of keys."""
    if finding.opened is not None:
        return ((Text("↑↓"), Text("gulung", "scroll")),)
    return (
        (Text("↑↓"), Text("pilih", "choose")),
        (Text("ENTER", "ENTER"), Text("baca SOP", "read the standard")),
        (Text("A-Z 0-9", "A-Z 0-9"), Text("cari", "find")),
    )


def _list(look: Look, finding: Finding, room: int) -> Rows:
    if not finding.found:
        words = look.say("Tidak ada yang memuat kata itu.", "Nothing speaks of that.")
        return filled((row(words, "quiet"),), room)
    numbers = sum(isinstance(thing, Number) for thing in finding.found)
    lines: list[tuple[Row, int | None]] = []
    for place, thing in enumerate(finding.found):
        if place in (0, numbers):
            lines += [*([(BLANK, None)] if place else []), (_head(look, thing), None)]
        lines.append((_thing(look, thing, place == finding.cursor), place))
    at = next(n for n, (_, place) in enumerate(lines) if place == finding.cursor)
    shown = window(len(lines), room, at)
    return filled((line for line, _ in lines[shown.start : shown.stop]), room)


def _head(look: Look, first: Thing) -> Row:
    """What the rows below are; standards with the digest of their catalogue, which is one on all terminals."""
    if isinstance(first, Number):
        return row(look.say("NOMOR", "NUMBERS"), "quiet")
    catalogue = look.station.seen.catalogue
    words = look.say("katalog {d}", "catalogue {d}", d=catalogue.digest) if catalogue else ""
    return ends(row(look.say("SOP", "STANDARDS"), "quiet"), row(words, "quiet"), look.grid.width)


def _thing(look: Look, thing: Thing, marked: bool) -> Row:
    arrow = row("→ " if marked else "  ", "accent")
    if isinstance(thing, Number):
        name = look.of(look.station.service_name(thing.service))
        left = beside(arrow, column(row(thing.ticket), 7), row(name, "accent" if marked else "text"))
        return ends(left, row(look.of(thing.said), "quiet"), look.grid.width)
    steps = look.say("{n} tahap  •  ", "{n} steps  •  ", n=len(thing.steps)) if thing.steps else ""
    right = row(f"{steps}{thing.kind}", "quiet")
    return ends(beside(arrow, row(look.of(thing.name), "accent" if marked else "text")), right, look.grid.width)


def _detail(look: Look, thing: Thing | None) -> Iterator[Row]:
    """What is known of the one under the cursor."""
    if isinstance(thing, Number):
        yield beside(column(row(thing.ticket, "call"), 8), row(look.of(look.station.service_name(thing.service))))
        yield row(look.of(thing.said))
    elif thing is not None:
        yield row(look.of(thing.name))
        yield row("  •  ".join(_figures(look, thing)) or look.of(_life(thing)), "quiet")


def _whole(look: Look, finding: Finding, sop: ShownSop, room: int) -> Rows:
    lines = tuple(_sop(look, sop))
    start = min(finding.scrolled, max(0, len(lines) - room))
    below = len(lines) - start - room
    if below <= 0:
        return filled(lines[start:], room)
    more = row(look.say("    +{n} baris lagi", "    +{n} more rows", n=below + 1), "quiet")
    return (*lines[start : start + room - 1], more)


def _sop(look: Look, sop: ShownSop) -> Iterator[Row]:
    """All that terminals know of a standard."""
    width = look.grid.width
    yield from (row(line) for line in wrapped(look.of(sop.name).upper(), width, 2))
    words = look.say("SOP {k}, {l}, isi {d}", "{k} standard, {l}, content {d}", k=sop.kind, l=_life(sop), d=sop.digest)
    yield row(words, "quiet")
    yield from (row(figure) for figure in _figures(look, sop))
    yield BLANK
    yield row(look.say("TAHAP", "STEPS"), "quiet")
    for number, step in enumerate(sop.steps, 1):
        left = beside(column(row(f"{number:>2}"), _INDENT), row(look.of(step.name)))
        yield ends(left, row(fit(", ".join(map(look.of, step.actors)), width // 3), "quiet"), width)
    if sop.requirements:
        yield from (BLANK, row(look.say("YANG DIBAWA", "WHAT TO BRING"), "quiet"))
    for paper in sop.requirements:
        words = look.of(paper.name) + (look.say(" (bila perlu)", " (if needed)") if paper.if_needed else "")
        for n, line in enumerate(wrapped(words, width - _INDENT, 2)):
            yield row(("  • " if n == 0 else "    ") + line)
    for head, text in ((Text("PRODUK", "PRODUCT"), sop.product), (Text("PENGADUAN", "COMPLAINTS"), sop.complaint)):
        if text:
            yield from (BLANK, row(look.of(head), "quiet"))
            yield from (row("    " + line) for line in wrapped(look.of(text), width - _INDENT, 3))


def _life(sop: ShownSop) -> Text:
    return Text("disahkan", "approved") if sop.approved else Text("belum disahkan", "not approved")


def _figures(look: Look, sop: ShownSop) -> Iterator[str]:
    """The promises and the cost."""
    for each in sop.promises:
        yield look.of(promise_said(each.most, each.unit, each.from_text, each.least, each.cutoff))
    if sop.fee_from is not None:
        yield look.say("mulai {r}", "from {r}", r=rupiah(sop.fee_from)) if sop.fee_from else look.say("gratis", "free")
