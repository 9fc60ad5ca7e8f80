"""Steps that open visits still have and the pack in force no longer gives to any counter."""

from collections import defaultdict

from attrs import evolve

from kiosk.sop.pack import Pack
from kiosk.visit.dispatch import does
from kiosk.visit.state import State


def with_former_steps(pack: Pack, state: State) -> Pack:
    """*pack*, in which every counter that serves a service also does the steps that nobody else would do any more.

    An open visit keeps the steps that it was given; without this it would wait for ever after a change of the pack.
    """
    given = {task for counter in pack.office.file.counter for task in does(pack, counter.id)}
    former: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for visit in state.visits.values():
        if visit.state != "ended":
            left = (step for step in visit.steps if step not in visit.done and (visit.service, step) not in given)
            former[visit.service].update(dict.fromkeys(left))
    return evolve(pack, former={service: tuple(steps) for service, steps in former.items() if steps})
