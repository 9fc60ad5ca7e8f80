"""Staff: added, listed, given other rights or a new PIN, and retired. Only hashes of PINs come here."""

from datetime import datetime
from typing import Annotated, Any, Final

from attrs import evolve, frozen

from kiosk.endpoint.admin.action import ActionContext, ActionResult, AdminAction
from kiosk.endpoint.store.interface import NameTaken, Person
from kiosk.schema.fields import Pattern
from kiosk.text.language import tr
from kiosk.visit.desk.guard import RuleViolation
from kiosk.wire.access import RIGHTS, Right
from kiosk.wire.command.office import PersonCode

HashedPin = Annotated[str, Pattern(r"scrypt(\$[0-9]+){3}(\$[A-Za-z0-9+/=]+){2}", tr("hasil scrypt"))]


@frozen
class AddPerson:
    code: PersonCode
    rights: tuple[Right, ...]
    pin: HashedPin


@frozen
class ChangePin:
    code: PersonCode
    pin: HashedPin


@frozen
class ChangeRights:
    code: PersonCode
    rights: tuple[Right, ...]


@frozen
class RetirePerson:
    """Retire somebody, who is signed off at once."""

    code: PersonCode


@frozen
class ListPeople:
    """List everybody, those retired too."""


@frozen
class PersonShown:
    code: str
    rights: tuple[Right, ...]
    created: datetime
    retired: datetime | None


@frozen
class PeopleShown:
    people: tuple[PersonShown, ...]


def _add(context: ActionContext, asked: AddPerson) -> ActionResult:
    try:
        context.store.add_person(Person(asked.code, frozenset(asked.rights), asked.pin, context.now.at))
    except NameTaken:
        raise RuleViolation(
            "code-taken",
            tr("kode {k} sudah dipakai, sekarang atau dahulu").format(k=asked.code),
            tr("pilih kode lain: catatan menyebut orang dengan kodenya"),
        ) from None
    return ActionResult()


def _pin(context: ActionContext, asked: ChangePin) -> ActionResult:
    context.store.change_person(evolve(_in_service(context, asked.code), pin=asked.pin))
    return ActionResult()


def _rights(context: ActionContext, asked: ChangeRights) -> ActionResult:
    context.store.change_person(evolve(_in_service(context, asked.code), rights=frozenset(asked.rights)))
    return ActionResult()


def _retire(context: ActionContext, asked: RetirePerson) -> ActionResult:
    context.store.change_person(evolve(_in_service(context, asked.code), retired=context.now.at))
    return ActionResult()


def _list(context: ActionContext, _: ListPeople) -> ActionResult:
    shown = (
        PersonShown(p.code, tuple(r for r in RIGHTS if r in p.rights), p.created, p.retired)
        for p in context.store.people()
    )
    return ActionResult(PeopleShown(tuple(shown)))


def _in_service(context: ActionContext, code: str) -> Person:
    person = context.store.person(code)
    if person is None or person.retired:
        raise RuleViolation(
            "no-such-person", tr("tidak ada petugas {k}").format(k=code), tr("lihat: kiosk person list"), status=404
        )
    return person


PERSON_ACTIONS: Final[dict[str, AdminAction[Any]]] = {
    "person-add": AdminAction(AddPerson, _add),
    "person-pin": AdminAction(ChangePin, _pin),
    "person-rights": AdminAction(ChangeRights, _rights),
    "person-retire": AdminAction(RetirePerson, _retire),
    "person-list": AdminAction(ListPeople, _list),
}
