"""A small sound pack on disk, to be spoilt."""

from pathlib import Path

import pytest

from kiosk.sop.file.load import load_pack
from kiosk.sop.pack import Pack
from kiosk.toml.errors import TomlError, TomlFault

OFFICE = """\
name = "Kanim"
timezone = "Asia/Jakarta"

[[queue]]
letter = "A"
name = { id = "Paspor" }
services = ["paspor", "anak"]

[[counter]]
id = "1"
name = { id = "Loket 1" }
task = [{ service = "paspor" }, { service = "anak" }]

[[hours]]
days = ["senin"]
opens = 08:00
closes = 16:00
"""

CALENDAR = """\
year = 2026

[[day]]
date = 2026-12-25
name = { id = "Natal" }
kind = "public"
decree = "skb"

[source]
skb = "SKB"
"""

PASPOR = """\
id = "paspor"
name = { id = "Paspor", en = "Passport" }
life = "uji-coba"

[[requirement]]
id = "ktp"
name = { id = "KTP" }

[[step]]
id = "nomor"
where = "applicant"
at_issue = true
symbol = "terminator"
actors = ["Pemohon"]
name = { id = "Menerima nomor" }

[[step]]
id = "periksa"
where = "counter"
opens_case = true
symbol = "decision"
no = "returned"
actors = ["Petugas"]
name = { id = "Memeriksa berkas" }
minutes = 10
minutes_source = "web"

[[step]]
id = "foto"
where = "counter"
symbol = "process"
actors = ["Petugas"]
name = { id = "Foto" }
minutes = 5

[[step]]
id = "cetak"
where = "back-office"
symbol = "terminator"
actors = ["Petugas"]
name = { id = "Mencetak" }

[[promise]]
from = "periksa"
to = "cetak"
max = 4
unit = "working-days"
from_text = { id = "berkas lengkap" }
source = "web"

[[fee]]
role = "base"
name = { id = "Paspor" }
amount = 350_000
status = "current"
source = "web"

[source]
web = "https://example.id"
"""

ANAK = """\
id = "anak"
extends = "paspor"
name = { id = "Paspor anak" }

[[patch]]
step = "foto"
reason = "regulation"
note = { id = "Orang tua hadir" }
change = { name = { id = "Foto bersama orang tua" } }
"""

FILES = {
    "office.toml": OFFICE,
    "calendar/2026.toml": CALENDAR,
    "pusat/paspor.toml": PASPOR,
    "pusat/anak.toml": ANAK,
}


class Folder:
    """A small sound pack on disk, to be spoilt."""

    files = FILES

    def __init__(self, path: Path) -> None:
        self.path = path
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        file = self.path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")

    def replace(self, name: str, old: str, new: str, count: int = -1) -> None:
        text = (self.path / name).read_text("utf-8")
        assert old in text
        self.write(name, text.replace(old, new, count))

    def pack(self) -> Pack:
        return load_pack(self.path)

    def faults(self) -> list[TomlFault]:
        with pytest.raises(TomlError) as caught:
            self.pack()
        return list(caught.value.faults)

    def told(self) -> list[str]:
        """The faults as `file:line: path: text`, in English."""
        return [
            f"{Path(f.file).relative_to(self.path)}:{f.line}: {f.path}: {f.text['en']}"
            + (f" - {f.hint['en']}" if f.hint else "")
            for f in self.faults()
        ]
