"""`kiosk due`: what falls due, as text, for the back office and the supervisor."""

from typing import Any

import click

from kiosk.cli.shared.asking import answered, asking
from kiosk.text.language import Language


@asking
def command(language: Language, **server: Any) -> None:
    """Berkas yang jatuh tempo, belum bertanggal, atau tidak diambil. / Cases that fall due, as text.

    Untuk terminal belakang dan penyelia. / For terminals of the back office and of supervisors.
    """
    from kiosk.paper.report import DueReport
    from kiosk.time.zone import zone_of

    due, catalogue = answered(lambda sender: sender.due(), language=language, **server)
    written = DueReport(catalogue, zone_of(catalogue.office.timezone), language)
    click.echo("\n".join(written.lines(due)))
