"""The state of a feed: what a terminal knows of its endpoint. Screens are painted from this and the time."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from attrs import frozen

from kiosk.text.language import Text
from kiosk.wire.board import Board
from kiosk.wire.catalogue import Catalogue, ShownSop

if TYPE_CHECKING:
    from kiosk.wire.counter import CounterDocument


@frozen
class FeedState:
    """The last board, catalogue and counter document, and how fresh they are."""

    board: Board | None = None
    catalogue: Catalogue | None = None
    counter: "CounterDocument | None" = None
    frozen_sops: tuple[ShownSop, ...] = ()
    """SOPs that open visits follow and that the catalogue no longer has."""
    outdated: bool = False
    """The catalogue that the board names could not be fetched: another is shown, or none."""
    as_of: datetime | None = None
    """The endpoint's clock at the last contact (a 304 or a comment is one too); None before any data."""
    offset: timedelta = timedelta()
    """The endpoint's clock less the terminal's own."""
    live: bool = False
    """The stream is open, or the last poll was answered."""
    attempt: int = 0
    """Failed tries since the last contact."""
    retry_at: datetime | None = None
    """By the terminal's own clock."""
    trouble: Text | None = None
    """Why there is no answer, in plain words."""

    def sop(self, service: str | None, digest: str | None) -> ShownSop | None:
        """Return the SOP that a call or visit follows: the one of *digest*, else the service's present one."""
        if self.catalogue is None or service is None:
            return None
        known = (*self.catalogue.sops, *self.frozen_sops)
        return next((s for s in known if s.digest == digest and s.id == service), None) or self.catalogue.sop(service)
