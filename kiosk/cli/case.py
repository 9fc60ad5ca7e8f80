"""`kiosk case`: what the back office does to cases, by the codes of their receipts, scanned, typed or given.

Every command takes codes as arguments; without any it reads one a line, as a scanner sends them, and answers each at
once.
"""

import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final, TypeVar, get_args

import click

from kiosk.cli.shared.connection import ServerConnection, TerminalCommand
from kiosk.cli.shared.groups import Group, example
from kiosk.cli.shared.options import DAY, confirm, reason_option
from kiosk.cli.shared.remote import refusal_text, require_answer, run_signed_on, with_person
from kiosk.codes.ticket_code import parse_ticket_code
from kiosk.feed.sender import CommandAccepted, CommandAnswer, Sender
from kiosk.text.language import Language, Text, counted, dated, short_date, tr
from kiosk.text.sanitize import sanitize
from kiosk.wire.case import CaseReturnReason, CaseShown, HoldReason, NotReadyReason, VoidReason
from kiosk.wire.case_text import CLOSING_LABELS, HOLD_LABELS, case_status_text
from kiosk.wire.command.case import (
    CaseCommand,
    Hold,
    Milestone,
    NotReady,
    Ready,
    ReadyAllDue,
    Release,
    ReturnCase,
    VoidCase,
)

F = TypeVar("F", bound=Callable[..., Any])
_NOT_READY: Final[dict[NotReadyReason, Text]] = {
    "mistake": CLOSING_LABELS["mistake"],
    "defect": tr("hasilnya cacat"),
    "other": CLOSING_LABELS["other"],
}


@click.group(cls=Group)
def command() -> None:
    """Kerjakan berkas di belakang loket. / Work on cases behind the counters."""


def _staff_command(name: str) -> Callable[[F], click.Command]:
    """A command of the group for a member of staff who signs on with a PIN."""
    return lambda acts: command.command(name, cls=TerminalCommand)(with_person(acts))


_codes = click.argument("codes", nargs=-1, metavar="[KODE]...")


@example("kiosk case ready K7Q2-M9XA-D")
@_staff_command("ready")
@_codes
def ready(codes: tuple[str, ...], **rest: Any) -> None:
    """Tandai siap diambil / Mark as ready to be collected."""
    _each(codes, Ready, **rest)


@example("kiosk case not-ready --reason defect K7Q2-M9XA-D")
@_staff_command("not-ready")
@_codes
@reason_option(_NOT_READY)
def not_ready(codes: tuple[str, ...], reason: NotReadyReason, **rest: Any) -> None:
    """Ternyata belum siap / It was not ready after all."""
    _each(codes, lambda code: NotReady(code, reason), **rest)


@example('kiosk case hold --reason approval --stop "persetujuan Kanwil dan Ditjen" K7Q2-M9XA-D')
@_staff_command("hold")
@_codes
@reason_option(HOLD_LABELS)
@click.option(
    "--stop", metavar="SEBAB", help="Yang menghentikan waktunya, menurut SOP. / What stops its clock, as the SOP says."
)
def hold(codes: tuple[str, ...], reason: HoldReason, stop: str | None, **rest: Any) -> None:
    """Tahan; tanpa --stop tanggal siapnya tetap / Put on hold; without --stop its date stays."""
    _each(codes, lambda code: Hold(code, reason, stop), **rest)


@example("kiosk case release K7Q2-M9XA-D")
@_staff_command("release")
@_codes
def release(codes: tuple[str, ...], **rest: Any) -> None:
    """Lanjutkan yang ditahan / Go on with what was on hold."""
    _each(codes, Release, **rest)


@example("kiosk case milestone bayar K7Q2-M9XA-D")
@_staff_command("milestone")
@click.argument("step", metavar="TAHAP")
@_codes
def milestone(step: str, codes: tuple[str, ...], **rest: Any) -> None:
    """Catat tahap di luar loket: pembayaran, persetujuan / Note a step away from counters: payment, approval."""
    _each(codes, lambda code: Milestone(code, step), **rest)


@example("kiosk case return --reason incomplete --missing kk K7Q2-M9XA-D")
@_staff_command("return")
@_codes
@reason_option({why: CLOSING_LABELS[why] for why in get_args(CaseReturnReason)})
@click.option(
    "--missing",
    metavar="SYARAT",
    multiple=True,
    help="Id syarat yang kurang, boleh berulang. / Ids of what is missing.",
)
def return_case(codes: tuple[str, ...], reason: CaseReturnReason, missing: tuple[str, ...], **rest: Any) -> None:
    """Kembalikan kepada pemohon / Give back to the applicant."""
    _each(codes, lambda code: ReturnCase(code, reason, missing), **rest)


@example("kiosk case void --reason uncollected K7Q2-M9XA-D")
@_staff_command("void")
@_codes
@reason_option({why: CLOSING_LABELS[why] for why in get_args(VoidReason)})
def void(codes: tuple[str, ...], reason: VoidReason, **rest: Any) -> None:
    """Batalkan tanda terima / Let the receipt count for nothing."""
    _each(codes, lambda code: VoidCase(code, reason), **rest)


@example("kiosk case all-ready 2026-11-30 --but K7Q2-M9XA-D")
@_staff_command("all-ready")
@click.argument("day", metavar="TANGGAL", type=DAY)
@click.option(
    "--but", metavar="KODE", multiple=True, help="Kode yang belum siap, boleh berulang. / Codes that are not ready."
)
def all_ready(
    day: date, but: tuple[str, ...], person: str | None, server: ServerConnection, language: Language
) -> None:
    """Tandai siap semua yang jatuh tempo hari itu / Mark all that is due on a day as ready."""
    held = {code: typed for typed in but for code in [parse_ticket_code(typed) or typed]}

    async def work(sender: Sender) -> bool:
        due = require_answer(await sender.due(), language)
        rows = (*due.overdue, *due.due_today, *due.due_next, *due.later)
        there = [row.code for row in rows if row.day == day and row.state == "in-process"]
        if strange := [typed for code, typed in held.items() if code not in there]:
            for typed in strange:
                told = tr("{k}: bukan berkas yang jatuh tempo hari itu dan belum siap").format(k=sanitize(typed, 40))
                click.echo(told[language], err=True)
            return False
        count = len(there) - len(held)
        if not count:
            none = tr("{d}: tidak ada berkas yang jatuh tempo hari itu dan belum siap")
            click.echo(none.format(d=dated(day, short_date))[language], err=True)
            return False
        if not confirm(counted("Tandai siap {n} berkas?", count), language):
            return False
        about = counted("{n} berkas siap", count)[language]
        return _print_result(about, await sender.send(ReadyAllDue(day, count, tuple(held))), language)

    if not run_signed_on(work, person, server, language):
        sys.exit(os.EX_DATAERR)


def _each(
    codes: tuple[str, ...],
    make: Callable[[str], CaseCommand],
    person: str | None,
    server: ServerConnection,
    language: Language,
) -> None:

    async def work(sender: Sender) -> bool:
        well = True
        for typed in codes or _lines(language):
            code = parse_ticket_code(typed)
            if code is None:
                wrong = tr("bukan kode tanda terima: bandingkan hurufnya")
                click.echo(f"{sanitize(typed, 40)}: {wrong[language]}", err=True)
            done = code is not None and _print_result(code, await sender.send(make(code)), language)
            well = well and done
        return well

    if not run_signed_on(work, person, server, language):
        sys.exit(os.EX_DATAERR)


def _lines(language: Language) -> Iterator[str]:
    """The codes that a scanner sends or somebody types, one a line, up to an empty line."""
    asks = sys.stdin.isatty()
    while True:
        if asks:
            click.echo(tr("Kode (kosong: selesai): ")[language], nl=False, err=True)
        line = sys.stdin.readline().strip()
        if not line:
            return
        yield line


def _print_result(about: str, answer: CommandAnswer, language: Language) -> bool:
    """Print what came of a command; return whether it was done."""
    if not isinstance(answer, CommandAccepted):
        click.echo(f"{about}: {refusal_text(answer)[language]}", err=True)
        return False
    for case in answer.cases:
        click.echo(f"{case.code}  {case.name[language]}: {_state(case)[language]}")
    if not answer.cases:
        click.echo(tr("{c}: selesai").format(c=about)[language])
    return True


def _state(case: CaseShown) -> Text:
    day = case.due.day if case.due and case.state in ("in-process", "on-hold") else None
    if day is None:
        return case_status_text(case)
    return tr("{s}, jatuh tempo {d}").format(s=case_status_text(case), d=dated(day, short_date))
