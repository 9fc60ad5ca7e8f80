"""What commands share that ask the endpoint, or somebody signed on tell it, and write the answer as text."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kiosk.cli.shared.configured import TerminalCommand, config_option
from kiosk.cli.shared.secret import ask_secret
from kiosk.cli.shared.server import (
    certificate_option,
    endpoint_option,
    plain_token_option,
    source_for,
    token_needed,
    token_option,
    unanswered,
)
from kiosk.cli.shared.typed import STAFF_CODE
from kiosk.cli.shared.words import end, language_option
from kiosk.text.language import Language, Text, tr, with_hint

if TYPE_CHECKING:
    from kiosk.feed.sender import CommandRefused, Sender, Unreachable
    from kiosk.wire.catalogue import Catalogue

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")


def asking(command: F) -> "click.Command":
    """A command of whatever terminal has the right to ask, with the options by which it knows its server."""
    return click.command(cls=TerminalCommand)(with_server(command))


def with_server(command: F) -> F:
    """The options by which a command knows its server."""
    options = (
        endpoint_option,
        token_option,
        certificate_option,
        config_option,
        language_option,
        plain_token_option,
    )
    for option in reversed(options):
        command = option(command)
    return command


def with_person(command: F) -> F:
    """The same options for somebody who signs on for it with their PIN."""
    named = click.option(
        "--person",
        metavar="KODE",
        type=STAFF_CODE,
        help="Kode petugas; tanpa itu ditanyakan. / Staff code; else asked for.",
    )
    return with_server(named(command))


def signing(command: F) -> "click.Command":
    """A command of whatever terminal has the right to it, for somebody who signs on with their PIN."""
    return click.command(cls=TerminalCommand)(with_person(command))


def answered(
    ask: "Callable[[Sender], Awaitable[T | CommandRefused | Unreachable]]",
    endpoint: str | None,
    token_file: Path | None,
    certificate: Path | None,
    language: Language,
    allow_tokens_over_plain_http: bool,
) -> "tuple[T, Catalogue]":
    """What the endpoint answers, and its catalogue; where it does not, the program ends and says why."""
    sender = sender_for(endpoint, token_file, certificate, language, allow_tokens_over_plain_http)

    async def both() -> "tuple[T, Catalogue]":
        try:
            return given(await ask(sender), language), given(await sender.catalogue(), language)
        finally:
            await sender.close()

    return asyncio.run(both())


def sender_for(
    endpoint: str | None,
    token_file: Path | None,
    certificate: Path | None,
    language: Language,
    allow_tokens_over_plain_http: bool,
) -> "Sender":
    """What asks and sends in the name of this terminal; where it has no name, the program ends and says why."""
    from kiosk.feed.sender import Sender
    from kiosk.system.clock import SystemClock

    token = token_needed(token_file, language)
    source = source_for(endpoint, token, certificate, language, plain_token=allow_tokens_over_plain_http)
    return Sender(source, SystemClock())


def signed_on(work: "Callable[[Sender], Awaitable[T]]", person: str | None, language: Language, **server: Any) -> T:
    """What comes of *work*, done by somebody who is signed on at this terminal while it lasts.

    Where they may not, or nobody answers, the program ends and says why.
    """
    from kiosk.wire.command.staff import SignOff, SignOn

    sender = sender_for(language=language, **server)
    who: str = person or click.prompt(tr("Kode petugas")[language], type=STAFF_CODE, err=True)
    pin = ask_secret("PIN")

    async def whole() -> T:
        try:
            given(await sender.send(SignOn(who, pin)), language)
            try:
                return await work(sender)
            finally:
                await sender.send(SignOff())
        finally:
            await sender.close()

    return asyncio.run(whole())


def given(answer: "T | CommandRefused | Unreachable", language: Language) -> T:
    """The answer; where it is none, the program ends and says why."""
    from kiosk.feed.sender import CommandRefused, Unreachable

    if isinstance(answer, CommandRefused):
        end(os.EX_NOPERM if answer.status in (401, 403) else os.EX_UNAVAILABLE, not_done(answer), language)
    if isinstance(answer, Unreachable):
        end(os.EX_UNAVAILABLE, not_done(answer), language)
    return answer


def not_done(answer: "CommandRefused | Unreachable") -> Text:
    """Why it was not done, and what to do about that."""
    from kiosk.feed.sender import Unreachable

    if isinstance(answer, Unreachable):
        return unanswered(answer.text, answer.url)
    return with_hint(answer.text, answer.hint)
