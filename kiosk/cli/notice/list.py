"""`kiosk notice list`: what everybody in the room is told now."""

from typing import Any

import click

from kiosk.cli.shared.asking import answered, asking
from kiosk.text.language import Language, clock, short_date, tr


@asking
def command(language: Language, **server: Any) -> None:
    """Pengumuman yang tampil sekarang, dengan nomornya. / What is shown now, with its number."""
    from kiosk.paper.report import aligned_rows
    from kiosk.time.zone import zone_of

    board, catalogue = answered(lambda sender: sender.board(), language=language, **server)
    zone = zone_of(catalogue.office.timezone)
    rows = []
    for notice in board.notices:
        level = tr("darurat") if notice.level == "emergency" else tr("pengumuman")
        until = "-"
        if notice.until:
            day = short_date(notice.until.astimezone(zone), language)
            until = tr("sampai {d} {t}").format(d=day, t=clock(notice.until, zone))[language]
        said = (*notice.lines, notice.text[language] if notice.text else "")
        rows.append((str(notice.id or "-"), level[language], until, " / ".join(filter(None, said))))
    if not rows:
        click.echo(tr("tidak ada pengumuman")[language], err=True)
    for line in aligned_rows(rows):
        click.echo(line)
