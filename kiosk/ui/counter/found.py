"""The screen of finding: the words typed, what they find and, opened, a whole standard or case."""

from collections.abc import Iterator
from itertools import groupby

from kiosk.code import nearly_code, read_code
from kiosk.feed.answer import Refused, Unreachable
from kiosk.language import Text, rupiah, short_date
from kiosk.length import promise_said
from kiosk.text import fit
from kiosk.ui.counter.finding import Finding, Thing
from kiosk.ui.counter.look import Look
from kiosk.ui.counter.words import OUTCOMES
from kiosk.ui.counter.work import window
from kiosk.ui.rows import BLANK, Role, Row, Rows, at, beside, column, ends, filled, row, wrapped
from kiosk.wire.case import CaseShown
from kiosk.wire.case_said import case_said, status_said
from kiosk.wire.catalogue import ShownSop
from kiosk.wire.search import Found, FoundVisit

_KINDS = {
    "kantor": Text("kantor", "office"),
    "pusat": Text("pusat", "national"),
    "inovasi": Text("inovasi", "innovation"),
}
_DETAIL = 3
_INDENT = 4
_NUMBER = 8
_CODE = 13
_LABEL = 24
"""Columns of what stands before a line."""


def found_rows(look: Look, finding: Finding, rule: Row, room: int) -> Rows:
    """The body of the screen in *room* rows."""
    if finding.opened is not None:
        return _whole(look, finding, finding.opened, room)
    typed = beside(row(look.say("CARI  ", "FIND  "), "quiet"), row(finding.text), row("█", "accent"))
    what = row(look.say("nomor, kode berkas, layanan, SOP", "number, code of a case, service, standard"), "quiet")
    listed = _list(look, finding, room - _DETAIL - 3)
    return (ends(typed, what, look.grid.width), rule, *listed, rule, *filled(_detail(look, finding.marked), _DETAIL))


def found_keys(finding: Finding, serving: str | None) -> tuple[tuple[Text, Text], ...]:
    """The row of keys, while the visit of the number *serving* is served here."""
    if finding.opened is not None:
        use = Text("pakai untuk {t}", "use it for {t}").format(t=serving)
        scroll = (Text("↑↓"), Text("gulung", "scroll"))
        return (scroll, (Text("→"), use)) if serving and isinstance(finding.opened, CaseShown) else (scroll,)
    return (
        (Text("↑↓"), Text("pilih", "choose")),
        (Text("ENTER", "ENTER"), Text("buka", "open")),
        (Text("A-Z 0-9", "A-Z 0-9"), Text("cari", "find")),
        (Text("pindai", "scan"), Text("tanda terima", "a receipt")),
    )


def _list(look: Look, finding: Finding, room: int) -> Rows:
    note = _asked(look, finding)
    if not finding.found:
        return filled((row(_nothing(look, finding), "quiet"),), room)
    lines: list[tuple[Row, int | None]] = []
    for kind, things in groupby(enumerate(finding.found), key=lambda placed: type(placed[1])):
        lines += [*([(BLANK, None)] if lines else []), (_head(look, kind, note), None)]
        lines += [(_thing(look, thing, place == finding.cursor), place) for place, thing in things]
        note = ""
    at_row = next(n for n, (_, place) in enumerate(lines) if place == finding.cursor)
    shown = window(len(lines), room, at_row)
    return filled((line for line, _ in lines[shown.start : shown.stop]), room)


def _asked(look: Look, finding: Finding) -> str:
    """Why what is found here may not be all that there is; nothing once the endpoint has answered."""
    seen = look.station.seen
    if not finding.words or isinstance(finding.answer, Found):
        return ""
    if not seen.live:
        return look.say("server tidak tersambung", "the server is not connected")
    if isinstance(finding.answer, Refused | Unreachable):
        return look.of(finding.answer.text)
    return look.say("mencari ..", "searching ..")


def _nothing(look: Look, finding: Finding) -> str:
    if note := _asked(look, finding):
        return note[:1].upper() + note[1:]
    if read_code(finding.words):
        return look.say("Kode itu tidak dikenal di kantor ini.", "This office knows no such code.")
    if nearly_code(finding.words):
        return look.say(
            "Kode itu salah ketik: bandingkan tiap huruf dan angkanya.",
            "That code has a slip in it: compare each letter and digit.",
        )
    return look.say("Tidak ada yang memuat kata itu.", "Nothing speaks of that.")


def _head(look: Look, kind: type[Thing], note: str) -> Row:
    """What the rows below are; standards with the digest of their catalogue, which is one on all terminals."""
    if kind is FoundVisit:
        head = look.say("KUNJUNGAN HARI INI", "VISITS OF TODAY")
    elif kind is CaseShown:
        head = look.say("BERKAS", "CASES")
    else:
        head = look.say("SOP", "STANDARDS")
        catalogue = look.station.seen.catalogue
        note = note or (look.say("katalog {d}", "catalogue {d}", d=catalogue.digest) if catalogue else "")
    return ends(row(head, "quiet"), row(note, "quiet"), look.grid.width)


def _thing(look: Look, thing: Thing, marked: bool) -> Row:
    arrow = row("→ " if marked else "  ", "accent")
    role: Role = "accent" if marked else "text"
    if isinstance(thing, FoundVisit):
        left = beside(column(row(thing.ticket), 6), row(look.of(look.station.service_name(thing.service)), role))
        right = _said(look, thing)
    elif isinstance(thing, CaseShown):
        left = beside(column(row(thing.code), _CODE), row(look.of(thing.name), role))
        right = look.of(status_said(thing))
    else:
        count = len(thing.steps)
        steps = (
            look.say("{n} tahap  •  ", "{n} step  •  " if count == 1 else "{n} steps  •  ", n=count) if count else ""
        )
        left, right = row(look.of(thing.name), role), f"{steps}{look.of(_KINDS[thing.kind])}"
    return ends(beside(arrow, left), row(right, "quiet"), look.grid.width)


def named(look: Look, thing: Thing) -> str:
    """What it goes by, in one word or some."""
    if isinstance(thing, FoundVisit):
        return thing.ticket
    return thing.code if isinstance(thing, CaseShown) else look.of(thing.name)


def _said(look: Look, visit: FoundVisit) -> str:
    """How things are with a visit."""
    here = look.station.document.id if look.station.document else None
    where = look.say("loket ini", "this counter") if visit.counter == here else ""
    where = where or (look.say("loket {c}", "counter {c}", c=visit.counter) if visit.counter else "")
    time = look.clock(visit.since) if visit.since else ""
    if visit.state == "ended":
        ended = look.of(OUTCOMES[visit.outcome]) if visit.outcome else look.say("tidak berlaku", "no longer valid")
        return ", ".join(filter(None, (f"{ended} {time}".strip(), where)))
    if visit.state == "waiting":
        minutes = look.minutes(int((look.now - visit.since).total_seconds())) if visit.since else ""
        return look.say("menunggu {m}", "waits {m}", m=minutes).strip()
    said = {
        "called": Text("dipanggil ke {c}", "called to {c}"),
        "serving": Text("dilayani di {c}", "served at {c}"),
        "parked": Text("tertunda di {c} sejak {t}", "parked at {c} since {t}"),
        "absent": Text("tidak hadir di {c} {t}", "absent at {c} {t}"),
    }[visit.state]
    return look.of(said.format(c=where, t=time))


def _detail(look: Look, thing: Thing | None) -> Iterator[Row]:
    """What is known of the one under the cursor."""
    if isinstance(thing, FoundVisit):
        name = row(look.of(look.station.service_name(thing.service)))
        yield beside(column(row(thing.ticket, "call"), _NUMBER), name)
        yield at(row(_where(look, thing)), _NUMBER)
        yield at(row(_at_step(look, thing)), _NUMBER)
    elif isinstance(thing, CaseShown):
        yield beside(row(thing.code, "call"), row(f"  {look.of(thing.name)}"))
        told = [f"{label}: {says}" for label, says in case_said(thing, look.zone, look.language)]
        yield from map(row, wrapped("  •  ".join(told), look.grid.width, _DETAIL - 1))
    elif thing is not None:
        yield row(look.of(thing.name))
        yield row("  •  ".join(_figures(look, thing)) or look.of(_life(thing)), "quiet")


def _where(look: Look, visit: FoundVisit) -> str:
    if visit.ahead is None or visit.queue is None:
        said = _said(look, visit)
        return said[:1].upper() + said[1:]
    place = Text("Menunggu ke-{n} di antrean {q}", "Number {n} in the line of queue {q}")
    return look.of(place.format(n=visit.ahead + 1, q=visit.queue))


def _at_step(look: Look, visit: FoundVisit) -> str:
    if visit.step is None or visit.place is None or visit.steps is None:
        return ""
    name = look.of(look.station.step_name(visit, visit.step))
    return look.say("Tahap {n} dari {m}: {s}", "Step {n} of {m}: {s}", n=visit.place, m=visit.steps, s=name)


def _whole(look: Look, finding: Finding, opened: ShownSop | CaseShown, room: int) -> Rows:
    lines = tuple(_case(look, opened) if isinstance(opened, CaseShown) else _sop(look, opened))
    start = min(finding.scrolled, max(0, len(lines) - room))
    below = len(lines) - start - room
    if below <= 0:
        return filled(lines[start:], room)
    more = row(look.say("    +{n} baris lagi", "    +{n} more rows", n=below + 1), "quiet")
    return (*lines[start : start + room - 1], more)


def _case(look: Look, case: CaseShown) -> Iterator[Row]:
    """All that terminals may know of a case."""
    width = look.grid.width
    yield beside(row(case.code, "call"), row(f"  {look.of(case.name)}"))
    yield BLANK
    for label, says in case_said(case, look.zone, look.language):
        first, *others = wrapped(says, width - _LABEL, 3) or ("",)
        yield beside(column(row(label, "quiet"), _LABEL), row(first))
        yield from (at(row(line), _LABEL) for line in others)
    if case.done:
        yield from (BLANK, row(look.say("TAHAP SELESAI", "STEPS DONE"), "quiet"))
    for step, when in case.done.items():
        day = short_date(when.astimezone(look.zone).date(), look.language)
        name = row(look.of(look.station.step_name(case, step)))
        yield ends(at(name, _INDENT), row(f"{day} {look.clock(when)}", "quiet"), width)


def _sop(look: Look, sop: ShownSop) -> Iterator[Row]:
    """All that terminals know of a standard."""
    width = look.grid.width
    yield from (row(line) for line in wrapped(look.of(sop.name).upper(), width, 2))
    words = look.say(
        "SOP {k}, {l}, isi {d}",
        "{k} standard, {l}, content {d}",
        k=look.of(_KINDS[sop.kind]),
        l=_life(sop),
        d=sop.digest,
    )
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
