"""A pack: the office and its SOPs, loaded and sound."""

from collections.abc import Mapping
from functools import cached_property

from attrs import field, frozen

from kiosk.office.model import Counter, Office
from kiosk.sop.model import Sop
from kiosk.text.language import Text

Assignments = Mapping[tuple[str, str], int]
"""What a counter does: (service, step) to its rank of preference, 0 first."""


@frozen
class Pack:
    """Everything the rules need to know of the office. Made by `kiosk.sop.file.load.load_pack`."""

    office: Office
    sops: dict[str, Sop]
    """Resolved SOPs by service id."""
    digest: str
    """Names the whole content: equal content, equal digest."""
    unassigned: Mapping[str, tuple[str, ...]] = field(factory=dict)
    """Steps, by service, that the office's file gives to no counter (`kiosk.visit.dispatch`)."""

    @cached_property
    def assignments(self) -> Mapping[str, Assignments]:
        """What each counter does, by its id; a task without steps is all that counters do of its service.

        Collection steps are among them: visits have such steps of cases whose receipts they bring.
        """
        return {counter.id: self._assignments(counter) for counter in self.office.file.counter}

    def service_name(self, service: str) -> Text:
        """What *service* is called; by its id, where the pack has it no more."""
        sop = self.sops.get(service)
        return sop.name if sop else Text(service)

    def _assignments(self, counter: Counter) -> Assignments:
        ranks: dict[tuple[str, str], int] = {}
        for rank, task in enumerate(counter.task):
            sop = self.sops.get(task.service)
            all_steps = (*sop.counter_steps, *sop.collection_steps) if sop else ()
            steps = task.steps or tuple(s.id for s in all_steps)
            for step in (*steps, *self.unassigned.get(task.service, ())):
                ranks.setdefault((task.service, step), rank)
        return ranks
