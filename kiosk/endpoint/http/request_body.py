"""The body of a request: its limits of size, time and depth, and JSON without ambiguity."""

import asyncio
import json
import re
from collections import Counter
from typing import Any

from starlette.requests import ClientDisconnect, Request

from kiosk.endpoint.http.limits import MAX_BODY_BYTES, MAX_JSON_DEPTH, MAX_JSON_DIGITS
from kiosk.endpoint.http.responses import CLOSE_HEADERS, HttpProblem, faulty_body_problem
from kiosk.schema.errors import ValidationFault
from kiosk.text.language import tr
from kiosk.text.sanitize import sanitize

_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*+"?', re.DOTALL)
_JSON_TYPE = re.compile(r'application/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?', re.IGNORECASE)


async def read_json_body(request: Request, seconds: float) -> Any:
    """Return the body as plain data; it may take *seconds* to come.

    Raises:
        HttpProblem: 400 with all faults, 408 if it is slow, 413 if it is long, 415 if it is not JSON.
    """
    if not _JSON_TYPE.fullmatch(request.headers.get("content-type", "")) or "content-encoding" in request.headers:
        text = tr("isi permintaan harus application/json")
        raise HttpProblem(415, "not-json", text, headers=CLOSE_HEADERS)
    return parse_json_body(await _read(request, seconds))


async def _read(request: Request, seconds: float) -> bytes:
    told = request.headers.get("content-length", "0")
    if len(told) > 12 or int(told) > MAX_BODY_BYTES:
        raise _too_long()
    read = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for chunk in request.stream():
                read += chunk
                if len(read) > MAX_BODY_BYTES:
                    raise _too_long()
    except TimeoutError:
        raise HttpProblem(408, "too-slow", tr("isi permintaan terlalu lambat"), None, CLOSE_HEADERS) from None
    except ClientDisconnect:
        raise HttpProblem(400, "cut-off", tr("permintaan terputus"), None, CLOSE_HEADERS) from None
    return bytes(read)


def _too_long() -> HttpProblem:
    text = tr("isi permintaan lebih dari {n} byte").format(n=MAX_BODY_BYTES)
    return HttpProblem(413, "too-long", text, headers=CLOSE_HEADERS)


def parse_json_body(body: bytes) -> Any:
    """Return the plain data of JSON text; 400 with all faults."""
    faults: list[ValidationFault] = []
    try:
        text = body.decode("utf-8")
        if _depth(text) > MAX_JSON_DEPTH:
            raise faulty_body_problem([ValidationFault((), tr("bersarang terlalu dalam"))])
        data = _Reader(faults).decode(text)
    except UnicodeDecodeError:
        raise faulty_body_problem([ValidationFault((), tr("bukan UTF-8"))]) from None
    except json.JSONDecodeError as error:
        at = tr("bukan JSON: karakter ke-{n}").format(n=error.pos + 1)
        raise faulty_body_problem([*faults, ValidationFault((), at)]) from None
    if faults:
        raise faulty_body_problem(faults)
    return data


class _Reader(json.JSONDecoder):
    """Reports what JSON leaves open: doubled keys, NaN, and numbers of absurd size."""

    def __init__(self, faults: list[ValidationFault]) -> None:
        super().__init__(
            object_pairs_hook=self._object,
            parse_constant=self._figure,
            parse_int=lambda text: int(text) if len(text) <= MAX_JSON_DIGITS else self._figure(text),
            parse_float=lambda text: (
                float(text) if len(text) <= MAX_JSON_DIGITS and abs(float(text)) < 1e15 else self._figure(text)
            ),
        )
        self._faults = faults

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        for key, times in Counter(key for key, _ in pairs).items():
            if times > 1:
                name = sanitize(key, 60)
                self._faults.append(ValidationFault((name,), tr("{k!r} ada dua kali").format(k=name)))
        return dict(pairs)

    def _figure(self, text: str) -> None:
        said = sanitize(text, 24)
        self._faults.append(ValidationFault((), tr("{t} bukan angka yang wajar").format(t=said)))


def _depth(text: str) -> int:
    depth = deepest = 0
    for character in _STRINGS.sub("", text):
        if character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest
