"""`kiosk due`, `kiosk figures`: what falls due, and the measures of a period, as text."""

from datetime import date

import click

from kiosk.cli.shared.connection import ServerConnection
from kiosk.cli.shared.groups import example
from kiosk.cli.shared.options import DAY
from kiosk.cli.shared.remote import fetch_with_catalogue, query_command
from kiosk.paper.report import DueReport, MeasuresReport
from kiosk.text.language import Language
from kiosk.time.instant import zone_of


@query_command
def due(server: ServerConnection, language: Language) -> None:
    """Berkas yang jatuh tempo, belum bertanggal, atau tidak diambil. / Cases that fall due, as text.

    Untuk terminal belakang dan penyelia. / For terminals of the back office and of supervisors.
    """
    due, catalogue = fetch_with_catalogue(lambda sender: sender.due(), server, language)
    written = DueReport(catalogue, zone_of(catalogue.office.timezone), language)
    click.echo("\n".join(written.lines(due)))


@example("kiosk figures --from 2026-11-01 --until 2026-11-30")
@query_command
@click.option("--from", "first", metavar="TANGGAL", type=DAY, help="Hari pertama. / The first day.")
@click.option("--until", "last", metavar="TANGGAL", type=DAY, help="Hari terakhir. / The last day.")
def figures(first: date | None, last: date | None, server: ServerConnection, language: Language) -> None:
    """Capaian janji, kunjungan, yang sering kurang, waktu tahap. / The figures of a period, as text.

    Tanpa tanggal: bulan ini. Untuk terminal penyelia. / Without dates: this month. For terminals of supervisors.
    """
    measures, catalogue = fetch_with_catalogue(lambda sender: sender.measures(first, last), server, language)
    click.echo("\n".join(MeasuresReport(catalogue, language).lines(measures)))
