"""`kiosk theme list`: the themes by name, each with the first line of its file."""

import click

from kiosk.config.resources import resource_folder
from kiosk.text.sanitize import sanitize
from kiosk.ui.theme.colours import theme_names


@click.command(name="list")
def command() -> None:
    """Sebut semua tema. / List the themes."""
    folder = resource_folder("themes")
    names = theme_names(folder)
    for name in names:
        first = (folder / f"{name}.toml").read_text("utf-8").split("\n", 1)[0]
        click.echo(f"{name.ljust(max(map(len, names)))}  {sanitize(first.removeprefix('#'), 200)}")
