"""`kiosk sop schema`: the format of SOP files, for editors."""

import json

import click


@click.command()
def command() -> None:
    """Skema JSON untuk editor teks. / The JSON Schema, for text editors."""
    from kiosk.sop.file.schema import sop_schema

    click.echo(json.dumps(sop_schema(), ensure_ascii=False, indent=1))
