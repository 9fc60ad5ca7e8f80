"""`kiosk person`: the staff who sign on at terminals, by code and PIN. Works while the endpoint runs."""

from pathlib import Path

import click

from kiosk.cli.pin import ask_option, new_pin_hash
from kiosk.cli.shared.admin import data_option, perform, print_table
from kiosk.cli.shared.groups import Group, example
from kiosk.cli.shared.options import STAFF_CODE, language_option
from kiosk.endpoint.admin.people import AddPerson, ChangePin, ChangeRights, ListPeople, PeopleShown, RetirePerson
from kiosk.schema.reader import read_strictly
from kiosk.text.language import Language, short_date, tr
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
@data_option
@language_option
def add_person(code: str, rights: tuple[Right, ...], ask: bool, data: Path | None, language: Language) -> None:
    """Daftarkan petugas; PIN-nya tampil sekali ini saja. / Take somebody in; the PIN is shown this once only."""
    with new_pin_hash(ask, language) as kept:
        perform(data, "person-add", AddPerson(code, rights, kept), language)


@command.command("list")
@data_option
@language_option
def list_people(data: Path | None, language: Language) -> None:
    """Daftar semua petugas. / All staff."""
    shown = read_strictly(PeopleShown, perform(data, "person-list", ListPeople(), language)).people
    retired = tr("berhenti")[language]
    print_table(
        [
            (p.code, " ".join(p.rights), short_date(p.created.date(), language), retired if p.retired else "")
            for p in shown
        ],
        tr("belum ada petugas"),
        data,
        language,
    )


@example("kiosk person pin RM")
@command.command("pin", short_help="PIN baru untuk petugas. / A new PIN for somebody.")
@code_argument
@ask_option
@data_option
@language_option
def change_pin(code: str, ask: bool, data: Path | None, language: Language) -> None:
    """PIN baru, tampil sekali ini saja. / A new PIN, shown this once only."""
    with new_pin_hash(ask, language) as kept:
        perform(data, "person-pin", ChangePin(code, kept), language)


@example("kiosk person retire RM")
@command.command("retire", short_help="Petugas berhenti, berlaku seketika. / Somebody leaves, at once.")
@code_argument
@data_option
@language_option
def retire_person(code: str, data: Path | None, language: Language) -> None:
    """Petugas berhenti; kodenya tidak dipakai lagi. / Somebody leaves; the code is never given again."""
    perform(data, "person-retire", RetirePerson(code), language)


@example("kiosk person rights RM --right serve --right supervise")
@command.command("rights", short_help="Ubah hak petugas. / Change what somebody may do.")
@code_argument
@rights_option
@data_option
@language_option
def change_rights(code: str, rights: tuple[Right, ...], data: Path | None, language: Language) -> None:
    """Hak petugas menjadi yang disebut, tidak lebih. / The rights become those named, and no more."""
    perform(data, "person-rights", ChangeRights(code, rights), language)
