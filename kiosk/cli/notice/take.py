"""`kiosk notice take`: something is shown no longer."""

from typing import TYPE_CHECKING, Any

import click

from kiosk.cli.shared.asking import given, signed_on, signing
from kiosk.cli.shared.late import example
from kiosk.text.language import Language, tr

if TYPE_CHECKING:
    from kiosk.feed.sender import Sender


@example("kiosk notice take 1532")
@signing
@click.argument("number", metavar="NOMOR", type=int)
def command(number: int, person: str | None, language: Language, **server: Any) -> None:
    """Cabut yang bernomor itu. / Take back the one of that number."""
    from kiosk.wire.command.notice import TakeNotice

    async def work(sender: "Sender") -> None:
        given(await sender.send(TakeNotice(number)), language)

    signed_on(work, person, language, **server)
    click.echo(tr("{n} dicabut").format(n=number)[language])
