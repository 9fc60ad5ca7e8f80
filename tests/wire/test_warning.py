from kiosk.wire.board import calendar_missing, year_missing


def test_a_missing_calendar_is_known_again_by_its_year() -> None:
    assert calendar_missing(2028) == "calendar-2028-missing"
    assert year_missing(calendar_missing(2028)) == "2028"


def test_another_warning_names_no_year() -> None:
    assert [year_missing(other) for other in ("", "calendar-28-missing", "disk-full", "calendar-2028-missing!")] == [
        None
    ] * 4
