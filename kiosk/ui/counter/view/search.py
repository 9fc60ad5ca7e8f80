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


def search_rows(look: RenderContext, finding: SearchState, rule: Row, room: int) -> Rows:
    """The body of the screen in *room* rows."""
    if finding.opened is not None:
        return _whole(look, finding, finding.opened, room)
    typed = beside(row(look.say(tr("CARI  ")), "quiet"), row(finding.text), row("█", "accent"))
    what = row(look.say(tr("nomor, kode berkas, layanan, SOP")), "quiet")
    listed = _list(look, finding, room - _DETAIL - 3)
    return (
        justify(typed, what, look.grid.width),
        rule,
        *listed,
        rule,
        *pad_rows(_detail(look, finding.marked), _DETAIL),
    )


def search_keys(finding: SearchState, serving: str | None) -> tuple[tuple[Text, Text], ...]:
    """The row of keys, while the visit of the number *serving* is served here."""
    if finding.opened is not None:
        use = tr("pakai untuk {t}").format(t=serving)
        scroll = (Text("↑↓"), tr("gulung"))
        return (scroll, (Text("→"), use)) if serving and isinstance(finding.opened, CaseShown) else (scroll,)
    return (
        (Text("↑↓"), tr("pilih")),
        (tr("ENTER"), tr("buka")),
        (Text("A-Z 0-9"), tr("cari")),
        (tr("pindai"), tr("tanda terima")),
    )


def _list(look: RenderContext, finding: SearchState, room: int) -> Rows:
    note = _asked(look, finding)
    if not finding.found:
        return pad_rows((row(_nothing(look, finding), "quiet"),), room)
    lines: list[tuple[Row, int | None]] = []
    for kind, things in groupby(enumerate(finding.found), key=lambda placed: type(placed[1])):
        lines += [*([(BLANK, None)] if lines else []), (_head(look, kind, note), None)]
        lines += [(_thing(look, thing, place == finding.cursor), place) for place, thing in things]
        note = ""
    at_row = next(n for n, (_, place) in enumerate(lines) if place == finding.cursor)
    shown = window(len(lines), room, at_row)
    return pad_rows((line for line, _ in lines[shown.start : shown.stop]), room)


def _asked(look: RenderContext, finding: SearchState) -> str:
    """Why what is found here may not be all that there is; nothing once the endpoint has answered."""
    seen = look.station.seen
    if not finding.words or isinstance(finding.answer, Found):
        return ""
    if not seen.live:
        return look.say(tr("server tidak tersambung"))
    if isinstance(finding.answer, Refused | Unreachable):
        return look.say(finding.answer.text)
    return look.say(tr("mencari .."))


def _nothing(look: RenderContext, finding: SearchState) -> str:
    if note := _asked(look, finding):
        return note[:1].upper() + note[1:]
    if read_code(finding.words):
        return look.say(tr("Kode itu tidak dikenal di kantor ini."))
    if nearly_code(finding.words):
        return look.say(
            tr("Kode itu salah ketik: bandingkan tiap huruf dan angkanya."),
        )
    return look.say(tr("Tidak ada yang memuat kata itu."))


def _head(look: RenderContext, kind: type[SearchHit], note: str) -> Row:
    """What the rows below are; standards with the digest of their catalogue, which is one on all terminals."""
    if kind is FoundVisit:
        head = look.say(tr("KUNJUNGAN HARI INI"))
    elif kind is CaseShown:
        head = look.say(tr("BERKAS"))
    else:
        head = look.say(tr("SOP", "title"))
        catalogue = look.station.seen.catalogue
        note = note or (look.say(tr("katalog {d}"), d=catalogue.digest) if catalogue else "")
    return justify(row(head, "quiet"), row(note, "quiet"), look.grid.width)


def _thing(look: RenderContext, thing: SearchHit, marked: bool) -> Row:
    arrow = row("→ " if marked else "  ", "accent")
    role: ColourRole = "accent" if marked else "text"
    if isinstance(thing, FoundVisit):
        left = beside(column(row(thing.ticket), 6), row(look.say(look.station.service_name(thing.service)), role))
        right = _said(look, thing)
    elif isinstance(thing, CaseShown):
        left = beside(column(row(thing.code), _CODE), row(look.say(thing.name), role))
        right = look.say(status_said(thing))
    else:
        count = len(thing.steps)
        steps = look.say(counted("{n} tahap  •  ", count)) if count else ""
        left, right = row(look.say(thing.name), role), f"{steps}{look.say(_KINDS[thing.kind])}"
    return justify(beside(arrow, left), row(right, "quiet"), look.grid.width)


def hit_name(look: RenderContext, thing: SearchHit) -> str:
    """What it goes by, in one word or some."""
    if isinstance(thing, FoundVisit):
        return thing.ticket
    return thing.code if isinstance(thing, CaseShown) else look.say(thing.name)


def _said(look: RenderContext, visit: FoundVisit) -> str:
    """How things are with a visit."""
    here = look.station.document.id if look.station.document else None
    where = look.say(tr("loket ini")) if visit.counter == here else ""
    where = where or (look.say(tr("loket {c}"), c=visit.counter) if visit.counter else "")
    time = look.clock(visit.since) if visit.since else ""
    if visit.state == "ended":
        ended = look.say(OUTCOMES[visit.outcome]) if visit.outcome else look.say(tr("tidak berlaku", "visit"))
        return ", ".join(filter(None, (f"{ended} {time}".strip(), where)))
    if visit.state == "waiting":
        minutes = look.minutes(int((look.now - visit.since).total_seconds())) if visit.since else ""
        return look.say(tr("menunggu {m}"), m=minutes).strip()
    said = {
        "called": tr("dipanggil ke {c}"),
        "serving": tr("dilayani di {c}"),
        "parked": tr("tertunda di {c} sejak {t}"),
        "absent": tr("tidak hadir di {c} {t}"),
    }[visit.state]
    return look.say(said.format(c=where, t=time))


def _detail(look: RenderContext, thing: SearchHit | None) -> Iterator[Row]:
    """What is known of the one under the cursor."""
    if isinstance(thing, FoundVisit):
        name = row(look.say(look.station.service_name(thing.service)))
        yield beside(column(row(thing.ticket, "call"), _NUMBER), name)
        yield at(row(_where(look, thing)), _NUMBER)
        yield at(row(_at_step(look, thing)), _NUMBER)
    elif isinstance(thing, CaseShown):
        yield beside(row(thing.code, "call"), row(f"  {look.say(thing.name)}"))
        told = [f"{label}: {says}" for label, says in case_said(thing, look.zone, look.language)]
        yield from map(row, wrap("  •  ".join(told), look.grid.width, _DETAIL - 1))
    elif thing is not None:
        yield row(look.say(thing.name))
        yield row("  •  ".join(_figures(look, thing)) or look.say(_life(thing)), "quiet")


def _where(look: RenderContext, visit: FoundVisit) -> str:
    if visit.ahead is None or visit.queue is None:
        said = _said(look, visit)
        return said[:1].upper() + said[1:]
    place = tr("Menunggu ke-{n} di antrean {q}")
    return look.say(place.format(n=visit.ahead + 1, q=visit.queue))


def _at_step(look: RenderContext, visit: FoundVisit) -> str:
    if visit.step is None or visit.place is None or visit.steps is None:
        return ""
    name = look.say(look.station.step_name(visit, visit.step))
    return look.say(tr("Tahap {n} dari {m}: {s}"), n=visit.place, m=visit.steps, s=name)


def _whole(look: RenderContext, finding: SearchState, opened: ShownSop | CaseShown, room: int) -> Rows:
    lines = tuple(_case(look, opened) if isinstance(opened, CaseShown) else _sop(look, opened))
    start = min(finding.scrolled, max(0, len(lines) - room))
    below = len(lines) - start - room
    if below <= 0:
        return pad_rows(lines[start:], room)
    more = row(look.say(tr("    +{n} baris lagi"), n=below + 1), "quiet")
    return (*lines[start : start + room - 1], more)


def _case(look: RenderContext, case: CaseShown) -> Iterator[Row]:
    """All that terminals may know of a case."""
    width = look.grid.width
    yield beside(row(case.code, "call"), row(f"  {look.say(case.name)}"))
    yield BLANK
    for label, says in case_said(case, look.zone, look.language):
        first, *others = wrap(says, width - _LABEL, 3) or ("",)
        yield beside(column(row(label, "quiet"), _LABEL), row(first))
        yield from (at(row(line), _LABEL) for line in others)
    if case.done:
        yield from (BLANK, row(look.say(tr("TAHAP SELESAI")), "quiet"))
    for step, when in case.done.items():
        day = short_date(when.astimezone(look.zone).date(), look.language)
        name = row(look.say(look.station.step_name(case, step)))
        yield justify(at(name, _INDENT), row(f"{day} {look.clock(when)}", "quiet"), width)


def _sop(look: RenderContext, sop: ShownSop) -> Iterator[Row]:
    """All that terminals know of a standard."""
    width = look.grid.width
    yield from (row(line) for line in wrap(look.say(sop.name).upper(), width, 2))
    words = look.say(
        tr("SOP {k}, {l}, isi {d}"),
        k=look.say(_KINDS[sop.kind]),
        l=_life(sop),
        d=sop.digest,
    )
    yield row(words, "quiet")
    yield from (row(figure) for figure in _figures(look, sop))
    yield BLANK
    yield row(look.say(tr("TAHAP")), "quiet")
    for number, step in enumerate(sop.steps, 1):
        left = beside(column(row(f"{number:>2}"), _INDENT), row(look.say(step.name)))
        yield justify(left, row(fit(", ".join(map(look.say, step.actors)), width // 3), "quiet"), width)
    if sop.requirements:
        yield from (BLANK, row(look.say(tr("YANG DIBAWA")), "quiet"))
    for paper in sop.requirements:
        words = look.say(paper.name) + (look.say(tr(" (bila perlu)")) if paper.if_needed else "")
        for n, line in enumerate(wrap(words, width - _INDENT, 2)):
            yield row(("  • " if n == 0 else "    ") + line)
    for head, text in ((tr("PRODUK"), sop.product), (tr("PENGADUAN"), sop.complaint)):
        if text:
            yield from (BLANK, row(look.say(head), "quiet"))
            yield from (row("    " + line) for line in wrap(look.say(text), width - _INDENT, 3))


def _life(sop: ShownSop) -> Text:
    return tr("disahkan") if sop.approved else tr("belum disahkan")


def _figures(look: RenderContext, sop: ShownSop) -> Iterator[str]:
    """The promises and the cost."""
    for each in sop.promises:
        yield look.say(each.said)
    if sop.fee_from is not None:
        yield look.say(tr("mulai {r}"), r=rupiah(sop.fee_from)) if sop.fee_from else look.say(tr("gratis"))
