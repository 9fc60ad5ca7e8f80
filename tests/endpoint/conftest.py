import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from endpoint.house import SERVING, House, opened

from kiosk.endpoint.store.database import Database


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A running endpoint of a small office, Tuesday 08.00, no counter open."""
    with opened(tmp_path / "data") as running:
        yield running


@pytest.fixture(autouse=True)
def written_in_the_loop(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What was written into a store from the thread of an event loop that serves: at the end of any test, nothing."""
    written: list[str] = []

    def watched(write: Callable[..., Any]) -> Callable[..., Any]:
        def writing(store: Database, sql: str, *values: Any) -> Any:
            if _serves():
                written.append(sql)
            return write(store, sql, *values)

        return writing

    monkeypatch.setattr(Database, "change", watched(Database.change))
    monkeypatch.setattr(Database, "change_each", watched(Database.change_each))
    yield written
    assert not written


def _serves() -> bool:
    """Whether this thread runs an event loop in which an endpoint serves."""
    try:
        return asyncio.get_running_loop() in SERVING
    except RuntimeError:
        return False
