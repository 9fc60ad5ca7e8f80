from collections.abc import Iterator
from pathlib import Path

import pytest
from endpoint.house import House, opened


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A running endpoint of a small office, Tuesday 08.00, no counter open."""
    with opened(tmp_path / "data") as running:
        yield running
