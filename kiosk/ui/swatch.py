"""A sample of a theme: a call, and every role with words, what it is for and its contrast."""

from typing import Final

from kiosk.language import Language, Text
from kiosk.ui.contrast import contrasts
from kiosk.ui.figures import figure, figure_width
from kiosk.ui.rows import Role, Row, Rows, beside, column, row
from kiosk.ui.theme import Colours

WIDTH: Final = 72
_SAMPLES: Final[dict[Role, tuple[Text, Text]]] = {
    "text": (Text("Foto dan sidik jari", "Photograph, fingerprints"), Text("yang dibaca", "what is read")),
    "quiet": (Text("MENUNGGU", "WAITING"), Text("judul, umur, tahap selesai", "heads, ages, steps done")),
    "rule": (Text("────────────", "────────────"), Text("garis", "lines")),
    "accent": (Text("A  PASPOR BARU", "A  NEW PASSPORT"), Text("huruf antrean, layanan", "queue letters, service")),
    "call": (Text("A012", "A012"), Text("nomor yang dipanggil", "the number called")),
    "good": (Text("sesuai standar", "within the standard"), Text("loket saja", "counter only")),
    "attention": (Text(" Nomor baru ditutup. ", " No more tickets today. "), Text("perhatian", "attention")),
    "bad": (Text("PIN salah", "wrong PIN"), Text("loket saja", "counter only")),
    "emergency": (Text(" DARURAT ", " EMERGENCY "), Text("darurat", "emergency")),
}


def swatch(colours: Colours, language: Language) -> Rows:
    """The rows of the sample, each `WIDTH` columns wide."""
    gap = WIDTH - 6 - figure_width("A012", 5) - figure_width("3", 5)
    parts = zip(figure("A012", 5), figure("3", 5), strict=True)
    call = [row(f"   {left}{' ' * gap}{right}   ", "call") for left, right in parts]
    reached = contrasts(colours)
    lines = [
        _sample(role, words[language], use[language], reached.get(role)) for role, (words, use) in _SAMPLES.items()
    ]
    air = row("")
    return tuple(column(line, WIDTH) for line in (air, *call, air, *lines, air))


def _sample(role: Role, words: str, use: str, reached: float | None) -> Row:
    told = f"{int(reached * 10) / 10}:1" if reached else ""
    return beside(
        column(row(f"   {role}", "quiet"), 14),
        column(row(words, role), 26),
        column(row(use, "quiet"), 26),
        row(told.rjust(6), "quiet"),
    )
