"""Standards: approved, withdrawn, and listed with what was done to them."""

from datetime import date, datetime
from typing import Any, Final, Literal

from attrs import frozen

from kiosk.codes.secret import pin_matches
from kiosk.endpoint.admin.action import ActionContext, ActionResult, AdminAction
from kiosk.schema.fields import Ascii
from kiosk.sop.content import decode_sop, encode_sop
from kiosk.sop.file.check import check_sop
from kiosk.text.language import Text, tr
from kiosk.visit.desk.decision import By
from kiosk.visit.desk.guard import RuleViolation
from kiosk.visit.event.envelope import Event
from kiosk.visit.event.office import SopApproved, SopWithdrawn
from kiosk.wire.command.office import PersonCode


@frozen
class ApproveSop:
    by: PersonCode
    pin: str
    content: Ascii
    """As `kiosk.sop.content.encode_sop` makes it."""
    effective: date


@frozen
class WithdrawSop:
    by: PersonCode
    pin: str
    sop: str


@frozen
class SopActs:
    """List what was done to one standard, or to all."""

    sop: str | None = None


@frozen
class SopAct:
    sop: str
    act: Literal["approved", "withdrawn"]
    at: datetime
    by: str
    digest: str | None = None
    effective: date | None = None
    content: Ascii | None = None


@frozen
class SopActsShown:
    """The answer to `SopActs`, oldest first."""

    acts: tuple[SopAct, ...]


@frozen
class SopApprovedShown:
    digest: str


def _approve(context: ActionContext, asked: ApproveSop) -> ActionResult:
    _may_approve(context, asked.by, asked.pin)
    try:
        sop = decode_sop(asked.content)
    except ValueError:
        raise RuleViolation("no-sop", tr("isi SOP tidak dapat dibaca")) from None
    if faults := list(check_sop(sop.file)):
        where = Text("{p}: {t}").format(p=faults[0].dotted, t=faults[0].text)
        raise RuleViolation("faulty-sop", where, tr("periksa: kiosk sop check"))
    content = encode_sop(sop)
    if content != asked.content:
        text, hint = tr("program ini tidak mengenal semua isi SOP itu"), tr("versi program dan endpoint harus sama")
        raise RuleViolation("other-version", text, hint)
    body = SopApproved(sop.id, sop.digest, asked.effective, content)
    last = _acts(context, sop.id)[-1:]
    if last and last[0].body == body:
        raise RuleViolation("approved-already", tr("isi itu sudah disahkan"))
    return ActionResult(SopApprovedShown(sop.digest), (body,), By(asked.by))


def _withdraw(context: ActionContext, asked: WithdrawSop) -> ActionResult:
    _may_approve(context, asked.by, asked.pin)
    last = _acts(context, asked.sop)[-1:]
    if not last or isinstance(last[0].body, SopWithdrawn):
        text = tr("SOP {s!r} tidak sedang disahkan")
        raise RuleViolation("not-approved", text.format(s=asked.sop), tr("lihat: kiosk sop life"))
    return ActionResult(bodies=(SopWithdrawn(asked.sop),), by=By(asked.by))


def _list(context: ActionContext, asked: SopActs) -> ActionResult:
    return ActionResult(SopActsShown(tuple(map(_shown, _acts(context, asked.sop)))))


def _acts(context: ActionContext, sop: str | None) -> list[Event]:
    return [event for event in context.store.standards() if sop is None or _sop_of(event) == sop]


def _sop_of(event: Event) -> str | None:
    return event.body.sop if isinstance(event.body, SopApproved | SopWithdrawn) else None


def _shown(event: Event) -> SopAct:
    match event.body:
        case SopApproved(sop, digest, effective, content):
            return SopAct(sop, "approved", event.moment.at, event.who, digest, effective, content)
        case body:
            return SopAct(_sop_of(event) or body.kind, "withdrawn", event.moment.at, event.who)


def _may_approve(context: ActionContext, code: str, pin: str) -> None:
    """Check code, PIN and right.

    Guessing is not slowed down: who can ask this way owns the data, with the hashes of all PINs.
    """
    person = context.store.person(code)
    if person is None or person.retired or not pin_matches(pin, person.pin):
        raise RuleViolation("wrong-pin", tr("kode atau PIN salah"), status=403)
    if "approve" not in person.rights:
        text, hint = tr("{k} tidak berhak mengesahkan SOP"), tr("beri haknya: kiosk person rights")
        raise RuleViolation("may-not", text.format(k=code), hint, status=403)


STANDARD_ACTIONS: Final[dict[str, AdminAction[Any]]] = {
    "sop-approve": AdminAction(ApproveSop, _approve),
    "sop-withdraw": AdminAction(WithdrawSop, _withdraw),
    "sop-acts": AdminAction(SopActs, _list),
}
