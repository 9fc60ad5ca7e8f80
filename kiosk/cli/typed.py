"""What is typed after an option or as an argument, read, or told to whoever typed it in their own terms."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

import click

from kiosk.language import Text

F = TypeVar("F", bound=Callable[..., Any])


class _Day(click.ParamType[date]):
    """A date as ISO 8601 writes it: 2026-11-30."""

    name = "tanggal"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return datetime.strptime(str(value), "%Y-%m-%d").date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            self.fail(f"{value!r} bukan tanggal; contoh / is no date; for example: 2026-11-30", param, ctx)


DAY = _Day()


def reason_option(reasons: Mapping[Any, Text]) -> Callable[[F], F]:
    """Why something is done: one of *reasons*, whose names are English, each said in Indonesian."""
    said = ", ".join(f"{name} ({words.id})" for name, words in reasons.items())
    return click.option(
        "--reason", type=click.Choice(list(reasons)), metavar="SEBAB", required=True, help=f"Sebabnya / Why: {said}."
    )
