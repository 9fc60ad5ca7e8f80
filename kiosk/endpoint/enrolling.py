"""Terminals that come with a code: how often one address may try, and what it is told."""

import json
from typing import Final

from attrs import frozen
from starlette.requests import Request

from kiosk.endpoint.admin.act import Errand
from kiosk.endpoint.admin.enrolment import TRY, Fate, Tried
from kiosk.endpoint.problems import Rejection, rejection
from kiosk.endpoint.tries import Tries
from kiosk.endpoint.writer import Writer
from kiosk.language import Text
from kiosk.structure.convert import read
from kiosk.wire.enrolment import Enrol, Enrolled
from kiosk.wire.problem import Problem

_NEW_CODE: Final = Text("minta kode baru kepada petugas TI", "ask whoever looks after the endpoint for a new code")

_FATES: Final[dict[Fate, tuple[int, str, Text, Text]]] = {
    "unknown": (
        403,
        "unknown-code",
        Text("kode ini tidak dikenal server", "the server does not know this code"),
        _NEW_CODE,
    ),
    "void": (
        409,
        "code-void",
        Text(
            "kode ini ditutup karena terlalu sering dicoba dengan salah",
            "this code was closed: too many wrong tries",
        ),
        _NEW_CODE,
    ),
    "expired": (409, "code-expired", Text("kode ini sudah kedaluwarsa", "this code has expired"), _NEW_CODE),
    "used": (
        409,
        "code-used",
        Text("kode ini sudah dipakai terminal lain", "another terminal has used this code"),
        Text(
            "bila bukan Anda yang memakainya, cabut terminal itu: kiosk terminal revoke NAMA",
            "if that was none of yours, send that terminal away: kiosk terminal revoke NAME",
        ),
    ),
    "name-taken": (
        409,
        "name-taken",
        Text("nama terminal ini sudah dipakai", "the name of this terminal is in use"),
        Text(
            "buat kode dengan nama lain, atau cabut dahulu yang lama", "make a code of another name, or revoke the old"
        ),
    ),
}
"""What whoever brings a code is told when it lets nobody in. Only who has the right one learns more than that."""


@frozen
class Enrolling:
    """Lets terminals in by their codes, through the writer."""

    _writer: Writer
    _tries: Tries

    def admit(self, request: Request) -> None:
        """Take one try of the address that *request* comes from.

        Raises:
            Rejection: 429, when it has none left.
        """
        if (wait := self._tries.wait(request.client.host if request.client else "?")) is not None:
            text = Text("terlalu banyak kode dicoba dari alamat ini", "too many codes were tried from this address")
            raise rejection(429, "too-many-tries", text, headers={"retry-after": str(wait)})

    async def enrolled(self, asked: Enrol) -> Enrolled:
        """What the terminal is.

        Raises:
            Rejection: when the code lets nobody in, or that could not be kept.
        """
        answer = await self._writer.run(Errand(TRY, asked))
        said = json.loads(answer.body)
        if answer.status >= 400:
            raise Rejection(read(Problem, said))
        tried = read(Tried, said)
        if tried.enrolled is None:
            raise rejection(*_FATES[tried.fate or "unknown"])
        return tried.enrolled
