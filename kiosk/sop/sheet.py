"""Standards as plain text for a terminal: one in full, marking what the public does not see, and all on a line each."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from attrs import evolve

from kiosk.sop.labels import (
    INTERNAL_LABELS,
    KEY_LABELS,
    KIND_LABELS,
    LIFE_LABELS,
    OURS_LABELS,
    PLACE_LABELS,
    REASON_LABELS,
    ROLE_LABELS,
    STATUS_LABELS,
    SYMBOL_LABELS,
    UNSOURCED,
    fee_text,
    joined_texts,
    length_text,
    promise_text,
    value_text,
)
from kiosk.sop.layout import hanging_lines, section, wrap_text
from kiosk.sop.model import Sop, SopFile, Team
from kiosk.sop.pack import Pack
from kiosk.sop.rows import Fee, Patch, Promise, Step
from kiosk.sop.variation import ROWS, act_keys
from kiosk.text.duration import duration_text
from kiosk.text.language import Language, Text, tr

Term = Callable[[str], Text]
"""From an official word to that word with its English."""

_LABEL: Final = 15

_KEYS: Final = (
    "short",
    "known_as",
    "number",
    "created",
    "effective",
    "review",
    "revision",
    "approved_by",
    "unit",
    "team",
    "audience",
    "legal_basis",
    "qualification",
    "related",
    "continues",
    "equipment",
    "warning",
    "record",
    "product",
    "collect_within",
    "complaint",
)
"""What stands above the public part, in the order of the official form."""


def sop_lines(sop: Sop, language: Language, term: Term = Text) -> Iterator[str]:
    """All that one SOP says; *term* gives the English of words that it says in Indonesian only."""
    file = sop.file
    yield from wrap_text(sop.name[language].upper())
    yield from wrap_text(
        f"{sop.id}, {KIND_LABELS[sop.kind][language]}, {LIFE_LABELS[sop.life][language]}, {sop.digest}"
    )
    yield from _identity(file, language, term)
    for title, note in ((tr("RUANG LINGKUP"), file.scope), (tr("RINGKASAN"), file.summary)):
        if note:
            yield from ("", title[language], *hanging_lines("  ", note[language]))
    definitions = (f"{each.term}: {each.meaning[language]}" for each in file.definition)
    yield from section(tr("PENGERTIAN")[language], definitions)
    yield from section(tr("JANJI")[language], (_promise(sop, p, term)[language] for p in file.promise))
    yield from section(tr("BIAYA")[language], (_fee(fee, term)[language] for fee in file.fee))
    needed = tr("bila perlu: ")[language]
    papers = ((needed if paper.if_needed else "") + paper.name[language] for paper in file.requirement)
    yield from section(tr("YANG DIBAWA")[language], papers)
    yield from _steps(sop, language, term)
    internal = ((name, getattr(file.internal, key, None)) for key, name in INTERNAL_LABELS.items())
    rows = (f"{name[language]}: {words[language]}" for name, words in internal if words)
    yield from section(tr("PENGELOLAAN INTERNAL")[language], rows)
    head = tr("BEDANYA DARI {b}").format(b=file.extends)[language]
    yield from section(head, (_patch(patch)[language] for patch in file.patch))
    yield from section(tr("CATATAN")[language], (note[language] for note in file.note))
    yield from section(tr("DARI KAMI, TIDAK DITERBITKAN")[language], (OURS_LABELS[o][language] for o in file.ours))
    if file.source:
        yield from ("", tr("SUMBER")[language])
    for key, address in file.source.items():
        yield from (f"  [{key}]", f"    {address}")  # whole, however wide, so that it can be copied


def pack_lines(pack: Pack, language: Language) -> Iterator[str]:
    """Every SOP on a line or two, under its kind."""
    wide = max((len(name) for name in pack.sops), default=0) + 2
    for kind, words in KIND_LABELS.items():
        sops = [sop for sop in pack.sops.values() if sop.kind == kind]
        if sops:
            yield from ("", words[language].upper())
        for sop in sops:
            queue = pack.office.queue_of(sop.id)
            line = f"{sop.name[language]}; {LIFE_LABELS[sop.life][language]}"
            if queue:
                line += "; " + tr("antrean {l}").format(l=queue.letter)[language]
            yield from hanging_lines(f"  {sop.id:{wide}}", line)


def _identity(file: SopFile, language: Language, term: Term) -> Iterator[str]:
    """The identity block and the rest that stands once: a line for each key that says something."""
    rows = {key: value_text(key, getattr(file, key)) for key in _KEYS if getattr(file, key)}
    if file.unit:
        rows["unit"] = value_text("unit", evolve(file.unit, en=file.unit.en or term(file.unit.id).en))
    if file.audience:
        rows["audience"] = term(file.audience)
    if file.team:
        rows["team"] = _team(file.team, file.source)
    if rows:
        yield ""
    for key, words in rows.items():
        yield from hanging_lines(f"{KEY_LABELS[key][language].capitalize():{_LABEL}}", words[language])


def _team(team: Team, sources: Mapping[str, str]) -> Text:
    """The decree, by the words that the file's sources give it, and the members."""
    decree = [Text(sources.get(team.decree, team.decree))] if team.decree else []
    return joined_texts([*decree, *(value_text("member", member) for member in team.member)], "; ")


def _steps(sop: Sop, language: Language, term: Term) -> Iterator[str]:
    """The step table; a step that screens show has its number there in brackets."""
    shown = {step.id: number for number, step in enumerate(sop.visit_steps, 1)}
    yield from ("", tr("TAHAP (dalam kurung: nomornya di layar)")[language])
    for number, step in enumerate(sop.steps, 1):
        mark = f"[{shown[step.id]}]" if step.id in shown else ""
        yield from hanging_lines(f"{number:>4} {mark:4} {PLACE_LABELS[step.where][language]:11}", step.name[language])
        details = "; ".join(part[language] for part in _step(step, sop, term))
        yield from hanging_lines(" " * 21, details + _citation(step.source))


def _step(step: Step, sop: Sop, term: Term) -> Iterator[Text]:
    """The rest of a row: its symbol, actors, quality standard and remarks."""
    unit = Text(" ({u})").format(u=term(step.unit)) if step.unit else Text("")
    yield Text("{s}, {a}{u}").format(
        s=SYMBOL_LABELS[step.symbol], a=joined_texts(list(map(term, step.actors)), ", "), u=unit
    )
    if step.inputs:
        yield tr("kelengkapan: {i}").format(i=joined_texts([term(each) for each in step.inputs], ", "))
    if step.minutes is not None:
        words = tr("{m} menit{c}").format(m=step.minutes, c=_citation(step.minutes_source))
        yield words if step.public_minutes else _add_mark(words, UNSOURCED)
    if step.observed:
        seen, source = step.observed, _citation(step.observed.source)
        yield tr("terlihat {l}-{h} menit, bukan standar{c}").format(l=seen.low, h=seen.high, c=source)
    if step.output:
        yield tr("hasil: {o}").format(o=term(step.output))
    if step.limit:
        yield tr("batas {l}{c}").format(l=length_text(step.limit), c=_citation(step.limit.source))
    if step.opens_case:
        yield tr("berkas dibuka")
    if step.no:
        target = sop.step(step.no)
        back = tr("dikembalikan") if target is None else target.short or target.name
        yield tr("bila tidak: {b}").format(b=back)
    yield from (
        note for note in (step.note, step.limit and step.limit.note, step.observed and step.observed.note) if note
    )


def _promise(sop: Sop, promise: Promise, term: Term) -> Text:
    words = promise_text(promise)
    end = sop.step(promise.to_step)
    if end:
        words = tr("{w} sampai: {e}").format(w=words, e=end.short or end.name)
    if promise.parts:
        parts = " + ".join(map(str, promise.parts))
        words = _add_mark(words, Text(parts))
    if promise.stops:
        stops = joined_texts([term(stop) for stop in promise.stops], ", ")
        words = tr("{w}; tidak termasuk {s}").format(w=words, s=stops)
    if promise.basis:
        words = Text("{w}; {b}").format(w=words, b=term(promise.basis))
    words = _with_source(words, promise)
    for other in promise.alternative:
        value = Text("?") if other.max is None else duration_text(other.max, other.unit, other.min)
        other_text = tr("{v} sejak {f}{c}").format(v=value, f=other.from_text, c=_citation(other.source))
        words = tr("{w}; sumber lain: {o}").format(w=words, o=other_text)
    return Text("{w}. {n}").format(w=words, n=promise.note) if promise.note else words


def _fee(fee: Fee, term: Term) -> Text:
    basis = Text("{b}; ").format(b=term(fee.basis)) if fee.basis else Text("")
    role = tr("{r}, selalu").format(r=ROLE_LABELS[fee.role]) if fee.always else ROLE_LABELS[fee.role]
    status = STATUS_LABELS[fee.status]
    words = Text("{a}  {n}; {r}; {b}{s}").format(a=fee_text(fee), n=fee.name, r=role, b=basis, s=status)
    words = _with_source(words, fee)
    return Text("{w}. {n}").format(w=words, n=fee.note) if fee.note else words


def _with_source(words: Text, figure: Promise | Fee) -> Text:
    """*words* with the figure's source, and whether the public sees it."""
    if not figure.source:
        return _add_mark(words, UNSOURCED)
    shown = words if figure.status == "current" else _add_mark(words, tr("tidak tampil di papan"))
    return Text("{w}{c}").format(w=shown, c=_citation(figure.source))


def _add_mark(words: Text, mark: Text) -> Text:
    return Text("{w} ({m})").format(w=words, m=mark)


def _patch(patch: Patch) -> Text:
    """What a patch does, and why."""
    key = next(key for key in ROWS if getattr(patch, key) is not None)
    add, change = act_keys(key)
    place = getattr(patch, key) + (f"..{patch.until}" if patch.until else "")
    added = ", ".join(row.id or row.name.id for row in getattr(patch, add))
    if getattr(patch, change) is not None:
        act = tr("{p}: diubah")
    elif patch.drop and added:
        act = tr("{p}: diganti {a}")
    elif patch.drop:
        act = tr("{p}: dihapus")
    else:
        act = tr("sesudah {p}: ditambah {a}")
    act = act.format(p=place, a=added)
    return Text("{act} ({r}). {n}").format(act=act, r=REASON_LABELS[patch.reason], n=patch.note)


def _citation(source: str | None) -> str:
    return f" [{source}]" if source else ""
