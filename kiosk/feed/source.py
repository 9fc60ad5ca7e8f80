"""Where a terminal gets its board: our endpoint, or a board document on any web server."""

from ipaddress import ip_address
from urllib.parse import quote, urljoin, urlsplit

from attrs import field, frozen

from kiosk.language import Text
from kiosk.structure.fault import Wrong
from kiosk.text import safe


@frozen
class Source:
    """An address, with the terminal's token if it has one. Made by `source_of`."""

    url: str
    token: str | None = field(default=None, repr=False)

    @property
    def is_endpoint(self) -> bool:
        """An address without a path is our endpoint; one with a path is the board document itself."""
        return urlsplit(self.url).path in ("", "/")

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

    def counter(self, counter: str) -> str:
        """The document of one counter; our endpoint only."""
        return urljoin(self.url, f"/v1/counters/{quote(counter, safe='')}")

    def sop(self, digest: str) -> str:
        """One SOP by its digest; our endpoint only."""
        return urljoin(self.url, f"/v1/catalogue/{quote(digest, safe='')}")

    def catalogue(self, url: str) -> str | None:
        """The catalogue that a board names; none where it lies on another server, which could be anybody's."""
        whole = urljoin(self.board, url)
        return whole if _origin(whole) == _origin(self.url) else None


def source_of(url: str, token: str | None = None, plain_token: bool = False) -> Source:
    """Check an address as a person wrote it.

    *plain_token* allows a token over plain HTTP to another machine, where anybody on the network can read it.

    Raises:
        Wrong: when it is no address of a web server, or the token would travel in the open.
    """
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise _no_address(url) from None
    if parts.scheme not in ("http", "https") or not host or parts.username or not url.isascii():
        raise _no_address(url)
    if token and parts.scheme == "http" and not plain_token and not _is_loopback(host):
        raise Wrong(
            Text("token tidak dikirim tanpa TLS ke {h}", "the token is not sent to {h} without TLS").format(
                h=safe(host, 100)
            ),
            Text("pakai https://", "use https://"),
        )
    return Source(parts._replace(fragment="").geturl(), token)


def _no_address(url: str) -> Wrong:
    return Wrong(
        Text("{u!r} bukan alamat server", "{u!r} is no address of a server").format(u=safe(url, 100)),
        Text("contoh: http://127.0.0.1:8765", "for example: http://127.0.0.1:8765"),
    )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc
