"""`kiosk person`: the staff who sign on at terminals, by code and PIN. Works while the endpoint runs."""

import click

from kiosk.cli.pin import ask_option, new_pin_hash
from kiosk.cli.shared.admin import AdminFolder, with_folder
from kiosk.cli.shared.groups import Group, example
from kiosk.cli.shared.options import STAFF_CODE
from kiosk.endpoint.admin.people import AddPerson, ChangePin, ChangeRights, ListPeople, PeopleShown, RetirePerson
from kiosk.text.language import short_date, tr
from kiosk.wire.access import RIGHTS, Right

code_argument = click.argument("code", metavar="KODE", type=STAFF_CODE)
rights_option = click.option(
    "--right",
    "rights",
    metavar="HAK",
    type=click.Choice(RIGHTS),
    multiple=True,
    required=True,
    help="Hak, boleh beberapa kali / What they may do, several times if need be: serve (melayani), "
    "supervise (menyelia), approve (mengesahkan SOP).",
)


@click.group(cls=Group)
def command() -> None:
    """Petugas dan PIN-nya. / Staff and their PINs."""


@example("kiosk person add RM --right serve")
@command.command(
    "add", short_help="Daftarkan petugas; PIN-nya tampil sekali. / Take somebody in; the PIN is shown once."
)
@code_argument
@rights_option
@ask_option
@with_folder
def add_person(code: str, rights: tuple[Right, ...], ask: bool, folder: AdminFolder) -> None:
    """Daftarkan petugas; PIN-nya tampil sekali ini saja. / Take somebody in; the PIN is shown this once only."""
    with new_pin_hash(ask, folder.language) as kept:
        folder.perform("person-add", AddPerson(code, rights, kept))


@command.command("list")
@with_folder
def list_people(folder: AdminFolder) -> None:
    """Daftar semua petugas. / All staff."""
    shown = folder.ask("person-list", ListPeople(), PeopleShown).people
    retired = tr("berhenti")[folder.language]
    folder.print_table(
        [
            (p.code, " ".join(p.rights), short_date(p.created.date(), folder.language), retired if p.retired else "")
            for p in shown
        ],
        tr("belum ada petugas"),
    )


@example("kiosk person pin RM")
@command.command("pin", short_help="PIN baru untuk petugas. / A new PIN for somebody.")
@code_argument
@ask_option
@with_folder
def change_pin(code: str, ask: bool, folder: AdminFolder) -> None:
    """PIN baru, tampil sekali ini saja. / A new PIN, shown this once only."""
    with new_pin_hash(ask, folder.language) as kept:
        folder.perform("person-pin", ChangePin(code, kept))


@example("kiosk person retire RM")
@command.command("retire", short_help="Petugas berhenti, berlaku seketika. / Somebody leaves, at once.")
@code_argument
@with_folder
def retire_person(code: str, folder: AdminFolder) -> None:
    """Petugas berhenti; kodenya tidak dipakai lagi. / Somebody leaves; the code is never given again."""
    folder.perform("person-retire", RetirePerson(code))


@example("kiosk person rights RM --right serve --right supervise")
@command.command("rights", short_help="Ubah hak petugas. / Change what somebody may do.")
@code_argument
@rights_option
@with_folder
def change_rights(code: str, rights: tuple[Right, ...], folder: AdminFolder) -> None:
    """Hak petugas menjadi yang disebut, tidak lebih. / The rights become those named, and no more."""
    folder.perform("person-rights", ChangeRights(code, rights))
