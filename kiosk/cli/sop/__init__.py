"""`kiosk sop`: the standards checked, shown, compared and approved."""

import click

from kiosk.cli.shared.groups import Group
from kiosk.cli.sop.approval import approve_sop, show_differences, show_history, show_life, withdraw_sop
from kiosk.cli.sop.files import check_pack, list_sources, new_sop, print_schema, review_pack
from kiosk.cli.sop.views import list_sops, search_sops, show_matrix, show_sop


@click.group(cls=Group)
def command() -> None:
    """Periksa dan lihat SOP. / Check and show the standards."""


for each in (
    approve_sop,
    withdraw_sop,
    show_history,
    show_life,
    show_differences,
    check_pack,
    new_sop,
    review_pack,
    print_schema,
    list_sources,
    list_sops,
    show_sop,
    search_sops,
    show_matrix,
):
    command.add_command(each)
