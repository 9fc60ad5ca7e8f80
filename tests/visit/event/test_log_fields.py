"""No event can say anything about an applicant: what a log can hold is on a closed list, with where it comes from."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Annotated, Any, Literal, get_args, get_origin

import attrs
import pytest
from attrs import frozen

from kiosk.schema.fields import Ascii
from kiosk.visit.event.envelope import BODIES

FROM_THE_PACK = {
    *("queue", "service", "sop", "digest", "content", "steps", "done", "step", "missing", "counter"),
    *("back_office", "collection", "from_step", "to_step", "id", "en", "stops", "stop"),
}
"""Names and texts of the office's own files, or of what was approved of them."""

MADE = {"visit", "expired", "inaccurate", "ticket", "code", "case", "why"}
"""What the program makes: numbers, codes by lot, and words about a date."""

FOR_EVERYBODY = {"id", "en", "lines", "line_en"}
"""What a supervisor writes on the wall, to be read by everybody in the room."""

STAFF = {"person", "terminal"}
"""Codes of the staff and names of terminals, which the office gives."""

PLAN_ONLY = {"applicant"}
"""Ids of the steps that are an applicant's own; else it is the place of somebody among those who came together."""

FIGURES = {
    *("number", "people", "call", "last_call", "applicant", "command", "notice", "id"),
    *("most", "least", "value"),
    *("priority", "inaccurate", "closed"),
}
"""Whole numbers, and yes or no."""

MOMENTS = {"date", "day", "effective", "order_at", "slot", "since", "at", "cutoff", "until"}

LISTED: dict[type, set[str]] = {
    str: FROM_THE_PACK | MADE | STAFF | PLAN_ONLY | FOR_EVERYBODY,
    Ascii: FROM_THE_PACK,
    int: FIGURES,
    bool: FIGURES,
    date: MOMENTS,
    datetime: MOMENTS,
    time: MOMENTS,
}


def leaves(kind: Any, name: str = "") -> Iterator[tuple[str, type]]:
    """Every field within *kind* that is not a choice from a list of words, with its type."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Literal or kind in (type(None), Ellipsis):
        return
    if origin is Annotated:
        yield from leaves(parts[0], name)
    elif parts:
        for part in parts:
            yield from leaves(part, name)
    elif attrs.has(kind):
        attrs.resolve_types(kind)
        for field in attrs.fields(kind):
            yield from leaves(field.type, field.name)
    else:
        yield name, kind


@pytest.mark.parametrize("kind", BODIES)
def test_every_field_of_an_event_is_listed(kind: str) -> None:
    loose = [f"{name}: {type_}" for name, type_ in leaves(BODIES[kind]) if name not in LISTED.get(type_, ())]
    assert not loose, "say where it comes from, if it says nothing about an applicant"


def test_nothing_is_listed_that_no_event_has() -> None:
    had = {(name, type_) for kind in BODIES.values() for name, type_ in leaves(kind)}
    assert {name for name, _ in had} == set().union(*LISTED.values())


def test_a_field_that_is_not_listed_is_found() -> None:
    @frozen
    class Named:
        passport: str
        inner: tuple[dict[str, int], ...] = ()

    assert ("passport", str) in set(leaves(Named)) and ("inner", int) in set(leaves(Named))
