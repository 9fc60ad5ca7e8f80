"""Equal digest, equal content: however the author lays the file out, and only then."""

import json
import random
from copy import deepcopy
from datetime import date, time
from typing import Any

import tomli
from hypothesis import given
from hypothesis import strategies as st

from kiosk.config.resources import resource_folder
from kiosk.schema.dump import dump
from kiosk.schema.reader import read_strictly
from kiosk.sop.content import whole_sop
from kiosk.sop.model import SopFile

FILES = {
    path.stem: tomli.loads(path.read_text("utf-8"))
    for kind in ("kantor", "pusat", "inovasi")
    for path in sorted((resource_folder("sops") / kind).glob("*.toml"))
}


class Layout:
    """Writes data as TOML in one of the many ways that say the same."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)

    def either(self) -> bool:
        return self._chance.random() < 0.5

    def shuffled(self, keys: list[str]) -> list[str]:
        return self._chance.sample(keys, len(keys))

    def file(self, data: dict[str, Any]) -> str:
        return "".join((*self._table(data, ()), "# the end" if self.either() else ""))

    def _table(self, table: dict[str, Any], path: tuple[str, ...]) -> list[str]:
        below = [key for key, value in table.items() if self._is_table(value) and (not path or self.either())]
        keys = self.shuffled([key for key in table if key not in below])
        lines = [
            f"{self._key(key)}{self._space()}={self._space()}{self._value(table[key])}{self._end()}" for key in keys
        ]
        for key in self.shuffled(below):
            rows, brackets = ([table[key]], "[]") if isinstance(table[key], dict) else (table[key], "[[]]")
            half = len(brackets) // 2
            for row in rows:
                lines += [f"{self._space()}{brackets[:half]}{'.'.join((*path, key))}{brackets[half:]}{self._end()}"]
                lines += self._table(row, (*path, key))
        return lines

    def _is_table(self, value: Any) -> bool:
        many = isinstance(value, list) and value and all(isinstance(part, dict) for part in value)
        return isinstance(value, dict) or bool(many)

    def _value(self, value: Any) -> str:
        match value:
            case dict():
                keys = self.shuffled(list(value))
                return "{" + ", ".join(f"{self._key(key)} = {self._value(value[key])}" for key in keys) + "}"
            case list():
                gap = "\n  " if self.either() else " "
                return (
                    f"[{gap}" + f",{gap}".join(map(self._value, value)) + ("," if value and self.either() else "") + "]"
                )
            case bool():
                return str(value).lower()
            case int():
                return f"{value:_}" if self.either() else str(value)
            case date() | time():
                return value.isoformat()
            case _:
                plain_enough = "'" not in value and self.either()
                return f"'{value}'" if plain_enough else json.dumps(value, ensure_ascii=self.either())

    def _key(self, key: str) -> str:
        return f'"{key}"' if self.either() else key

    def _space(self) -> str:
        return "  " if self.either() else ""

    def _end(self) -> str:
        return "  # remark\n" if self.either() else "\n\n" if self.either() else "\r\n"


def digest(data: dict[str, Any]) -> str:
    return whole_sop("pusat", read_strictly(SopFile, data)).digest


@given(st.sampled_from(sorted(FILES)), st.integers(0, 2**32))
def test_the_layout_of_a_file_changes_no_digest(name: str, seed: int) -> None:
    content = FILES[name]
    text = Layout(seed).file(content)
    assert digest(tomli.loads(text.replace("\r\n", "\n"))) == digest(content), text


def leaves(data: Any) -> list[tuple[Any, Any]]:
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [leaf for key, part in parts for leaf in (leaves(part) or [(data, key)])]


@given(st.data())
def test_any_other_content_has_another_digest(data: st.DataObject) -> None:
    content = FILES[data.draw(st.sampled_from(sorted(FILES)))]
    other = deepcopy(content)
    found = [leaf for leaf in leaves(other) if isinstance(leaf[0][leaf[1]], str) and leaf[1] in ("id", "en", "output")]
    table, key = data.draw(st.sampled_from(found))
    table[key] = "lain" if key == "id" and table[key].isascii() and " " not in table[key] else f"{table[key]} lain"
    before, after = (read_strictly(SopFile, each) for each in (content, other))
    assert (digest(content) == digest(other)) == (dump(before) == dump(after))
    assert digest(content) != digest(other)
