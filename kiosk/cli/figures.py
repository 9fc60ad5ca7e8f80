"""`kiosk figures`: the figures of a period, as text, for whoever answers for them."""

from datetime import date
from typing import Any

import click

from kiosk.cli.shared.asking import answered, asking
from kiosk.cli.shared.late import example
from kiosk.cli.shared.typed import DAY
from kiosk.text.language import Language


@example("kiosk figures --from 2026-11-01 --until 2026-11-30")
@asking
@click.option("--from", "first", metavar="TANGGAL", type=DAY, help="Hari pertama. / The first day.")
@click.option("--until", "last", metavar="TANGGAL", type=DAY, help="Hari terakhir. / The last day.")
def command(language: Language, first: date | None, last: date | None, **server: Any) -> None:
    """Capaian janji, kunjungan, yang sering kurang, waktu tahap. / The figures of a period, as text.

    Tanpa tanggal: bulan ini. Untuk terminal penyelia. / Without dates: this month. For terminals of supervisors.
    """
    from kiosk.paper.report import MeasuresReport

    measures, catalogue = answered(lambda sender: sender.measures(first, last), language=language, **server)
    click.echo("\n".join(MeasuresReport(catalogue, language).lines(measures)))
