"""`kiosk counter`: the screen of one counter, whose token says which."""

import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import click

from kiosk.cli.colours import colours_of
from kiosk.language import LANGUAGES, Language, Text

if TYPE_CHECKING:
    from kiosk.feed.seen import Seen
    from kiosk.feed.source import Source
    from kiosk.ui.theme import Colours

_USAGE: Final = 64
"""EX_USAGE of sysexits.h; the other is EX_CONFIG."""
_CONFIG: Final = 78

_LONGEST_TOKEN: Final = 200


@click.command()
@click.option("--endpoint", required=True, envvar="KIOSK_ENDPOINT", help="Alamat endpoint. / Address of the endpoint.")
@click.option(
    "--token-file",
    required=True,
    envvar="KIOSK_TOKEN_FILE",
    type=click.Path(path_type=Path),
    help="Berkas token, hanya terbaca pemiliknya. / File of the token, readable by its owner only.",
)
@click.option("--language", type=click.Choice(LANGUAGES), default="id", envvar="KIOSK_LANGUAGE", show_default=True)
@click.option("--theme", envvar="KIOSK_THEME", help="Tema dari themes/. / A theme of themes/.")
@click.option(
    "--allow-tokens-over-plain-http",
    is_flag=True,
    help="Izinkan token lewat jaringan tanpa sandi. / Let the token cross the network in clear.",
)
def command(
    endpoint: str, token_file: Path, language: Language, theme: str | None, allow_tokens_over_plain_http: bool
) -> None:
    """Layar loket. / The screen of a counter."""
    from kiosk.structure.fault import Wrong
    from kiosk.ui.terminal import prepare, require_terminal

    require_terminal()
    token = _token(token_file, language)
    from kiosk.feed.source import source_of

    try:
        source = source_of(endpoint, token, allow_tokens_over_plain_http)
    except Wrong as wrong:
        _end(_USAGE, wrong.text if wrong.hint is None else _and(wrong.text, wrong.hint), language)
    prepare(os.environ)
    sys.exit(_run(source, language, colours_of(theme)))


def _token(file: Path, language: Language) -> str:
    """The token in *file*, which nobody but its owner may read."""
    try:
        with file.open("rb") as opened:
            mode = os.fstat(opened.fileno()).st_mode
            token = opened.read(2 * _LONGEST_TOKEN).decode("ascii", "replace").strip()
    except OSError as error:
        text = Text("berkas token {f} tidak dapat dibaca: {e}", "the token file {f} cannot be read: {e}")
        _end(_CONFIG, text.format(f=file, e=os.strerror(error.errno or 0)), language)
    if mode & 0o077:
        text = Text(
            "berkas token {f} dapat dibaca orang lain; perbaiki dengan: chmod 600 {f}",
            "others can read the token file {f}; mend it with: chmod 600 {f}",
        )
        _end(_CONFIG, text.format(f=file), language)
    if not token.isprintable() or not token.isascii() or " " in token or not 0 < len(token) <= _LONGEST_TOKEN:
        text = Text(
            "berkas token {f} tidak berisi satu token; buat dengan: kiosk terminal add NAMA --role counter --counter N",
            "the token file {f} does not hold one token; make one: kiosk terminal add NAME --role counter --counter N",
        )
        _end(_CONFIG, text.format(f=file), language)
    return token


def _run(source: "Source", language: Language, colours: "Colours") -> int:
    from kiosk.clock import SystemClock
    from kiosk.feed.follow import follow
    from kiosk.feed.seen import Seen
    from kiosk.feed.send import Sender
    from kiosk.ui.counter.app import CounterApp

    clock = SystemClock()

    def following() -> "AsyncIterator[Seen]":
        return follow(source, clock)

    app = CounterApp(Seen(), following, Sender(source, clock).send, clock, language, colours)
    app.run(mouse=False)
    return app.return_code or 0


def _and(text: Text, hint: Text) -> Text:
    return Text("{t}; {h}", "{t}; {h}").format(t=text, h=hint)


def _end(code: int, text: Text, language: Language) -> NoReturn:
    click.echo(f"kiosk counter: {text[language]}", err=True)
    sys.exit(code)
