"""The only module that touches httpx: plain requests and server-sent events, with every limit that a terminal needs.

Importing httpx and loading certificates takes 100 to 200 ms: it is imported in a thread, after the first paint.
"""

import asyncio
import re
import ssl
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Final

import httpx

# Private names: the public `EventSource` swallows comments, which show that a quiet stream is alive.
from httpx_sse._decoders import SSEDecoder, SSELineDecoder

from kiosk import __version__
from kiosk.feed.errors import (
    BROKEN_OFF,
    NOT_A_STREAM,
    NOT_JSON,
    PACKED,
    REDIRECTED,
    SILENT,
    TOO_LARGE,
    FeedError,
    connection_error,
    status_error,
)
from kiosk.feed.reply import EventStream, Reply, ServerEvent
from kiosk.feed.source import Source

_NO_CHECK_TIME: Final = ssl.VerifyFlags(0x200000)
"""OpenSSL's X509_V_FLAG_NO_CHECK_TIME, for which Python has no name."""


def pinned_context(certificate: str) -> ssl.SSLContext:
    """Trust what *certificate* (PEM) proves, and nothing else.

    A server's very certificate is known by its key: its names and dates do not count (as in RFC 7671 section 5.1), so
    that a terminal finds its server under any address and with any clock. What can sign others, an authority, vouches
    for more than one server: names and dates count then.

    Raises:
        ssl.SSLError: when it is none.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(cadata=certificate)
    if not context.cert_store_stats()["x509_ca"]:
        context.check_hostname = False
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN | _NO_CHECK_TIME
    return context


LARGEST: Final = 1024 * 1024
"""Bytes of one answer or one message; a board of a busy office is 8 KiB, a catalogue 100 KiB."""

SILENCE: Final = 15.0
"""Seconds without a byte after which a stream is dead; the endpoint sends a comment every 5."""

PATIENCE: Final = 10.0
"""Seconds that a whole answer may take, however slowly it arrives."""

_ETAG: Final = re.compile(r'(W/)?"[!#-~]{0,200}"')
"""An entity tag as RFC 9110 writes it, in ASCII."""


class Client:
    """Talks to one server; without a usable answer its methods raise `FeedError` and nothing else."""

    def __init__(self, source: Source) -> None:
        self._pinned = source.certificate is not None
        headers = {"Accept-Encoding": "identity", "User-Agent": f"kiosk/{__version__}"}
        if source.token:
            headers["Authorization"] = f"Bearer {source.token}"
        self._http = httpx.AsyncClient(
            headers=headers,
            timeout=httpx.Timeout(5.0, connect=3.0),
            follow_redirects=False,
            trust_env=False,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),  # keeps none: some could not be sent back
            verify=_tls_context(source),
        )

    async def close(self) -> None:
        await self._http.aclose()

    async def get(self, url: str, etag: str | None = None) -> Reply:
        """Get a JSON document, or 304 where it is unchanged since *etag*."""
        headers = {"Accept": "application/json"}
        if etag and _ETAG.fullmatch(etag):  # anything else could not be sent back
            headers["If-None-Match"] = etag
        return await self._ask(self._http.build_request("GET", url, headers=headers), PATIENCE)

    async def post(self, url: str, body: bytes, key: str, patience: float) -> Reply:
        """Send JSON under an idempotency key; the whole exchange may take *patience* seconds."""
        headers = {"Accept": "application/json", "Content-Type": "application/json", "Idempotency-Key": key}
        return await self._ask(self._http.build_request("POST", url, headers=headers, content=body), patience)

    @asynccontextmanager
    async def stream(self, url: str) -> AsyncIterator[EventStream]:
        headers = {"Accept": "text/event-stream", "Cache-Control": "no-store"}
        timeout = httpx.Timeout(5.0, connect=3.0, read=SILENCE)
        response = await self._open(self._http.build_request("GET", url, headers=headers, timeout=timeout))
        try:
            if wrong := status_error(response.status_code):
                raise FeedError(wrong)
            if _media_type(response) != "text/event-stream":
                raise FeedError(NOT_A_STREAM)
            yield EventStream(_date(response, "date"), _events(response))
        finally:
            await response.aclose()

    async def _ask(self, request: httpx.Request, patience: float) -> Reply:
        try:
            async with asyncio.timeout(patience):
                response = await self._open(request)
                try:
                    return await _read(response)
                finally:
                    await response.aclose()
        except TimeoutError:
            raise FeedError(SILENT) from None

    async def _open(self, request: httpx.Request) -> httpx.Response:
        try:
            response = await self._http.send(request, stream=True)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _feed_error(error, self._pinned) from error
        except UnicodeError:  # httpx makes a request of the `Location` of a redirect, though that is not followed
            raise FeedError(REDIRECTED) from None
        if response.headers.get("content-encoding", "identity") != "identity":
            await response.aclose()
            raise FeedError(PACKED)
        return response


async def _read(response: httpx.Response) -> Reply:
    body = bytearray()
    try:
        async for chunk in response.aiter_raw():
            body += chunk
            if len(body) > LARGEST:
                raise FeedError(TOO_LARGE)
    except httpx.HTTPError as error:
        raise _feed_error(error) from error
    kind = _media_type(response)
    if body and response.is_success and kind not in ("application/json", "text/json") and not kind.endswith("+json"):
        raise FeedError(NOT_JSON)
    etag, date, modified = response.headers.get("etag"), _date(response, "date"), _date(response, "last-modified")
    return Reply(response.status_code, bytes(body), etag, date, modified, kind == "application/problem+json")


async def _events(response: httpx.Response) -> AsyncGenerator[ServerEvent | None, None]:
    lines, decoder, pending = SSELineDecoder(), SSEDecoder(), 0
    response.encoding = "utf-8"  # the only one that server-sent events have, whatever the headers say
    try:
        async for text in response.aiter_text():
            events = [event for line in lines.decode(text) if (event := decoder.decode(line)) and event.data]
            pending = 0 if events else pending + len(text)
            if pending > LARGEST:
                raise FeedError(TOO_LARGE)
            for event in events:
                yield ServerEvent(event.event, event.data, event.id)
            if not events:
                yield None
    except httpx.HTTPError as error:
        raise _feed_error(error) from error
    raise FeedError(BROKEN_OFF)


def _feed_error(error: Exception, pinned: bool = False) -> FeedError:
    if isinstance(error, httpx.TimeoutException):
        return FeedError(SILENT)
    if isinstance(error, httpx.ConnectError | httpx.InvalidURL | httpx.UnsupportedProtocol):
        return FeedError(connection_error(error, pinned))
    return FeedError(BROKEN_OFF)


def _media_type(response: httpx.Response) -> str:
    return str(response.headers.get("content-type", "")).partition(";")[0].strip().lower()


def _date(response: httpx.Response, header: str) -> datetime | None:
    try:
        when = parsedate_to_datetime(response.headers[header])
        when = when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
    except (KeyError, ValueError, OverflowError):
        return None
    return when if when.year in range(1970, 2200) else None  # near the calendar's ends no zone can be computed


def _tls_context(source: Source) -> ssl.SSLContext:
    """Return what is trusted; for plain HTTP nothing is loaded, which saves the terminal 40 ms."""
    if not source.url.startswith("https:"):
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return pinned_context(source.certificate) if source.certificate else ssl.create_default_context()
