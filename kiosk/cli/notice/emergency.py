"""`kiosk notice emergency`: what nothing else is shown beside, until it is taken back."""

from datetime import datetime
from typing import Any, Final

import click

from kiosk.cli.notice.putting import command_of, english_option, put_up, until_option
from kiosk.cli.shared.asking import signing
from kiosk.cli.shared.late import example
from kiosk.text.language import Language

_TYPED: Final = {
    "kind.id": "--kind",
    "kind.en": "--kind-english",
    "lines": "--line",
    "line_en": "--line-english",
    "text.id": "--text",
    "text.en": "--english",
}


@example('kiosk notice emergency --kind "Gempa bumi" --line KELUAR --line "PINTU TIMUR" --text "Jangan memakai lift."')
@signing
@click.option("--kind", metavar="KEADAAN", required=True, help="Apa yang terjadi: Gempa bumi. / What has happened.")
@click.option("--kind-english", metavar="KEADAAN", help="Sama, dalam bahasa Inggris. / The same in English.")
@click.option(
    "--line",
    "lines",
    metavar="BARIS",
    multiple=True,
    required=True,
    help="Baris huruf besar, 1-3 kali, sebaiknya sampai 11 huruf. / A line of big letters, 1-3 times, best up to 11.",
)
@click.option("--line-english", metavar="BARIS", help="Satu baris dalam bahasa Inggris. / One line in English.")
@click.option("--text", metavar="KALIMAT", required=True, help="Satu kalimat di bawahnya. / One sentence below.")
@english_option
@until_option
def command(
    kind: str,
    kind_english: str | None,
    lines: tuple[str, ...],
    line_english: str | None,
    text: str,
    english: str | None,
    until: datetime | None,
    language: Language,
    **rest: Any,
) -> None:
    """Tampilkan layar darurat sampai dicabut. / Show an emergency until it is taken back.

    Menggantikan darurat yang sedang tampil. / In place of the one that is shown, if there is one.
    """
    said = {
        "kind": {"id": kind, "en": kind_english},
        "lines": [line.upper() for line in lines],
        "line_en": line_english.upper() if line_english else None,
        "text": {"id": text, "en": english},
    }
    put_up(command_of("put-emergency", said, _TYPED, language), until, language=language, **rest)
