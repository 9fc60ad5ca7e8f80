"""Any bytes are either the data they say or a problem that names all faults."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kiosk.endpoint.http.limits import MAX_JSON_DEPTH
from kiosk.endpoint.http.request_body import parse_json_body
from kiosk.endpoint.http.responses import HttpProblem

_scalars = some.none() | some.booleans() | some.integers(-(10**18), 10**18) | some.text(max_size=20)
_data = some.recursive(
    _scalars,
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


def rejected(body: bytes) -> HttpProblem:
    """Why *body* is not taken."""
    with pytest.raises(HttpProblem) as rejection:
        parse_json_body(body)
    assert rejection.value.problem.status == 400 and rejection.value.problem.errors
    return rejection.value


@given(_data)
def test_what_json_says_is_read(data: object) -> None:
    assert parse_json_body(json.dumps(data).encode()) == data
    assert parse_json_body(json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")) is not ...


@given(some.binary(max_size=200) | some.text('{}[]":,\\0e9NaI-', max_size=60).map(str.encode))
def test_no_bytes_do_more_than_be_refused(body: bytes) -> None:
    try:
        parse_json_body(body)
    except HttpProblem as rejection:
        assert rejection.problem.status == 400


def test_all_that_json_leaves_open_is_named_at_once() -> None:
    errors = rejected(b'{"a":1,"a":2,"b":NaN,"c":1e400,"d":123456789012345678901}').problem.errors
    assert len(errors) == 4
    assert "/a" in [error.pointer for error in errors]


def test_depth_is_counted_outside_strings_only() -> None:
    assert parse_json_body(json.dumps(["[" * 500 + '\\"']).encode()) == ["[" * 500 + '\\"']
    assert parse_json_body(b"[" * MAX_JSON_DEPTH + b"]" * MAX_JSON_DEPTH) is not None
    rejected(b"[" * (MAX_JSON_DEPTH + 1) + b"]" * (MAX_JSON_DEPTH + 1))


@pytest.mark.parametrize(
    "body", [b'"' + b'\\"' * 32_000, b'{"a":' * 13_000, b'"a",' * 16_000, b"{" + b'"":1,' * 13_000]
)
def test_no_body_of_the_allowed_size_takes_long(body: bytes) -> None:
    start = time.process_time()
    rejected(body)
    assert time.process_time() - start < 1
