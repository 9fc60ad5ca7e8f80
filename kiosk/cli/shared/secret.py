"""A PIN, typed unseen where somebody types it, and read as it comes where a program gives it."""

import sys
from pathlib import Path

import click


def ask_secret(prompt: str, again: str | None = None) -> str:
    """What is typed after *prompt*, unseen; after *again*, once more, until both are alike."""
    if sys.stdin.isatty() or _terminal_at_hand():
        return str(click.prompt(prompt, hide_input=True, confirmation_prompt=again or False, err=True))
    given = [_line(words) for words in (prompt, again) if words]
    if len(set(given)) > 1:
        raise click.UsageError("kedua isian tidak sama / the two do not match")
    return given[0]


def _terminal_at_hand() -> bool:
    """There is somebody to ask, though what is read comes from elsewhere."""
    try:
        with Path("/dev/tty").open("r+b", buffering=0):
            return True
    except OSError:
        return False


def _line(prompt: str) -> str:
    click.echo(f"{prompt}: ", nl=False, err=True)
    line = sys.stdin.readline()
    click.echo(err=True)
    if not line:
        raise click.Abort
    return line.rstrip("\r\n")
