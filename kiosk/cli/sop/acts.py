"""What the commands about approval share: who does it, and what was done before."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli.shared.admin import have_done
from kiosk.cli.shared.secret import ask_secret
from kiosk.cli.shared.typed import STAFF_CODE
from kiosk.text.language import Language, tr

if TYPE_CHECKING:
    from kiosk.sop.life import LifeAct
    from kiosk.sop.pack import Pack

by_option = click.option(
    "--by",
    metavar="KODE",
    type=STAFF_CODE,
    required=True,
    help="Kode petugas yang berhak mengesahkan. / Code of whoever may approve.",
)


def acts_on(data: Path | None, pack: "Pack", language: Language, sop: str | None = None) -> "tuple[LifeAct, ...]":
    """The approvals and withdrawals of one SOP, or of all."""
    from kiosk.endpoint.admin.standards import SopActs, SopActsShown
    from kiosk.office.hours import service_date
    from kiosk.schema.reader import read_strictly
    from kiosk.sop.life import Approval, Withdrawal

    shown = read_strictly(SopActsShown, have_done(data, "sop-acts", SopActs(sop), language)).acts
    return tuple(
        Approval(act.sop, act.by, service_date(pack.office, act.at), act.digest, act.content, act.effective)
        if act.digest and act.content and act.effective
        else Withdrawal(act.sop, act.by, service_date(pack.office, act.at))
        for act in shown
    )


def today_of(pack: "Pack") -> date:
    """The date at the office."""
    from kiosk.office.hours import service_date
    from kiosk.system.clock import SystemClock

    return service_date(pack.office, SystemClock().now())


def asked_pin(by: str, language: Language) -> str:
    """The PIN, typed unseen."""
    words = tr("PIN {b}").format(b=by)
    return ask_secret(words[language])
