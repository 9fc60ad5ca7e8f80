"""`kiosk sop new ID --kind kantor`: a file for an author to fill."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from kiosk.cli.shared.file import write_new
from kiosk.cli.shared.late import example
from kiosk.cli.shared.words import end, language_option
from kiosk.cli.sop.pack import HERE, pack_option
from kiosk.text.language import Language, Text, tr
from kiosk.text.os_error_text import os_error_text
from kiosk.wire.catalogue import SopKind

if TYPE_CHECKING:
    from kiosk.sop.file.template import Blank


@example("kiosk sop new antar-paspor --kind inovasi")
@click.command()
@click.argument("sop_id", metavar="ID")
@click.option("--kind", type=click.Choice(get_args(SopKind)), required=True, help="Jenis SOP. / Kind of SOP.")
@pack_option
@language_option
def command(sop_id: str, kind: SopKind, pack: Path | None, language: Language) -> None:
    """Tulis berkas SOP baru untuk diisi. / Write a new SOP file to fill.

    Yang sudah ada tidak pernah ditimpa. / A file that is there is never written over.
    """
    from kiosk.sop.file.schema import FILE, sop_schema
    from kiosk.sop.file.template import blanks, template

    folder = pack or HERE
    _refuse(sop_id, folder, language)
    text = template(sop_id, kind)
    file = folder / kind / f"{sop_id}.toml"
    try:
        file.parent.mkdir(exist_ok=True)
        write_new(file, text)
        if not (folder / FILE).exists():
            write_new(folder / FILE, json.dumps(sop_schema(), ensure_ascii=False, indent=1) + "\n")
    except OSError as error:
        words = tr("{f} tidak dapat dibuat: {e}")
        end(os.EX_CANTCREAT, words.format(f=file, e=os_error_text(error)), language)
    for line in _next(file, folder, blanks(text)):
        click.echo(line[language])


def _refuse(sop_id: str, folder: Path, language: Language) -> None:
    """End the program where no such file can be made."""
    from kiosk.schema.errors import ValidationError
    from kiosk.schema.fields import Id
    from kiosk.schema.reader import read_strictly
    from kiosk.sop.content import KINDS

    try:
        read_strictly(Id, sop_id)
    except ValidationError as error:
        end(os.EX_USAGE, tr("ID {t}").format(t=error.faults[0].text), language)
    if not folder.is_dir():
        words = tr("folder paket {f} tidak ada; sebut dengan --pack")
        end(os.EX_CANTCREAT, words.format(f=folder), language)
    for kind in KINDS:
        if (folder / kind / f"{sop_id}.toml").exists():
            words = tr("{f} sudah ada dan tidak ditimpa")
            end(os.EX_CANTCREAT, words.format(f=folder / kind / f"{sop_id}.toml"), language)


def _next(file: Path, folder: Path, open_blanks: "tuple[Blank, ...]") -> list[Text]:
    """What was made, and what its author does next."""
    made = tr("{f} dibuat. Yang harus diisi:").format(f=file)
    check = tr("Sesudah diisi, periksa: kiosk sop check --pack {p}")
    served = tr("Agar dilayani, sebut {i} di {o}: pada antreannya (services) dan loketnya (task).")
    width = max(len(blank.path) for blank in open_blanks)
    return [
        made,
        *(
            tr("  baris {n:>3}  {p}  {m}").format(n=blank.line, p=blank.path.ljust(width), m=blank.meaning)
            for blank in open_blanks
        ),
        check.format(p=folder),
        served.format(i=file.stem, o=folder / "office.toml"),
    ]
