from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from kiosk.schema.errors import KeyPath
from kiosk.toml.positions import positions

SAMPLE = '''\
# a comment with [brackets] and "quotes"
name = "x" # and one more
"quoted key".'lit"eral'.bare = 1
dates = [2026-11-24 09:42:10, 08:30, ] # trailing comma
long = """
[not.a.table]
still \\""" the string"""""
literal = \'\'\'
it's = 'here'\'\'\'
inline = { a = 1, b.c = "}", d = [ { e = "," }, {} ],
  # a comment inside
  f = true,
}
"\\u0061\\"b\\x41" = 3

[table]
key = 1

[ table . sub ]
key = 2

[[list]]
key = 1
  [list.inner]
  deep = [
    1, # one
    [2, 3],
  ]
  [[list.many]]
  [[list.many]]
  key = "second"

[[list]]
key = 2
[list.inner]
key = 3
'''


def paths_of(data: Any, path: KeyPath = ()) -> set[KeyPath]:
    parts: Any = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return {path}.union(*(paths_of(part, (*path, key)) for key, part in parts))


def at(text: str, path: KeyPath) -> str:
    """The text from where *path* stands to the end of its line."""
    line, column = positions(text)[path]
    return text.split("\n")[line - 1][column - 1 :]


def test_every_key_and_item_has_a_place() -> None:
    assert set(positions(SAMPLE)) == paths_of(tomli.loads(SAMPLE))


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ((), "# a comment"),
        (("name",), 'name = "x"'),
        (("quoted key",), '"quoted key".'),
        (("quoted key", 'lit"eral', "bare"), "bare = 1"),
        (("dates", 0), "2026-11-24 09:42:10"),
        (("dates", 1), "08:30"),
        (("long",), 'long = """'),
        (("literal",), "literal ="),
        (("inline", "b", "c"), 'c = "}"'),
        (("inline", "d", 0, "e"), 'e = ","'),
        (("inline", "d", 1), "{} ]"),
        (("inline", "f"), "f = true"),
        (('a"bA',), '"\\u0061'),
        (("table",), "[table]"),
        (("table", "sub"), "[ table . sub ]"),
        (("table", "sub", "key"), "key = 2"),
        (("list",), "[[list]]"),
        (("list", 0, "inner", "deep", 1, 1), "3],"),
        (("list", 0, "many", 1, "key"), 'key = "second"'),
        (("list", 1), "[[list]]"),
        (("list", 1, "key"), "key = 2"),
        (("list", 1, "inner", "key"), "key = 3"),
    ],
)
def test_a_key_stands_where_its_author_wrote_it(path: KeyPath, words: str) -> None:
    assert at(SAMPLE, path).startswith(words)


KEY = st.sampled_from(["a", "b-c", "D_4", "7", "with blank", 'quo"te', "é", "a.b", "#", "="])
WORDS = st.sampled_from(["", "x", "[a]", "# no", 'q"q', "it's", "a = 1", "back\\slash", "{}", "two\nlines", ","])
SCALAR = WORDS | st.integers(-9, 9) | st.booleans() | st.floats(0, 1)
VALUE = st.recursive(
    SCALAR, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEY, inner, max_size=3), max_leaves=6
)


def quoted(words: str, multiline: bool) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"""\n{escaped}"""' if multiline else '"' + escaped.replace("\n", "\\n") + '"'


def written(value: Any, draw: st.DrawFn) -> str:
    """*value* as TOML, in a layout that *draw* chooses."""
    gap = draw(st.sampled_from(["", " ", "\n", " # ] } \n"]))
    if isinstance(value, dict):
        pairs = ("".join((quoted(k, False), " = ", written(v, draw))) for k, v in value.items())
        return "{" + gap + f",{gap}".join(pairs) + gap + "}"
    if isinstance(value, list):
        return "[" + gap + f"{gap},{gap}".join(written(v, draw) for v in value) + gap + "]"
    if isinstance(value, str):
        return quoted(value, draw(st.booleans()))
    return str(value).lower()


@st.composite
def documents(draw: st.DrawFn) -> str:
    lines = []
    for key, value in draw(st.dictionaries(KEY, VALUE, max_size=4)).items():
        lines.append(f"{quoted(key, False)} = {written(value, draw)}")
    for table in draw(st.lists(st.sampled_from(["t", "u", "v w"]), max_size=3, unique=True)):
        for _ in range(draw(st.integers(1, 3))):
            lines.append(f'[["table {table}"]]')
            for key, value in draw(st.dictionaries(KEY, VALUE, max_size=2)).items():
                lines.append(f"  {quoted(key, False)} = {written(value, draw)} # end")
    return "\n".join(lines)


@given(documents())
def test_the_places_of_any_document_are_its_keys(text: str) -> None:
    found = positions(text)
    assert set(found) == paths_of(tomli.loads(text))
    for path in found:
        if path and isinstance(path[-1], str) and not path[-1].startswith("table "):
            assert at(text, path).startswith(quoted(path[-1], False))
