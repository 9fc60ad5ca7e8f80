"""Review of who does what: one activity given to two units, a drafting team that lacks a unit, units misspelt."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kiosk.schema.errors import KeyPath, ValidationFault, nearest
from kiosk.sop.review.subject import Subject
from kiosk.sop.text.matrix import unit_of
from kiosk.text.language import Text, tr


def overlaps(subjects: Iterable[Subject]) -> Mapping[str, Sequence[ValidationFault]]:
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


def team(subject: Subject) -> Iterator[ValidationFault]:
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


def units(subject: Subject) -> Iterator[ValidationFault]:
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
