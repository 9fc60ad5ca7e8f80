"""A public document with a tag: the whole of it, or 304 to whoever has it already."""

from starlette.requests import Request
from starlette.responses import Response

from kiosk.endpoint.http.operation import ANY_PAGE, JSON


class Tagged:
    """A document as it is sent; both answers are made once, however often it is asked for."""

    def __init__(self, etag: str, body: bytes) -> None:
        headers = {"etag": etag, "cache-control": "no-cache", **ANY_PAGE}
        self.etag = etag
        self.body = body
        self._whole = Response(body, 200, headers, JSON)
        self._known = Response(status_code=304, headers=headers)

    def to(self, request: Request) -> Response:
        """The answer to *request*."""
        known = request.headers.get("if-none-match", "")
        has_it = known.strip() == "*" or self.etag in (tag.strip().removeprefix("W/") for tag in known.split(","))
        return self._known if has_it else self._whole
