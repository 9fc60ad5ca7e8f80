"""`kiosk sop check`: whether the pack is sound."""

from pathlib import Path

import click

from kiosk.cli.shared.words import language_option
from kiosk.cli.sop.pack import folder_of, load, pack_option
from kiosk.text.language import Language, tr


@click.command()
@pack_option
@language_option
def command(pack: Path | None, language: Language) -> None:
    """Sebut semua kesalahan semua berkas. / List all faults of all files."""
    from kiosk.office.calendar import missing_years
    from kiosk.office.hours import service_date
    from kiosk.system.clock import SystemClock
    from kiosk.wire.catalogue import COLLECTION

    loaded = load(pack, language)
    years = ", ".join(str(year) for year in sorted(loaded.office.years)) or "-"
    summary = tr("Tidak ada kesalahan di {f}: {n} SOP, {q} antrean, {c} loket, kalender {y}; isi {d}").format(
        f=folder_of(pack),
        n=len(set(loaded.sops) - {COLLECTION}),
        q=len(loaded.office.file.queue),
        c=len(loaded.office.file.counter),
        y=years,
        d=loaded.digest,
    )
    click.echo(summary[language])
    for year in missing_years(loaded.office, service_date(loaded.office, SystemClock().now())):
        text = tr("kalender {y} belum ada: kiosk calendar make {y}")
        click.echo(text.format(y=year)[language], err=True)
