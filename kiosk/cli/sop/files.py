"""`kiosk sop check`, `review`, `sources`, `schema`, `new`: the files of a pack, for their authors."""

import json
import os
from pathlib import Path
from typing import get_args

import click

from kiosk.cli.shared.groups import example
from kiosk.cli.shared.options import language_option
from kiosk.cli.shared.output import end, print_lines, write_new
from kiosk.cli.shared.pack import LOCAL_PACK, folder_of, load_files_or_end, load_pack_or_end, pack_option
from kiosk.office.calendar import missing_years
from kiosk.office.hours import service_date
from kiosk.schema.errors import ValidationError
from kiosk.schema.fields import Id
from kiosk.schema.reader import read_strictly
from kiosk.sop.content import KINDS
from kiosk.sop.file.load import pack_of
from kiosk.sop.file.schema import FILE, sop_schema
from kiosk.sop.file.template import Blank, blanks, template
from kiosk.sop.review import review, review_lines
from kiosk.sop.sourced_figures import source_lines
from kiosk.system.clock import SystemClock
from kiosk.text.language import Language, Text, tr
from kiosk.text.os_error_text import os_error_text
from kiosk.wire.catalogue import COLLECTION, SopKind


@click.command("check")
@pack_option
@language_option
def check_pack(pack: Path | None, language: Language) -> None:
    """Sebut semua kesalahan semua berkas. / List all faults of all files."""
    loaded = load_pack_or_end(pack, language)
    years = ", ".join(str(year) for year in sorted(loaded.office.years)) or "-"
    summary = tr("Tidak ada kesalahan di {f}: {n} SOP, {q} antrean, {c} loket, kalender {y}; isi {d}").format(
        f=folder_of(pack),
        n=len(set(loaded.sops) - {COLLECTION}),
        q=len(loaded.office.file.queue),
        c=len(loaded.office.file.counter),
        y=years,
        d=loaded.digest,
    )
    click.echo(summary[language])
    for year in missing_years(loaded.office, service_date(loaded.office, SystemClock().now())):
        click.echo(tr("kalender {y} belum ada: kiosk calendar make {y}").format(y=year)[language], err=True)


@click.command("review")
@pack_option
@language_option
def review_pack(pack: Path | None, language: Language) -> None:
    """Sebut yang sah tetapi kurang baik. / List what is lawful but unwise."""
    files = load_files_or_end(pack, language)
    loaded = pack_of(files)
    today = service_date(loaded.office, SystemClock().now())
    print_lines(review_lines(review(files, loaded, today), language))


@click.command("sources")
@pack_option
@language_option
def list_sources(pack: Path | None, language: Language) -> None:
    """Sebut sumber setiap angka untuk umum. / List the source of every public figure."""
    print_lines(source_lines(load_pack_or_end(pack, language), language))


@click.command("schema")
def print_schema() -> None:
    """Skema JSON untuk editor teks. / The JSON Schema, for text editors."""
    click.echo(json.dumps(sop_schema(), ensure_ascii=False, indent=1))


@example("kiosk sop new antar-paspor --kind inovasi")
@click.command("new", short_help="Berkas SOP baru untuk diisi. / A new SOP file to fill.")
@click.argument("sop_id", metavar="ID")
@click.option("--kind", type=click.Choice(get_args(SopKind)), required=True, help="Jenis SOP. / Kind of SOP.")
@pack_option
@language_option
def new_sop(sop_id: str, kind: SopKind, pack: Path | None, language: Language) -> None:
    """Tulis berkas SOP baru untuk diisi. / Write a new SOP file to fill.

    Yang sudah ada tidak pernah ditimpa. / A file that is there is never written over.
    """
    folder = pack or LOCAL_PACK
    _refuse(sop_id, folder, language)
    text = template(sop_id, kind)
    file = folder / kind / f"{sop_id}.toml"
    try:
        file.parent.mkdir(exist_ok=True)
        write_new(file, text)
        if not (folder / FILE).exists():
            write_new(folder / FILE, json.dumps(sop_schema(), ensure_ascii=False, indent=1) + "\n")
    except OSError as error:
        end(os.EX_CANTCREAT, tr("{f} tidak dapat dibuat: {e}").format(f=file, e=os_error_text(error)), language)
    for line in _next(file, folder, blanks(text)):
        click.echo(line[language])


def _refuse(sop_id: str, folder: Path, language: Language) -> None:
    try:
        read_strictly(Id, sop_id)
    except ValidationError as error:
        end(os.EX_USAGE, tr("ID {t}").format(t=error.faults[0].text), language)
    if not folder.is_dir():
        end(os.EX_CANTCREAT, tr("folder paket {f} tidak ada; sebut dengan --pack").format(f=folder), language)
    for kind in KINDS:
        if (folder / kind / f"{sop_id}.toml").exists():
            words = tr("{f} sudah ada dan tidak ditimpa")
            end(os.EX_CANTCREAT, words.format(f=folder / kind / f"{sop_id}.toml"), language)


def _next(file: Path, folder: Path, open_blanks: tuple[Blank, ...]) -> list[Text]:
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
