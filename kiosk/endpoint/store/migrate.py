"""The file of the store: made private, and its schema brought up to date step by step."""

import contextlib
import os
import re
import secrets
import sqlite3
from pathlib import Path
from typing import Final

from kiosk.endpoint.store.base import StoreFault
from kiosk.text.language import tr

MIGRATIONS: Final = Path(__file__).parent / "migrations"
"""Steps by number, from 001 without a gap. One that ran anywhere is never changed or moved: the next one mends it."""


def create_private(file: Path) -> None:
    """Make the file readable by its owner only; SQLite gives its side files the same mode.

    A file that is there is not opened: closing any descriptor of it would drop all POSIX locks that this process has on
    it, and another process would then take the log of a running endpoint for abandoned and delete it.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def migrate(db: sqlite3.Connection) -> None:
    """Bring the schema up to date.

    Raises:
        StoreFault: when the data are of a newer program.
    """
    steps = sorted(MIGRATIONS.glob("*.sql"))
    if _schema(db) == len(steps):
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        found = _schema(db)
        if found > len(steps):
            raise StoreFault(
                "newer-data",
                tr("data ini dibuat oleh program yang lebih baru (skema {a}, program ini mengenal {b})").format(
                    a=found, b=len(steps)
                ),
            )
        for step in steps[found:]:
            for statement in statements(step.read_text("utf-8")):
                db.execute(statement)
        if found == 0:
            db.execute("INSERT INTO meta VALUES ('epoch', ?)", (secrets.token_hex(4),))
        db.execute(f"PRAGMA user_version = {len(steps)}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _schema(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def statements(script: str) -> list[str]:
    """The statements of a migration: `executescript` would commit before the first."""
    without_comments = re.sub(r"--[^\n]*", "", script)
    return [statement for part in without_comments.split(";") if (statement := part.strip())]
