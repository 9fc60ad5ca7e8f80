"""Checks of `office.toml` and of calendars: within each file, and against the services."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import time
from typing import Final

from kiosk.office.model import CalendarFile, Counter, OfficeFile, SpecialDay, WeekdayHours
from kiosk.schema.errors import KeyPath, ValidationFault, did_you_mean
from kiosk.text.language import Text, tr

CounterSteps = Mapping[str, tuple[str, ...] | None]
"""The counter steps of each service, by its id; none where its SOP has faults of its own."""


def check_office(office: OfficeFile, services: CounterSteps) -> Iterator[ValidationFault]:
    """Yield every fault of the office's file that its schema cannot find."""
    yield from _queues(office, services)
    yield from _counters(office, services)
    yield from _undone_steps(office, services)
    yield from _menu(office, services)
    for place, hours in enumerate(office.hours):
        yield from _hours(hours, ("hours", place))
    yield from duplicates(
        [((("hours", h, "days", d)), day) for h, hours in enumerate(office.hours) for d, day in enumerate(hours.days)]
    )
    yield from duplicates([(("special", place, "date"), special.date) for place, special in enumerate(office.special)])
    for place, special in enumerate(office.special):
        yield from _special(special, ("special", place))


def check_calendar(calendar: CalendarFile, name: str) -> Iterator[ValidationFault]:
    """Yield every fault of the calendar's file called *name*, without its ending."""
    if str(calendar.year) != name:
        words = tr("tahun {y} tidak sama dengan nama berkas {n!r}")
        yield ValidationFault(("year",), words.format(y=calendar.year, n=name))
    yield from duplicates([(("day", place, "date"), day.date) for place, day in enumerate(calendar.day)])
    for place, day in enumerate(calendar.day):
        if day.date.year != calendar.year:
            words = tr("{d} bukan di tahun {y}")
            yield ValidationFault(("day", place, "date"), words.format(d=day.date, y=calendar.year))


def duplicates(rows: Iterable[tuple[KeyPath, object]]) -> Iterator[ValidationFault]:
    """Yield a fault for each value that occurred in an earlier row."""
    seen = set()
    for path, value in rows:
        if value in seen:
            yield ValidationFault(path, tr("{v} ada dua kali").format(v=value))
        seen.add(value)


_FEW: Final = 14
"""Names that are listed where none of them is near what was written."""


def unknown_name(path: KeyPath, what: Text, word: str, known: Iterable[str]) -> ValidationFault:
    """Return the fault of naming something that is not there."""
    words = tr("{what} {w!r} tidak ada").format(what=what, w=word)
    names = [name for name in dict.fromkeys(known) if name and name.isascii()]  # what stands in for a name is none
    listing = tr("yang ada: {n}").format(n=", ".join(names)) if 0 < len(names) <= _FEW else None
    return ValidationFault(path, words, did_you_mean(word, names) or listing)


SERVICE = tr("layanan")
STEP_AT_COUNTER = tr("tahap di loket")


def _queues(office: OfficeFile, services: CounterSteps) -> Iterator[ValidationFault]:
    yield from duplicates([(("queue", place, "letter"), queue.letter) for place, queue in enumerate(office.queue)])
    named = [
        (("queue", q, "services", s), service)
        for q, queue in enumerate(office.queue)
        for s, service in enumerate(queue.services)
    ]
    yield from duplicates(named)
    yield from (unknown_name(path, SERVICE, service, services) for path, service in named if service not in services)
    for path, service in named:
        if services.get(service) == ():
            words = tr("SOP {s!r} tidak punya tahap di loket")
            yield ValidationFault(path, words.format(s=service), tr('where = "counter"'))
    priority = [place for place, queue in enumerate(office.queue) if queue.priority]
    for place in priority[1:]:
        yield ValidationFault(("queue", place, "priority"), tr("hanya satu antrean boleh prioritas"))
    for place in priority:
        if office.queue[place].services:
            words = tr("antrean prioritas menerima semua layanan: jangan disebut")
            yield ValidationFault(("queue", place, "services"), words)


def _counters(office: OfficeFile, services: CounterSteps) -> Iterator[ValidationFault]:
    yield from duplicates([(("counter", place, "id"), counter.id) for place, counter in enumerate(office.counter)])
    for place, counter in enumerate(office.counter):
        yield from _tasks(counter, services, ("counter", place, "task"))


def _tasks(counter: Counter, services: CounterSteps, path: KeyPath) -> Iterator[ValidationFault]:
    tasks = list(enumerate(counter.task))
    yield from duplicates(
        [
            ((*path, place, "steps", at), f"{task.service}/{step}")
            for place, task in tasks
            for at, step in enumerate(task.steps)
        ]
    )
    for place, task in tasks:
        known = services.get(task.service)
        if task.service not in services:
            yield unknown_name((*path, place, "service"), SERVICE, task.service, services)
        elif known is not None:
            for at, step in enumerate(task.steps):
                if step not in known:
                    yield unknown_name((*path, place, "steps", at), STEP_AT_COUNTER, step, known)


def _undone_steps(office: OfficeFile, services: CounterSteps) -> Iterator[ValidationFault]:
    """Yield the steps of queued services that no counter does: their visits would wait for ever."""
    for q, queue in enumerate(office.queue):
        for s, service in enumerate(queue.services):
            tasks = [task for counter in office.counter for task in counter.task if task.service == service]
            done = {step for task in tasks for step in task.steps}
            if any(not task.steps for task in tasks):
                continue
            for step in services.get(service) or ():
                if step not in done:
                    words = tr("tahap {t!r} dari {s!r} tidak dikerjakan loket mana pun")
                    yield ValidationFault(("queue", q, "services", s), words.format(t=step, s=service))


def _menu(office: OfficeFile, services: CounterSteps) -> Iterator[ValidationFault]:
    yield from duplicates([(("menu", place, "key"), line.key) for place, line in enumerate(office.menu)])
    queued = {service for queue in office.queue for service in queue.services}
    for place, line in enumerate(office.menu):
        if line.service not in services:
            yield unknown_name(("menu", place, "service"), SERVICE, line.service, services)
        elif line.service not in queued:
            words = tr("{s!r} tidak ada di antrean mana pun").format(s=line.service)
            yield ValidationFault(("menu", place, "service"), words)


def _hours(hours: WeekdayHours, path: KeyPath) -> Iterator[ValidationFault]:
    if hours.opens >= hours.closes:
        yield _order_fault((*path, "closes"), "closes", "opens")
    if (hours.break_from is None) != (hours.break_until is None):
        yield ValidationFault(path, tr("istirahat perlu break_from dan break_until"))
    if hours.break_from is not None and hours.break_until is not None:
        if hours.break_from >= hours.break_until:
            yield _order_fault((*path, "break_until"), "break_until", "break_from")
        elif hours.opens < hours.closes and not (hours.opens < hours.break_from and hours.break_until < hours.closes):
            yield ValidationFault((*path, "break_from"), tr("istirahat di luar jam buka"))
    if hours.opens < hours.closes:
        yield from _ticket_hours(hours.opens, hours.closes, hours.tickets_from, hours.tickets_until, path)


def _ticket_hours(
    opens: time, closes: time, start: time | None, until: time | None, path: KeyPath
) -> Iterator[ValidationFault]:
    """Yield the faults of ticket hours in which no ticket could be issued."""
    if (start or opens) >= (until or closes):
        yield _order_fault((*path, "tickets_until"), "tickets_until", "tickets_from" if start else "opens")
    elif start is not None and start >= closes:
        yield _order_fault((*path, "tickets_from"), "closes", "tickets_from")


def _special(special: SpecialDay, path: KeyPath) -> Iterator[ValidationFault]:
    hours = (special.opens, special.closes, special.tickets_from, special.tickets_until)
    if special.closed and any(hour is not None for hour in hours):
        yield ValidationFault(path, tr("tutup, atau buka pada jam lain: tidak keduanya"))
    if not special.closed and (special.opens is None or special.closes is None):
        yield ValidationFault(path, tr("perlu closed = true, atau opens dan closes"))
    if special.opens is not None and special.closes is not None:
        if special.opens >= special.closes:
            yield _order_fault((*path, "closes"), "closes", "opens")
        elif not special.closed:
            yield from _ticket_hours(special.opens, special.closes, special.tickets_from, special.tickets_until, path)


def _order_fault(path: KeyPath, late: str, early: str) -> ValidationFault:
    return ValidationFault(path, tr("{l} harus sesudah {e}").format(l=late, e=early))
