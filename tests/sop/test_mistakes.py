"""An author's file with mistakes of every sort: one run of the check names them all, and nothing else."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kiosk.toml.fault import TomlFault

Folder = Any

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

SAID = [
    "1:1: id: id 'antar-pasport' tidak sama dengan nama berkas 'antar'",
    "2:1: nama: kunci 'nama' tidak dikenal - maksudnya 'name'?",
    "3:1: audience: harus teks dalam tanda kutip, bukan angka bulat",
    "7:1: step[0].where: 'loket' bukan salah satu dari: applicant, counter, back-office, collection",
    "10:27: tanda kutip tidak ditutup di baris ini",
    "11:1: step[0].minutes: 5000 di luar 1 sampai 1440",
    "16:1: step[1].symbol: keputusan di tahap terakhir tidak punya jalan keluar: sesudah jawaban ya tidak ada tahap",
    "17:1: step[1].no: tahap 'daftr' tidak ada - maksudnya 'daftar'?",
    '19:15: tanda kutip melengkung dari pengolah kata; ketik tanda kutip lurus "',
    "20:1: step[1].source: sumber 'surat' tidak ada",
    "24:1: promise[0].to: tahap 'kirim' tidak ada",
    "26:1: promise[0].unit: 'working-day' bukan salah satu dari: working-days, days, hours, minutes, same-day"
    " - maksudnya 'working-days'?",
]


def printed(faults: list[TomlFault], name: str = "antar.toml") -> list[str]:
    return [fault.printed("id").split("\n")[0].partition(f"/{name}:")[2] for fault in faults]


def test_a_file_of_many_mistakes_is_told_all_of_them_at_once(folder: Folder) -> None:
    folder.write("inovasi/antar.toml", TEN)
    assert printed(folder.faults()) == SAID


@pytest.mark.parametrize("as_saved", [lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text])
def test_the_way_windows_saves_a_file_makes_no_difference(folder: Folder, as_saved: Any) -> None:
    (folder.path / "inovasi").mkdir()
    (folder.path / "inovasi/antar.toml").write_bytes(as_saved(TEN).encode())
    assert printed(folder.faults()) == SAID


def test_each_mistake_comes_with_its_line_and_a_caret(folder: Folder) -> None:
    folder.write("inovasi/antar.toml", TEN)
    lines = TEN.split("\n")
    for fault in folder.faults():
        head, line, caret = fault.printed("id").split("\n")
        assert line.partition(" | ")[2] == lines[fault.line - 1]
        assert caret.index("^") - caret.index("| ") - 2 == fault.column - 1, head


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
        "bukan berkas biasa",
        "lebih besar dari 1 MB",
        "bukan UTF-8 - simpan sebagai UTF-8",
        "bukan berkas biasa",
        "bukan berkas biasa",
        "disimpan sebagai UTF-16 - simpan sebagai UTF-8",
    ]
