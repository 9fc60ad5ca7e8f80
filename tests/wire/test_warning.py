from kiosk.wire.board import missing_calendar_warning, missing_calendar_year


def test_a_missing_calendar_is_known_again_by_its_year() -> None:
    assert missing_calendar_warning(2028) == "calendar-2028-missing"
    assert missing_calendar_year(missing_calendar_warning(2028)) == "2028"


def test_another_warning_names_no_year() -> None:
    assert [
        missing_calendar_year(other) for other in ("", "calendar-28-missing", "disk-full", "calendar-2028-missing!")
    ] == [None] * 4
