"""One standard in full as plain text for a terminal: the whole document, what the public does not see being marked."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from attrs import evolve

from kiosk.language import Language, Text
from kiosk.length import length_said
from kiosk.sop.document import Internal, Team
from kiosk.sop.lines import hanging, section, wrapped
from kiosk.sop.model import Sop, SopFile
from kiosk.sop.patch import Patch
from kiosk.sop.row import Alternative, Fee, Promise, Step
from kiosk.sop.said import joined, label, said
from kiosk.sop.variation import ROWS, act_keys
from kiosk.sop.words import (
    INTERNAL,
    KINDS,
    LIVES,
    NOT_SHOWN,
    OURS,
    PLACES,
    REASONS,
    ROLES,
    STATUSES,
    SYMBOLS,
    UNSOURCED,
    cost,
    length,
    promised,
)

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
    yield from wrapped(sop.name[language].upper())
    yield from wrapped(f"{sop.id}, {KINDS[sop.kind][language]}, {LIVES[sop.life][language]}, {sop.digest}")
    yield from _identity(file, language, term)
    yield from _about(file, language)
    yield from section(Text("JANJI", "PROMISE")[language], (_promise(sop, p, term)[language] for p in sop.promises))
    yield from section(Text("BIAYA", "FEES")[language], (_fee(fee, term)[language] for fee in sop.fees))
    needed = Text("bila perlu: ", "if needed: ")[language]
    papers = ((needed if paper.if_needed else "") + paper.name[language] for paper in sop.requirements)
    yield from section(Text("YANG DIBAWA", "WHAT TO BRING")[language], papers)
    yield from _steps(sop, language, term)
    if file.internal:
        head = Text("PENGELOLAAN INTERNAL", "INTERNAL MANAGEMENT")[language]
        yield from section(head, (row[language] for row in _internal(file.internal)))
    head = Text("BEDANYA DARI {b}", "DIFFERS FROM {b}").format(b=file.extends)[language]
    yield from section(head, (patch_words(patch)[language] for patch in file.patch))
    yield from section(Text("CATATAN", "NOTES")[language], (note[language] for note in file.note))
    ours = (OURS[part][language] for part in file.ours)
    yield from section(Text("DARI KAMI, TIDAK DITERBITKAN", "OURS, NOT PUBLISHED")[language], ours)
    yield from _sources(file, language)


def _identity(file: SopFile, language: Language, term: Term) -> Iterator[str]:
    """The identity block and the rest that stands once: a line for each key that says something."""
    rows = {key: said(key, getattr(file, key)) for key in _KEYS if getattr(file, key)}
    if file.unit:
        rows["unit"] = said("unit", evolve(file.unit, en=file.unit.en or term(file.unit.id).en))
    if file.audience:
        rows["audience"] = term(file.audience)
    if file.team:
        rows["team"] = _team(file.team, file.source)
    if rows:
        yield ""
    for key, words in rows.items():
        yield from hanging(f"{label(key)[language].capitalize():{_LABEL}}", words[language])


def _team(team: Team, sources: Mapping[str, str]) -> Text:
    """The decree, by the words that the file's sources give it, and the members."""
    decree = [Text(sources.get(team.decree, team.decree))] if team.decree else []
    return joined([*decree, *(said("member", member) for member in team.member)], "; ")


def _about(file: SopFile, language: Language) -> Iterator[str]:
    """The short notes on use: scope, summary, definitions."""
    for head, words in ((Text("RUANG LINGKUP", "SCOPE"), file.scope), (Text("RINGKASAN", "SUMMARY"), file.summary)):
        if words:
            yield from ("", head[language], *hanging("  ", words[language]))
    terms = (f"{term.term}: {term.meaning[language]}" for term in file.definition)
    yield from section(Text("PENGERTIAN", "DEFINITIONS")[language], terms)


def _steps(sop: Sop, language: Language, term: Term) -> Iterator[str]:
    """The step table; a step that screens show has its number there in brackets."""
    shown = {step.id: number for number, step in enumerate(sop.visit_steps, 1)}
    head = Text("TAHAP (dalam kurung: nomornya di layar)", "STEPS (in brackets: its number on the screens)")
    yield from ("", head[language])
    for number, step in enumerate(sop.steps, 1):
        mark = f"[{shown[step.id]}]" if step.id in shown else ""
        yield from hanging(f"{number:>4} {mark:4} {PLACES[step.where][language]:11}", step.name[language])
        details = "; ".join(part[language] for part in _step(step, sop, term))
        yield from hanging(" " * 21, details + _cited(step.source))


def _step(step: Step, sop: Sop, term: Term) -> Iterator[Text]:
    """The rest of a row: its symbol, actors, quality standard and remarks."""
    unit = Text(" ({u})", " ({u})").format(u=term(step.unit)) if step.unit else Text("", "")
    yield Text("{s}, {a}{u}", "{s}, {a}{u}").format(
        s=SYMBOLS[step.symbol], a=joined(list(map(term, step.actors)), ", "), u=unit
    )
    if step.inputs:
        yield Text("kelengkapan: {i}", "inputs: {i}").format(i=joined([term(each) for each in step.inputs], ", "))
    if step.minutes is not None:
        words = Text("{m} menit{c}", "{m} minutes{c}").format(m=step.minutes, c=_cited(step.minutes_source))
        yield words if step.public_minutes else _marked(words, UNSOURCED)
    if step.observed:
        words = Text("terlihat {l}-{h} menit, bukan standar{c}", "seen to take {l}-{h} minutes, no standard{c}")
        yield words.format(l=step.observed.low, h=step.observed.high, c=_cited(step.observed.source))
    if step.output:
        yield Text("hasil: {o}", "output: {o}").format(o=term(step.output))
    if step.limit:
        yield Text("batas {l}{c}", "limit {l}{c}").format(l=length(step.limit), c=_cited(step.limit.source))
    if step.opens_case:
        yield Text("berkas dibuka", "opens the case")
    if step.no:
        target = sop.step(step.no)
        back = Text("dikembalikan", "returned") if target is None else target.short or target.name
        yield Text("bila tidak: {b}", "if not: {b}").format(b=back)
    yield from (
        note for note in (step.note, step.limit and step.limit.note, step.observed and step.observed.note) if note
    )


def _promise(sop: Sop, promise: Promise, term: Term) -> Text:
    words = promised(promise)
    end = sop.step(promise.to_step)
    if end:
        words = Text("{w} sampai: {e}", "{w} to: {e}").format(w=words, e=end.short or end.name)
    if promise.parts:
        parts = " + ".join(map(str, promise.parts))
        words = Text("{w} ({p})", "{w} ({p})").format(w=words, p=parts)
    if promise.stops:
        stops = joined([term(stop) for stop in promise.stops], ", ")
        words = Text("{w}; tidak termasuk {s}", "{w}; not counting {s}").format(w=words, s=stops)
    if promise.basis:
        words = Text("{w}; {b}", "{w}; {b}").format(w=words, b=term(promise.basis))
    words = _known(words, promise)
    for other in promise.alternative:
        words = Text("{w}; sumber lain: {o}", "{w}; another source: {o}").format(w=words, o=_alternative(other))
    return Text("{w}. {n}", "{w}. {n}").format(w=words, n=promise.note) if promise.note else words


def _alternative(other: Alternative) -> Text:
    value = Text("?", "?") if other.max is None else length_said(other.max, other.unit, other.min)
    words = Text("{v} sejak {f}{c}", "{v} from {f}{c}")
    return words.format(v=value, f=other.from_text, c=_cited(other.source))


def _fee(fee: Fee, term: Term) -> Text:
    basis = Text("{b}; ", "{b}; ").format(b=term(fee.basis)) if fee.basis else Text("", "")
    words = Text("{a}  {n}; {r}; {b}{s}", "{a}  {n}; {r}; {b}{s}")
    role = Text("{r}, selalu", "{r}, always").format(r=ROLES[fee.role]) if fee.always else ROLES[fee.role]
    told = _known(words.format(a=cost(fee), n=fee.name, r=role, b=basis, s=STATUSES[fee.status]), fee)
    return Text("{w}. {n}", "{w}. {n}").format(w=told, n=fee.note) if fee.note else told


def _known(words: Text, figure: Promise | Fee) -> Text:
    """*words* with the figure's source, and whether the public sees it."""
    if not figure.source:
        return _marked(words, UNSOURCED)
    shown = words if figure.status == "current" else _marked(words, NOT_SHOWN)
    return Text("{w}{c}", "{w}{c}").format(w=shown, c=_cited(figure.source))


def _marked(words: Text, mark: Text) -> Text:
    return Text("{w} ({m})", "{w} ({m})").format(w=words, m=mark)


def _internal(internal: Internal) -> Iterator[Text]:
    for key, name in INTERNAL.items():
        if words := getattr(internal, key):
            yield Text("{n}: {w}", "{n}: {w}").format(n=name, w=words)


def patch_words(patch: Patch) -> Text:
    """What a patch does, and why."""
    key = next(key for key in ROWS if getattr(patch, key) is not None)
    add, change = act_keys(key)
    place = getattr(patch, key) + (f"..{patch.until}" if patch.until else "")
    added = ", ".join(row.id or row.name.id for row in getattr(patch, add))
    if getattr(patch, change) is not None:
        act = Text("{p}: diubah", "{p}: changed")
    elif patch.drop and added:
        act = Text("{p}: diganti {a}", "{p}: {a} in its place")
    elif patch.drop:
        act = Text("{p}: dihapus", "{p}: dropped")
    else:
        act = Text("sesudah {p}: ditambah {a}", "after {p}: {a} added")
    words = Text("{act} ({r}). {n}", "{act} ({r}). {n}")
    return words.format(act=act.format(p=place, a=added), r=REASONS[patch.reason], n=patch.note)


def _sources(file: SopFile, language: Language) -> Iterator[str]:
    if file.source:
        yield from ("", Text("SUMBER", "SOURCES")[language])
    for key, address in file.source.items():
        yield f"  [{key}]"
        yield f"    {address}"  # whole, however wide, so that it can be copied


def _cited(source: str | None) -> str:
    return f" [{source}]" if source else ""
