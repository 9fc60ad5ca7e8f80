import random

from hypothesis import given
from hypothesis import strategies as st

from kiosk.language import Text
from kiosk.search import Entry, Hit, Index, entry_of, words_of

SOPS = Index(
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
    assert SOPS.find("police") == (Hit("paspor-hilang", "Police report"),)
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
    assert Index([]).find("paspor") == ()


def test_accents_and_case_make_no_difference() -> None:
    assert words_of("Café-KOPI n°2") == ["cafe", "kopi", "n", "2"]


@given(st.text(max_size=60))
def test_any_words_are_looked_for(words: str) -> None:
    assert {hit.id for hit in SOPS.find(words)} <= {"paspor-baru", "paspor-hilang", "itas"}


def test_of_a_thousand_the_one_meant_is_among_the_first_three_though_every_word_has_a_slip() -> None:
    chance = random.Random(1)
    syllables = [a + b for a in "bdghjklmnprst" for b in "aiueo"]
    names = ["".join(chance.choices(syllables, k=3)) + chance.choice(["", "n", "r"]) for _ in range(2000)]
    titles = {f"s{n}": " ".join(chance.choices(names, k=3)) for n in range(1000)}
    index = Index(Entry(name, ((5.0, title), (2.0, "Mengambil foto"))) for name, title in titles.items())

    def slipped(word: str) -> str:
        place = chance.randrange(1, len(word))
        return word[:place] + chance.choice("aeioukstr") + word[place + chance.randrange(2) :]

    asked = chance.sample(sorted(titles), 100)
    near = [name in [hit.id for hit in index.find(" ".join(map(slipped, titles[name].split())), 3)] for name in asked]
    assert sum(near) >= 95
