"""What is lawful in a pack but unwise: each finding with its place, and what to do about it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, Final

import attrs
from attrs import frozen

from kiosk.office.model import OfficeFile
from kiosk.schema.errors import KeyPath, ValidationFault, nearest
from kiosk.schema.fields import key_of
from kiosk.sop.file.load import PackFiles
from kiosk.sop.labels import INTERNAL_LABELS, KEY_LABELS, joined_texts, promise_text, value_text
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

_PUBLIC: Final = (
    ("requirement", tr("persyaratan")),
    ("promise", tr("jangka waktu pelayanan")),
    ("fee", tr("biaya atau tarif")),
    ("product", tr("produk pelayanan")),
    ("complaint", tr("penanganan pengaduan")),
)
"""The public components of a service standard, beside the procedure, without which there is no SOP."""

_IDENTITY: Final = ("number", "unit", "legal_basis", "qualification", "equipment", "warning", "record")

_RULE: Final = re.compile(r"(UU|PP|Perpres|Perda|Permen\w*|Kepmen\w*|SK|SE) [^;,]*")
"""A rule by its name, which is not translated."""

_SERVICE_WIDTH: Final = 27
_STEP_WIDTH: Final = 28
_QUEUE_WIDTH: Final = 18
"""Columns that screens give the names of a service, a step and a queue."""

_FIGURES: Final = {
    "step": ("minutes", "minutes_source", "limit"),
    "promise": ("max", "min", "unit", "status", "source"),
    "fee": ("amount", "status", "source"),
}
"""The keys of each row that its figures are made of."""

_MINUTES: Final = {"minutes": 1, "hours": 60, "days": 24 * 60}


@frozen
class _Subject:
    """One SOP under review: as its author wrote it, and as it came out."""

    file: SopFile
    """As written: of a variation, its own keys and patches only."""
    sop: Sop
    pack: Pack
    today: date

    @property
    def base(self) -> SopFile | None:
        """The whole SOP that it varies; what is missing there is that file's finding."""
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

    def inherits(self, key: str, row: Any, *keys: str) -> bool:
        """Whether the base has that *row* of the list *key*, the same in all *keys*: then it is the base's finding."""
        rows = getattr(self.base, key) if self.base else ()
        return any(old.id == row.id and all(getattr(old, k) == getattr(row, k) for k in keys) for old in rows)

    def missing(self, keys: Iterable[str]) -> list[str]:
        """Those of *keys* that say nothing, though its base, if it has one, says them; a number is not taken over."""
        return [key for key in keys if not getattr(self.sop.file, key) and (not self.base or getattr(self.base, key))]


def review(files: PackFiles, pack: Pack, today: date) -> list[TomlFault]:
    """Every finding in *files*, the sound files of *pack*, in the order of files and lines; *today* at the office."""
    found: list[TomlFault] = []
    subjects = {part.name: _Subject(part.record, pack.sops[part.name], pack, today) for _, part in files.sops}
    overlaps = _review_overlaps(subjects.values())
    for _, part in files.sops:
        faults = (fault for rule in _RULES for fault in rule(subjects[part.name]))
        found += map(part.document.fault, (*faults, *overlaps.get(part.name, ())))
    if files.office:
        found += map(files.office.document.fault, _review_office(files.office.record))
    return sorted(found, key=lambda fault: (fault.file, fault.line, fault.column, fault.text.id))


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


def _review_translations(subject: _Subject) -> Iterator[ValidationFault]:
    """Texts that have no English."""
    yield from _texts_without_english(subject.file, ())


def _texts_without_english(value: Any, path: KeyPath) -> Iterator[ValidationFault]:
    if isinstance(value, Text):
        if value.en is None:
            yield ValidationFault(path, tr("belum ada bahasa Inggrisnya"), tr('isi en = "..."'))
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from _texts_without_english(part, (*path, place))
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _texts_without_english(getattr(value, field.name), (*path, key_of(field)))


def _review_terms(subject: _Subject) -> Iterator[ValidationFault]:
    """Words in Indonesian only that the office's file gives no English: for whom, actors, inputs, grounds."""
    file = subject.file
    words: list[tuple[KeyPath, str | None]] = [
        (("audience",), file.audience),
        (("unit",), file.unit.id if file.unit and file.unit.en is None else None),
    ]
    for path, step in subject.own("step"):
        words += [(path, word) for word in (*step.actors, *step.inputs, step.output, step.unit)]
    for path, promise in subject.own("promise"):
        words += [(path, word) for word in (*promise.stops, promise.basis)]
    words += [(path, fee.basis) for path, fee in subject.own("fee")]
    for path, word in words:
        if word and word not in subject.pack.office.file.english and not _RULE.fullmatch(word):
            text = tr("{w!r}: belum ada bahasa Inggrisnya").format(w=word)
            yield ValidationFault(path, text, tr("isi di [english] office.toml"))


def _review_names(subject: _Subject) -> Iterator[ValidationFault]:
    """Names that narrow screens show: the service's, and those of the steps of visit and collection."""
    yield from _review_width((), subject.file.name, subject.file.short, _SERVICE_WIDTH)
    shown = {step.id for step in (*subject.sop.visit_steps, *subject.sop.collection_steps)}
    for path, step in subject.own("step"):
        if step.id in shown:
            yield from _review_width(path, step.name, step.short, _STEP_WIDTH)


def _review_width(path: KeyPath, name: Text, short: Text | None, most: int) -> Iterator[ValidationFault]:
    """A name whose form for narrow places is missing or too wide for *most* columns."""
    widest = max(cells((short or name)[language]) for language in LANGUAGES)
    if widest > most:
        text = tr("{n} huruf, layar sempit memberi {m}").format(n=widest, m=most)
        yield ValidationFault((*path, "short"), text, tr("isi short, paling banyak {m} huruf").format(m=most))


def _review_components(subject: _Subject) -> Iterator[ValidationFault]:
    """Components of the service standard that say nothing; those that are missing in its base are that file's."""
    for key, name in _PUBLIC:
        if subject.missing([key]):
            text = tr("komponen publik belum ada: {n}").format(n=name)
            yield ValidationFault((), text, tr("isi {k}").format(k=key))
    given = subject.sop.file.internal or Internal()
    missing = [key for key in INTERNAL_LABELS if getattr(given, key) is None]
    if missing and (subject.base is None or subject.base.internal != subject.sop.file.internal):
        names = joined_texts([INTERNAL_LABELS[key] for key in missing], ", ")
        text = tr("komponen internal belum ada: {n}").format(n=names)
        yield ValidationFault(("internal",), text, tr("isi di [internal]: {k}").format(k=", ".join(missing)))


def _review_identity(subject: _Subject) -> Iterator[ValidationFault]:
    """Parts of the identity block that say nothing."""
    if missing := subject.missing(_IDENTITY):
        text = tr("blok identitas belum lengkap: {n}").format(
            n=joined_texts([KEY_LABELS[key] for key in missing], ", ")
        )
        yield ValidationFault((), text, tr("isi {k}").format(k=", ".join(missing)))


def _review_life(subject: _Subject) -> Iterator[ValidationFault]:
    """Dates that passed, and what an SOP should say before it is approved."""
    file = subject.file
    if file.review is not None and file.review < subject.today:
        text = tr("seharusnya ditinjau {d}").format(d=value_text("review", file.review))
        yield ValidationFault(("review",), text, tr("tinjau, lalu tulis [[revision]] dan review baru"))
    for key in ("approved_by", "effective", "review", "team"):
        if file.life == "uji-coba" and getattr(file, key) is None:
            text = tr("sudah uji coba, tetapi {k} kosong").format(k=KEY_LABELS[key])
            yield ValidationFault((), text, tr("isi {k} sebelum disahkan").format(k=key))


def _review_ends(subject: _Subject) -> Iterator[ValidationFault]:
    """The flow chart of PermenPANRB 35/2012 begins and ends with a capsule."""
    edges = {subject.sop.steps[0].id: tr("pertama"), subject.sop.steps[-1].id: tr("terakhir")}
    for path, step in subject.own("step"):
        if step.id in edges and step.symbol != "terminator":
            text = tr("tahap {w} bukan kapsul").format(w=edges[step.id])
            yield ValidationFault((*path, "symbol"), text, tr('symbol = "terminator", atau tambah tahapnya'))


def _review_decisions(subject: _Subject) -> Iterator[ValidationFault]:
    """Decisions that do not say where their no leads."""
    for path, step in subject.own("step"):
        if step.symbol == "decision" and step.no is None and not subject.inherits("step", step, "symbol", "no"):
            text = tr("keputusan tanpa jalan bila tidak: {s}").format(s=step.short or step.name)
            yield ValidationFault(path, text, tr('isi no: tahap yang dituju, atau "returned"'))


def _review_minutes(subject: _Subject) -> Iterator[ValidationFault]:
    """Promises shorter than the standard minutes of the steps that they span."""
    for path, promise in subject.own("promise"):
        needed = sum(step.minutes or 0 for step in _spanned_steps(promise, subject.sop.steps))
        given = _promised_minutes(promise, subject.pack.office.file)
        if needed > given:
            text = tr("tahap-tahapnya {n} menit, janjinya {g} menit").format(n=needed, g=given)
            yield ValidationFault(path, text, tr("perpanjang janji, atau perbaiki waktu baku"))


def _spanned_steps(promise: Promise, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps after the one that it counts from, to the one that it ends with, but the applicant's."""
    order = [step.id for step in steps]
    spanned = steps[order.index(promise.from_step) + 1 : order.index(promise.to_step) + 1]
    return tuple(step for step in spanned if step.where != "applicant")


def _promised_minutes(promise: Promise, office: OfficeFile) -> int:
    """Minutes of work that a promise leaves: a working day has those of the office's longest day."""
    if promise.unit in _MINUTES:
        return promise.max * _MINUTES[promise.unit]
    days = (datetime.combine(date.min, h.closes) - datetime.combine(date.min, h.opens) for h in office.hours)
    return max(promise.max, 1) * int(max(days, default=timedelta()).total_seconds()) // 60


def _review_promises(subject: _Subject) -> Iterator[ValidationFault]:
    """Promises on which sources differ, or that no receipt starts."""
    opens = any(step.opens_case for step in subject.sop.steps) or subject.sop.file.continues is not None
    for path, promise in subject.own("promise"):
        if promise.alternative:
            text = tr("sumber berbeda tentang janji ini: {p}").format(p=promise_text(promise))
            todo = tr("tetapkan satu dengan keputusan kepala kantor, sebut sejak kapan dihitung")
            yield ValidationFault(path, text, todo)
        if not opens and promise.unit in ("working-days", "days", "same-day"):
            text = tr("janji berhari-hari, tetapi tidak ada tahap yang membuka berkas")
            yield ValidationFault(path, text, tr("opens_case = true di tahap yang memberi tanda terima"))


def _review_figures(subject: _Subject) -> Iterator[ValidationFault]:
    """Figures that the public is never shown."""
    rows = {
        key: [(path, row) for path, row in subject.own(key) if not subject.inherits(key, row, *keys)]
        for key, keys in _FIGURES.items()
    }
    lists: dict[str, Any] = {key: tuple(row for _, row in listed) for key, listed in rows.items()}
    own = attrs.evolve(subject.sop.file, collect_within=subject.file.collect_within, **lists)
    for figure in sop_figures(own):
        if figure.hidden is not None:
            key, *rest = figure.path
            place = (*rows[str(key)][int(rest[0])][0], *rest[1:]) if rest else figure.path
            text = tr("tidak tampil, {w}: {f}").format(w=figure.hidden, f=figure.text)
            yield ValidationFault(place, text, tr("cari sumber yang berlaku"))


def _review_team(subject: _Subject) -> Iterator[ValidationFault]:
    """A team is named by decree and has members of every unit that does a step."""
    team = subject.file.team
    if team is None:
        return
    if team.decree is None:
        text = tr("tim tanpa keputusan yang menetapkannya")
        yield ValidationFault(("team",), text, tr("isi decree, dan sebut di [source]"))
    concerned = {unit for step in subject.sop.steps if (unit := unit_of(subject.sop, step))}
    for unit in sorted(concerned - {member.unit for member in team.member}):
        text = tr("tim tanpa anggota dari {u}, yang mengerjakan tahapnya").format(u=unit)
        yield ValidationFault(("team",), text, tr("tambah [[team.member]] dari unit itu"))


def _review_units(subject: _Subject) -> Iterator[ValidationFault]:
    """Units whose names are nearly those of the office: two names of one unit are two columns of the matrix."""
    known = subject.pack.office.file.units
    file = subject.file
    named: list[tuple[KeyPath, str]] = [(path, step.unit) for path, step in subject.own("step") if step.unit]
    named += [(("unit", "id"), file.unit.id)] if file.unit else []
    members = file.team.member if file.team else ()
    named += [(("team", "member", place, "unit"), member.unit) for place, member in enumerate(members)]
    for path, unit in named:
        near = nearest(unit, known)
        if unit not in known and near:
            text = tr("unit {u!r} tidak ada di office.toml").format(u=unit)
            yield ValidationFault(path, text, tr("maksudnya {n!r}?").format(n=near))


def _review_queue(subject: _Subject) -> Iterator[ValidationFault]:
    """Visits of a service that is in no queue can get no number."""
    if subject.sop.counter_steps and subject.pack.office.queue_of(subject.sop.id) is None:
        text = tr("ada tahap di loket, tetapi tidak ada antreannya")
        yield ValidationFault(("id",), text, tr("masukkan ke antrean di office.toml"))


_RULES: Final = (
    _review_translations,
    _review_terms,
    _review_names,
    _review_components,
    _review_identity,
    _review_life,
    _review_ends,
    _review_decisions,
    _review_minutes,
    _review_promises,
    _review_figures,
    _review_team,
    _review_units,
    _review_queue,
)


def _review_overlaps(subjects: Iterable[_Subject]) -> Mapping[str, Sequence[ValidationFault]]:
    """By SOP: the activities that it gives to one unit and another SOP, or another step, to another."""
    activities: dict[str, list[tuple[_Subject, KeyPath, Text, str]]] = {}
    for subject in subjects:
        for path, step in subject.own("step"):
            if unit := unit_of(subject.sop, step):
                activities.setdefault(step.name.id.casefold(), []).append((subject, path, step.name, unit))
    found: dict[str, list[ValidationFault]] = {}
    for rows in activities.values():
        for subject, path, name, unit in rows:
            others = sorted({f"{other} ({by.sop.id})" for by, _, _, other in rows if other != unit})
            if others:
                text = tr("{n!r}: di sini {u}, lain {o}").format(n=name.id, u=unit, o=", ".join(others))
                todo = tr("serahkan kepada satu unit, atau bedakan kegiatannya")
                found.setdefault(subject.sop.id, []).append(ValidationFault(path, text, todo))
    return found


def _review_office(office: OfficeFile) -> Iterator[ValidationFault]:
    yield from _texts_without_english(office, ())
    for place, queue in enumerate(office.queue):
        yield from _review_width(("queue", place), queue.name, queue.short, _QUEUE_WIDTH)
    source = tr("sebut keputusannya di source")
    for key, standard in (("wait_standard", office.wait_standard), ("service_standard", office.service_standard)):
        if standard and not standard.source:
            yield ValidationFault((key,), tr("tanpa sumber: tidak tampil"), source)
    for place, hours in enumerate(office.hours):
        if not hours.source:
            yield ValidationFault(("hours", place), tr("jam layanan tanpa sumber"), source)
    if office.maklumat is None:
        text = tr("maklumat pelayanan belum ada; wajib dipublikasikan")
        yield ValidationFault((), text, tr("isi maklumat, seperti ditandatangani"))
