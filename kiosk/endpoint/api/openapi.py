"""Operations: what may be asked at each path. Routes and `openapi.json` are both made of them."""

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any, Final, Literal

from attrs import field, frozen

from kiosk import __version__
from kiosk.endpoint.http.responses import JSON
from kiosk.schema.json_schema import JsonSchemas
from kiosk.wire.problem import MEDIA_TYPE, Problem

COMMON_PROBLEMS: Final = (400, 403, 408, 414, 421, 429, 431, 500, 501, 503, 505)
"""Problems that any request may get before its route is known, and the program's own failure."""

COMMAND_PROBLEMS: Final = (401, 404, 409, 413, 415, 422, 507)
"""Problems that a command may get besides."""


@frozen
class ResponseContent:
    """A body: a record of *kind*, or text of another *media* type."""

    kind: Any = str
    media: str = JSON
    tagged: bool = False
    """It has an `ETag`; whoever has it already is answered 304."""


@frozen
class Operation:
    """One method of one path."""

    method: Literal["GET", "POST", "PUT"]
    path: str
    act: Callable[..., Any]
    """Its docstring is the summary."""
    answers: Mapping[int, tuple[ResponseContent, ...]]
    """By status: the bodies to choose from, none if there is no body."""
    refusals: tuple[int, ...] = ()
    """Statuses of problem documents, besides those that any request may get."""
    asks: Mapping[str, str] = field(factory=dict)
    """The parameters of the query, with their meaning."""
    takes: Any = None
    """The record that the body is, or records by the word in `do` that tells them apart."""
    who: Literal["anybody", "either", "terminal"] = "anybody"
    """Who may ask; `either` sees more with a terminal's token."""


def returns(kind: Any, *, tagged: bool = False, status: int = 200) -> dict[int, tuple[ResponseContent, ...]]:
    """Return the answers of an operation that gives a record of *kind* as JSON."""
    known: dict[int, tuple[ResponseContent, ...]] = {304: ()} if tagged else {}
    return {status: (ResponseContent(kind, tagged=tagged),), **known}


_KEY: Final = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "New for every command; the same again gets the same answer, and has no second effect.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,100}$"},
}

_KNOWN: Final = {
    "name": "If-None-Match",
    "in": "header",
    "description": "The ETag of what is known already.",
    "schema": {"type": "string"},
}

_TAG: Final = {"ETag": {"required": True, "schema": {"type": "string"}}}


def openapi_document(operations: Iterable[Operation]) -> dict[str, Any]:
    """Return the document, of OpenAPI 3.1. HEAD is answered wherever GET is, and is not listed."""
    schemas = JsonSchemas("#/components/schemas/", null=True)
    problem = schemas.value(Problem)
    paths: dict[str, Any] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation, schemas, problem)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "kiosk",
            "version": __version__,
            "description": "Board, commands and documents of an office's queue. Errors are RFC 9457 problem documents.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": dict(sorted(schemas.tables.items())),
            "securitySchemes": {"terminal": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(operation: Operation, schemas: JsonSchemas, problem: dict[str, Any]) -> dict[str, Any]:
    summary, *rest = (inspect.getdoc(operation.act) or "").split("\n\n")
    name = re.sub(r"\W+", "-", f"{operation.method.lower()}{operation.path.replace('/v1', '')}").strip("-")
    made: dict[str, Any] = {"operationId": name, "summary": summary, "description": "\n\n".join(rest)}
    parameters: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"\{(\w+)\}", operation.path)
    ]
    parameters += [
        {"name": name, "in": "query", "description": meaning, "schema": {"type": "string"}}
        for name, meaning in operation.asks.items()
    ]
    if any(content.tagged for contents in operation.answers.values() for content in contents):
        parameters.append(_KNOWN)
    if operation.takes is not None:
        if operation.who == "terminal":  # keys are a terminal's own
            parameters.append(_KEY)
        made["requestBody"] = {"required": True, "content": {JSON: {"schema": _taken(operation.takes, schemas)}}}
    if operation.who != "anybody":
        made["security"] = [{"terminal": []}] if operation.who == "terminal" else [{}, {"terminal": []}]
    refused = {"content": {MEDIA_TYPE: {"schema": problem}}}
    answers = {status: {"description": HTTPStatus(status).phrase} for status in (*COMMON_PROBLEMS, *operation.refusals)}
    responses: dict[int, dict[str, Any]] = {status: {**said, **refused} for status, said in answers.items()}
    for status, contents in operation.answers.items():
        answer = _answer(status, contents, schemas)
        if status in responses:  # 503 of `/healthz` may be either
            answer["content"] = {**responses[status]["content"], **answer["content"]}
        responses[status] = answer
    said = {str(status): responses[status] for status in sorted(responses)}
    return {key: value for key, value in made.items() if value} | {"parameters": parameters, "responses": said}


def _taken(kinds: Any, schemas: JsonSchemas) -> dict[str, Any]:
    if not isinstance(kinds, Mapping):
        return schemas.value(kinds)
    mapping = {}
    for word, kind in kinds.items():
        record = schemas.record(kind)
        schemas.tables[kind.__name__] = {
            **record,
            "required": ["do", *record["required"]],
            "properties": {"do": {"const": word}, **record["properties"]},
        }
        mapping[word] = f"#/components/schemas/{kind.__name__}"
    return {
        "oneOf": [{"$ref": at} for at in mapping.values()],
        "discriminator": {"propertyName": "do", "mapping": mapping},
    }


def _answer(status: int, contents: tuple[ResponseContent, ...], schemas: JsonSchemas) -> dict[str, Any]:
    said: dict[str, Any] = {"description": HTTPStatus(status).phrase}
    string = {"type": "string"}
    if contents:
        said["content"] = {
            each.media: {"schema": string if each.kind is str else schemas.value(each.kind)} for each in contents
        }
    if any(content.tagged for content in contents) or status == 304:
        said["headers"] = _TAG
    return said
