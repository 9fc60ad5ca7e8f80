"""Enrolment of terminals by codes: how often one address may try, and what it is told."""

from typing import Final

from attrs import frozen
from starlette.requests import Request

from kiosk.endpoint.admin.action import AdminRequest
from kiosk.endpoint.admin.enrolments import REDEEM_CODE, EnrolmentFailure, EnrolmentResult
from kiosk.endpoint.engine.writer import StoreWriter
from kiosk.endpoint.http.limits import RateLimiter
from kiosk.endpoint.http.responses import HttpProblem
from kiosk.text.language import Text, tr
from kiosk.wire.enrolment import EnrolledTerminal, EnrolRequest

_NEW_CODE: Final = tr("minta kode baru kepada petugas TI")

_FAILURES: Final[dict[EnrolmentFailure, tuple[int, str, Text, Text]]] = {
    "unknown": (403, "unknown-code", tr("kode ini tidak dikenal server"), _NEW_CODE),
    "void": (409, "code-void", tr("kode ini ditutup karena terlalu sering dicoba dengan salah"), _NEW_CODE),
    "expired": (409, "code-expired", tr("kode ini sudah kedaluwarsa"), _NEW_CODE),
    "used": (
        409,
        "code-used",
        tr("kode ini sudah dipakai terminal lain"),
        tr("bila bukan Anda yang memakainya, cabut terminal itu: kiosk terminal revoke NAMA"),
    ),
    "name-taken": (
        409,
        "name-taken",
        tr("nama terminal ini sudah dipakai"),
        tr("buat kode dengan nama lain, atau cabut dahulu yang lama"),
    ),
}
"""What is answered to a code that lets nobody in. Only who has the right code learns more than that it is unknown."""


@frozen
class Enroller:
    _writer: StoreWriter
    _tries: RateLimiter

    def take_try(self, request: Request) -> None:
        """Take one try of the address that *request* comes from; 429 if it has none left."""
        if (wait := self._tries.take(request.client.host if request.client else "?")) is not None:
            text = tr("terlalu banyak kode dicoba dari alamat ini")
            raise HttpProblem(429, "too-many-tries", text, headers={"retry-after": str(wait)})

    async def enrol(self, asked: EnrolRequest) -> EnrolledTerminal:
        """Let a terminal in by its code; 403 or 409 if the code lets nobody in."""
        tried: EnrolmentResult = await self._writer.run(AdminRequest(REDEEM_CODE, asked))
        if tried.enrolled is None:
            raise HttpProblem(*_FAILURES[tried.failure or "unknown"])
        return tried.enrolled
