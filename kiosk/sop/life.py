"""The life of an SOP: drafted and tried as its file says, approved, in force and withdrawn by acts that are kept.

What was approved stays in force whatever happens to the file: only another approval changes it.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from attrs import evolve, frozen

from kiosk.sop.collection import collection
from kiosk.sop.content import decode_sop
from kiosk.sop.model import Life, Sop
from kiosk.sop.pack import Pack
from kiosk.wire.catalogue import COLLECTION


@frozen
class Approval:
    """An SOP was approved."""

    sop: str
    by: str
    """Code of whoever approved it."""
    day: date
    digest: str
    content: str
    """As `kiosk.sop.content.encode_sop`."""
    effective: date
    """From this day on it is in force."""


@frozen
class Withdrawal:
    """An SOP was withdrawn: nothing of it is in force until it is approved again."""

    sop: str
    by: str
    day: date


LifeAct = Approval | Withdrawal
"""What ends or begins the force of an SOP."""


@frozen
class ApprovalState:
    """How far one SOP has come."""

    life: Life | None
    """None as long as nobody has approved it: then its file says how far it is."""
    since: date | None = None
    shown: Approval | None = None
    """What is in force, or will be first."""
    latest: Approval | None = None
    """What was approved last: an edited file is compared with it."""


def approval_state(acts: Iterable[LifeAct], sop: str, today: date) -> ApprovalState:
    """How far the SOP of that id has come by *acts*, which are in the order in which they happened."""
    own = [act for act in acts if act.sop == sop]
    if own and isinstance(own[-1], Withdrawal):
        return ApprovalState("dicabut", own[-1].day)
    ended = max((place for place, act in enumerate(own) if isinstance(act, Withdrawal)), default=-1)
    approvals = [act for act in own[ended + 1 :] if isinstance(act, Approval)]
    if not approvals:
        return ApprovalState(None)
    in_force = [approval for approval in approvals if approval.effective <= today]
    if not in_force:
        return ApprovalState("disahkan", approvals[-1].day, approvals[-1], approvals[-1])
    return ApprovalState("berlaku", max(in_force[-1].effective, in_force[-1].day), in_force[-1], approvals[-1])


def pack_in_force(pack: Pack, acts: Sequence[LifeAct], today: date) -> Pack:
    """*pack* as the office goes by it: approved contents in place of the files, and nothing that was withdrawn.

    What nobody has approved is there in a sample only.
    """
    files = (sop for sop in pack.sops.values() if sop.id != COLLECTION)
    made = (_in_force(sop, approval_state(acts, sop.id, today), pack.office.file.sample) for sop in files)
    sops = {sop.id: sop for sop in made if sop is not None}
    if COLLECTION in pack.sops:
        sops[COLLECTION] = collection(sop.file for sop in sops.values())
    return evolve(pack, sops=sops)


def _in_force(sop: Sop, now: ApprovalState, sample: bool) -> Sop | None:
    if now.life and now.shown and now.latest:
        approved = decode_sop(now.shown.content)
        return evolve(approved, life=now.life, changed=sop.digest != now.latest.digest)
    return sop if sample and now.life is None else None
