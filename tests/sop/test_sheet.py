import itertools
from collections.abc import Iterator
from datetime import date, time
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs
import pytest
from sop.folder import Folder

from kiosk.config.resources import resource_folder
from kiosk.schema.fields import Between
from kiosk.sop.file.load import load_pack
from kiosk.sop.layout import WIDTH
from kiosk.sop.model import Sop, SopFile
from kiosk.sop.rows import Patch
from kiosk.sop.sheet import sop_lines
from kiosk.text.language import LANGUAGES, Language, Text
from kiosk.text.sanitize import cells

SAMPLE = load_pack(resource_folder("sops"))


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
                     belah ketupat, Petugas; 10 menit [web]; berkas dibuka;
                     bila tidak: dikembalikan
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


NOT_PRINTED = {"en", "id", "extends", "no", "from_step", "to_step", "decree"}
"""Keys whose words stand for others, as the step that they name, or are the English of what is Indonesian here."""


def filled(kind: Any, words: Iterator[str], printed: list[Text]) -> Any:
    """A *kind* with every field filled, each text with other words; those that must be printed are noted."""
    if kind is Text:
        printed.append(Text(next(words), next(words)))
        return printed[-1]
    if attrs.has(kind):
        types = get_type_hints(kind, include_extras=True)
        made = {}
        for field in attrs.fields(kind):
            here: list[Text] = []
            made[field.name] = filled(types[field.name], words, here)
            shown = field.name not in NOT_PRINTED and not (field.name == "short" and kind is not SopFile)
            printed += here if shown else []
        return kind(**made)
    origin, args = get_origin(kind), get_args(kind)
    if origin is Annotated:
        inner = args[0]
        return args[1].least if isinstance(args[1], Between) else filled(inner, words, printed)
    if origin is Literal:
        return args[0]
    if origin in (Union, UnionType):
        return filled(next(arg for arg in args if arg is not NoneType), words, printed)
    if origin is tuple:
        return () if args[0] is Patch else (filled(args[0], words, printed),)
    if kind is str:
        printed.append(Text(next(words)))
        return printed[-1].id
    return {date: date(2026, 11, 24), time: time(10), bool: True, int: 5}.get(kind, {})


def test_everything_that_an_sop_can_say_is_printed() -> None:
    printed: list[Text] = []
    file: SopFile = filled(SopFile, (f"kata{n:03}" for n in itertools.count()), printed)
    assert file.team is not None and file.team.decree is not None
    file = attrs.evolve(file, source={file.team.decree: "Keputusan nomor 1"})
    sop = Sop("kantor", file, "digest")
    assert len(printed) > 50
    for language in LANGUAGES:
        shown = " ".join(sop_lines(sop, language)).upper()
        assert [text.id for text in printed if text[language].upper() not in shown] == []
        assert "KEPUTUSAN NOMOR 1" in shown
