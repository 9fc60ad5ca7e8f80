import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.config.resources import resource_folder
from kiosk.search.index import IndexHit, SearchEntry, SearchIndex, entry_of, search_words, standard_entry
from kiosk.sop.catalogue import in_order, shown_sop
from kiosk.sop.file.load import load_pack
from kiosk.text.language import Text

SOPS = SearchIndex(
    [
        entry_of(
            "paspor-baru",
            [Text("Permohonan paspor baru", "Application for a new passport")],
            [Text("Kartu keluarga", "Family card"), Text("Mengambil foto dan sidik jari", "Take photo, fingerprints")],
        ),
        entry_of(
            "paspor-hilang",
            [Text("Penggantian paspor hilang", "Replacement of a lost passport")],
            [Text("Surat kehilangan dari kepolisian", "Police report"), Text("Mengambil foto dan sidik jari")],
        ),
        entry_of(
            "itas",
            [Text("Perpanjangan izin tinggal terbatas", "Extension of a stay permit")],
            [Text("Fotokopi paspor"), Text("Kartu identitas keluarga penjamin")],
        ),
    ]
)


def found(words: str) -> list[str]:
    return [hit.id for hit in SOPS.find(words)]


def test_it_finds_by_title_row_and_both_languages() -> None:
    assert found("hilang")[0] == "paspor-hilang"
    assert found("lost passport") == ["paspor-hilang"]
    assert SOPS.find("police") == (IndexHit("paspor-hilang", "Police report"),)
    assert SOPS.find("jari sidik")[0].text == "Mengambil foto dan sidik jari"


def test_the_beginning_and_the_inside_of_words_are_found() -> None:
    assert found("perpanj") == ["itas"]
    assert found("panjang") == ["itas"]
    assert found("hil") == ["paspor-hilang"]


def test_slips_of_the_finger_are_forgiven() -> None:
    assert found("foro") == ["paspor-baru", "paspor-hilang"]
    for words in ("pasporr hilng", "pasor hiland", "PASPOR HILAGN", "lsot pasport", "surat kepolisan"):
        assert found(words)[0] == "paspor-hilang", words


def test_what_has_all_the_words_is_found_alone() -> None:
    assert found("paspor kartu") == ["paspor-baru", "itas"]
    assert found("paspor kartu penjamin") == ["itas"]
    assert found("paspor terbang")[0].startswith("paspor")


def test_a_title_comes_before_a_row_and_words_together_before_words_apart() -> None:
    assert found("paspor") == ["paspor-baru", "paspor-hilang", "itas"]
    assert found("kartu keluarga")[0] == "paspor-baru"
    assert found("foto")[:2] == ["paspor-baru", "paspor-hilang"]  # itas has only a photocopy


def test_nothing_is_found_of_nothing() -> None:
    assert found("") == found(" .,- ") == found("qqqq zzzz") == []
    assert SearchIndex([]).find("paspor") == ()


def test_accents_and_case_make_no_difference() -> None:
    assert search_words("Café-KOPI n°2") == ["cafe", "kopi", "n", "2"]


@given(st.text(max_size=60))
def test_any_words_are_looked_for(words: str) -> None:
    assert {hit.id for hit in SOPS.find(words)} <= {"paspor-baru", "paspor-hilang", "itas"}


def test_of_a_thousand_the_one_meant_is_among_the_first_three_though_every_word_has_a_slip() -> None:
    chance = random.Random(1)
    syllables = [a + b for a in "bdghjklmnprst" for b in "aiueo"]
    names = ["".join(chance.choices(syllables, k=3)) + chance.choice(["", "n", "r"]) for _ in range(2000)]
    titles = {f"s{n}": " ".join(chance.choices(names, k=3)) for n in range(1000)}
    index = SearchIndex(SearchEntry(name, ((5.0, title), (2.0, "Mengambil foto"))) for name, title in titles.items())

    def slipped(word: str) -> str:
        place = chance.randrange(1, len(word))
        return word[:place] + chance.choice("aeioukstr") + word[place + chance.randrange(2) :]

    asked = chance.sample(sorted(titles), 100)
    near = [name in [hit.id for hit in index.find(" ".join(map(slipped, titles[name].split())), 3)] for name in asked]
    assert sum(near) >= 95


SHIPPED = load_pack(resource_folder("sops"))
STANDARDS = SearchIndex(
    standard_entry(
        shown_sop(sop, SHIPPED.office), [line.name for line in SHIPPED.office.file.menu if line.service == sop.id]
    )
    for sop in in_order(SHIPPED)
)

ASKED = [
    # A clerk with an applicant before the counter.
    ("paspor-ank", "paspor-anak", 1),
    ("pasport anak", "paspor-anak", 1),
    ("pasport hilng", "paspor-hilang", 1),
    ("paspor hilang", "paspor-bap", 2),
    ("paspor rusak", "paspor-rusak", 1),
    ("ganti paspor", "paspor-penggantian-habis", 1),
    ("paspor habis masa berlaku", "paspor-penggantian-habis", 1),
    ("paspor selesai hari ini", "paspor-percepatan", 1),
    ("perpanjang paspor", "paspor-penggantian-habis", 1),
    ("paspor sehari jadi", "paspor-percepatan", 1),
    ("renew passport", "paspor-penggantian-habis", 1),
    ("umroh", "paspor-haji-umrah", 1),
    ("pindah alamat", "mutasi-alamat-wna", 1),
    ("ganti nama", "paspor-baru", 3),
    ("kitas", "itas-baru", 1),
    ("perpanjangan itas", "itas-perpanjangan", 1),
    ("surat kuasa", "itas-baru", 3),
    ("ambil paspor", "pengambilan", 1),
    ("lansia", "paspor-saprahan", 1),
    ("jemput bola", "eazy-passport", 1),
    # The same, or somebody from abroad, in English.
    ("lost passport", "paspor-hilang", 1),
    ("child passport", "paspor-anak", 1),
    ("same day passport", "paspor-percepatan", 1),
    ("exit permit", "epo", 1),
    ("complaint", "pengaduan-informasi", 1),
    # A head of office.
    ("biaya paspor", "paspor-baru", 1),
    ("paspor elektronik", "paspor-baru", 3),
    ("wawancara", "paspor-baru", 1),
    ("4 hari kerja", "paspor-baru", 3),
    ("kartu keluarga", "paspor-baru", 1),
]
"""What is asked of the shipped pack, what is meant, and among how many of the first that has to be."""


@pytest.mark.parametrize(("words", "meant", "among"), ASKED)
def test_what_people_at_an_office_ask_for_is_among_the_first(words: str, meant: str, among: int) -> None:
    first = [hit.id for hit in STANDARDS.find(words, 5)]
    assert meant in first[:among], first


def test_initials_stand_for_words_in_a_row() -> None:
    assert {"paspor-baru", "paspor-anak", "paspor-bap"} <= {hit.id for hit in STANDARDS.find("kk")}
    assert found("kk") == ["paspor-baru"]
    assert found("pb")[0] == "paspor-baru"


def test_a_letter_among_words_narrows_nothing() -> None:
    assert found("e-paspor") == found("paspor")
    assert found("h")[0] == "paspor-hilang"
