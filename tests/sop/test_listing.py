import pytest

from kiosk.config.resources import resource_folder
from kiosk.sop.file.load import load_pack
from kiosk.sop.layout import WIDTH
from kiosk.sop.sheet import pack_lines
from kiosk.text.language import LANGUAGES, Language
from kiosk.text.sanitize import cells

SAMPLE = load_pack(resource_folder("sops"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_fits_a_terminal(language: Language) -> None:
    assert [line for line in pack_lines(SAMPLE, language) if cells(line) > WIDTH] == []


def test_all_sops_are_listed_under_their_kinds() -> None:
    listed = "\n".join(pack_lines(SAMPLE, "id"))
    assert all(sop in listed for sop in SAMPLE.sops)
    assert listed.index("SOP KANTOR") < listed.index("pengaduan-informasi") < listed.index("SOP PUSAT")
