"""`kiosk sop review`: what is lawful but unwise, each with what to do."""

from pathlib import Path

import click

from kiosk.cli.shared.words import language_option
from kiosk.cli.sop.pack import load_files, pack_option, print_lines
from kiosk.text.language import Language


@click.command()
@pack_option
@language_option
def command(pack: Path | None, language: Language) -> None:
    """Sebut yang sah tetapi kurang baik. / List what is lawful but unwise."""
    from kiosk.office.hours import service_date
    from kiosk.sop.file.load import pack_of
    from kiosk.sop.review.findings import review, review_lines
    from kiosk.system.clock import SystemClock

    files = load_files(pack, language)
    loaded = pack_of(files)
    today = service_date(loaded.office, SystemClock().now())
    print_lines(review_lines(review(files, loaded, today), language))
