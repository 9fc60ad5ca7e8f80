"""`kiosk notice put`: a sentence that everybody in the room reads."""

from datetime import datetime
from typing import Any, Final

import click

from kiosk.cli.notice.putting import command_of, english_option, put_up, until_option
from kiosk.cli.shared.asking import signing
from kiosk.cli.shared.late import example
from kiosk.text.language import Language

_TYPED: Final = {"text.id": "KALIMAT", "text.en": "--english"}


@example('kiosk notice put "Loket 3 pindah ke lantai 2." --until 14.00')
@signing
@click.argument("text", metavar="KALIMAT")
@english_option
@until_option
def command(text: str, english: str | None, until: datetime | None, language: Language, **rest: Any) -> None:
    """Tampilkan pengumuman; tanpa --until sampai akhir hari. / Show a notice; without --until for the day."""
    said = {"text": {"id": text, "en": english}}
    put_up(command_of("put-notice", said, _TYPED, language), until, language=language, **rest)
