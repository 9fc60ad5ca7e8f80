"""A pack of many SOPs, made of the shipped ones, for the benches of checking and of finding."""

import shutil
from pathlib import Path

from kiosk.config.resources import resource_folder
from kiosk.sop.content import KINDS


def pack_of(many: int, folder: Path) -> Path:
    """A copy of the shipped pack in *folder*, with whole SOPs under other names up to *many* files."""
    pack = folder / "sops"
    shutil.copytree(resource_folder("sops"), pack)
    files = sorted(file for kind in KINDS for file in (pack / kind).glob("*.toml"))
    whole = [(file, text) for file in files if "\nextends" not in (text := file.read_text("utf-8"))]
    for n in range(many - len(files)):
        file, text = whole[n % len(whole)]
        name = f"{file.stem}-{n}"
        file.with_name(f"{name}.toml").write_text(text.replace(f'\nid = "{file.stem}"', f'\nid = "{name}"', 1), "utf-8")
    return pack
