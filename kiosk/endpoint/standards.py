"""What the office goes by: the pack as it is in force, and the catalogue that terminals are shown of it."""

from attrs import field, frozen

from kiosk.endpoint.store.base import Store
from kiosk.sop.catalogue import catalogue_of
from kiosk.sop.pack import Pack
from kiosk.visit.former import with_former_steps
from kiosk.visit.state import State
from kiosk.wire.catalogue import Catalogue
from kiosk.wire.encode import encoded


@frozen
class InForce:
    """A pack with its catalogue."""

    pack: Pack
    catalogue: Catalogue
    body: bytes = field(init=False)
    """The catalogue as it is sent."""

    @body.default
    def _encode(self) -> bytes:
        return encoded(self.catalogue).encode()


class Standards:
    """Holds what is in force `now`, which is swapped whole: the event loop and the writer's thread read it."""

    def __init__(self, store: Store, files: Pack, state: State) -> None:
        """Begin with the pack of *files*.

        Raises:
            StoreFault: when its contents cannot be kept.
        """
        self._store = store
        self._files = files
        self.now = self._made(state)

    def use(self, files: Pack, state: State) -> None:
        """Go by other *files* from now on. Visits that are open in *state* keep what they were given.

        Raises:
            StoreFault: when their contents cannot be kept; the old ones stay.
        """
        before, self._files = self._files, files
        try:
            self.now = self._made(state)
        except BaseException:
            self._files = before
            raise

    def _made(self, state: State) -> InForce:
        pack = with_former_steps(self._files, state)
        made = InForce(pack, catalogue_of(pack))
        self._keep(made.catalogue)
        return made

    def _keep(self, catalogue: Catalogue) -> None:
        """Keep every content that is in use: an open visit finds its steps whatever happens to the files."""
        with self._store.transaction():
            self._store.keep_content("catalogue", catalogue.digest, encoded(catalogue))
            for sop in catalogue.sops:
                self._store.keep_content("sop", sop.digest, encoded(sop))
