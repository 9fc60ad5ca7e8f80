"""What is lawful in a pack but unwise: each finding with its place, and what to do about it.

Review of who does what: one activity given to two units, a drafting team that lacks a unit, units misspelt.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any, Final

import attrs
from attrs import frozen

from kiosk.office.model import OfficeFile
from kiosk.schema.errors import KeyPath, ValidationFault, nearest
from kiosk.schema.fields import key_of
from kiosk.sop.file.load import PackFiles
from kiosk.sop.labels import INTERNAL_LABELS, joined_texts, key_label, promise_text, value_text
from kiosk.sop.layout import hanging_lines
from kiosk.sop.matrix import unit_of
from kiosk.sop.model import Internal, Sop, SopFile
from kiosk.sop.pack import Pack
from kiosk.sop.rows import Promise, Step
from kiosk.sop.sourced_figures import sop_figures
from kiosk.sop.variation import act_keys
from kiosk.text.language import LANGUAGES, Language, Text, tr
from kiosk.text.sanitize import cells
from kiosk.toml.errors import TomlFault


@frozen
class Subject:
    """One SOP under review."""

    file: SopFile
    """As written: of a variation, its own keys and patches only."""
    sop: Sop
    pack: Pack
    today: date
    """At the office."""

    @property
    def base(self) -> SopFile | None:
        """What it varies, whole; what is missing there is that file's finding."""
        return self.pack.sops[self.file.extends].file if self.file.extends else None

    def own(self, key: str) -> Iterator[tuple[KeyPath, Any]]:
        """The rows of the list *key* that this file writes or changes, as they came out, with their place in it."""
        if self.file.extends is None:
            yield from (((key, place), row) for place, row in enumerate(getattr(self.file, key)))
            return
        rows = {row.id: row for row in getattr(self.sop.file, key)}
        add, change = act_keys(key)
        for place, patch in enumerate(self.file.patch):
            for number, row in enumerate(getattr(patch, add)):
                if row.id is None or row.id in rows:
                    yield ("patch", place, add, number), rows.get(row.id, row)
            changed = getattr(patch, key)
            if getattr(patch, change) is not None and changed in rows:
                yield ("patch", place), rows[changed]

    def inherits(self, key: str, row: Any, *said: str) -> bool:
        """Whether the base has that *row* of the list *key*, the same in all keys *said*: then it is its finding."""
        rows = getattr(self.base, key) if self.base else ()
        return any(old.id == row.id and all(getattr(old, k) == getattr(row, k) for k in said) for old in rows)


_PUBLIC: Final = (
    ("requirement", tr("persyaratan")),
    ("promise", tr("jangka waktu pelayanan")),
    ("fee", tr("biaya atau tarif")),
    ("product", tr("produk pelayanan")),
    ("complaint", tr("penanganan pengaduan")),
)
"""The components that the public is told, beside the procedure, without which there is no SOP."""

_IDENTITY: Final = ("number", "unit", "legal_basis", "qualification", "equipment", "warning", "record")


def _components(subject: Subject) -> Iterator[ValidationFault]:
    """Components of the service standard that say nothing; those that are missing in its base are that file's."""
    for key, name in _PUBLIC:
        if key in _missing(subject, [key]):
            words = tr("komponen publik belum ada: {n}").format(n=name)
            yield ValidationFault((), words, tr("isi {k}").format(k=key))
    given = subject.sop.file.internal or Internal()
    missing = [key for key in INTERNAL_LABELS if getattr(given, key) is None]
    if missing and (subject.base is None or subject.base.internal != subject.sop.file.internal):
        words = tr("komponen internal belum ada: {n}")
        told = words.format(n=joined_texts([INTERNAL_LABELS[key] for key in missing], ", "))
        yield ValidationFault(("internal",), told, tr("isi di [internal]: {k}").format(k=", ".join(missing)))


def _identity(subject: Subject) -> Iterator[ValidationFault]:
    """Parts of the identity block that say nothing."""
    missing = _missing(subject, _IDENTITY)
    if missing:
        words = tr("blok identitas belum lengkap: {n}")
        todo = tr("isi {k}").format(k=", ".join(missing))
        yield ValidationFault((), words.format(n=joined_texts(list(map(key_label, missing)), ", ")), todo)


def _missing(subject: Subject, keys: Iterable[str]) -> list[str]:
    """Those of *keys* that say nothing, though its base, if it has one, says them; a number is never taken over."""
    file, base = subject.sop.file, subject.base
    return [key for key in keys if not getattr(file, key) and (base is None or getattr(base, key))]


def _life(subject: Subject) -> Iterator[ValidationFault]:
    """Dates that passed, and what an SOP should say before it is approved."""
    file = subject.file
    if file.review is not None and file.review < subject.today:
        words = tr("seharusnya ditinjau {d}").format(d=value_text("review", file.review))
        todo = tr("tinjau, lalu tulis [[revision]] dan review baru")
        yield ValidationFault(("review",), words, todo)
    if file.life != "uji-coba":
        return
    for key in ("approved_by", "effective", "review", "team"):
        if getattr(file, key) is None:
            words = tr("sudah uji coba, tetapi {k} kosong")
            todo = tr("isi {k} sebelum disahkan")
            yield ValidationFault((), words.format(k=key_label(key)), todo.format(k=key))


_RULE: Final = re.compile(r"(UU|PP|Perpres|Perda|Permen\w*|Kepmen\w*|SK|SE) [^;,]*")
"""A rule by its name, which is not translated."""

SERVICE_WIDTH: Final = 27
STEP_WIDTH: Final = 28
"""Columns that screens give the name of a service and of a step."""


def _english(record: Any) -> Iterator[ValidationFault]:
    """Every text of *record*, a subject or a file, that has no English."""
    file = record.file if isinstance(record, Subject) else record
    for path, text in _texts(file, ()):
        if text.en is None:
            todo = tr('isi en = "..."')
            yield ValidationFault(path, tr("belum ada bahasa Inggrisnya"), todo)


def _terms(subject: Subject) -> Iterator[ValidationFault]:
    """Words said in Indonesian only that the office's file gives no English: for whom, actors, inputs, grounds."""
    known = subject.pack.office.file.english
    for path, word in _words(subject):
        if word not in known and not _RULE.fullmatch(word):
            words = tr("{w!r}: belum ada bahasa Inggrisnya").format(w=word)
            yield ValidationFault(path, words, tr("isi di [english] office.toml"))


def _words(subject: Subject) -> Iterator[tuple[KeyPath, str]]:
    file = subject.file
    own: list[tuple[KeyPath, str | None]] = [
        (("audience",), file.audience),
        (("unit",), file.unit.id if file.unit and file.unit.en is None else None),
    ]
    for path, step in subject.own("step"):
        own += [(path, word) for word in (*step.actors, *step.inputs, step.output, step.unit)]
    for path, promise in subject.own("promise"):
        own += [(path, word) for word in (*promise.stops, promise.basis)]
    own += [(path, fee.basis) for path, fee in subject.own("fee")]
    yield from ((path, word) for path, word in own if word)


def _names(subject: Subject) -> Iterator[ValidationFault]:
    """Names that narrow screens show: the service's, and those of the steps of visit and collection."""
    yield from _too_wide((), subject.file.name, subject.file.short, SERVICE_WIDTH)
    shown = {step.id for step in subject.sop.steps if step.where == "collection"}
    shown |= {step.id for step in subject.sop.visit_steps}
    for path, step in subject.own("step"):
        if step.id in shown:
            yield from _too_wide(path, step.name, step.short, STEP_WIDTH)


def _too_wide(path: KeyPath, name: Text, short: Text | None, most: int) -> Iterator[ValidationFault]:
    """The fault of a name whose form for narrow places is missing or too wide for *most* columns."""
    shown = short or name
    widest = max(cells(shown[language]) for language in LANGUAGES)
    if widest > most:
        words = tr("{n} huruf, layar sempit memberi {m}")
        todo = tr("isi short, paling banyak {m} huruf")
        yield ValidationFault((*path, "short"), words.format(n=widest, m=most), todo.format(m=most))


def _texts(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, Text]]:
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from _texts(part, (*path, place))
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _texts(getattr(value, field.name), (*path, key_of(field)))


_FIGURES: Final = {
    "step": ("minutes", "minutes_source", "limit"),
    "promise": ("max", "min", "unit", "status", "source"),
    "fee": ("amount", "status", "source"),
}
"""The keys of each row that its figures are made of."""

_MINUTES: Final = {"minutes": 1, "hours": 60, "days": 24 * 60}


def _ends(subject: Subject) -> Iterator[ValidationFault]:
    """The flow chart of PermenPANRB 35/2012 begins and ends with a capsule."""
    edges = {subject.sop.steps[0].id: tr("pertama"), subject.sop.steps[-1].id: tr("terakhir")}
    for path, step in subject.own("step"):
        if step.id in edges and step.symbol != "terminator":
            words = tr("tahap {w} bukan kapsul").format(w=edges[step.id])
            todo = tr('symbol = "terminator", atau tambah tahapnya')
            yield ValidationFault((*path, "symbol"), words, todo)


def _decisions(subject: Subject) -> Iterator[ValidationFault]:
    """A decision says where its no leads."""
    for path, step in subject.own("step"):
        if step.symbol == "decision" and step.no is None and not subject.inherits("step", step, "symbol", "no"):
            words = tr("keputusan tanpa jalan bila tidak: {s}")
            todo = tr('isi no: tahap yang dituju, atau "returned"')
            yield ValidationFault(path, words.format(s=step.short or step.name), todo)


def _minutes(subject: Subject) -> Iterator[ValidationFault]:
    """The standard minutes of the steps that a promise spans fit into it."""
    for path, promise in subject.own("promise"):
        needed = sum(step.minutes or 0 for step in _spanned(promise, subject.sop.steps))
        given = _given(promise, subject.pack.office.file)
        if needed > given:
            words = tr("tahap-tahapnya {n} menit, janjinya {g} menit")
            todo = tr("perpanjang janji, atau perbaiki waktu baku")
            yield ValidationFault(path, words.format(n=needed, g=given), todo)


def _promises(subject: Subject) -> Iterator[ValidationFault]:
    """Promises on which sources differ, or that no receipt starts."""
    opens = any(step.opens_case for step in subject.sop.steps) or subject.sop.file.continues is not None
    for path, promise in subject.own("promise"):
        if promise.alternative:
            words = tr("sumber berbeda tentang janji ini: {p}")
            todo = tr("tetapkan satu dengan keputusan kepala kantor, sebut sejak kapan dihitung")
            yield ValidationFault(path, words.format(p=promise_text(promise)), todo)
        if not opens and promise.unit in ("working-days", "days", "same-day"):
            words = tr("janji berhari-hari, tetapi tidak ada tahap yang membuka berkas")
            todo = tr("opens_case = true di tahap yang memberi tanda terima")
            yield ValidationFault(path, words, todo)


def _unshown(subject: Subject) -> Iterator[ValidationFault]:
    """Figures that the public is never shown."""
    rows = {
        key: [(path, row) for path, row in subject.own(key) if not subject.inherits(key, row, *said)]
        for key, said in _FIGURES.items()
    }
    said: dict[str, Any] = {key: tuple(row for _, row in listed) for key, listed in rows.items()}
    own = attrs.evolve(subject.sop.file, collect_within=subject.file.collect_within, **said)
    for figure in sop_figures(own):
        if figure.hidden is None:
            continue
        key, *rest = figure.path
        place = (*rows[str(key)][int(rest[0])][0], *rest[1:]) if rest else figure.path
        words = tr("tidak tampil, {w}: {f}").format(w=figure.hidden, f=figure.said)
        yield ValidationFault(place, words, tr("cari sumber yang berlaku"))


def _spanned(promise: Promise, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps after the one that it counts from, to the one that it ends with, but the applicant's."""
    order = [step.id for step in steps]
    spanned = steps[order.index(promise.from_step) + 1 : order.index(promise.to_step) + 1]
    return tuple(step for step in spanned if step.where != "applicant")


def _given(promise: Promise, office: OfficeFile) -> int:
    """Minutes of work that a promise leaves: a working day has those of the office's longest day."""
    if promise.unit in _MINUTES:
        return promise.max * _MINUTES[promise.unit]
    longest = max((_length(hours.opens, hours.closes) for hours in office.hours), default=timedelta())
    return max(promise.max, 1) * int(longest.total_seconds()) // 60


def _length(opens: time, closes: time) -> timedelta:
    return datetime.combine(date.min, closes) - datetime.combine(date.min, opens)


def _overlaps(subjects: Iterable[Subject]) -> Mapping[str, Sequence[ValidationFault]]:
    """By SOP: the activities that it gives to one unit and another SOP, or another step, to another."""
    done: dict[str, list[tuple[Subject, KeyPath, Text, str]]] = {}
    for subject in subjects:
        for path, step in subject.own("step"):
            if unit := unit_of(subject.sop, step):
                done.setdefault(step.name.id.casefold(), []).append((subject, path, step.name, unit))
    found: dict[str, list[ValidationFault]] = {}
    for rows in done.values():
        for subject, path, name, unit in rows:
            others = sorted({f"{other} ({by.sop.id})" for by, _, _, other in rows if other != unit})
            if others:
                words = tr("{n!r}: di sini {u}, lain {o}")
                todo = tr("serahkan kepada satu unit, atau bedakan kegiatannya")
                told = words.format(n=name.id, u=unit, o=", ".join(others))
                found.setdefault(subject.sop.id, []).append(ValidationFault(path, told, todo))
    return found


def _team(subject: Subject) -> Iterator[ValidationFault]:
    """A team is named by decree and has members of every unit that does a step."""
    drafted = subject.file.team
    if drafted is None:
        return
    if drafted.decree is None:
        words = tr("tim tanpa keputusan yang menetapkannya")
        yield ValidationFault(("team",), words, tr("isi decree, dan sebut di [source]"))
    concerned = {unit for step in subject.sop.steps if (unit := unit_of(subject.sop, step))}
    for unit in sorted(concerned - {member.unit for member in drafted.member}):
        words = tr("tim tanpa anggota dari {u}, yang mengerjakan tahapnya")
        todo = tr("tambah [[team.member]] dari unit itu")
        yield ValidationFault(("team",), words.format(u=unit), todo)


def _units(subject: Subject) -> Iterator[ValidationFault]:
    """Units whose names are nearly those of the office: two names of one unit are two columns of the matrix."""
    known = subject.pack.office.file.units
    file = subject.file
    named: list[tuple[KeyPath, str]] = [(path, step.unit) for path, step in subject.own("step") if step.unit]
    named += [(("unit", "id"), file.unit.id)] if file.unit else []
    named += (
        [(("team", "member", place, "unit"), who.unit) for place, who in enumerate(file.team.member)]
        if file.team
        else []
    )
    for path, unit in named:
        near = nearest(unit, known)
        if unit not in known and near:
            words = tr("unit {u!r} tidak ada di office.toml")
            yield ValidationFault(path, words.format(u=unit), tr("maksudnya {n!r}?").format(n=near))


QUEUE_WIDTH: Final = 18
"""Columns that screens give the name of a queue."""

_RULES: Final = (
    _english,
    _terms,
    _names,
    _components,
    _identity,
    _life,
    _ends,
    _decisions,
    _minutes,
    _promises,
    _unshown,
    _team,
    _units,
)


def review(files: PackFiles, pack: Pack, today: date) -> list[TomlFault]:
    """Every finding in *files*, the sound files of *pack*, in the order of files and lines."""
    found: list[TomlFault] = []
    subjects = {part.name: Subject(part.record, pack.sops[part.name], pack, today) for _, part in files.sops}
    shared = _overlaps(subjects.values())
    for _, part in files.sops:
        subject = subjects[part.name]
        faults = [fault for rule in _RULES for fault in rule(subject)]
        found += map(part.document.fault, (*faults, *_queue(subject), *shared.get(part.name, ())))
    if files.office:
        found += map(files.office.document.fault, _office(files.office.record))
    return sorted(found, key=lambda fault: (fault.file, fault.line, fault.column, fault.text.id))


def _queue(subject: Subject) -> Iterator[ValidationFault]:
    """Visits of a service that is in no queue can get no number."""
    if subject.sop.counter_steps and subject.pack.office.queue_of(subject.sop.id) is None:
        words = tr("ada tahap di loket, tetapi tidak ada antreannya")
        yield ValidationFault(("id",), words, tr("masukkan ke antrean di office.toml"))


def _office(office: OfficeFile) -> Iterator[ValidationFault]:
    yield from _english(office)
    for place, queue in enumerate(office.queue):
        yield from _too_wide(("queue", place), queue.name, queue.short, QUEUE_WIDTH)
    for key, standard in (("wait_standard", office.wait_standard), ("service_standard", office.service_standard)):
        if standard and not standard.source:
            words = tr("tanpa sumber: tidak tampil")
            yield ValidationFault((key,), words, tr("sebut keputusannya di source"))
    for place, hours in enumerate(office.hours):
        if not hours.source:
            words = tr("jam layanan tanpa sumber")
            yield ValidationFault(("hours", place), words, tr("sebut keputusannya di source"))
    if office.maklumat is None:
        words = tr("maklumat pelayanan belum ada; wajib dipublikasikan")
        yield ValidationFault((), words, tr("isi maklumat, seperti ditandatangani"))


def review_lines(findings: Sequence[TomlFault], language: Language) -> Iterator[str]:
    """Every finding under its file, with line, place, words and what to do; how many there are."""
    if not findings:
        yield tr("Tidak ada temuan.")[language]
        return
    for file, of_file in groupby(findings, lambda finding: finding.file):
        yield file
        for finding in of_file:
            place = f"{finding.path}: " if finding.path else ""
            yield from hanging_lines(f"{finding.line:>6}  ", place + finding.text[language])
            yield from hanging_lines(f"{'':6}  -> ", finding.hint[language]) if finding.hint else ()
        yield ""
    files = len({finding.file for finding in findings})
    yield tr("temuan: {n}, berkas: {f}").format(n=len(findings), f=files)[language]
