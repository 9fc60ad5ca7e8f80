"""Review of the document: its components, its dates, who signs it."""

from collections.abc import Iterable, Iterator
from typing import Final

from kiosk.language import Text
from kiosk.sop.document import Internal
from kiosk.sop.review.subject import Subject
from kiosk.sop.said import joined, label, said
from kiosk.sop.words import INTERNAL
from kiosk.structure.fault import Fault

_PUBLIC: Final = (
    ("requirement", Text("persyaratan", "requirements")),
    ("promise", Text("jangka waktu pelayanan", "time of the service")),
    ("fee", Text("biaya atau tarif", "cost")),
    ("product", Text("produk pelayanan", "product")),
    ("complaint", Text("penanganan pengaduan", "complaints")),
)
"""The components that the public is told, beside the procedure, without which there is no SOP."""

_IDENTITY: Final = ("number", "unit", "legal_basis", "qualification", "equipment", "warning", "record")


def components(subject: Subject) -> Iterator[Fault]:
    """Components of the service standard that say nothing; those that are missing in its base are that file's."""
    for key, name in _PUBLIC:
        if key in _missing(subject, [key]):
            words = Text("komponen publik belum ada: {n}", "a public component is missing: {n}").format(n=name)
            yield Fault((), words, Text("isi {k}", "fill {k}").format(k=key))
    given = subject.sop.file.internal or Internal()
    missing = [key for key in INTERNAL if getattr(given, key) is None]
    if missing and (subject.base is None or subject.base.internal != subject.sop.file.internal):
        words = Text("komponen internal belum ada: {n}", "internal components are missing: {n}")
        told = words.format(n=joined([INTERNAL[key] for key in missing], ", "))
        yield Fault(
            ("internal",), told, Text("isi di [internal]: {k}", "fill in [internal]: {k}").format(k=", ".join(missing))
        )


def document(subject: Subject) -> Iterator[Fault]:
    """Parts of the identity block that say nothing."""
    missing = _missing(subject, _IDENTITY)
    if missing:
        words = Text("blok identitas belum lengkap: {n}", "the identity block is not whole: {n}")
        todo = Text("isi {k}", "fill {k}").format(k=", ".join(missing))
        yield Fault((), words.format(n=joined(list(map(label, missing)), ", ")), todo)


def _missing(subject: Subject, keys: Iterable[str]) -> list[str]:
    """Those of *keys* that say nothing, though its base, if it has one, says them; a number is never taken over."""
    file, base = subject.sop.file, subject.base
    return [key for key in keys if not getattr(file, key) and (base is None or getattr(base, key))]


def life(subject: Subject) -> Iterator[Fault]:
    """Dates that passed, and what an SOP should say before it is approved."""
    file = subject.file
    if file.review is not None and file.review < subject.today:
        words = Text("seharusnya ditinjau {d}", "was to be reviewed on {d}").format(d=said("review", file.review))
        todo = Text("tinjau, lalu tulis [[revision]] dan review baru", "review it, then write [[revision]] and review")
        yield Fault(("review",), words, todo)
    if file.life != "uji-coba":
        return
    for key in ("approved_by", "effective", "review", "team"):
        if getattr(file, key) is None:
            words = Text("sudah uji coba, tetapi {k} kosong", "it is on trial, but {k} is empty")
            todo = Text("isi {k} sebelum disahkan", "fill {k} before it is approved")
            yield Fault((), words.format(k=label(key)), todo.format(k=key))
