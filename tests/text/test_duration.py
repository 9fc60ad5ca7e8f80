from datetime import time

import pytest

from kiosk.text.duration import duration_since_text, duration_text
from kiosk.text.language import Text

BRIEFED = Text("wawancara", "the interview")


@pytest.mark.parametrize(
    ("said", "indonesian", "english"),
    [
        (duration_text(1, "working-days"), "1 hari kerja", "1 working day"),
        (duration_text(4, "working-days", 3), "3-4 hari kerja", "3-4 working days"),
        (duration_text(4, "days", 4), "4 hari", "4 days"),
        (duration_text(0, "same-day"), "hari yang sama", "the same day"),
        (duration_since_text(2, "hours", BRIEFED), "2 jam sejak wawancara", "2 hours from the interview"),
        (
            duration_since_text(0, "same-day", BRIEFED, cutoff=time(10)),
            "hari yang sama bila masuk sebelum 10.00, sejak wawancara",
            "the same day if in by 10.00, from the interview",
        ),
    ],
)
def test_a_length_is_said_alike_everywhere(said: Text, indonesian: str, english: str) -> None:
    assert (said.id, said.en) == (indonesian, english)
