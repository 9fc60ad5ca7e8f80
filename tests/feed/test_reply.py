import json
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.feed.errors import NOT_A_BOARD, NOT_JSON, FeedError
from kiosk.feed.reply import DocumentReader
from kiosk.wire.board import Board
from kiosk.wire.catalogue import Catalogue
from kiosk.wire.counter import CounterDocument

DATES = ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-11-24T02:42:10Z", "2026-11-24"]
KEYS = [
    "board", "epoch", "version", "revision", "at", "catalogue", "digest", "url", "office", "name", "timezone", "state",
    "until", "calls", "call", "ticket", "counter", "count", "queues", "letter", "waiting", "wait", "low", "services",
    "due_if_today", "notices", "lines", "text", "id", "en", "sops", "steps", "hours", "opens", "visit", "line",
]  # fmt: skip
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
    | st.sampled_from(["A012", "3", "open", "called", "12:00", *DATES])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=25,
)


@pytest.mark.parametrize("kind", [Board, Catalogue, CounterDocument])
@given(value=st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=20) | VALUES)
def test_whatever_comes_is_a_record_or_trouble(kind: type, value: object) -> None:
    if isinstance(value, dict):
        value = {"board": 1, "digest": "d"} | value
    try:
        assert isinstance(DocumentReader().read(kind, json.dumps(value), NOT_A_BOARD), kind)
    except FeedError as trouble:
        assert trouble.text == NOT_A_BOARD


@given(st.binary(max_size=50))
def test_bytes_that_are_no_json_are_trouble(data: bytes) -> None:
    with pytest.raises(FeedError) as trouble:
        DocumentReader().read(Board, data, NOT_A_BOARD)
    assert trouble.value.text in (NOT_JSON, NOT_A_BOARD)


def test_a_hostile_server_cannot_fill_the_log(caplog: pytest.LogCaptureFixture) -> None:
    documents = DocumentReader()
    with caplog.at_level(logging.WARNING):
        for number in range(1000):
            documents.read(Board, json.dumps({"board": 1, f"key-{number}": 1, "calls": [number]}), NOT_A_BOARD)
    assert 0 < len(caplog.messages) <= 200


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "9999-12-31T23:59:59Z"])
def test_a_time_at_the_end_of_the_calendar_is_left_out(at: str) -> None:
    assert DocumentReader().read(Board, json.dumps({"board": 1, "at": at}), NOT_A_BOARD) == Board(1)
