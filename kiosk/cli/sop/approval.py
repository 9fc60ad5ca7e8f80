"""`kiosk sop approve`, `withdraw`, `history`, `life`, `diff`: what was approved, and what changed since."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from kiosk.cli.pin import ask_secret
from kiosk.cli.shared.admin import AdminFolder, with_folder
from kiosk.cli.shared.groups import example
from kiosk.cli.shared.options import DAY, STAFF_CODE
from kiosk.cli.shared.output import end, print_lines
from kiosk.cli.shared.pack import find_sop, load_pack_or_end, pack_option
from kiosk.endpoint.admin.standards import ApproveSop, SopActs, SopActsShown, WithdrawSop
from kiosk.office.hours import service_date
from kiosk.sop.content import decode_sop, encode_sop
from kiosk.sop.difference import difference_lines, sop_difference
from kiosk.sop.labels import KIND_LABELS
from kiosk.sop.life import Approval, LifeAct, Withdrawal, approval_state, history_lines, life_lines
from kiosk.sop.model import Sop
from kiosk.sop.pack import Pack
from kiosk.system.clock import SystemClock
from kiosk.text.language import Language, long_date, tr
from kiosk.text.sanitize import sanitize
from kiosk.wire.catalogue import COLLECTION

by_option = click.option(
    "--by",
    metavar="KODE",
    type=STAFF_CODE,
    required=True,
    help="Kode petugas yang berhak mengesahkan. / Code of whoever may approve.",
)


@example("kiosk sop approve paspor-baru --by HK --effective 2026-12-01")
@click.command("approve")
@click.argument("sop_id", metavar="ID")
@by_option
@click.option(
    "--effective",
    metavar="TANGGAL",
    type=DAY,
    help="Berlaku mulai, bila bukan menurut berkas atau hari ini. / In force from, if not by the file or today.",
)
@pack_option
@with_folder
def approve_sop(sop_id: str, by: str, effective: date | None, pack: Path | None, folder: AdminFolder) -> None:
    """Sahkan isi SOP sekarang. / Approve what a standard says now.

    Isi itu tetap berlaku sampai ada pengesahan lain, apa pun yang terjadi pada berkasnya. / It stays in force until
    another is approved, whatever becomes of the file.
    """
    if sop_id == COLLECTION:
        raise click.UsageError(tr("{s} dibuat program dari SOP lain").format(s=sop_id)[folder.language])
    loaded = load_pack_or_end(pack, folder.language)
    sop = find_sop(loaded, sop_id, folder.language)
    if sop.id == COLLECTION:
        raise click.UsageError(tr("{s} layanan program sendiri, tidak ada berkasnya").format(s=sop.id)[folder.language])
    today = today_of(loaded)
    day = _effective(effective, sop, today, folder.language)
    print_lines(_summary(sop, day, past_acts(folder, loaded, sop.id), today, folder.language))
    folder.perform("sop-approve", ApproveSop(by, ask_pin(by, folder.language), encode_sop(sop), day))
    done = tr("{s} disahkan oleh {b}, berlaku mulai {d}")
    click.echo(done.format(s=sop.id, b=by, d=long_date(day, folder.language))[folder.language])


@example("kiosk sop withdraw paspor-baru --by HK")
@click.command("withdraw", short_help="Cabut SOP. / Withdraw a standard.")
@click.argument("sop_id", metavar="ID")
@by_option
@with_folder
def withdraw_sop(sop_id: str, by: str, folder: AdminFolder) -> None:
    """Cabut SOP: tidak berlaku lagi, seketika. / Withdraw a standard, at once.

    Kunjungan yang sedang berjalan diselesaikan menurut SOP itu. / Open visits are served by it to their end.
    """
    sop = sanitize(sop_id, 60)
    folder.perform("sop-withdraw", WithdrawSop(by, ask_pin(by, folder.language), sop))
    click.echo(tr("{s} dicabut oleh {b}").format(s=sop, b=by)[folder.language])


@example("kiosk sop history paspor-baru")
@click.command("history", short_help="Riwayat satu SOP. / What a standard has been through.")
@click.argument("sop_id", metavar="ID")
@pack_option
@with_folder
def show_history(sop_id: str, pack: Path | None, folder: AdminFolder) -> None:
    """Riwayat satu SOP: konsep, uji coba, pengesahan. / What a standard has been through."""
    loaded = load_pack_or_end(pack, folder.language)
    sop = find_sop(loaded, sop_id, folder.language)
    print_lines(history_lines(sop, past_acts(folder, loaded, sop.id), today_of(loaded), folder.language))


@click.command("life", short_help="Tahap hidup semua SOP. / How far each standard has come.")
@pack_option
@with_folder
def show_life(pack: Path | None, folder: AdminFolder) -> None:
    """Tahap hidup semua SOP, dan yang berubah sejak disahkan. / How far each standard has come."""
    loaded = load_pack_or_end(pack, folder.language)
    print_lines(life_lines(loaded, past_acts(folder, loaded), today_of(loaded), folder.language))


@example("kiosk sop diff paspor-anak")
@click.command("diff", short_help="Bedakan variasi atau suntingan. / Show what a variation or an edit changes.")
@click.argument("sop_id", metavar="ID")
@click.option("--approved", is_flag=True, help="Terhadap isi yang disahkan. / Against what was approved.")
@pack_option
@with_folder
def show_differences(sop_id: str, approved: bool, pack: Path | None, folder: AdminFolder) -> None:
    """Bedakan variasi dari SOP asalnya, atau berkas dari yang disahkan. / Show what a variation or an edit changes."""
    loaded = load_pack_or_end(pack, folder.language)
    sop = find_sop(loaded, sop_id, folder.language)
    base = sop.file.extends
    if base is not None and not approved:
        before = loaded.sops[base].file
        head = tr("{s}, variasi dari {b}").format(s=sop.id, b=base)
    else:
        latest = approval_state(past_acts(folder, loaded, sop.id), sop.id, today_of(loaded)).latest
        if latest is None:
            words = tr("{s} belum disahkan")
            if not approved:
                words = tr("{s} bukan variasi dan belum disahkan")
            raise click.UsageError(words.format(s=sop.id)[folder.language])
        before = decode_sop(latest.content).file
        head = tr("{s}, terhadap isi {d} yang disahkan")
        head = head.format(s=sop.id, d=latest.digest)
    print_lines((sop.name[folder.language].upper(), head[folder.language], ""))
    print_lines(difference_lines(sop_difference(before, sop.file), folder.language))


def past_acts(folder: AdminFolder, pack: Pack, sop: str | None = None) -> tuple[LifeAct, ...]:
    shown = folder.ask("sop-acts", SopActs(sop), SopActsShown).acts
    return tuple(
        Approval(act.sop, act.by, service_date(pack.office, act.at), act.digest, act.content, act.effective)
        if act.digest and act.content and act.effective
        else Withdrawal(act.sop, act.by, service_date(pack.office, act.at))
        for act in shown
    )


def today_of(pack: Pack) -> date:
    return service_date(pack.office, SystemClock().now())


def ask_pin(by: str, language: Language) -> str:
    return ask_secret(tr("PIN {b}").format(b=by)[language])


def _effective(asked: date | None, sop: Sop, today: date, language: Language) -> date:
    """The day from which the SOP is to be in force: never one that has passed."""
    if asked is None:
        return max(sop.file.effective or today, today)
    if asked < today:
        end(os.EX_USAGE, tr("--effective tidak boleh sebelum hari ini"), language)
    return asked


def _summary(sop: Sop, day: date, acts: tuple[LifeAct, ...], today: date, language: Language) -> Iterator[str]:
    yield sop.name[language].upper()
    what = tr("{s}, {k}, isi {i}, berlaku mulai {d}")
    yield what.format(s=sop.id, k=KIND_LABELS[sop.kind], i=sop.digest, d=long_date(day, language))[language]
    latest = approval_state(acts, sop.id, today).latest
    if latest is None:
        yield tr("Belum pernah disahkan, atau sudah dicabut.")[language]
        return
    yield tr("Dibandingkan dengan yang disahkan terakhir:")[language]
    yield from difference_lines(sop_difference(decode_sop(latest.content).file, sop.file), language)
