"""The pack as terminals show it. What lacks a source or is not current has no place in these records' making."""

from collections.abc import Iterable, Iterator, Set
from datetime import time

import attrs

from kiosk.office.model import WEEKDAYS, Office, OfficeFile, Standard
from kiosk.sop.content import digest_of
from kiosk.sop.model import Sop
from kiosk.sop.pack import Pack
from kiosk.sop.rows import Fee, Step
from kiosk.wire.catalogue import (
    Catalogue,
    HoursOfDay,
    MenuItem,
    ShownOffice,
    ShownPromise,
    ShownRequirement,
    ShownSop,
    ShownStep,
)


def catalogue_of(pack: Pack) -> Catalogue:
    """The catalogue of *pack*: the SOPs in force, and all of them where the pack is a sample; they stand `in_order`."""
    sample = pack.office.file.sample
    sops = tuple(shown_sop(sop, pack.office) for sop in in_order(pack) if sample or sop.life == "berlaku")
    made = Catalogue(digest="", office=_office(pack.office.file, {sop.id for sop in sops}), sops=sops)
    return attrs.evolve(made, digest=digest_of(made))


def in_order(pack: Pack) -> Iterator[Sop]:
    """The SOPs in the order of the office's queues, which people choose from; what is in no queue comes last."""
    queued = [service for queue in pack.office.file.queue for service in queue.services]
    names = [*queued, *(name for name in pack.sops if name not in queued)]
    return (pack.sops[name] for name in names if name in pack.sops)


def shown_sop(sop: Sop, office: Office) -> ShownSop:
    """One SOP as terminals show it."""
    queue = office.queue_of(sop.id)
    return ShownSop(
        id=sop.id,
        digest=sop.digest,
        name=sop.name,
        short=sop.file.short,
        known_as=sop.file.known_as,
        kind=sop.kind,
        approved=sop.life in ("disahkan", "berlaku"),
        queue=queue.letter if queue else None,
        requirements=tuple(ShownRequirement(r.id, r.name, r.short, r.if_needed) for r in sop.file.requirement),
        steps=_steps(sop.visit_steps, office.file),
        milestones=_steps(sop.milestones, office.file),
        collection=_steps(sop.collection_steps, office.file),
        promises=shown_promises(sop),
        fee_from=fee_from(sop.file.fee),
        product=sop.file.product,
        complaint=sop.file.complaint,
    )


def shown_promises(sop: Sop) -> tuple[ShownPromise, ...]:
    """The promises that are public: no other is ever made to anybody."""
    return tuple(
        ShownPromise(
            most=promise.max,
            unit=promise.unit,
            from_text=promise.from_text,
            least=promise.min,
            from_step=promise.from_step,
            to_step=promise.to_step,
            cutoff=promise.cutoff,
            stops=promise.stops,
        )
        for promise in sop.file.promise
        if promise.public
    )


def fee_from(fees: tuple[Fee, ...]) -> int | None:
    """The least that is to be paid, in rupiah: the least public base fee, and what is always paid on top of it.

    None where no base fee is public, or where something that is always paid is not: less would be a false promise.
    """
    bases = [fee.amount for fee in fees if fee.role == "base" and fee.public and fee.amount is not None]
    always = [fee for fee in fees if fee.always]
    if not bases or not all(fee.public for fee in always):
        return None
    return min(bases) + sum(fee.amount or 0 for fee in always)


def _steps(steps: Iterable[Step], office: OfficeFile) -> tuple[ShownStep, ...]:
    return tuple(
        ShownStep(
            id=step.id,
            name=step.name,
            short=step.short,
            where=step.where,
            at_issue=step.at_issue,
            opens_case=step.opens_case,
            actors=tuple(map(office.term, step.actors)),
            minutes=step.public_minutes,
            output=office.term(step.output) if step.output else None,
        )
        for step in steps
    )


def _office(file: OfficeFile, shown: Set[str]) -> ShownOffice:
    return ShownOffice(
        name=file.name,
        short=file.short,
        timezone=file.timezone,
        sample=file.sample,
        hours=_week(file),
        tickets_from=_alike(hours.tickets_from for hours in file.hours),
        tickets_until=_alike(hours.tickets_until for hours in file.hours),
        menu=tuple(MenuItem(line.key, line.name, line.service) for line in file.menu if line.service in shown),
        complaint=file.complaint,
        wait_standard=_sourced(file.wait_standard),
        service_standard=_sourced(file.service_standard),
        lock_minutes=file.lock_minutes,
    )


def _week(file: OfficeFile) -> tuple[HoursOfDay, ...]:
    days = ((WEEKDAYS.index(day), hours) for hours in file.hours for day in hours.days)
    return tuple(
        HoursOfDay(day, hours.opens, hours.closes, hours.break_from, hours.break_until)
        for day, hours in sorted(days, key=lambda pair: pair[0])
    )


def _alike(hours: Iterable[time | None]) -> time | None:
    """The one hour that all days share; none where they differ."""
    different = set(hours)
    return different.pop() if len(different) == 1 else None


def _sourced(standard: Standard | None) -> int | None:
    return standard.minutes if standard and standard.public else None
