"""Whatever somebody does to the files of a pack, they load as a sound pack or are told of: never a traceback."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sop.folder import Folder

from kiosk.sop.catalogue import catalogue_of
from kiosk.sop.file.load import load_pack
from kiosk.sop.pack import Pack
from kiosk.sop.sheet import sop_lines
from kiosk.text.language import LANGUAGES
from kiosk.toml.errors import TomlError

STRANGE = ["[[step]", 'name = "\x1b[2J"', "minutes = 99999999999999999999", "a.b.c = [{}]", '"\\u202e" = 1', 'id = ""']
PLACE = st.integers(0, 200)
EDITS = st.tuples(PLACE, st.sampled_from(["drop", "double", "put"]), PLACE, PLACE | st.sampled_from(STRANGE))


def edited(text: str, act: str, place: int, line: str) -> str:
    lines = text.split("\n")
    at = place % len(lines)
    lines[at : at + 1] = {"drop": [], "double": [lines[at], lines[at]], "put": [line, lines[at]]}[act]
    return "\n".join(lines)


def assert_sound(pack: Pack) -> None:
    counters = pack.office.file.counter
    for queue in pack.office.file.queue:
        for service in queue.services:
            sop = pack.sops[service]
            assert sop.counter_steps
            for step in sop.counter_steps:
                tasks = [task for counter in counters for task in counter.task if task.service == service]
                assert any(not task.steps or step.id in task.steps for task in tasks)
    for sop in pack.sops.values():
        ids = [step.id for step in sop.steps]
        assert len(ids) == len(set(ids))
        assert all(ids.index(promise.from_step) < ids.index(promise.to_step) for promise in sop.file.promise)
        assert all(list(sop_lines(sop, language)) for language in LANGUAGES)
    assert catalogue_of(pack).office.name


@given(edits=st.lists(EDITS, min_size=1, max_size=4))
def test_any_edit_gives_a_sound_pack_or_faults(edits: list[Any]) -> None:
    with TemporaryDirectory() as name:
        folder = Folder(Path(name))
        files = sorted(folder.files)
        lines = "\n".join(folder.files.values()).split("\n")
        for which, act, place, line in edits:
            file = files[which % len(files)]
            words = line if isinstance(line, str) else lines[line % len(lines)]
            folder.write(file, edited((folder.path / file).read_text("utf-8"), act, place, words))
        try:
            assert_sound(load_pack(folder.path))
        except TomlError as error:
            printed = [fault.printed(language) for fault in error.faults for language in LANGUAGES]
            assert printed
            assert not any("\x1b" in words or "\u202e" in words for words in printed)
