"""Review of the document: its components, its dates, who signs it."""

from collections.abc import Iterable, Iterator
from typing import Final

from kiosk.schema.errors import ValidationFault
from kiosk.sop.labels import INTERNAL_LABELS, joined_texts, key_label, value_text
from kiosk.sop.model import Internal
from kiosk.sop.review.subject import Subject
from kiosk.text.language import tr

_PUBLIC: Final = (
    ("requirement", tr("persyaratan")),
    ("promise", tr("jangka waktu pelayanan")),
    ("fee", tr("biaya atau tarif")),
    ("product", tr("produk pelayanan")),
    ("complaint", tr("penanganan pengaduan")),
)
"""The components that the public is told, beside the procedure, without which there is no SOP."""

_IDENTITY: Final = ("number", "unit", "legal_basis", "qualification", "equipment", "warning", "record")


def components(subject: Subject) -> Iterator[ValidationFault]:
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


def document(subject: Subject) -> Iterator[ValidationFault]:
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


def life(subject: Subject) -> Iterator[ValidationFault]:
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
