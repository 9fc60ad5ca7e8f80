"""`openapi.json` says what is so: the document itself, and the endpoint asked everything that it says may be asked."""

from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
import schemathesis
from endpoint.house import TERMINALS, House, issue, opened
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    missing_required_header,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from kiosk.endpoint.api.openapi import COMMON_PROBLEMS
from kiosk.wire.command.union import COMMANDS
from kiosk.wire.command.visit import Issue

CHECKS: list[Any] = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    allow_header_conformance,
    missing_required_header,
    unsupported_method,
]


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One endpoint for all questions."""
    with opened(tmp_path_factory.mktemp("standing")) as running:
        yield running


@pytest.fixture(scope="module")
def document(standing: House) -> dict[str, Any]:
    """What the endpoint says of itself."""
    answer = standing.client().get("/openapi.json")
    assert answer.headers["content-type"] == "application/json"
    made: dict[str, Any] = answer.json()
    return made


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Path, method and operation of each."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def test_it_is_a_proper_document(document: dict[str, Any]) -> None:
    schemathesis.openapi.from_dict(document).validate()
    ids = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(ids) == len(set(ids))
    assert all(operation["summary"] for _, _, operation in operations(document))


def test_every_command_is_in_it_by_its_word(document: dict[str, Any]) -> None:
    body = document["paths"]["/v1/commands"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert set(body["discriminator"]["mapping"]) == set(COMMANDS)
    schemas = document["components"]["schemas"]
    for word, kind in COMMANDS.items():
        assert schemas[kind.__name__]["properties"]["do"] == {"const": word}
        assert "do" in schemas[kind.__name__]["required"]


def test_what_any_request_may_get_is_said_of_each(document: dict[str, Any]) -> None:
    for _, _, operation in operations(document):
        assert {str(status) for status in COMMON_PROBLEMS} <= set(operation["responses"])


def test_whoever_knows_it_is_not_sent_it_again(standing: House) -> None:
    client = standing.client()
    tag = client.get("/openapi.json").headers["etag"]
    assert client.get("/openapi.json", headers={"if-none-match": tag}).status_code == 304


NARROW: dict[str, dict[str, Any]] = {
    "counter": {"enum": ["1", "2", "3"]},
    "expect": {"type": "integer", "minimum": 0, "maximum": 12},
    "service": {"enum": ["paspor", "izin", "pengaduan"]},
    "step": {"enum": ["periksa", "pindai", "foto"]},
}
"""What the office has, so that not all questions end at a counter that is not there."""


def narrowed(document: dict[str, Any], visits: list[str]) -> dict[str, Any]:
    """The document without the endless stream, its commands about what the office has."""
    made = deepcopy(document)
    del made["paths"]["/v1/events"]
    kinds: list[type[Any]] = [Issue, *COMMANDS.values()]
    for kind in kinds:
        properties = made["components"]["schemas"][kind.__name__]["properties"]
        for name, schema in {**NARROW, "visit": {"enum": visits}}.items():
            if name in properties:
                properties[name] = schema
    return made


def ask(house: House, document: dict[str, Any], who: str | None, examples: int) -> Counter[int]:
    """Ask *examples* questions of each operation, good and bad ones, as *who*; how often each status came."""
    made = [issue(house.client("mesin"))["visit"] for _ in range(3)]
    schema = schemathesis.openapi.from_dict(narrowed(document, made))
    headers = {"authorization": f"Bearer {house.tokens[who]}"} if who else {}
    seen: Counter[int] = Counter()
    for found in schema.get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()
        strategies = [operation.as_strategy(generation_mode=mode) for mode in GenerationMode]

        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(some.one_of(strategies))
        def play(case: Any) -> None:
            case.headers.update(headers)
            seen[case.call_and_validate(base_url=house.url, checks=CHECKS).status_code] += 1

        play()
    return seen


@pytest.mark.parametrize("who", [None, *(name for name, _, _ in TERMINALS if name != "loket-3")])
def test_nothing_that_may_be_asked_fails_or_is_answered_otherwise(
    house: House, document: dict[str, Any], who: str | None
) -> None:
    seen = ask(house, document, who, 10)
    assert seen[200] and seen[404], seen
    if who in ("mesin", "atas"):
        assert seen[201] and seen[400]


@pytest.mark.soak
@pytest.mark.parametrize("who", [None, *(name for name, _, _ in TERMINALS)])
def test_nothing_fails_however_long_it_is_asked(tmp_path: Any, who: str | None) -> None:
    with opened(tmp_path) as house:
        ask(house, house.client().get("/openapi.json").json(), who, 200)
