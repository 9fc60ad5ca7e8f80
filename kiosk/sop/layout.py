"""Plain text for a terminal: lines of one width, wrapped under their label."""

import textwrap
from collections.abc import Iterable, Iterator
from typing import Final

WIDTH: Final = 79
"""Columns of a line: one less than a terminal has, since some wrap after the last."""


def wrap_text(words: str) -> list[str]:
    """*words* in lines."""
    return textwrap.wrap(words, WIDTH, break_on_hyphens=False) or [""]


def hanging_lines(label: str, words: str) -> list[str]:
    """*words* beside *label*, further lines under their beginning."""
    lines = textwrap.wrap(
        words, WIDTH, initial_indent=label, subsequent_indent=" " * len(label), break_on_hyphens=False
    )
    return lines or [label.rstrip()]


def section(head: str, rows: Iterable[str]) -> Iterator[str]:
    """*rows* under *head*, with a blank line before it; nothing where there are none."""
    listed = list(rows)
    if listed:
        yield from ("", head)
    for row in listed:
        yield from hanging_lines("  - ", row)
