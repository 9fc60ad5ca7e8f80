"""`kiosk sop diff ID`: what a variation changes of the SOP that it varies, or an edit of what was approved."""

from pathlib import Path

import click

from kiosk.cli.shared.admin import data_option
from kiosk.cli.shared.late import example
from kiosk.cli.shared.words import language_option
from kiosk.cli.sop.acts import acts_on, today_of
from kiosk.cli.sop.pack import load, pack_option, print_lines, sop_of
from kiosk.text.language import Language, tr


@example("kiosk sop diff paspor-anak")
@click.command()
@click.argument("sop_id", metavar="ID")
@click.option("--approved", is_flag=True, help="Terhadap isi yang disahkan. / Against what was approved.")
@pack_option
@data_option
@language_option
def command(sop_id: str, approved: bool, pack: Path | None, data: Path | None, language: Language) -> None:
    """Bedakan variasi dari SOP asalnya, atau berkas dari yang disahkan. / Show what a variation or an edit changes."""
    from kiosk.sop.content import decode_sop
    from kiosk.sop.difference import sop_difference
    from kiosk.sop.life import approval_state
    from kiosk.sop.text.comparison import difference_lines

    loaded = load(pack, language)
    sop = sop_of(loaded, sop_id, language)
    base = sop.file.extends
    if base is not None and not approved:
        before = loaded.sops[base].file
        head = tr("{s}, variasi dari {b}").format(s=sop.id, b=base)
    else:
        latest = approval_state(acts_on(data, loaded, language, sop.id), sop.id, today_of(loaded)).latest
        if latest is None:
            words = tr("{s} belum disahkan")
            if not approved:
                words = tr("{s} bukan variasi dan belum disahkan")
            raise click.UsageError(words.format(s=sop.id)[language])
        before = decode_sop(latest.content).file
        head = tr("{s}, terhadap isi {d} yang disahkan")
        head = head.format(s=sop.id, d=latest.digest)
    print_lines((sop.name[language].upper(), head[language], ""))
    print_lines(difference_lines(sop_difference(before, sop.file), language))
