"""The address that a terminal gets its board from, and the URLs at an endpoint."""

from datetime import date
from typing import Literal
from urllib.parse import quote, urlencode, urljoin, urlsplit

from attrs import field, frozen

from kiosk.config.address import is_loopback, server_address
from kiosk.schema.errors import InvalidValue
from kiosk.text.language import tr
from kiosk.text.sanitize import sanitize


@frozen
class Source:
    """An address, checked by `source_of`, with the terminal's token if it has one."""

    url: str
    token: str | None = field(default=None, repr=False)
    certificate: str | None = field(default=None, repr=False)
    """PEM of the only certificate that is trusted; without it the machine's authorities are."""

    @property
    def is_endpoint(self) -> bool:
        """Whether this is our endpoint, an address without a path, and not a board document on any web server."""
        return urlsplit(self.url).path in ("", "/")

    @property
    def is_local(self) -> bool:
        return is_loopback(urlsplit(self.url).hostname or "")

    @property
    def board(self) -> str:
        return urljoin(self.url, "/v1/board") if self.is_endpoint else self.url

    # What follows is there at an endpoint only.

    def resource(self, name: Literal["catalogue", "commands", "due", "enrolments", "events", "tickets"]) -> str:
        return urljoin(self.url, f"/v1/{name}")

    def measures(self, first: date | None, last: date | None) -> str:
        """Return the URL of the figures from *first* to *last*; without them, of this month."""
        period = {name: day.isoformat() for name, day in (("from", first), ("until", last)) if day}
        return urljoin(self.url, f"/v1/measures?{urlencode(period)}")

    def counter(self, counter: str) -> str:
        return urljoin(self.url, f"/v1/counters/{quote(counter, safe='')}")

    def ticket(self, code: str) -> str:
        """Return the URL of the ticket or the case of *code*; people can open it too."""
        return urljoin(self.url, f"/v1/tickets/{quote(code, safe='')}")

    def visits(self, query: str) -> str:
        return urljoin(self.url, f"/v1/visits?q={quote(query, safe='')}")

    def sop(self, digest: str) -> str:
        return urljoin(self.url, f"/v1/catalogue/{quote(digest, safe='')}")

    def catalogue(self, url: str) -> str | None:
        """Return the URL of the catalogue that a board names; None on another server, which could be anybody's."""
        whole = urljoin(self.board, url)
        return whole if urlsplit(whole)[:2] == urlsplit(self.url)[:2] else None


def source_of(url: str, token: str | None = None, plain_token: bool = False, certificate: str | None = None) -> Source:
    """Return the source at *url*, an address as a person wrote it.

    *plain_token* allows a token over plain HTTP to another machine, where anybody on the network can read it.

    Raises:
        InvalidValue: when it is no address of a web server, or the token would travel in the open.
    """
    parts = server_address(url)
    host = parts.hostname or ""
    if token and parts.scheme == "http" and not plain_token and not is_loopback(host):
        text = tr("token tidak dikirim tanpa TLS ke {h}")
        raise InvalidValue(text.format(h=sanitize(host, 100)), tr("pakai https://"))
    return Source(parts.geturl(), token, certificate)
