"""Where a terminal gets its board: our endpoint, or a board document on any web server."""

from datetime import date
from urllib.parse import quote, urlencode, urljoin, urlsplit

from attrs import field, frozen

from kiosk.config.address import is_loopback, server_address
from kiosk.schema.errors import InvalidValue
from kiosk.text.language import tr
from kiosk.text.sanitize import sanitize


@frozen
class Source:
    """An address, with the terminal's token if it has one. Made by `source_of`."""

    url: str
    token: str | None = field(default=None, repr=False)
    certificate: str | None = field(default=None, repr=False)
    """PEM of the only certificate that is trusted there; else the machine's own authorities are."""

    @property
    def is_endpoint(self) -> bool:
        """An address without a path is our endpoint; one with a path is the board document itself."""
        return urlsplit(self.url).path in ("", "/")

    @property
    def is_local(self) -> bool:
        """Only programs of this machine reach it by this address."""
        return is_loopback(urlsplit(self.url).hostname or "")

    @property
    def board(self) -> str:
        """The board document."""
        return urljoin(self.url, "/v1/board") if self.is_endpoint else self.url

    @property
    def events(self) -> str:
        """The stream of boards; our endpoint only."""
        return urljoin(self.url, "/v1/events")

    @property
    def commands(self) -> str:
        """Takes commands; our endpoint only."""
        return urljoin(self.url, "/v1/commands")

    @property
    def tickets(self) -> str:
        """Gives out numbers; our endpoint only."""
        return urljoin(self.url, "/v1/tickets")

    @property
    def enrolments(self) -> str:
        """Lets terminals in by their codes; our endpoint only."""
        return urljoin(self.url, "/v1/enrolments")

    @property
    def due(self) -> str:
        """What falls due; our endpoint only."""
        return urljoin(self.url, "/v1/due")

    @property
    def whole_catalogue(self) -> str:
        """The office and its standards; our endpoint only."""
        return urljoin(self.url, "/v1/catalogue")

    def measures(self, first: date | None, last: date | None) -> str:
        """The figures of a period, as far as it is said, else of this month; our endpoint only."""
        said = {name: day.isoformat() for name, day in (("from", first), ("until", last)) if day}
        return urljoin(self.url, f"/v1/measures?{urlencode(said)}")

    def counter(self, counter: str) -> str:
        """The document of one counter; our endpoint only."""
        return urljoin(self.url, f"/v1/counters/{quote(counter, safe='')}")

    def ticket(self, code: str) -> str:
        """Where the ticket, or the case, of that code stands: a page for people too; our endpoint only."""
        return urljoin(self.url, f"/v1/tickets/{quote(code, safe='')}")

    def visits(self, asked: str) -> str:
        """The visits of today and the cases that are found by what is *asked*; our endpoint only."""
        return urljoin(self.url, f"/v1/visits?q={quote(asked, safe='')}")

    def sop(self, digest: str) -> str:
        """One SOP by its digest; our endpoint only."""
        return urljoin(self.url, f"/v1/catalogue/{quote(digest, safe='')}")

    def catalogue(self, url: str) -> str | None:
        """The catalogue that a board names; none where it lies on another server, which could be anybody's."""
        whole = urljoin(self.board, url)
        return whole if _origin(whole) == _origin(self.url) else None


def source_of(url: str, token: str | None = None, plain_token: bool = False, certificate: str | None = None) -> Source:
    """Check an address as a person wrote it.

    *plain_token* allows a token over plain HTTP to another machine, where anybody on the network can read it.

    Raises:
        InvalidValue: when it is no address of a web server, or the token would travel in the open.
    """
    parts = server_address(url)
    host = parts.hostname or ""
    if token and parts.scheme == "http" and not plain_token and not is_loopback(host):
        raise InvalidValue(
            tr("token tidak dikirim tanpa TLS ke {h}").format(h=sanitize(host, 100)),
            tr("pakai https://"),
        )
    return Source(parts.geturl(), token, certificate)


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc
