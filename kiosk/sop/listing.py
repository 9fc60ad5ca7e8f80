"""Standards as plain text for a terminal: all of them in a list, and one in full."""

import textwrap
from collections.abc import Iterable, Iterator
from typing import Final

from kiosk.language import Language, Text, long_date, rupiah
from kiosk.sop.model import Fee, FeeStatus, Kind, Length, Life, Patch, PatchReason, Promise, Sop, Step, Unit, Where
from kiosk.sop.pack import Pack

WIDTH: Final = 79
"""Columns of a line: one less than a terminal has, since some wrap after the last."""

_LABEL = 14
_KINDS: Final[dict[Kind, Text]] = {
    "kantor": Text("SOP kantor", "office SOP"),
    "pusat": Text("SOP pusat", "national SOP"),
    "inovasi": Text("SOP inovasi", "innovation SOP"),
}
_LIVES: Final[dict[Life, Text]] = {
    "konsep": Text("konsep", "draft"),
    "uji-coba": Text("uji coba", "on trial"),
    "disahkan": Text("disahkan", "approved"),
    "berlaku": Text("berlaku", "in force"),
    "dicabut": Text("dicabut", "withdrawn"),
}
_PLACES: Final[dict[Where, Text]] = {
    "applicant": Text("pemohon", "applicant"),
    "counter": Text("loket", "counter"),
    "back-office": Text("dalam", "inside"),
    "collection": Text("penyerahan", "collection"),
}
_UNITS: Final[dict[Unit, Text]] = {
    "working-days": Text("hari kerja", "working days"),
    "days": Text("hari", "days"),
    "hours": Text("jam", "hours"),
    "minutes": Text("menit", "minutes"),
    "same-day": Text("hari yang sama", "the same day"),
}
_STATUSES: Final[dict[FeeStatus, Text]] = {
    "current": Text("berlaku", "current"),
    "secondary": Text("dari sumber kedua", "from a secondary source"),
    "derived": Text("dihitung sendiri", "worked out by ourselves"),
    "superseded": Text("tarif lama", "superseded"),
    "unknown": Text("tidak diketahui", "unknown"),
}
_REASONS: Final[dict[PatchReason, Text]] = {
    "regulation": Text("aturan", "regulation"),
    "constraint": Text("keadaan kantor", "constraint"),
}
_NOT_SHOWN = Text("tidak tampil di papan", "not on the board")
_UNSOURCED = Text("tanpa sumber, tidak tampil di papan", "no source, not on the board")


def pack_lines(pack: Pack, language: Language) -> Iterator[str]:
    """Every SOP on a line or two, under its kind."""
    wide = max((len(name) for name in pack.sops), default=0) + 2
    for kind, words in _KINDS.items():
        sops = [sop for sop in pack.sops.values() if sop.kind == kind]
        if sops:
            yield from ("", words[language].upper())
        for sop in sops:
            queue = pack.office.queue_of(sop.id)
            line = f"{sop.name[language]}; {_LIVES[sop.file.life][language]}"
            if queue:
                line += "; " + Text("antrean {l}", "queue {l}").format(l=queue.letter)[language]
            yield from _hanging(f"  {sop.id:{wide}}", line)


def sop_lines(sop: Sop, language: Language) -> Iterator[str]:
    """All that one SOP says; what the public does not see is marked."""
    yield from _wrapped(sop.name[language].upper())
    yield from _wrapped(f"{sop.id}, {_KINDS[sop.kind][language]}, {_LIVES[sop.file.life][language]}, {sop.digest}")
    yield from _identity(sop, language)
    yield from _section(Text("JANJI", "PROMISE"), language, (_promise(sop, p, language) for p in sop.promises))
    yield from _section(Text("BIAYA", "FEES"), language, (_fee(fee, language) for fee in sop.fees))
    papers = (
        (Text("bila perlu: ", "if needed: ")[language] if paper.if_needed else "") + paper.name[language]
        for paper in sop.requirements
    )
    yield from _section(Text("YANG DIBAWA", "WHAT TO BRING"), language, papers)
    yield from _steps(sop, language)
    patches = (_patch(patch, language) for patch in sop.file.patch)
    yield from _section(Text("BEDANYA DARI {b}", "DIFFERS FROM {b}").format(b=sop.file.extends), language, patches)
    yield from _sources(sop, language)


def _identity(sop: Sop, language: Language) -> Iterator[str]:
    file = sop.file
    dates = (
        (Text("dibuat", "made"), file.created),
        (Text("direvisi", "revised"), file.revised),
        (Text("efektif", "effective"), file.effective),
        (Text("ditinjau", "review"), file.review),
    )
    rows: tuple[tuple[Text, str | None], ...] = (
        (Text("Nomor", "Number"), file.number),
        (Text("Tanggal", "Dates"), "; ".join(f"{w[language]} {long_date(d, language)}" for w, d in dates if d)),
        (Text("Pemohon", "For"), file.audience),
        (Text("Unit", "Unit"), Text(file.unit.id, file.unit.en)[language] if file.unit else None),
        (Text("Dasar hukum", "Legal basis"), "; ".join(file.legal_basis)),
        (Text("Lanjutan dari", "Continues"), file.continues),
        (Text("Produk", "Product"), _said(file.product, language)),
        (Text("Diambil", "Collect"), _within(file.collect_within, language)),
        (Text("Pengaduan", "Complaints"), _said(file.complaint, language)),
        (Text("Catatan", "Note"), _said(file.note, language)),
    )
    filled = [(label, words) for label, words in rows if words]
    if filled:
        yield ""
    for label, words in filled:
        yield from _hanging(f"{label[language]:{_LABEL}}", words)


def _steps(sop: Sop, language: Language) -> Iterator[str]:
    """The step table; a step that screens show has its number there in brackets."""
    shown = {step.id: number for number, step in enumerate(sop.visit_steps, 1)}
    head = Text("TAHAP (dalam kurung: nomornya di layar)", "STEPS (in brackets: its number on the screens)")
    yield from ("", head[language])
    for number, step in enumerate(sop.steps, 1):
        mark = f"[{shown[step.id]}]" if step.id in shown else ""
        yield from _hanging(f"{number:>4} {mark:4} {_PLACES[step.where][language]:11}", step.name[language])
        yield from _hanging(" " * 21, _step(step, sop, language))


def _step(step: Step, sop: Sop, language: Language) -> str:
    parts = [", ".join(step.actors)]
    if step.output:
        parts.append(Text("hasil: {o}", "output: {o}").format(o=step.output)[language])
    if step.minutes is not None:
        unsourced = "" if step.minutes_source else f" ({_UNSOURCED[language]})"
        parts.append(Text("{m} menit", "{m} minutes").format(m=step.minutes)[language] + unsourced)
    if step.limit:
        parts.append(Text("batas {l}", "limit {l}").format(l=_length(step.limit, language))[language])
    if step.opens_case:
        parts.append(Text("berkas dibuka", "opens the case")[language])
    if step.no:
        target = sop.step(step.no)
        back = Text("dikembalikan", "returned") if target is None else target.short or target.name
        parts.append(Text("bila tidak: {b}", "if not: {b}").format(b=back)[language])
    if step.note:
        parts.append(step.note[language])
    return "; ".join(part for part in parts if part) + _cited(step.source)


def _promise(sop: Sop, promise: Promise, language: Language) -> str:
    value = str(promise.max) if promise.min is None else f"{promise.min}-{promise.max}"
    length = _UNITS[promise.unit][language]
    words = length if promise.unit == "same-day" else f"{value} {length}"
    if promise.cutoff:
        words += Text(", masuk sebelum {t}", ", in by {t}").format(t=f"{promise.cutoff:%H.%M}")[language]
    words += Text(" sejak {f}", " from {f}").format(f=promise.from_text)[language]
    end = sop.step(promise.to_step)
    if end:
        words += Text(" sampai: {e}", " to: {e}").format(e=end.short or end.name)[language]
    if promise.stops:
        words += Text("; tidak termasuk {s}", "; not counting {s}").format(s=", ".join(promise.stops))[language]
    words += f"; {promise.basis}" if promise.basis else ""
    return words + (_cited(promise.source) or f" ({_UNSOURCED[language]})")


def _fee(fee: Fee, language: Language) -> str:
    amount = "?" if fee.amount is None else rupiah(fee.amount)
    words = f"{amount}  {fee.name[language]}; {fee.basis + '; ' if fee.basis else ''}{_STATUSES[fee.status][language]}"
    if not fee.source:
        return f"{words} ({_UNSOURCED[language]})"
    shown = fee.status == "current"
    return words + ("" if shown else f" ({_NOT_SHOWN[language]})") + _cited(fee.source)


def _patch(patch: Patch, language: Language) -> str:
    place = patch.step or patch.requirement
    added = patch.add or patch.add_requirement
    if added:
        act = Text("sesudah {p}: ditambah {a}", "after {p}: {a} added").format(p=place, a=added.id)
    else:
        act = Text("{p}: dihapus", "{p}: dropped") if patch.drop else Text("{p}: diubah", "{p}: changed")
        act = act.format(p=place)
    return f"{act[language]} ({_REASONS[patch.reason][language]}). {patch.note[language]}"


def _sources(sop: Sop, language: Language) -> Iterator[str]:
    if sop.file.source:
        yield from ("", Text("SUMBER", "SOURCES")[language])
    for key, address in sop.file.source.items():
        yield f"  [{key}]"
        yield f"    {address}"  # whole, however wide, so that it can be copied


def _section(head: Text, language: Language, rows: Iterable[str]) -> Iterator[str]:
    listed = list(rows)
    if listed:
        yield from ("", head[language])
    for row in listed:
        yield from _hanging("  - ", row)


def _said(text: Text | None, language: Language) -> str | None:
    return text[language] if text else None


def _within(length: Length | None, language: Language) -> str | None:
    if length is None:
        return None
    return Text("dalam {l}", "within {l}").format(l=_length(length, language))[language] + _cited(length.source)


def _length(length: Length, language: Language) -> str:
    return f"{length.value} {_UNITS[length.unit][language]}"


def _cited(source: str | None) -> str:
    return f" [{source}]" if source else ""


def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(words, WIDTH) or [""]


def _hanging(label: str, words: str) -> list[str]:
    """*words* beside *label*, further lines under their beginning."""
    return textwrap.wrap(words, WIDTH, initial_indent=label, subsequent_indent=" " * len(label)) or [label.rstrip()]
