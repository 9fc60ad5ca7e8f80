"""Commands that ask the endpoint, or send it something in the name of a member of staff who signs on with a PIN."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from typing import TypeVar

import click

from kiosk.cli.pin import ask_secret
from kiosk.cli.shared.connection import ServerConnection, TerminalCommand, no_answer_text, with_server
from kiosk.cli.shared.options import STAFF_CODE
from kiosk.cli.shared.output import end
from kiosk.feed.sender import CommandRefused, Sender, Unreachable
from kiosk.system.clock import SystemClock
from kiosk.text.language import Language, Text, tr, with_hint
from kiosk.wire.catalogue import Catalogue
from kiosk.wire.command.office import SignOff, SignOn

T = TypeVar("T")


def query_command(command: Callable[..., None]) -> click.Command:
    """Make *command* one of any terminal that may ask, with the options of the connection."""
    return click.command(cls=TerminalCommand)(with_server(command))


def with_person(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of the connection, and the staff code of somebody who signs on."""
    named = click.option(
        "--person",
        metavar="KODE",
        type=STAFF_CODE,
        help="Kode petugas; tanpa itu ditanyakan. / Staff code; else asked for.",
    )
    return with_server(named(command))


def fetch_with_catalogue(
    ask: Callable[[Sender], Awaitable[T | CommandRefused | Unreachable]], server: ServerConnection, language: Language
) -> tuple[T, Catalogue]:
    """The endpoint's answer, and its catalogue; without an answer the program ends and says why."""
    sender = Sender(server.source_with_token(language), SystemClock())

    async def both() -> tuple[T, Catalogue]:
        try:
            return require_answer(await ask(sender), language), require_answer(await sender.catalogue(), language)
        finally:
            await sender.close()

    return asyncio.run(both())


def run_signed_on(
    work: Callable[[Sender], Awaitable[T]], person: str | None, server: ServerConnection, language: Language
) -> T:
    """Return the result of *work*, done while somebody is signed on at this terminal.

    The program ends and says why where they may not, or where nobody answers.
    """
    sender = Sender(server.source_with_token(language), SystemClock())
    who: str = person or click.prompt(tr("Kode petugas")[language], type=STAFF_CODE, err=True)
    pin = ask_secret("PIN")

    async def whole() -> T:
        try:
            require_answer(await sender.send(SignOn(who, pin)), language)
            try:
                return await work(sender)
            finally:
                await sender.send(SignOff())
        finally:
            await sender.close()

    return asyncio.run(whole())


def require_answer(answer: T | CommandRefused | Unreachable, language: Language) -> T:
    """Return *answer*; the program ends and says why where it is none."""
    if isinstance(answer, CommandRefused):
        end(os.EX_NOPERM if answer.status in (401, 403) else os.EX_UNAVAILABLE, refusal_text(answer), language)
    if isinstance(answer, Unreachable):
        end(os.EX_UNAVAILABLE, refusal_text(answer), language)
    return answer


def refusal_text(answer: CommandRefused | Unreachable) -> Text:
    """The reason why it was not done, and what to do about that."""
    if isinstance(answer, Unreachable):
        return no_answer_text(answer.text, answer.url)
    return with_hint(answer.text, answer.hint)
