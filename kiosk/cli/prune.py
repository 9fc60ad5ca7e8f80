"""`kiosk prune`: forget old events, as `office.toml` or an option says. A running endpoint does it every day."""

import os
from pathlib import Path

import click

from kiosk.cli.shared.admin import AdminFolder, with_folder
from kiosk.cli.shared.output import end
from kiosk.cli.shared.pack import load_pack_or_end, pack_option
from kiosk.endpoint.admin.actions import LogPruned, PruneLog
from kiosk.text.language import tr


@click.command()
@click.option(
    "--days",
    metavar="HARI",
    type=click.IntRange(31, 3660),
    help="Hari catatan disimpan; tanpa ini log_days dari office.toml. / Days for which the log is kept.",
)
@pack_option
@with_folder
def command(days: int | None, pack: Path | None, folder: AdminFolder) -> None:
    """Hapus peristiwa lama dari catatan. / Forget old events of the log."""
    kept = days or load_pack_or_end(pack, folder.language).office.file.log_days
    if kept is None:
        end(os.EX_USAGE, tr("office.toml tidak menyebut log_days; beri --days"), folder.language)
    done = folder.ask("log-prune", PruneLog(kept), LogPruned)
    click.echo(tr("{n} peristiwa lebih dari {d} hari dihapus").format(n=done.events, d=kept)[folder.language])
