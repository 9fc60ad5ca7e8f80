from zoneinfo import ZoneInfo

import pytest

from kiosk.time.instant import zone_of


def test_a_zone_goes_by_its_name() -> None:
    assert zone_of("Asia/Jayapura") == ZoneInfo("Asia/Jayapura")


@pytest.mark.parametrize("name", ["", "Asia/Ketapang", "../../etc/passwd", "\0", "Asia", "x" * 300])
def test_a_zone_that_does_not_exist_is_western_indonesias(name: str) -> None:
    assert zone_of(name) == ZoneInfo("Asia/Jakarta")
