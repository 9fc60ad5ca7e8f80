"""`kiosk figures`: the figures of a period, as text, for whoever answers for them."""

from datetime import datetime
from typing import Any

import click

from kiosk.cli.asking import answered, asking
from kiosk.language import Language


@asking
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), help="Hari pertama. / The first day.")
@click.option("--until", "last", type=click.DateTime(["%Y-%m-%d"]), help="Hari terakhir. / The last day.")
def command(language: Language, first: datetime | None, last: datetime | None, **server: Any) -> None:
    """Capaian janji, kunjungan, yang sering kurang, waktu tahap. / The figures of a period, as text.

    Tanpa tanggal: bulan ini. Untuk terminal penyelia. / Without dates: this month. For terminals of supervisors.
    """
    from kiosk.paper.measures import FiguresList

    days = [day.date() if day else None for day in (first, last)]
    measures, catalogue = answered(lambda sender: sender.measures(*days), language=language, **server)
    click.echo("\n".join(FiguresList(catalogue, language).lines(measures)))
