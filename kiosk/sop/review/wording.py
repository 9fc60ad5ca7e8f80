"""Review of words: what has no English, and what is too wide for narrow screens."""

import re
from collections.abc import Iterator
from typing import Any, Final

import attrs

from kiosk.schema.errors import KeyPath, ValidationFault
from kiosk.schema.fields import key_of
from kiosk.sop.review.subject import Subject
from kiosk.text.language import LANGUAGES, Text, tr
from kiosk.text.sanitize import cells

_RULE: Final = re.compile(r"(UU|PP|Perpres|Perda|Permen\w*|Kepmen\w*|SK|SE) [^;,]*")
"""A rule by its name, which is not translated."""

SERVICE_WIDTH: Final = 27
STEP_WIDTH: Final = 28
"""Columns that screens give the name of a service and of a step."""


def english(record: Any) -> Iterator[ValidationFault]:
    """Every text of *record*, a subject or a file, that has no English."""
    file = record.file if isinstance(record, Subject) else record
    for path, text in _texts(file, ()):
        if text.en is None:
            todo = tr('isi en = "..."')
            yield ValidationFault(path, tr("belum ada bahasa Inggrisnya"), todo)


def terms(subject: Subject) -> Iterator[ValidationFault]:
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


def names(subject: Subject) -> Iterator[ValidationFault]:
    """Names that narrow screens show: the service's, and those of the steps of visit and collection."""
    yield from too_wide((), subject.file.name, subject.file.short, SERVICE_WIDTH)
    shown = {step.id for step in subject.sop.steps if step.where == "collection"}
    shown |= {step.id for step in subject.sop.visit_steps}
    for path, step in subject.own("step"):
        if step.id in shown:
            yield from too_wide(path, step.name, step.short, STEP_WIDTH)


def too_wide(path: KeyPath, name: Text, short: Text | None, most: int) -> Iterator[ValidationFault]:
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
