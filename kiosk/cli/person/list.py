"""`kiosk person list`: all staff there ever were."""

from pathlib import Path

import click

from kiosk.cli.shared.admin import data_option, have_done, print_table
from kiosk.cli.shared.words import language_option
from kiosk.text.language import Language, short_date, tr


@click.command()
@data_option
@language_option
def command(data: Path | None, language: Language) -> None:
    """Daftar semua petugas. / All staff."""
    from kiosk.endpoint.admin.people import ListPeople, PeopleShown
    from kiosk.schema.reader import read_strictly

    shown = read_strictly(PeopleShown, have_done(data, "person-list", ListPeople(), language)).people
    retired = tr("berhenti")[language]
    print_table(
        [
            (p.code, " ".join(p.rights), short_date(p.created.date(), language), retired if p.retired else "")
            for p in shown
        ],
        tr("belum ada petugas"),
        data,
        language,
    )
