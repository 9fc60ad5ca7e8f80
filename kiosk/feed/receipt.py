"""One request for what is printed on a slip: the office, and the case or the ticket of a code."""

from datetime import datetime
from typing import TYPE_CHECKING

from attrs import frozen

from kiosk.feed.errors import NOT_A_BOARD, NOT_JSON, FeedError, catch_unforeseen, status_error
from kiosk.feed.follower import open_client
from kiosk.feed.reply import DocumentReader, Reply, parse_json
from kiosk.feed.source import Source
from kiosk.text.language import with_hint
from kiosk.wire.board import Board, OfficeNow
from kiosk.wire.case import CaseShown
from kiosk.wire.problem import Problem
from kiosk.wire.ticket import TicketStatus

if TYPE_CHECKING:
    from kiosk.feed.client import Client


@frozen
class Receipt:
    office: OfficeNow
    held: CaseShown | TicketStatus
    at: datetime | None
    """The server's clock, if it was in the answer."""


async def fetch_receipt(source: Source, code: str) -> Receipt:
    """Fetch the case or the ticket of *code*, as it stands now.

    Raises:
        FeedError: when the endpoint does not answer, or knows no such code.
    """
    client = open_client(source)
    try:
        with catch_unforeseen():
            return await _receipt(client, source, code)
    finally:
        await client.close()


async def _receipt(client: "Client", source: Source, code: str) -> Receipt:
    reply = await client.get(source.ticket(code))
    document = parse_json(_body(reply))
    board = _body(await client.get(source.board))
    documents = DocumentReader()
    office = documents.read(Board, board, NOT_A_BOARD).office
    if office is None:
        raise FeedError(NOT_A_BOARD)
    if isinstance(document, dict) and "ticket" in document:
        return Receipt(office, documents.make(TicketStatus, document, NOT_JSON), reply.date)
    return Receipt(office, documents.make(CaseShown, document, NOT_JSON), reply.date)


def _body(reply: Reply) -> bytes:
    """Return the body, or raise a refusal in the endpoint's own words."""
    if reply.problem:
        problem = DocumentReader().read(Problem, reply.body, NOT_JSON)
        raise FeedError(with_hint(problem.detail, problem.hint))
    if wrong := status_error(reply.status):
        raise FeedError(wrong)
    return reply.body
