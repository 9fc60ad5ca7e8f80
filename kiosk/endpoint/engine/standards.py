"""The standards in force: the pack with what was approved, and the catalogue that terminals are shown of it."""

from collections.abc import Sequence
from datetime import date

from attrs import field, frozen

from kiosk.endpoint.http.responses import CachedResponse
from kiosk.endpoint.store.interface import Store
from kiosk.office.hours import service_date
from kiosk.office.model import Office
from kiosk.schema.dump import record_to_json
from kiosk.sop.catalogue import catalogue_of
from kiosk.sop.life import Approval, LifeAct, Withdrawal, pack_in_force
from kiosk.sop.pack import Pack
from kiosk.time.instant import Instant
from kiosk.visit.dispatch import with_unassigned_steps
from kiosk.visit.event.envelope import Event
from kiosk.visit.event.office import SopApproved, SopWithdrawn
from kiosk.visit.state import State
from kiosk.wire.catalogue import Catalogue


@frozen
class StandardsInForce:
    """A pack with its catalogue."""

    pack: Pack
    catalogue: Catalogue
    document: CachedResponse = field(init=False)

    @document.default
    def _encode(self) -> CachedResponse:
        return CachedResponse(f'"{self.catalogue.digest}"', record_to_json(self.catalogue).encode())


@frozen
class PreparedStandards:
    """Standards to be put in force, their contents stored, with all that they depend on."""

    files: Pack
    standards: int
    """How many acts on standards there were."""
    day: date
    """The service date."""
    in_force: StandardsInForce


class Standards:
    """Holds the standards in force `now`, swapped whole: the event loop and the writer's thread read them.

    Others are prepared by the writer's thread, which writes the store, and put in force in the event loop.
    """

    def __init__(self, store: Store, files: Pack, state: State, now: Instant) -> None:
        """Begin with the pack of *files* and what was approved."""
        with store.transaction():
            self._held = prepare_standards(store, files, state, now)

    @property
    def now(self) -> StandardsInForce:
        return self._held.in_force

    def stale(self, state: State, now: Instant) -> bool:
        """Return whether an approval, a withdrawal or a new day has changed what is in force."""
        held = self._held
        return (held.standards, held.day) != (state.standards, service_date(held.files.office, now.at))

    def prepare_if_stale(self, store: Store, state: State, now: Instant) -> PreparedStandards | None:
        """Prepare what is to be in force, if that has changed. Called in the thread of *store*."""
        if not self.stale(state, now):
            return None
        with store.transaction():
            return prepare_standards(store, self._held.files, state, now)

    def put_in_force(self, made: PreparedStandards) -> None:
        """Put in force what `prepare_if_stale` made, unless other files have come since."""
        if made.files is self._held.files:
            self._held = made

    def replace(self, made: PreparedStandards) -> None:
        """Put other files in force. Open visits keep the steps they were given."""
        self._held = made


def prepare_standards(store: Store, files: Pack, state: State, now: Instant) -> PreparedStandards:
    """Prepare what is in force by *files* and what was approved, its contents stored in the transaction of *store*."""
    day = service_date(files.office, now.at)
    pack = with_unassigned_steps(pack_in_force(files, standard_acts(store.standards(), files.office), day), state)
    made = StandardsInForce(pack, catalogue_of(pack))
    _keep(store, made.catalogue, pack.office)
    return PreparedStandards(files, state.standards, day, made)


def _keep(store: Store, catalogue: Catalogue, office: Office) -> None:
    """Store every content in use, since an open visit finds its steps whatever happens to the files, and the office's
    counters and zone, for administration while nothing is served.
    """
    store.keep_counters([counter.id for counter in office.file.counter])
    store.keep_timezone(office.file.timezone)
    store.keep_content("catalogue", catalogue.digest, record_to_json(catalogue))
    for sop in catalogue.sops:
        store.keep_content("sop", sop.digest, record_to_json(sop))


def standard_acts(events: Sequence[Event], office: Office) -> tuple[LifeAct, ...]:
    """Return the acts on standards among *events*, dated by the calendar of *office*."""
    acts: list[LifeAct] = []
    for event in events:
        day = service_date(office, event.moment.at)
        match event.body:
            case SopApproved(sop, digest, effective, content):
                acts.append(Approval(sop, event.who, day, digest, content, effective))
            case SopWithdrawn(sop):
                acts.append(Withdrawal(sop, event.who, day))
    return tuple(acts)
