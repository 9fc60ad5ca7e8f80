"""The screen of a search: the words typed, what they find and, opened, a whole standard or case."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from kiosk.codes.ticket_code import looks_like_ticket_code, parse_ticket_code
from kiosk.feed.sender import CommandRefused, Unreachable
from kiosk.text.language import Text, counted, rupiah, short_date, tr
from kiosk.text.sanitize import fit
from kiosk.ui.counter.labels import OUTCOMES
from kiosk.ui.counter.model.search import SearchHit, SearchState
from kiosk.ui.counter.view.body import window
from kiosk.ui.counter.view.context import KeyHints, RenderContext
from kiosk.ui.rows import BLANK, ColourRole, Row, Rows, at, beside, column, justify, pad_rows, row, wrap
from kiosk.wire.answer import FoundVisit, SearchResult
from kiosk.wire.case import CaseShown
from kiosk.wire.case_text import case_details, case_status_text
from kiosk.wire.catalogue import ShownSop

_KINDS: Final = {"kantor": tr("kantor"), "pusat": tr("pusat"), "inovasi": tr("inovasi")}
_DETAIL_ROWS: Final = 3
_INDENT: Final = 4
_TICKET_COLUMNS: Final = 8
_LABEL: Final = 24
"""Columns of what stands before a line."""


def search_rows(context: RenderContext, search: SearchState, rule: Row, room: int) -> Rows:
    if search.opened is not None:
        return _whole(context, search, search.opened, room)
    typed = beside(context.row(tr("CARI  "), "quiet"), row(search.text), row("█", "accent"))
    what = context.row(tr("nomor, kode berkas, layanan, SOP"), "quiet")
    return (
        justify(typed, what, context.grid.width),
        rule,
        *_hit_list(context, search, room - _DETAIL_ROWS - 3),
        rule,
        *pad_rows(_detail(context, search.selected), _DETAIL_ROWS),
    )


def search_keys(search: SearchState, serving: str | None) -> KeyHints:
    """Return the row of keys; *serving* is the number that is being served here."""
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


def _hit_list(context: RenderContext, search: SearchState, room: int) -> Rows:
    note = _endpoint_note(context, search)
    if not search.hits:
        return pad_rows((row(_no_hits(context, search, note), "quiet"),), room)
    lines: list[tuple[Row, int | None]] = []
    for kind, hits in groupby(enumerate(search.hits), key=lambda placed: type(placed[1])):
        lines += [*([(BLANK, None)] if lines else []), (_head(context, kind, note), None)]
        lines += [(_hit(context, hit, place == search.cursor), place) for place, hit in hits]
        note = ""
    at_row = next(n for n, (_, place) in enumerate(lines) if place == search.cursor)
    shown = window(len(lines), room, at_row)
    return pad_rows((line for line, _ in lines[shown.start : shown.stop]), room)


def _endpoint_note(context: RenderContext, search: SearchState) -> str:
    """Return why the hits may not be all; empty once the endpoint has answered."""
    if not search.words or isinstance(search.answer, SearchResult):
        return ""
    if not context.model.feed.live:
        return context.say(tr("server tidak tersambung"))
    if isinstance(search.answer, CommandRefused | Unreachable):
        return context.say(search.answer.text)
    return context.say(tr("mencari .."))


def _no_hits(context: RenderContext, search: SearchState, note: str) -> str:
    if note:
        return note[:1].upper() + note[1:]
    if parse_ticket_code(search.words):
        return context.say(tr("Kode itu tidak dikenal di kantor ini."))
    if looks_like_ticket_code(search.words):
        return context.say(tr("Kode itu salah ketik: bandingkan tiap huruf dan angkanya."))
    return context.say(tr("Tidak ada yang memuat kata itu."))


def _head(context: RenderContext, kind: type[SearchHit], note: str) -> Row:
    """Return what the rows below are; standards with the digest of their catalogue, which all terminals share."""
    if kind is FoundVisit:
        head = tr("KUNJUNGAN HARI INI")
    elif kind is CaseShown:
        head = tr("BERKAS")
    else:
        head = tr("SOP", "title")
        catalogue = context.model.feed.catalogue
        note = note or (context.say(tr("katalog {d}"), d=catalogue.digest) if catalogue else "")
    return justify(context.row(head, "quiet"), row(note, "quiet"), context.grid.width)


def _hit(context: RenderContext, hit: SearchHit, selected: bool) -> Row:
    arrow = row("→ " if selected else "  ", "accent")
    role: ColourRole = "accent" if selected else "text"
    if isinstance(hit, FoundVisit):
        left = beside(column(row(hit.ticket), 6), context.row(context.model.service_name(hit.service), role))
        right = _visit_state(context, hit)
    elif isinstance(hit, CaseShown):
        left = beside(column(row(hit.code), 13), context.row(hit.name, role))
        right = context.say(case_status_text(hit))
    else:
        count = len(hit.steps)
        steps = context.say(counted("{n} tahap  •  ", count)) if count else ""
        left, right = context.row(hit.name, role), f"{steps}{context.say(_KINDS[hit.kind])}"
    return justify(beside(arrow, left), row(right, "quiet"), context.grid.width)


def hit_name(context: RenderContext, hit: SearchHit) -> str:
    if isinstance(hit, FoundVisit):
        return hit.ticket
    return hit.code if isinstance(hit, CaseShown) else context.say(hit.name)


def _visit_state(context: RenderContext, visit: FoundVisit) -> str:
    here = context.model.document.id if context.model.document else None
    where = context.say(tr("loket ini")) if visit.counter == here else ""
    where = where or (context.say(tr("loket {c}"), c=visit.counter) if visit.counter else "")
    time = context.clock(visit.since) if visit.since else ""
    if visit.state == "ended":
        ended = context.say(OUTCOMES[visit.outcome] if visit.outcome else tr("tidak berlaku", "visit"))
        return ", ".join(filter(None, (f"{ended} {time}".strip(), where)))
    if visit.state == "waiting":
        minutes = context.minutes(int((context.now - visit.since).total_seconds())) if visit.since else ""
        return context.say(tr("menunggu {m}"), m=minutes).strip()
    state = {
        "called": tr("dipanggil ke {c}"),
        "serving": tr("dilayani di {c}"),
        "parked": tr("tertunda di {c} sejak {t}"),
        "absent": tr("tidak hadir di {c} {t}"),
    }[visit.state]
    return context.say(state, c=where, t=time)


def _detail(context: RenderContext, hit: SearchHit | None) -> Iterator[Row]:
    if isinstance(hit, FoundVisit):
        name = context.row(context.model.service_name(hit.service))
        yield beside(column(row(hit.ticket, "call"), _TICKET_COLUMNS), name)
        yield at(row(_visit_place(context, hit)), _TICKET_COLUMNS)
        yield at(row(_visit_step(context, hit)), _TICKET_COLUMNS)
    elif isinstance(hit, CaseShown):
        yield beside(row(hit.code, "call"), row(f"  {context.say(hit.name)}"))
        facts = [f"{label}: {says}" for label, says in case_details(hit, context.zone, context.language)]
        yield from map(row, wrap("  •  ".join(facts), context.grid.width, _DETAIL_ROWS - 1))
    elif hit is not None:
        yield context.row(hit.name)
        yield row("  •  ".join(_promises_and_cost(context, hit)) or context.say(_approval(hit)), "quiet")


def _visit_place(context: RenderContext, visit: FoundVisit) -> str:
    if visit.ahead is None or visit.queue is None:
        state = _visit_state(context, visit)
        return state[:1].upper() + state[1:]
    return context.say(tr("Menunggu ke-{n} di antrean {q}"), n=visit.ahead + 1, q=visit.queue)


def _visit_step(context: RenderContext, visit: FoundVisit) -> str:
    if visit.step is None or visit.place is None or visit.steps is None:
        return ""
    name = context.say(context.model.step_name(visit, visit.step))
    return context.say(tr("Tahap {n} dari {m}: {s}"), n=visit.place, m=visit.steps, s=name)


def _whole(context: RenderContext, search: SearchState, opened: ShownSop | CaseShown, room: int) -> Rows:
    lines = tuple(_case(context, opened) if isinstance(opened, CaseShown) else _standard(context, opened))
    start = min(search.scrolled, max(0, len(lines) - room))
    below = len(lines) - start - room
    if below <= 0:
        return pad_rows(lines[start:], room)
    return (*lines[start : start + room - 1], context.row(tr("    +{n} baris lagi"), "quiet", n=below + 1))


def _case(context: RenderContext, case: CaseShown) -> Iterator[Row]:
    width = context.grid.width
    yield beside(row(case.code, "call"), row(f"  {context.say(case.name)}"))
    yield BLANK
    for label, says in case_details(case, context.zone, context.language):
        first, *others = wrap(says, width - _LABEL, 3) or ("",)
        yield beside(column(row(label, "quiet"), _LABEL), row(first))
        yield from (at(row(line), _LABEL) for line in others)
    if case.done:
        yield from (BLANK, context.row(tr("TAHAP SELESAI"), "quiet"))
    for step, when in case.done.items():
        day = short_date(when.astimezone(context.zone).date(), context.language)
        name = context.row(context.model.step_name(case, step))
        yield justify(at(name, _INDENT), row(f"{day} {context.clock(when)}", "quiet"), width)


def _standard(context: RenderContext, sop: ShownSop) -> Iterator[Row]:
    width = context.grid.width
    yield from map(row, wrap(context.say(sop.name).upper(), width, 2))
    kind = context.say(_KINDS[sop.kind])
    yield context.row(tr("SOP {k}, {l}, isi {d}"), "quiet", k=kind, l=_approval(sop), d=sop.digest)
    yield from map(row, _promises_and_cost(context, sop))
    yield BLANK
    yield context.row(tr("TAHAP"), "quiet")
    for number, step in enumerate(sop.steps, 1):
        left = beside(column(row(f"{number:>2}"), _INDENT), context.row(step.name))
        yield justify(left, row(fit(", ".join(map(context.say, step.actors)), width // 3), "quiet"), width)
    if sop.requirements:
        yield from (BLANK, context.row(tr("YANG DIBAWA"), "quiet"))
    for paper in sop.requirements:
        words = context.say(paper.name) + (context.say(tr(" (bila perlu)")) if paper.if_needed else "")
        for n, line in enumerate(wrap(words, width - _INDENT, 2)):
            yield row(("  • " if n == 0 else "    ") + line)
    for head, text in ((tr("PRODUK"), sop.product), (tr("PENGADUAN"), sop.complaint)):
        if text:
            yield from (BLANK, context.row(head, "quiet"))
            yield from (row("    " + line) for line in wrap(context.say(text), width - _INDENT, 3))


def _approval(sop: ShownSop) -> Text:
    return tr("disahkan") if sop.approved else tr("belum disahkan")


def _promises_and_cost(context: RenderContext, sop: ShownSop) -> Iterator[str]:
    for promise in sop.promises:
        yield context.say(promise.text)
    if sop.fee_from is not None:
        yield context.say(tr("mulai {r}"), r=rupiah(sop.fee_from)) if sop.fee_from else context.say(tr("gratis"))
