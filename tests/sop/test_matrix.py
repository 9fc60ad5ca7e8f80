import csv
import io

import pytest
from sop.folder import Folder

from kiosk.config.resources import resource_folder
from kiosk.sop.file.load import load_pack
from kiosk.sop.layout import WIDTH
from kiosk.sop.matrix import duties, matrix_csv, matrix_lines
from kiosk.text.language import LANGUAGES, Language
from kiosk.text.sanitize import cells

SAMPLE = load_pack(resource_folder("sops"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_has_a_line_for_every_step_and_fits_a_terminal(language: Language) -> None:
    lines = list(matrix_lines(SAMPLE, language))
    assert sum(line[:3].strip().isdigit() for line in lines) == sum(len(sop.steps) for sop in SAMPLE.sops.values())
    assert [line for line in lines if cells(line) > WIDTH] == []


def test_a_step_is_its_own_unit_s_or_the_sop_s_or_the_applicant_s(folder: Folder) -> None:
    folder.replace("pusat/paspor.toml", 'life = "uji-coba"', 'life = "uji-coba"\nunit = { id = "Dokumen" }')
    folder.replace("pusat/paspor.toml", 'id = "cetak"', 'id = "cetak"\nunit = "Tata Usaha"')
    pack = folder.pack()
    assert [(d.step.id, d.unit) for d in duties(pack) if d.sop.id == "paspor"] == [
        ("nomor", None),
        ("periksa", "Dokumen"),
        ("foto", "Dokumen"),
        ("cetak", "Tata Usaha"),
    ]
    lines = list(matrix_lines(pack, "id"))
    assert lines[:3] == ["  A  Dokumen", "  B  Tata Usaha", "  -  Pemohon"]
    assert lines[lines.index("Paspor (paspor)") :] == [
        "Paspor (paspor)",
        "  1 Menerima nomor                     - . .  Pemohon",
        "  2 Memeriksa berkas                     A .  Petugas",
        "  3 Foto                                 A .  Petugas",
        "  4 Mencetak                             . B  Petugas",
    ]


def test_a_step_of_which_nobody_says_who_does_it_is_not_said_to_be_the_applicant_s(folder: Folder) -> None:
    pack = folder.pack()
    assert f"  2 Memeriksa berkas{' ' * 23}Petugas" in list(matrix_lines(pack, "id"))
    rows = csv.DictReader(io.StringIO(matrix_csv(pack, "id")))
    assert {row["tahap"]: row["unit"] for row in rows if row["layanan"] == "paspor"} == {
        "nomor": "Pemohon",
        "periksa": "",
        "foto": "",
        "cetak": "",
    }


def test_as_csv_it_has_a_line_for_every_actor() -> None:
    rows = list(csv.DictReader(io.StringIO(matrix_csv(SAMPLE, "id"))))
    assert len(rows) == sum(len(step.actors) for sop in SAMPLE.sops.values() for step in sop.steps)
    final = [row for row in rows if row["layanan"] == "paspor-baru" and row["tahap"] == "laminasi"]
    assert [(row["no"], row["tempat"], row["pelaksana"]) for row in final] == [
        ("12", "dalam", "Petugas cetak paspor"),
        ("12", "dalam", "Kepala Subseksi"),
    ]
    assert rows[0]["unit"] == "Pemohon"
    assert matrix_csv(SAMPLE, "en").startswith("service,name of the service,no,")


def test_columns_go_on_after_z(folder: Folder) -> None:
    more = "".join(
        f'\n[[step]]\nid = "s{n}"\nwhere = "back-office"\nsymbol = "process"\nactors = ["P"]\n'
        f'name = {{ id = "x" }}\nunit = "Unit {n:02}"\n'
        for n in range(28)
    )
    folder.replace("pusat/paspor.toml", "\n[[promise]]", more + "\n[[promise]]")
    assert [line[:5] for line in matrix_lines(folder.pack(), "id")][25:28] == ["  Z  ", " AA  ", " AB  "]
