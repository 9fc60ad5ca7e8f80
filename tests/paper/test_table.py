from kiosk.paper.report import aligned_rows


def test_words_stand_at_the_left_and_figures_at_the_right() -> None:
    assert aligned_rows([("layanan", "tahap", "kali"), ("A", "foto", "7"), ("Paspor", "", "12")], words=2) == [
        "layanan  tahap  kali",
        "A        foto      7",
        "Paspor            12",
    ]


def test_without_figures_nothing_trails_and_without_rows_there_is_nothing() -> None:
    assert aligned_rows([("a", ""), ("ccc", "d")]) == ["a", "ccc  d"]
    assert aligned_rows([]) == []
