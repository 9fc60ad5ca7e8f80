"""Steps that somebody must do and the office's file gives to no counter."""

from collections import defaultdict
from collections.abc import Iterator

from attrs import evolve

from kiosk.sop.pack import Pack
from kiosk.visit.dispatch import does
from kiosk.visit.state import State


def with_unassigned_steps(pack: Pack, state: State) -> Pack:
    """*pack*, in which every counter that serves a service also does the steps of it that nobody else would do.

    A sound pack has none, but what is in force may be of before the last change of the files: an open visit keeps the
    steps that it was given, and an approved SOP those that were approved.
    """
    given = {task for counter in pack.office.file.counter for task in does(pack, counter.id)}
    unassigned: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for service, step in (*_in_force(pack), *_open(state)):
        if (service, step) not in given:
            unassigned[service][step] = None
    return evolve(pack, unassigned={service: tuple(steps) for service, steps in unassigned.items()})


def _in_force(pack: Pack) -> Iterator[tuple[str, str]]:
    return ((sop.id, step.id) for sop in pack.sops.values() for step in sop.counter_steps)


def _open(state: State) -> Iterator[tuple[str, str]]:
    """The steps that visits still have before them."""
    visits = (visit for visit in state.visits.values() if visit.state != "ended")
    return ((visit.service, step) for visit in visits for step in visit.steps if step not in visit.done)
