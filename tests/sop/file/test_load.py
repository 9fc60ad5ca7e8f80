from datetime import date

import pytest
from sop.folder import Folder

from kiosk.sop.file.load import load_pack

STEP = 'id = "a"\nname = { id = "A" }\nwhere = "counter"\nactors = ["x"]\nsymbol = "process"\n'


def test_a_folder_becomes_a_pack(folder: Folder) -> None:
    pack = folder.pack()
    assert list(pack.sops) == ["anak", "paspor"]
    assert pack.sops["paspor"].kind == "pusat"
    assert pack.office.years == {2026}
    assert pack.office.days_off[date(2026, 12, 25)].name.id == "Natal"
    assert pack.office.queue_of("anak") is pack.office.file.queue[0]


def test_all_faults_of_all_files_come_at_once(folder: Folder) -> None:
    folder.replace("office.toml", "closes", "closses")
    folder.replace("calendar/2026.toml", 'decree = "skb"', 'decree = "sbk"')
    folder.replace("pusat/paspor.toml", 'role = "base"', 'role = "bass"')
    folder.write("kantor/x.toml", "id = \n[[step]\n" + STEP)
    assert folder.told() == [
        "calendar/2026.toml:7: day[0].decree: there is no source 'sbk' - did you mean 'skb'?",
        "kantor/x.toml:1: : not a value; text stands in quotes, yes or no: true, false",
        "kantor/x.toml:2: : head of a table not closed by ]",
        "office.toml:17: hours[0].closses: unknown key 'closses' - did you mean 'closes'?",
        "pusat/paspor.toml:52: fee[0].role: 'bass' is not one of: base, extra, burden - did you mean 'base'?",
    ]


def test_a_broken_file_makes_no_faults_in_others(folder: Folder) -> None:
    folder.replace("pusat/paspor.toml", 'id = "paspor"', "id = 3")
    assert folder.told() == ["pusat/paspor.toml:1: id: must be text in quotes, not a whole number"]


def test_a_pack_needs_its_office(folder: Folder) -> None:
    (folder.path / "office.toml").unlink()
    assert folder.told() == ["office.toml:1: : there is no such file"]


def test_a_pack_needs_its_folder(folder: Folder) -> None:
    folder.path = folder.path / "nowhere"
    assert folder.told() == [".:1: : there is no such pack folder", "office.toml:1: : there is no such file"]


def test_files_that_nobody_looks_at_are_faults(folder: Folder) -> None:
    folder.write("inovsi/x.toml", "")
    folder.write("paspor.toml", "")
    assert folder.told() == [
        "inovsi/x.toml:1: : unknown folder 'inovsi' - did you mean 'inovasi'?",
        "paspor.toml:1: : only office.toml lies here - SOPs lie in kantor, pusat, inovasi",
    ]


def test_an_id_is_the_files_name_and_one_sops(folder: Folder) -> None:
    folder.replace("pusat/anak.toml", 'id = "anak"', 'id = "bayi"')
    folder.write("kantor/paspor.toml", (folder.path / "pusat/paspor.toml").read_text())
    told = folder.told()
    assert "pusat/anak.toml:1: id: id 'bayi' is not the file's name 'anak'" in told
    assert any(line.startswith("pusat/paspor.toml:1: id: id 'paspor' is taken by ") for line in told)
    assert len(told) == 2


@pytest.mark.parametrize("end", ["\r\n", "\n\n# a comment\n"])
def test_the_digest_names_the_content_and_not_its_layout(folder: Folder, end: str) -> None:
    before = folder.pack()
    for name in ("office.toml", "calendar/2026.toml", "pusat/paspor.toml", "pusat/anak.toml"):
        text = (folder.path / name).read_text("utf-8")
        (folder.path / name).write_bytes(text.replace("\n", end).encode())
    after = folder.pack()
    assert after == before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("office.toml", "closes = 16:00", "closes = 15:00"),
        ("calendar/2026.toml", "2026-12-25", "2026-12-26"),
        ("pusat/paspor.toml", "max = 4", "max = 5"),
        ("pusat/paspor.toml", 'life = "uji-coba"', 'life = "konsep"'),
    ],
)
def test_other_content_has_another_digest(folder: Folder, file: str, old: str, new: str) -> None:
    before = folder.pack()
    folder.replace(file, old, new)
    assert folder.pack().digest != before.digest


def test_the_digest_of_an_sop_is_of_its_content_and_not_of_its_life(folder: Folder) -> None:
    before = folder.pack()
    folder.replace("pusat/paspor.toml", 'life = "uji-coba"', 'life = "konsep"')
    assert folder.pack().sops["paspor"].digest == before.sops["paspor"].digest
    folder.replace("pusat/paspor.toml", "minutes = 10", "minutes = 11")
    after = folder.pack()
    assert after.sops["paspor"].digest != before.sops["paspor"].digest
    assert after.sops["anak"].digest != before.sops["anak"].digest  # it stands on the other


def test_the_same_content_in_another_folder_kind_is_another_sop(folder: Folder) -> None:
    before = folder.pack()
    (folder.path / "kantor").mkdir()
    (folder.path / "pusat/paspor.toml").rename(folder.path / "kantor/paspor.toml")
    assert load_pack(folder.path).sops["paspor"].digest != before.sops["paspor"].digest
