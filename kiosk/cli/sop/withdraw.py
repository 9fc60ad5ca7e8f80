"""`kiosk sop withdraw ID --by CODE`: nothing of it is in force any more."""

from pathlib import Path

import click

from kiosk.cli.shared.admin import data_option, have_done
from kiosk.cli.shared.late import example
from kiosk.cli.shared.words import language_option
from kiosk.cli.sop.acts import asked_pin, by_option
from kiosk.text.language import Language, tr
from kiosk.text.sanitize import sanitize


@example("kiosk sop withdraw paspor-baru --by HK")
@click.command()
@click.argument("sop_id", metavar="ID")
@by_option
@data_option
@language_option
def command(sop_id: str, by: str, data: Path | None, language: Language) -> None:
    """Cabut SOP: tidak berlaku lagi, seketika. / Withdraw a standard, at once.

    Kunjungan yang sedang berjalan diselesaikan menurut SOP itu. / Open visits are served by it to their end.
    """
    from kiosk.endpoint.admin.standards import WithdrawSop

    sop = sanitize(sop_id, 60)
    have_done(data, "sop-withdraw", WithdrawSop(by, asked_pin(by, language), sop), language)
    click.echo(tr("{s} dicabut oleh {b}").format(s=sop, b=by)[language])
