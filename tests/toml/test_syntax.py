import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from kiosk.config.resources import resource_folder
from kiosk.toml.syntax import DEEPEST, MOST_FAULTS, ParsedToml, parse_toml

SHIPPED = (resource_folder("sops") / "pusat" / "paspor-baru.toml").read_text("utf-8")
LINES = SHIPPED.split("\n")
IDS = [n for n, line in enumerate(LINES) if line.startswith("id = ")]


def places(text: str) -> list[tuple[int, int]]:
    return [(fault.line, fault.column) for fault in parse_toml(text).faults]


def test_a_sound_text_has_no_faults() -> None:
    assert parse_toml(SHIPPED) == ParsedToml(tomli.loads(SHIPPED))


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a", 1, 2, "must be followed by ="),
        ("a = ", 1, 5, "text stands in quotes"),
        ("a = b", 1, 5, "text stands in quotes"),
        ("a = 1 b = 2", 1, 7, "one key on one line"),
        ('a = "x', 1, 7, "quotes not closed"),
        ("a = 1\na = 2", 2, 6, "has a value already"),
        ("a = [1 2]", 1, 8, "not closed, or a comma left out"),
        ("a = {b = 1 c = 2}", 1, 12, "not closed, or a comma left out"),
        ("[a", 1, 3, "not closed by ]"),
        ("[a]\n[a]", 2, 3, "exists already"),
        ('a = "\\d"', 1, 8, "backslash is written twice"),
        ("a = 2026-02-30", 1, 5, "no such date"),
        ("a = " + "9" * 5000, 1, 5, "number too long"),
    ],
)
def test_a_fault_is_told_in_plain_words_where_it_is(text: str, line: int, column: int, words: str) -> None:
    (fault,) = parse_toml(text).faults
    assert words in fault.text["en"]
    assert fault.text.id != fault.text.en
    assert (fault.line, fault.column) == (line, column)


def test_several_faults_are_all_told() -> None:
    text = 'a = 1\n[[step]\nid = "x"\n[[step]]\nactors = ["a"\noutput = "x"\nb = \nz = """abc\n\n'
    assert places(text) == [(2, 7), (5, 1), (7, 5), (8, 5)]


def test_a_broken_head_does_not_make_its_keys_seem_given_twice() -> None:
    assert places('id = "x"\n[[step]\nid = "y"\n[[step]\nid = "z"\n[step\nid = 3\n') == [(2, 7), (4, 7), (6, 6)]
    assert places("[a]\nb = 1\n[a]\nb = 2\n") == [(3, 3)]


def test_what_is_not_closed_is_told_where_it_begins() -> None:
    assert places('a = [\n  "x",\n\n[table]\nb = 1') == [(1, 1)]
    assert places("[x]\na = [\n  [1],\n[[table]]\nb = 1\n[table2]\nc = 2") == [(2, 1)]
    assert places('a = 1\nb = """\nfoo\n\nc = 1\n') == [(2, 5)]


@given(
    st.lists(st.sampled_from([n for n, line in enumerate(LINES) if line.startswith("id = ")]), max_size=6, unique=True)
)
def test_every_broken_line_of_a_real_file_is_found_and_no_other(broken: list[int]) -> None:
    text = "\n".join(f"{line} {line}" if n in broken else line for n, line in enumerate(LINES))
    assert sorted(line for line, _ in places(text)) == sorted(n + 1 for n in broken)


def test_a_text_that_is_no_toml_has_an_end() -> None:
    assert len(places("\n".join(f"line {n}" for n in range(1000)))) == MOST_FAULTS


@pytest.mark.parametrize("text", ["[" * 900, "a=" + "{a=" * 900, "a" + ".a" * 900 + "=1", "[a" + ".a" * 900 + "]"])
def test_nesting_has_an_end(text: str) -> None:
    (fault,) = parse_toml(text).faults
    assert "nested too deeply" in fault.text["en"]
    assert fault.line == 1


def test_brackets_in_strings_and_comments_do_not_nest() -> None:
    deep = "[" * (DEEPEST + 1)
    text = f"a = \"{deep}\" # {deep}\nb = '{deep}'\nc = \"\"\"\n{deep}\"\"\"\nd = '''{deep}'''\n"
    assert parse_toml(text).faults == ()


@given(st.text(st.sampled_from("ab=\"'[]{}.,#\n\\ 0-:é"), max_size=60))
def test_any_text_gives_data_or_faults(text: str) -> None:
    parsed = parse_toml(text)
    data, faults = parsed.data, parsed.faults
    assert faults or data == tomli.loads(text)
    lines = text.split("\n")
    assert all(1 <= fault.line <= len(lines) and fault.column >= 1 for fault in faults)
