"""A sample of a theme: a call, and every role with words, what it is for and its contrast."""

from typing import Final

from kiosk.text.language import Language, Text, tr
from kiosk.ui.big_text import big_text, big_text_width
from kiosk.ui.rows import ColourRole, Row, Rows, beside, column, row
from kiosk.ui.theme.colours import Colours
from kiosk.ui.theme.contrast import contrasts

WIDTH: Final = 74
_SAMPLES: Final[dict[ColourRole, tuple[Text, Text]]] = {
    "text": (tr("Foto dan sidik jari"), tr("yang dibaca")),
    "quiet": (tr("MENUNGGU"), tr("judul, umur, tahap selesai")),
    "rule": (Text("────────────"), tr("garis")),
    "accent": (tr("A  PASPOR BARU"), tr("huruf antrean, layanan")),
    "call": (Text("A012"), tr("nomor yang dipanggil")),
    "good": (tr("sesuai standar"), tr("loket saja")),
    "attention": (tr(" Nomor baru ditutup. "), tr("perhatian")),
    "bad": (tr("PIN salah"), tr("loket saja")),
    "emergency": (tr(" DARURAT "), tr("darurat")),
}


def swatch(colours: Colours, language: Language) -> Rows:
    """The rows of the sample, each `WIDTH` columns wide."""
    gap = WIDTH - 6 - big_text_width("A012", 5) - big_text_width("3", 5)
    parts = zip(big_text("A012", 5), big_text("3", 5), strict=True)
    call = [row(f"   {left}{' ' * gap}{right}   ", "call") for left, right in parts]
    reached = contrasts(colours)
    lines = [
        _sample(role, words[language], use[language], reached.get(role)) for role, (words, use) in _SAMPLES.items()
    ]
    air = row("")
    return tuple(column(line, WIDTH) for line in (air, *call, air, *lines, air))


def _sample(role: ColourRole, words: str, use: str, reached: float | None) -> Row:
    told = f"{int(reached * 10) / 10}:1" if reached else ""
    return beside(
        column(row(f"   {role}", "quiet"), 13),
        column(row(words, role), 25),
        column(row(use, "quiet"), 27),
        row(told.rjust(6), "quiet"),
    )
