from kiosk.text.language import Text
from kiosk.toml.errors import TomlError, TomlFault


def fault(source: str = "", column: int = 1, **changes: object) -> TomlFault:
    values = {
        "file": "sops/x.toml",
        "line": 20,
        "path": "steps[2].actor",
        "text": Text("kunci tidak dikenal", "unknown key"),
        "hint": Text("maksudnya 'actors'?", "did you mean 'actors'?"),
        **changes,
    }
    return TomlFault(column=column, source=source, **values)  # type: ignore[arg-type]


def test_a_fault_is_printed_with_place_hint_line_and_caret() -> None:
    assert fault('actor = ["Bendahara"]').printed("id").split("\n") == [
        "sops/x.toml:20:1: steps[2].actor: kunci tidak dikenal - maksudnya 'actors'?",
        '     20 | actor = ["Bendahara"]',
        "        | ^",
    ]
    assert "unknown key - did you mean 'actors'?" in fault().printed("en")


def test_the_caret_stands_below_the_column_whatever_stands_before() -> None:
    for source, column in (("\tid = 漢 x", 9), ("e\u0301 = x", 6), ("  a = x", 7)):
        _, line, caret = fault(source, column).printed("id").split("\n")
        assert line.endswith("x")
        wide = line.count("漢") - line.count("\u0301")
        assert len(caret) == len(line) + wide


def test_a_long_line_is_shown_around_the_column() -> None:
    _, line, caret = fault("x" * 5000 + "y" + "x" * 5000, 5001).printed("id").split("\n")
    assert len(line) < 120
    assert line[len(caret) - 1] == "y"


def test_nothing_of_the_file_acts_on_the_terminal() -> None:
    hostile = "\x1b[2J\u202e"
    printed = fault(f"a = {hostile}", 5, path=hostile, text=Text(hostile), file=hostile).printed("id")
    assert "\x1b" not in printed
    assert "\u202e" not in printed


def test_a_fault_without_path_or_line_is_one_line() -> None:
    assert fault(path="", hint=None).printed("id") == "sops/x.toml:20:1: kunci tidak dikenal"


def test_faults_are_told_once_and_in_the_order_of_the_files() -> None:
    first, second = fault(file="a.toml"), fault(file="b.toml")
    assert TomlError([second, first, second]).faults == (first, second)
