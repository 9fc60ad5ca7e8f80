from typing import Any

import pytest

from kiosk.language import LANGUAGES, Language
from kiosk.shipped import shipped
from kiosk.sop.lines import WIDTH
from kiosk.sop.load import load_pack
from kiosk.sop.sheet import sop_lines
from kiosk.text import cells

SAMPLE = load_pack(shipped("sops"))
Folder = Any


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_fits_a_terminal_but_addresses_that_are_to_be_copied(language: Language) -> None:
    lines = [line for sop in SAMPLE.sops.values() for line in sop_lines(sop, language)]
    assert [line for line in lines if cells(line) > WIDTH and not line.strip().startswith("http")] == []


def test_one_sop_is_shown_in_full(folder: Folder) -> None:
    shown = "\n".join(sop_lines(folder.pack().sops["paspor"], "id")).split("\n", 2)
    assert shown[0] == "PASPOR"
    assert shown[1].startswith("paspor, SOP pusat, uji coba, ")
    assert (
        shown[2]
        == """
JANJI
  - 4 hari kerja sejak berkas lengkap sampai: Mencetak [web]

BIAYA
  - Rp350.000  Paspor; biaya pokok; berlaku [web]

YANG DIBAWA
  - KTP

TAHAP (dalam kurung: nomornya di layar)
   1 [1]  pemohon    Menerima nomor
                     kapsul, Pemohon
   2 [2]  loket      Memeriksa berkas
                     belah ketupat, Petugas; 10 menit; berkas dibuka; bila
                     tidak: dikembalikan
   3 [3]  loket      Foto
                     kotak, Petugas; 5 menit (tanpa sumber, tidak tampil di
                     papan)
   4      dalam      Mencetak
                     kapsul, Petugas

SUMBER
  [web]
    https://example.id"""
    )


def test_a_variation_says_how_and_why_it_differs(folder: Folder) -> None:
    shown = list(sop_lines(folder.pack().sops["anak"], "en"))
    assert shown[shown.index("DIFFERS FROM paspor") + 1] == "  - foto: changed (regulation). Orang tua hadir"


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (
            'status = "superseded"\nsource = "web"',
            "Rp350.000  Paspor; biaya pokok; aturan lama (tidak tampil di papan) [web]",
        ),
        ('status = "current"', "Rp350.000  Paspor; biaya pokok; berlaku (tanpa sumber, tidak tampil di papan)"),
    ],
)
def test_figures_that_the_public_does_not_see_are_marked(folder: Folder, new: str, words: str) -> None:
    folder.replace("pusat/paspor.toml", 'status = "current"\nsource = "web"', new)
    shown = " ".join(line.strip() for line in sop_lines(folder.pack().sops["paspor"], "id"))
    assert words in shown
