"""An author's file with mistakes of every sort: what is not TOML is told first, then what is wrong with its values,
then what does not fit together; each time all of it, and nothing else."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from sop.folder import Folder

from kiosk.text.sanitize import cells
from kiosk.toml.errors import TomlFault

TEN = """\
id = "antar-pasport"
nama = { id = "Antar paspor ke rumah" }
audience = 7

[[step]]
id = "daftar"
where = "loket"
symbol = "process"
actors = ["Pemohon"]
name = { id = "Mendaftar }
minutes = 5000

[[step]]
id = "periksa"
where = "counter"
symbol = "decision"
no = "daftr"
actors = ["Petugas"]
name = { id = “Memeriksa” }
source = "surat"

[[promise]]
from = "periksa"
to = "kirim"
max = 3
unit = "working-day"
from_text = { id = "berkas lengkap" }
"""

MENDS: Final = [
    [],
    [('"Mendaftar }', '"Mendaftar" }'), ("“Memeriksa”", '"Memeriksa"')],
    [
        ("nama =", "name ="),
        ("= 7", '= "WNI"'),
        ('"loket"', '"applicant"'),
        ("5000", "50"),
        ('"working-day"', '"working-days"'),
    ],
]
"""What the author puts right before each run of the check."""

SAID: Final = [
    [
        "10:27: tanda kutip tidak ditutup di baris ini",
        '19:15: tanda kutip melengkung dari pengolah kata; ketik tanda kutip lurus "',
    ],
    [
        "2:1: nama: kunci 'nama' tidak dikenal - maksudnya 'name'?",
        "3:1: audience: harus teks dalam tanda kutip, bukan angka bulat",
        "7:1: step[0].where: 'loket' bukan salah satu dari: applicant, counter, back-office, collection",
        "11:1: step[0].minutes: 5000 di luar 1 sampai 1440",
        "26:1: promise[0].unit: 'working-day' bukan salah satu dari: working-days, days, hours, minutes, same-day"
        " - maksudnya 'working-days'?",
    ],
    [
        "1:1: id: id 'antar-pasport' tidak sama dengan nama berkas 'antar'",
        "16:1: step[1].symbol: keputusan di tahap terakhir tidak punya jalan keluar:"
        " sesudah jawaban ya tidak ada tahap",
        "17:1: step[1].no: tahap 'daftr' tidak ada - maksudnya 'daftar'?",
        "20:1: step[1].source: sumber 'surat' tidak ada - tambahkan di bawah [source]: surat = \"...\"",
        "24:1: promise[0].to: tahap 'kirim' tidak ada - yang ada: daftar, periksa",
    ],
]
"""What each run says."""


def rounds(text: str, mends: list[list[tuple[str, str]]]) -> Iterator[str]:
    """*text* as it is at each run of the check."""
    for mend in mends:
        for old, new in mend:
            assert old in text
            text = text.replace(old, new)
        yield text


CLERKS: Final = """\
#:schema ../sop.schema.json
id = "keliling"
name = { id = "Layanan paspor keliling" }
created = 24 November 2026
legal_basis = "PP 45/2024"
unit = { id = 'Tata Usaha }

[[requirement]]
id = "KTP"
name = "KTP elektronik"

[[step]]
id = "periksa"
where = "counter"
symbol = "decision"
no = "returned"
opens_case = ya
actors = "Petugas loket"
name = { id = "Memeriksa berkas" }

[[step]]
\tid\t=\t"foto"\t; sesudah periksa
where = "counter"
symbol = "process"
name = { id = "Foto 漢字 漢字" } lalu wawancara
actors = ["Petugas"]

[[promise]]
from = "periksa"
to = "cetak"
min = 9
max = 3
unit = "days"
from_text = { id = "berkas lengkap" }

[[fee]]
role = "base"
name = { id = "Paspor" }
amount = 350.000
status = "current"
source = "jdih"
"""
"""What somebody writes who has only seen other files: each mistake of another kind."""

CLERKS_MENDS: Final = [
    [],
    [
        ("24 November 2026", "2026-11-24"),
        ("'Tata Usaha }", "'Tata Usaha' }"),
        ("= ya", "= true"),
        ("; sesudah periksa", "# sesudah periksa"),
        ("} lalu wawancara", "} # lalu wawancara"),
    ],
    [
        ('"PP 45/2024"', '["PP 45/2024"]'),
        ('"KTP"', '"ktp"'),
        ('"KTP elektronik"', '{ id = "KTP elektronik" }'),
        ('"Petugas loket"', '["Petugas loket"]'),
        ("350.000", "350_000"),
    ],
]

CLERKS_TOLD: Final = [
    [
        ("4:14", "created = 24 ", "sesudah nilai ini masih ada 'November 2026'; tanggal ditulis 2026-11-24"),
        ("6:15", "unit = { id = ", "tanda kutip ' tidak ditutup"),
        ("17:14", "opens_case = ", "nilai tidak sah; teks dalam tanda kutip, ya atau tidak: true, false"),
        ("22:14", '\tid\t=\t"foto"\t', "sesudah nilai ini masih ada '; sesudah periksa'; catatan diawali #"),
        (
            "25:30",
            'name = { id = "Foto 漢字 漢字" } ',
            "sesudah nilai ini masih ada 'lalu wawancara'; catatan diawali #",
        ),
    ],
    [
        ("5:1", "", 'legal_basis: harus daftar [...], bukan teks dalam tanda kutip - tulis ["PP 45/2024"]'),
        ("9:1", "", "requirement[0].id: 'KTP' harus huruf kecil, angka, dan tanda hubung"),
        (
            "10:1",
            "",
            'requirement[0].name: harus tabel {...}, bukan teks dalam tanda kutip - tulis { id = "KTP elektronik" }',
        ),
        ("18:1", "", 'step[0].actors: harus daftar [...], bukan teks dalam tanda kutip - tulis ["Petugas loket"]'),
        ("39:1", "", "fee[0].amount: harus angka bulat, bukan angka bertitik - tulis tanpa titik: 350_000 atau 350000"),
    ],
    [
        ("30:1", "", "promise[0].to: tahap 'cetak' tidak ada - yang ada: periksa, foto"),
        ("31:1", "", "promise[0].min: min lebih besar dari max"),
        ("41:1", "", "fee[0].source: sumber 'jdih' tidak ada - tambahkan di bawah [source]: jdih = \"...\""),
    ],
]
"""Of each run: line and column, what stands before the column, and what is said."""


def printed(faults: list[TomlFault], name: str = "antar.toml") -> list[str]:
    return [fault.printed("id").split("\n")[0].partition(f"/{name}:")[2] for fault in faults]


@pytest.mark.parametrize(
    "as_saved", [lambda text: text, lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text]
)
def test_a_file_of_many_mistakes_is_told_all_that_can_be_judged(folder: Folder, as_saved: Any) -> None:
    (folder.path / "inovasi").mkdir()
    for text, said in zip(rounds(TEN, MENDS), SAID, strict=True):
        (folder.path / "inovasi/antar.toml").write_bytes(as_saved(text).encode())
        assert printed(folder.faults()) == said


def test_each_mistake_comes_with_its_line_and_a_caret(folder: Folder) -> None:
    for text in rounds(TEN, MENDS):
        folder.write("inovasi/antar.toml", text)
        lines = text.split("\n")
        for fault in folder.faults():
            head, line, caret = fault.printed("id").split("\n")
            assert line.partition(" | ")[2] == lines[fault.line - 1]
            assert caret.index("^") - caret.index("| ") - 2 == fault.column - 1, head


@pytest.mark.parametrize("saved", [lambda text: text, lambda text: "\ufeff" + text.replace("\n", "\r\n")])
def test_what_a_clerk_writes_is_told_with_what_to_do_and_the_caret_below_it(folder: Folder, saved: Any) -> None:
    (folder.path / "inovasi").mkdir()
    for text, expected in zip(rounds(CLERKS, CLERKS_MENDS), CLERKS_TOLD, strict=True):
        (folder.path / "inovasi/keliling.toml").write_bytes(saved(text).encode())
        faults = folder.faults()
        told = printed(faults, "keliling.toml")
        assert [line.split(": ")[0] for line in told] == [place for place, _, _ in expected]
        for fault, line, (_, before, words) in zip(faults, told, expected, strict=True):
            assert words in line
            _, source, caret = fault.printed("id").split("\n")
            assert cells(source[: source.index(" | ")] + before.replace("\t", " ")) == caret.index("^") - len(" | ")
            assert fault.printed("en").split("\n")[0] != fault.printed("id").split("\n")[0]


def test_mistakes_in_other_files_come_in_the_same_run(folder: Folder) -> None:
    folder.write("inovasi/antar.toml", TEN)
    folder.replace("pusat/anak.toml", 'step = "foto"', 'step = "fotoo"')
    folder.replace("office.toml", '{ service = "anak" }', '{ service = "anka" }')
    others = [line for line in folder.told() if not line.startswith("inovasi/antar")]
    assert others == [
        "office.toml:7: queue[0].services[1]: no counter does 'foto' of 'anak'",
        "office.toml:7: queue[0].services[1]: no counter does 'periksa' of 'anak'",
        "office.toml:12: counter[0].task[1].service: there is no service 'anka' - did you mean 'anak'?",
        "pusat/anak.toml:6: patch[0].step: there is no step 'fotoo' - did you mean 'foto'?",
    ]


MOVE: Final = "pindahkan, atau ganti dengan berkas teks"


def check(pack: Path) -> tuple[int, list[str]]:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "sop", "check", "--pack", str(pack)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stderr.splitlines()


def test_what_is_no_file_of_text_is_refused_in_a_line_each(folder: Folder) -> None:
    inovasi = folder.path / "inovasi"
    inovasi.mkdir()
    (inovasi / "utf16.toml").write_bytes('id = "utf16"\n'.encode("utf-16"))
    (inovasi / "besar.toml").write_bytes(b'id = "besar"\n' + b"# x\n" * 2_500_000)
    (inovasi / "dalam.toml").write_text("x = " + "[" * 10_000 + "]" * 10_000)
    (inovasi / "dalam-titik.toml").write_text("x" + ".x" * 10_000 + " = 1\n")
    (inovasi / "dalam-tabel.toml").write_text("x = " + "{x = " * 10_000 + "1" + "}" * 10_000)
    (inovasi / "folder.toml").mkdir()
    os.mkfifo(inovasi / "pipa.toml")
    (inovasi / "alat.toml").symlink_to("/dev/zero")
    (inovasi / "biner.toml").write_bytes(bytes(range(256)) * 10)
    code, lines = check(folder.path)
    told = [line.partition("/inovasi/")[2] for line in lines if "/inovasi/" in line]
    assert code == 78
    assert [line.split(": ")[0] for line in told] == [
        "alat.toml:1:1",
        "besar.toml:1:1",
        "biner.toml:2:118",
        "dalam-tabel.toml:1:155",
        "dalam-titik.toml:1:62",
        "dalam.toml:1:35",
        "folder.toml:1:1",
        "pipa.toml:1:1",
        "utf16.toml:1:1",
    ]
    assert [line.split(": ", 1)[1] for line in told if "dalam" not in line] == [
        f"bukan berkas biasa - {MOVE}",
        f"lebih besar dari 1 MB - {MOVE}",
        "bukan UTF-8 - simpan sebagai UTF-8",
        f"bukan berkas biasa - {MOVE}",
        f"bukan berkas biasa - {MOVE}",
        "disimpan sebagai UTF-16 - simpan sebagai UTF-8",
    ]
