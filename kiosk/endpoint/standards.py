"""What the office goes by: the pack as it is in force, and the catalogue that terminals are shown of it."""

from collections.abc import Sequence
from datetime import date

from attrs import field, frozen

from kiosk.endpoint.http.tagged import Tagged
from kiosk.endpoint.store.base import Store
from kiosk.moment import Moment
from kiosk.office.hours import service_date
from kiosk.office.model import Office
from kiosk.sop.catalogue import catalogue_of
from kiosk.sop.life import Act, Approval, Withdrawal, in_force
from kiosk.sop.pack import Pack
from kiosk.visit.event.event import Event
from kiosk.visit.event.standard import SopApproved, SopWithdrawn
from kiosk.visit.state import State
from kiosk.visit.unassigned import with_unassigned_steps
from kiosk.wire.catalogue import Catalogue
from kiosk.wire.encode import encoded


@frozen
class InForce:
    """A pack with its catalogue."""

    pack: Pack
    catalogue: Catalogue
    document: Tagged = field(init=False)
    """The catalogue as it is sent."""

    @document.default
    def _encode(self) -> Tagged:
        return Tagged(f'"{self.catalogue.digest}"', encoded(self.catalogue).encode())


class Standards:
    """Holds what is in force `now`, which is swapped whole: the event loop and the writer's thread read it."""

    def __init__(self, store: Store, files: Pack, state: State, now: Moment) -> None:
        """Begin with the pack of *files* and all that was approved.

        Raises:
            StoreFault: when that cannot be read, or its contents cannot be kept.
        """
        self._store = store
        self._files = files
        self._acts = acts_of(store.standards(), files.office)
        self._seen = self._moment(state, now)
        self.now = self._made(files, state)

    def use(self, files: Pack, state: State) -> None:
        """Go by other *files* from now on. Visits that are open in *state* keep what they were given.

        Raises:
            StoreFault: when their contents cannot be kept; the old ones stay.
        """
        self.now = self._made(files, state)
        self._files = files

    def follow(self, state: State, now: Moment) -> None:
        """See whether an approval, a withdrawal or a new day has changed what is in force.

        Raises:
            StoreFault: when that cannot be read or kept; what was in force stays, and the next look tries again.
        """
        seen = self._moment(state, now)
        if seen != self._seen:
            self._acts = acts_of(self._store.standards(), self._files.office)
            before, self._seen = self._seen, seen
            try:
                self.now = self._made(self._files, state)
            except BaseException:
                self._seen = before
                raise

    def _moment(self, state: State, now: Moment) -> tuple[int, date]:
        """What is in force depends on this, and on the files."""
        return state.standards, service_date(self._files.office, now.at)

    def _made(self, files: Pack, state: State) -> InForce:
        pack = with_unassigned_steps(in_force(files, self._acts, self._seen[1]), state)
        made = InForce(pack, catalogue_of(pack))
        self._keep(made.catalogue, pack.office)
        return made

    def _keep(self, catalogue: Catalogue, office: Office) -> None:
        """Keep every content that is in use: an open visit finds its steps whatever happens to the files.

        And which counters and which zone the office has, for administration while nothing is served.
        """
        with self._store.transaction():
            self._store.keep_counters([counter.id for counter in office.file.counter])
            self._store.keep_timezone(office.file.timezone)
            self._store.keep_content("catalogue", catalogue.digest, encoded(catalogue))
            for sop in catalogue.sops:
                self._store.keep_content("sop", sop.digest, encoded(sop))


def acts_of(events: Sequence[Event], office: Office) -> tuple[Act, ...]:
    """The acts on standards among *events*, dated by the calendar of *office*."""
    acts: list[Act] = []
    for event in events:
        day = service_date(office, event.moment.at)
        match event.body:
            case SopApproved(sop, digest, effective, content):
                acts.append(Approval(sop, event.who, day, digest, content, effective))
            case SopWithdrawn(sop):
                acts.append(Withdrawal(sop, event.who, day))
    return tuple(acts)
