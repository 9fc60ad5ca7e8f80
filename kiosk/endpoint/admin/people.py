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
        text = tr("kode {k} sudah dipakai, sekarang atau dahulu").format(k=asked.code)
        hint = tr("pilih kode lain: catatan menyebut orang dengan kodenya")
        raise RuleViolation("code-taken", text, hint) from None
    return ActionResult()


def _pin(context: ActionContext, asked: ChangePin) -> ActionResult:
    return _change(context, asked.code, pin=asked.pin)


def _rights(context: ActionContext, asked: ChangeRights) -> ActionResult:
    return _change(context, asked.code, rights=frozenset(asked.rights))


def _retire(context: ActionContext, asked: RetirePerson) -> ActionResult:
    return _change(context, asked.code, retired=context.now.at)


def _change(context: ActionContext, code: str, **changed: Any) -> ActionResult:
    """Change somebody in service."""
    person = context.store.person(code)
    if person is None or person.retired:
        text = tr("tidak ada petugas {k}").format(k=code)
        raise RuleViolation("no-such-person", text, tr("lihat: kiosk person list"), status=404)
    context.store.change_person(evolve(person, **changed))
    return ActionResult()


def _list(context: ActionContext, _: ListPeople) -> ActionResult:
    return ActionResult(PeopleShown(tuple(map(_shown, context.store.people()))))


def _shown(person: Person) -> PersonShown:
    rights = tuple(right for right in RIGHTS if right in person.rights)
    return PersonShown(person.code, rights, person.created, person.retired)


PERSON_ACTIONS: Final[dict[str, AdminAction[Any]]] = {
    "person-add": AdminAction(AddPerson, _add),
    "person-pin": AdminAction(ChangePin, _pin),
    "person-rights": AdminAction(ChangeRights, _rights),
    "person-retire": AdminAction(RetirePerson, _retire),
    "person-list": AdminAction(ListPeople, _list),
}
