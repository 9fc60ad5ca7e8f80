"""What stands on a slip is asked once; where it cannot be told, the reason is the endpoint's own if it gave one."""

import asyncio
import json
from typing import Any

import pytest
from feed.server import Request, Serve

from kiosk.feed.errors import NOT_A_BOARD, NOT_JSON, FeedError, status_error
from kiosk.feed.sender import Receipt, fetch_receipt
from kiosk.feed.source import source_of
from kiosk.text.language import Text
from kiosk.wire.problem import MEDIA_TYPE
from kiosk.wire.ticket import TicketStatus

CODE = "K7Q2-M9XA-3"
AT = "2026-11-24T02:42:10Z"
TICKET: dict[str, Any] = {
    "ticket": "A012", "service": "paspor", "name": {"id": "Paspor"}, "state": "waiting", "at": AT, "language": "id",
    "steps": [],
}  # fmt: skip
BOARD: dict[str, Any] = {"board": 1, "at": AT, "office": {"name": "Kantor Imigrasi"}}


def asked(serve: Serve, ticket: Any, board: Any = BOARD, status: int = 200, kind: str = "application/json") -> Receipt:
    """The receipt from a server that answers so."""

    async def script(request: Request) -> None:
        if request.path == "/v1/board":
            await request.answer(body=json.dumps(board).encode())
        else:
            await request.answer(status, json.dumps(ticket).encode(), kind)

    async def main() -> Receipt:
        async with serve(script) as server:
            made = await fetch_receipt(source_of(server.url), CODE)
            assert [request.path for request in server.asked] == [f"/v1/tickets/{CODE}", "/v1/board"]
            return made

    return asyncio.run(main())


def trouble(serve: Serve, ticket: Any, **answer: Any) -> Text:
    """Why there is no receipt from a server that answers so."""
    with pytest.raises(FeedError) as told:
        asked(serve, ticket, **answer)
    return told.value.text


def test_the_office_and_what_the_holder_of_the_code_has(serve: Serve) -> None:
    made = asked(serve, TICKET)
    assert made.office.name == "Kantor Imigrasi"
    assert isinstance(made.held, TicketStatus) and made.held.ticket == "A012"


def test_a_refusal_is_told_in_the_words_of_the_endpoint_with_its_hint_if_it_has_one(serve: Serve) -> None:
    problem = {"type": "urn:kiosk:problem:no-such-ticket", "title": "No such ticket", "status": 404}
    refused = problem | {"detail": {"id": "tidak ada", "en": "there is none"}}
    hinted = refused | {"hint": {"id": "periksa kodenya", "en": "check the code"}}
    assert trouble(serve, refused, status=404, kind=MEDIA_TYPE) == Text("tidak ada", "there is none")
    both = Text("tidak ada; periksa kodenya", "there is none; check the code")
    assert trouble(serve, hinted, status=404, kind=MEDIA_TYPE) == both


def test_what_another_server_answers_is_no_receipt(serve: Serve) -> None:
    assert trouble(serve, {}, status=404) == status_error(404)
    assert trouble(serve, ["ticket"]) == NOT_JSON
    assert trouble(serve, TICKET, board={"board": 1, "at": AT}) == NOT_A_BOARD
    assert trouble(serve, TICKET, board="board") == NOT_A_BOARD
