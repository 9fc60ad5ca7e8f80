"""The sample pack beside what is known: nothing of it lost, no figure altered, nothing sourced that has no source."""

from pathlib import Path
from typing import Any, Final

import pytest
import tomli

from kiosk.config.resources import resource_folder
from kiosk.sop.file.load import load_pack
from kiosk.sop.model import Sop
from kiosk.sop.rows import Alternative, Promise, Step
from kiosk.text.language import Text
from kiosk.wire.catalogue import COLLECTION

FACTS: Final = tomli.loads((Path(__file__).parent / "facts.toml").read_text("utf-8"))
SERVICES: Final[dict[str, dict[str, Any]]] = {service["id"]: service for service in FACTS["service"]}
PACK: Final = load_pack(resource_folder("sops"))
UNITS: Final = {"working-days": "hari kerja", "days": "hari", "same-day": "hari"}

each = pytest.mark.parametrize("service", SERVICES)


def address(key: str) -> str | None:
    """The address that the facts have under *key*; an empty key is none."""
    return str(FACTS["source"][key]) if key else None


def cited(sop: Sop, key: str | None) -> str | None:
    """The address that *sop* has under *key*."""
    return sop.file.source[key] if key else None


def pair(text: Text) -> list[str | None]:
    return [text.id, text.en]


def english(text: Text | None) -> str | None:
    return text.en if text else None


def test_every_service_is_there_and_no_other() -> None:
    assert PACK.sops.keys() - {COLLECTION} == SERVICES.keys()


@each
def test_identity(service: str) -> None:
    fact, sop = SERVICES[service], PACK.sops[service]
    file = sop.file
    assert file.unit is not None and file.product is not None and file.complaint is not None
    assert (sop.kind, file.audience, pair(sop.name)) == (fact["kind"], fact["audience"], fact["name"])
    assert [file.unit.id, cited(sop, file.unit.source)] == [fact["unit"][0], address(fact["unit"][1])]
    assert file.number == fact.get("number")
    assert list(file.legal_basis) == fact["legal_basis"] or not fact["legal_basis"]  # then a variation has its base's
    assert (file.product.id, file.complaint.id) == (fact["product"], fact["complaint"])


@each
def test_requirements(service: str) -> None:
    assert [paper.name.id for paper in PACK.sops[service].file.requirement] == SERVICES[service]["requirements"]


@each
def test_steps(service: str) -> None:
    sop = PACK.sops[service]
    assert [step_fact(sop, step) for step in sop.steps] == [
        {**fact, "source": address(fact["source"]), **seen(fact)} for fact in SERVICES[service]["steps"]
    ]


def seen(fact: dict[str, Any]) -> dict[str, Any]:
    return {"observed_source": address(fact["observed_source"])} if "observed" in fact else {}


def step_fact(sop: Sop, step: Step) -> dict[str, Any]:
    """The step as the facts would say it."""
    assert (step.minutes, step.minutes_source) == (None, None)
    row: dict[str, Any] = {
        "name": pair(step.name),
        "actors": "; ".join(step.actors),
        "symbol": step.symbol,
        "output": step.output,
        "source": cited(sop, step.source),
    }
    if step.limit:
        assert step.limit.unit == "minutes"
        row |= {"limit": step.limit.value, "limit_note": english(step.limit.note)}
        assert cited(sop, step.limit.source) == row["source"]
    if step.observed:
        row |= {"observed": [step.observed.low, step.observed.high], "observed_note": english(step.observed.note)}
        row |= {"observed_source": cited(sop, step.observed.source)}
    return row | ({"note": step.note.en} if step.note else {})


@each
def test_promises(service: str) -> None:
    fact, sop = SERVICES[service], PACK.sops[service]
    known = [fact["completion"]] if "completion" in fact else []
    for promise, told in zip(sop.file.promise, known, strict=True):
        assert span(promise) == expected_span(told)
        assert promise.parts == tuple(told.get("parts", ()))
        assert cited(sop, promise.source) == address(told["source"])
        assert promise.note is not None and promise.note.en is not None
        assert told["from_id"] in promise.note.id
        assert told["from_en"] in promise.note.en
        assert told.get("note", "") in promise.note.en
        if told.get("unsourced"):
            assert not promise.public
    alternatives = [other for promise in sop.file.promise for other in promise.alternative]
    assert [(span(other), other.from_text.en, cited(sop, other.source)) for other in alternatives] == [
        (expected_span(other), other["from_en"], address(other["source"])) for other in fact.get("completion_alt", ())
    ]


def span(promise: Promise | Alternative) -> tuple[int | None, int | None, str]:
    return promise.min, promise.max, UNITS[promise.unit]


def expected_span(told: dict[str, Any]) -> tuple[int | None, int | None, str]:
    value = told.get("value")
    return (value, told["value_max"], told["unit"]) if "value_max" in told else (None, value, told["unit"])


@each
def test_fees(service: str) -> None:
    sop = PACK.sops[service]
    ours = [
        (*pair(fee.name), fee.amount, fee.status, cited(sop, fee.source), english(fee.note), rule(fee.basis))
        for fee in sop.file.fee
    ]
    facts = [
        (
            *fact["name"],
            fact.get("amount"),
            fact["status"],
            address(fact["source"]),
            fact.get("note"),
            rule(fact["basis"]),
        )
        for fact in SERVICES[service]["fees"]
    ]
    assert sorted(map(repr, ours)) == sorted(map(repr, facts))


def rule(basis: str | None) -> str | None:
    """The government regulation that a basis names; other bases are words, and ours are Indonesian."""
    assert basis
    return basis[:10] if basis.startswith("PP ") else None


@each
def test_notes_and_sources(service: str) -> None:
    fact, sop = SERVICES[service], PACK.sops[service]
    assert set(fact["notes"]) <= {note.en for note in sop.file.note}
    assert {address(key) for key in fact["sources"]} <= set(sop.file.source.values())


@pytest.mark.parametrize("service", ["itap-alih-status", "itap-perpanjangan", "affidavit"])
def test_times_that_no_standard_promises_are_not_public(service: str) -> None:
    assert [promise.public for promise in PACK.sops[service].file.promise] == [False]
