"""`kiosk theme list`: the themes by name, each with the first line of its file."""

import click

from kiosk.shipped import shipped
from kiosk.text import safe
from kiosk.ui.theme.colours import theme_names


@click.command(name="list")
def command() -> None:
    """Sebut semua tema. / List the themes."""
    folder = shipped("themes")
    names = theme_names(folder)
    for name in names:
        first = (folder / f"{name}.toml").read_text("utf-8").split("\n", 1)[0]
        click.echo(f"{name.ljust(max(map(len, names)))}  {safe(first.removeprefix('#'), 200)}")
