import re
from typing import Any

import pytest
from sop.folder import Folder

from kiosk.sop.file.template import blanks, template

EXAMPLE = re.compile(r"^#(?=\S)(?!:)", re.MULTILINE)
"""What stands before an example: a # without a space."""


def filled(text: str) -> str:
    return text.replace('""', '"isian"')


@pytest.mark.parametrize("kind", ["kantor", "pusat", "inovasi"])
def test_a_template_is_sound_once_its_blanks_are_filled(folder: Folder, kind: Any) -> None:
    text = template("antar", kind)
    folder.write(f"{kind}/antar.toml", text)
    told = [fault for fault in folder.faults() if fault.file.endswith("antar.toml")]
    assert [(fault.line, fault.path) for fault in told] == [(blank.line, blank.path) for blank in blanks(text)]
    folder.write(f"{kind}/antar.toml", filled(text))
    assert folder.pack().sops["antar"].kind == kind


def test_every_blank_says_what_it_is_for() -> None:
    found = blanks(template("antar", "kantor"))
    assert len(found) == 12
    assert all(blank.meaning for blank in found)
    assert blanks(filled(template("antar", "kantor"))) == ()


def test_its_examples_are_sound_too(folder: Folder) -> None:
    text = EXAMPLE.sub("", template("antar", "kantor"))
    folder.write("kantor/antar.toml", filled(text).replace('sk = "isian"', 'sk = "SK Kepala Kantor"'))
    sop = folder.pack().sops["antar"]
    assert (len(sop.file.promise), len(sop.file.fee), len(sop.file.revision)) == (1, 1, 1)
    assert sop.file.team and sop.file.team.decree == "sk"


def test_it_names_the_schema_for_editors() -> None:
    assert template("antar", "kantor").startswith("#:schema ../sop.schema.json\n# SOP kantor antar\n")
