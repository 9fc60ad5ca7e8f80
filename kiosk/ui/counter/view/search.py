"""The screen of finding: the words typed, what they find and, opened, a whole standard or case."""

from collections.abc import Iterator
from itertools import groupby

from kiosk.code import nearly_code, read_code
from kiosk.feed.answer import Refused, Unreachable
from kiosk.language import Text, counted, rupiah, short_date, tr
from kiosk.text import fit
from kiosk.ui.counter.labels import OUTCOMES
from kiosk.ui.counter.model.search import SearchHit, SearchState
from kiosk.ui.counter.view.body import window
from kiosk.ui.counter.view.context import RenderContext
from kiosk.ui.rows import BLANK, ColourRole, Row, Rows, at, beside, column, justify, pad_rows, row, wrap
from kiosk.wire.case import CaseShown
from kiosk.wire.case_said import case_said, status_said
from kiosk.wire.catalogue import ShownSop
from kiosk.wire.search import Found, FoundVisit

_KINDS = {
    "kantor": tr("kantor"),
    "pusat": tr("pusat"),
    "inovasi": tr("inovasi"),
}
_DETAIL = 3
_INDENT = 4
_NUMBER = 8
_CODE = 13
_LABEL = 24
"""Columns of what stands before a line."""


def search_rows(context: RenderContext, search: SearchState, rule: Row, room: int) -> Rows:
    """The body of the screen in *room* rows."""
    if search.opened is not None:
        return _whole(context, search, search.opened, room)
    typed = beside(row(context.say(tr("CARI  ")), "quiet"), row(search.text), row("█", "accent"))
    what = row(context.say(tr("nomor, kode berkas, layanan, SOP")), "quiet")
    listed = _list(context, search, room - _DETAIL - 3)
    return (
        justify(typed, what, context.grid.width),
        rule,
        *listed,
        rule,
        *pad_rows(_detail(context, search.marked), _DETAIL),
    )


def search_keys(search: SearchState, serving: str | None) -> tuple[tuple[Text, Text], ...]:
    """The row of keys, while the visit of the number *serving* is served here."""
    if search.opened is not None:
        use = tr("pakai untuk {t}").format(t=serving)
        scroll = (Text("↑↓"), tr("gulung"))
        return (scroll, (Text("→"), use)) if serving and isinstance(search.opened, CaseShown) else (scroll,)
    return (
        (Text("↑↓"), tr("pilih")),
        (tr("ENTER"), tr("buka")),
        (Text("A-Z 0-9"), tr("cari")),
        (tr("pindai"), tr("tanda terima")),
    )


def _list(context: RenderContext, search: SearchState, room: int) -> Rows:
    note = _asked(context, search)
    if not search.found:
        return pad_rows((row(_nothing(context, search), "quiet"),), room)
    lines: list[tuple[Row, int | None]] = []
    for kind, things in groupby(enumerate(search.found), key=lambda placed: type(placed[1])):
        lines += [*([(BLANK, None)] if lines else []), (_head(context, kind, note), None)]
        lines += [(_thing(context, thing, place == search.cursor), place) for place, thing in things]
        note = ""
    at_row = next(n for n, (_, place) in enumerate(lines) if place == search.cursor)
    shown = window(len(lines), room, at_row)
    return pad_rows((line for line, _ in lines[shown.start : shown.stop]), room)


def _asked(context: RenderContext, search: SearchState) -> str:
    """Why what is found here may not be all that there is; nothing once the endpoint has answered."""
    feed = context.model.feed
    if not search.words or isinstance(search.answer, Found):
        return ""
    if not feed.live:
        return context.say(tr("server tidak tersambung"))
    if isinstance(search.answer, Refused | Unreachable):
        return context.say(search.answer.text)
    return context.say(tr("mencari .."))


def _nothing(context: RenderContext, search: SearchState) -> str:
    if note := _asked(context, search):
        return note[:1].upper() + note[1:]
    if read_code(search.words):
        return context.say(tr("Kode itu tidak dikenal di kantor ini."))
    if nearly_code(search.words):
        return context.say(
            tr("Kode itu salah ketik: bandingkan tiap huruf dan angkanya."),
        )
    return context.say(tr("Tidak ada yang memuat kata itu."))


def _head(context: RenderContext, kind: type[SearchHit], note: str) -> Row:
    """What the rows below are; standards with the digest of their catalogue, which is one on all terminals."""
    if kind is FoundVisit:
        head = context.say(tr("KUNJUNGAN HARI INI"))
    elif kind is CaseShown:
        head = context.say(tr("BERKAS"))
    else:
        head = context.say(tr("SOP", "title"))
        catalogue = context.model.feed.catalogue
        note = note or (context.say(tr("katalog {d}"), d=catalogue.digest) if catalogue else "")
    return justify(row(head, "quiet"), row(note, "quiet"), context.grid.width)


def _thing(context: RenderContext, thing: SearchHit, marked: bool) -> Row:
    arrow = row("→ " if marked else "  ", "accent")
    role: ColourRole = "accent" if marked else "text"
    if isinstance(thing, FoundVisit):
        left = beside(column(row(thing.ticket), 6), row(context.say(context.model.service_name(thing.service)), role))
        right = _said(context, thing)
    elif isinstance(thing, CaseShown):
        left = beside(column(row(thing.code), _CODE), row(context.say(thing.name), role))
        right = context.say(status_said(thing))
    else:
        count = len(thing.steps)
        steps = context.say(counted("{n} tahap  •  ", count)) if count else ""
        left, right = row(context.say(thing.name), role), f"{steps}{context.say(_KINDS[thing.kind])}"
    return justify(beside(arrow, left), row(right, "quiet"), context.grid.width)


def hit_name(context: RenderContext, thing: SearchHit) -> str:
    """What it goes by, in one word or some."""
    if isinstance(thing, FoundVisit):
        return thing.ticket
    return thing.code if isinstance(thing, CaseShown) else context.say(thing.name)


def _said(context: RenderContext, visit: FoundVisit) -> str:
    """How things are with a visit."""
    here = context.model.document.id if context.model.document else None
    where = context.say(tr("loket ini")) if visit.counter == here else ""
    where = where or (context.say(tr("loket {c}"), c=visit.counter) if visit.counter else "")
    time = context.clock(visit.since) if visit.since else ""
    if visit.state == "ended":
        ended = context.say(OUTCOMES[visit.outcome]) if visit.outcome else context.say(tr("tidak berlaku", "visit"))
        return ", ".join(filter(None, (f"{ended} {time}".strip(), where)))
    if visit.state == "waiting":
        minutes = context.minutes(int((context.now - visit.since).total_seconds())) if visit.since else ""
        return context.say(tr("menunggu {m}"), m=minutes).strip()
    said = {
        "called": tr("dipanggil ke {c}"),
        "serving": tr("dilayani di {c}"),
        "parked": tr("tertunda di {c} sejak {t}"),
        "absent": tr("tidak hadir di {c} {t}"),
    }[visit.state]
    return context.say(said.format(c=where, t=time))


def _detail(context: RenderContext, thing: SearchHit | None) -> Iterator[Row]:
    """What is known of the one under the cursor."""
    if isinstance(thing, FoundVisit):
        name = row(context.say(context.model.service_name(thing.service)))
        yield beside(column(row(thing.ticket, "call"), _NUMBER), name)
        yield at(row(_where(context, thing)), _NUMBER)
        yield at(row(_at_step(context, thing)), _NUMBER)
    elif isinstance(thing, CaseShown):
        yield beside(row(thing.code, "call"), row(f"  {context.say(thing.name)}"))
        told = [f"{label}: {says}" for label, says in case_said(thing, context.zone, context.language)]
        yield from map(row, wrap("  •  ".join(told), context.grid.width, _DETAIL - 1))
    elif thing is not None:
        yield row(context.say(thing.name))
        yield row("  •  ".join(_figures(context, thing)) or context.say(_life(thing)), "quiet")


def _where(context: RenderContext, visit: FoundVisit) -> str:
    if visit.ahead is None or visit.queue is None:
        said = _said(context, visit)
        return said[:1].upper() + said[1:]
    place = tr("Menunggu ke-{n} di antrean {q}")
    return context.say(place.format(n=visit.ahead + 1, q=visit.queue))


def _at_step(context: RenderContext, visit: FoundVisit) -> str:
    if visit.step is None or visit.place is None or visit.steps is None:
        return ""
    name = context.say(context.model.step_name(visit, visit.step))
    return context.say(tr("Tahap {n} dari {m}: {s}"), n=visit.place, m=visit.steps, s=name)


def _whole(context: RenderContext, search: SearchState, opened: ShownSop | CaseShown, room: int) -> Rows:
    lines = tuple(_case(context, opened) if isinstance(opened, CaseShown) else _sop(context, opened))
    start = min(search.scrolled, max(0, len(lines) - room))
    below = len(lines) - start - room
    if below <= 0:
        return pad_rows(lines[start:], room)
    more = row(context.say(tr("    +{n} baris lagi"), n=below + 1), "quiet")
    return (*lines[start : start + room - 1], more)


def _case(context: RenderContext, case: CaseShown) -> Iterator[Row]:
    """All that terminals may know of a case."""
    width = context.grid.width
    yield beside(row(case.code, "call"), row(f"  {context.say(case.name)}"))
    yield BLANK
    for label, says in case_said(case, context.zone, context.language):
        first, *others = wrap(says, width - _LABEL, 3) or ("",)
        yield beside(column(row(label, "quiet"), _LABEL), row(first))
        yield from (at(row(line), _LABEL) for line in others)
    if case.done:
        yield from (BLANK, row(context.say(tr("TAHAP SELESAI")), "quiet"))
    for step, when in case.done.items():
        day = short_date(when.astimezone(context.zone).date(), context.language)
        name = row(context.say(context.model.step_name(case, step)))
        yield justify(at(name, _INDENT), row(f"{day} {context.clock(when)}", "quiet"), width)


def _sop(context: RenderContext, sop: ShownSop) -> Iterator[Row]:
    """All that terminals know of a standard."""
    width = context.grid.width
    yield from (row(line) for line in wrap(context.say(sop.name).upper(), width, 2))
    words = context.say(
        tr("SOP {k}, {l}, isi {d}"),
        k=context.say(_KINDS[sop.kind]),
        l=_life(sop),
        d=sop.digest,
    )
    yield row(words, "quiet")
    yield from (row(figure) for figure in _figures(context, sop))
    yield BLANK
    yield row(context.say(tr("TAHAP")), "quiet")
    for number, step in enumerate(sop.steps, 1):
        left = beside(column(row(f"{number:>2}"), _INDENT), row(context.say(step.name)))
        yield justify(left, row(fit(", ".join(map(context.say, step.actors)), width // 3), "quiet"), width)
    if sop.requirements:
        yield from (BLANK, row(context.say(tr("YANG DIBAWA")), "quiet"))
    for paper in sop.requirements:
        words = context.say(paper.name) + (context.say(tr(" (bila perlu)")) if paper.if_needed else "")
        for n, line in enumerate(wrap(words, width - _INDENT, 2)):
            yield row(("  • " if n == 0 else "    ") + line)
    for head, text in ((tr("PRODUK"), sop.product), (tr("PENGADUAN"), sop.complaint)):
        if text:
            yield from (BLANK, row(context.say(head), "quiet"))
            yield from (row("    " + line) for line in wrap(context.say(text), width - _INDENT, 3))


def _life(sop: ShownSop) -> Text:
    return tr("disahkan") if sop.approved else tr("belum disahkan")


def _figures(context: RenderContext, sop: ShownSop) -> Iterator[str]:
    """The promises and the cost."""
    for each in sop.promises:
        yield context.say(each.said)
    if sop.fee_from is not None:
        yield context.say(tr("mulai {r}"), r=rupiah(sop.fee_from)) if sop.fee_from else context.say(tr("gratis"))
