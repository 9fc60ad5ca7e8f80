"""`kiosk sop approve ID --by CODE`: what the file says now is what is in force, by somebody who may say so."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli.shared.admin import data_option, have_done
from kiosk.cli.shared.late import example
from kiosk.cli.shared.typed import DAY
from kiosk.cli.shared.words import end, language_option
from kiosk.cli.sop.acts import acts_on, asked_pin, by_option, today_of
from kiosk.cli.sop.pack import load, pack_option, print_lines, sop_of
from kiosk.text.language import Language, long_date, tr

if TYPE_CHECKING:
    from kiosk.sop.life import LifeAct
    from kiosk.sop.model import Sop


@example("kiosk sop approve paspor-baru --by HK --effective 2026-12-01")
@click.command()
@click.argument("sop_id", metavar="ID")
@by_option
@click.option(
    "--effective",
    metavar="TANGGAL",
    type=DAY,
    help="Berlaku mulai, bila bukan menurut berkas atau hari ini. / In force from, if not by the file or today.",
)
@pack_option
@data_option
@language_option
def command(
    sop_id: str, by: str, effective: date | None, pack: Path | None, data: Path | None, language: Language
) -> None:
    """Sahkan isi SOP sekarang. / Approve what a standard says now.

    Isi itu tetap berlaku sampai ada pengesahan lain, apa pun yang terjadi pada berkasnya. / It stays in force until
    another is approved, whatever becomes of the file.
    """
    from kiosk.endpoint.admin.standards import ApproveSop
    from kiosk.sop.content import encode_sop
    from kiosk.wire.catalogue import COLLECTION

    if sop_id == COLLECTION:
        words = tr("{s} dibuat program dari SOP lain")
        raise click.UsageError(words.format(s=sop_id)[language])
    loaded = load(pack, language)
    sop = sop_of(loaded, sop_id, language)
    if sop.id == COLLECTION:
        words = tr("{s} layanan program sendiri, tidak ada berkasnya")
        raise click.UsageError(words.format(s=sop.id)[language])
    today = today_of(loaded)
    day = _effective(effective, sop, today, language)
    print_lines(_summary(sop, day, acts_on(data, loaded, language, sop.id), today, language))
    have_done(data, "sop-approve", ApproveSop(by, asked_pin(by, language), encode_sop(sop), day), language)
    done = tr("{s} disahkan oleh {b}, berlaku mulai {d}")
    click.echo(done.format(s=sop.id, b=by, d=long_date(day, language))[language])


def _effective(asked: date | None, sop: "Sop", today: date, language: Language) -> date:
    """The day from which it is to be in force: never one that has passed."""
    if asked is None:
        return max(sop.file.effective or today, today)
    if asked < today:
        past = tr("--effective tidak boleh sebelum hari ini")
        end(os.EX_USAGE, past, language)
    return asked


def _summary(sop: "Sop", day: date, acts: "tuple[LifeAct, ...]", today: date, language: Language) -> Iterator[str]:
    """What is about to be approved, and what that changes."""
    from kiosk.sop.content import decode_sop
    from kiosk.sop.difference import sop_difference
    from kiosk.sop.labels import KIND_LABELS
    from kiosk.sop.life import approval_state
    from kiosk.sop.text.comparison import difference_lines

    yield sop.name[language].upper()
    what = tr("{s}, {k}, isi {i}, berlaku mulai {d}")
    yield what.format(s=sop.id, k=KIND_LABELS[sop.kind], i=sop.digest, d=long_date(day, language))[language]
    latest = approval_state(acts, sop.id, today).latest
    if latest is None:
        yield tr("Belum pernah disahkan, atau sudah dicabut.")[language]
        return
    yield tr("Dibandingkan dengan yang disahkan terakhir:")[language]
    yield from difference_lines(sop_difference(decode_sop(latest.content).file, sop.file), language)
