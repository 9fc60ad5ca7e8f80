from datetime import time

import attrs
import pytest
from sop.folder import Folder

from kiosk.schema.dump import dump
from kiosk.schema.reader import read_strictly
from kiosk.sop.catalogue import catalogue_of, fee_from, shown_sop
from kiosk.sop.rows import Fee, FeeRole, Status
from kiosk.text.language import Text
from kiosk.wire.catalogue import Catalogue, ShownSop


def shown(folder: Folder, service: str = "paspor") -> ShownSop:
    pack = folder.pack()
    return shown_sop(pack.sops[service], pack.office)


def test_a_visit_s_steps_are_those_at_issue_and_at_counters(folder: Folder) -> None:
    sop = shown(folder)
    assert [step.id for step in sop.steps] == ["nomor", "periksa", "foto"]
    assert (sop.queue, sop.kind, sop.approved, sop.name["en"]) == ("A", "pusat", False, "Passport")


def test_official_words_come_with_the_english_of_the_office(folder: Folder) -> None:
    more = '\n[english]\nPetugas = "Officer"\n"Berkas sah" = "Valid file"\n'
    folder.write("office.toml", (folder.path / "office.toml").read_text() + more)
    folder.replace("pusat/paspor.toml", "minutes = 10", 'output = "Berkas sah"\nminutes = 10')
    steps = shown(folder).steps
    assert [step.actors for step in steps[:2]] == [(Text("Pemohon"),), (Text("Petugas", "Officer"),)]
    assert [step.output for step in steps] == [None, Text("Berkas sah", "Valid file"), None]


def test_minutes_without_a_source_do_not_get_in(folder: Folder) -> None:
    assert [step.minutes for step in shown(folder).steps] == [None, 10, None]


def test_a_promise_without_a_source_does_not_get_in(folder: Folder) -> None:
    (promise,) = shown(folder).promises
    assert (promise.most, promise.unit, promise.from_step, promise.to_step) == (4, "working-days", "periksa", "cetak")
    folder.replace("pusat/paspor.toml", 'berkas lengkap" }\nsource = "web"', 'berkas lengkap" }')
    assert shown(folder).promises == ()


@pytest.mark.parametrize(
    ("role", "status", "source", "amount", "least"),
    [
        ("base", "current", "web", 350_000, 350_000),
        ("base", "current", "web", 0, 0),
        ("base", "current", "web", None, None),
        ("base", "current", None, 350_000, None),
        ("base", "superseded", "web", 350_000, None),
        ("base", "secondary", "web", 350_000, None),
        ("base", "derived", "web", 350_000, None),
        ("base", "unknown", "web", 350_000, None),
        ("extra", "current", "web", 350_000, None),
        ("burden", "current", "web", 350_000, None),
    ],
)
def test_only_a_sourced_current_base_fee_is_a_cost(
    role: FeeRole, status: Status, source: str | None, amount: int | None, least: int | None
) -> None:
    fee = Fee(role=role, name=Text("x"), status=status, source=source, amount=amount)
    dear = Fee(role="base", name=Text("x"), status="current", source="web", amount=900_000)
    assert fee_from((fee,)) == least
    assert fee_from((dear, fee)) == (900_000 if least is None else least)


def test_what_is_always_paid_on_top_is_part_of_the_cost_or_no_cost_is_told() -> None:
    base = Fee(role="base", name=Text("x"), status="current", source="web", amount=350_000)
    extra = Fee(role="extra", name=Text("x"), status="current", source="web", amount=1_000_000, always=True)
    assert fee_from((base, extra)) == 1_350_000
    assert fee_from((base, attrs.evolve(extra, always=False))) == 350_000
    assert fee_from((base, attrs.evolve(extra, status="unknown"))) is None
    assert fee_from((extra,)) is None


@pytest.mark.parametrize(("sample", "ids"), [("false", ["paspor"]), ("true", ["paspor", "anak"])])
def test_only_a_sample_shows_what_is_not_in_force(folder: Folder, sample: str, ids: list[str]) -> None:
    folder.replace("office.toml", 'name = "Kanim"', f'name = "Kanim"\nsample = {sample}')
    pack = folder.pack()
    in_force = attrs.evolve(pack.sops["paspor"], life="berlaku")
    catalogue = catalogue_of(attrs.evolve(pack, sops={**pack.sops, "paspor": in_force}))
    assert [sop.id for sop in catalogue.sops] == ids
    assert [sop.approved for sop in catalogue.sops] == [True, False][: len(ids)]
    assert catalogue.office.sample == (sample == "true")


def test_the_office_is_shown_with_its_week(folder: Folder) -> None:
    folder.replace(
        "office.toml",
        'days = ["senin"]',
        'days = ["jumat", "rabu"]\ntickets_from = 07:30\ntickets_until = 15:00',
    )
    office = catalogue_of(folder.pack()).office
    assert [(day.weekday, day.opens, day.closes) for day in office.hours] == [
        (2, time(8), time(16)),
        (4, time(8), time(16)),
    ]
    assert (office.tickets_from, office.tickets_until) == (time(7, 30), time(15))


def test_ticket_hours_that_differ_by_day_are_not_given_as_one(folder: Folder) -> None:
    more = '\n[[hours]]\ndays = ["jumat"]\nopens = 08:00\ncloses = 16:00\ntickets_until = 11:00\n'
    folder.write("office.toml", (folder.path / "office.toml").read_text() + more)
    assert catalogue_of(folder.pack()).office.tickets_until is None


def test_standards_without_a_source_do_not_get_in(folder: Folder) -> None:
    folder.replace(
        "office.toml",
        'name = "Kanim"',
        'name = "Kanim"\nwait_standard = { minutes = 30 }\nservice_standard = { minutes = 15, source = "sk" }',
    )
    folder.write("office.toml", (folder.path / "office.toml").read_text() + '\n[source]\nsk = "SK"\n')
    office = catalogue_of(folder.pack()).office
    assert (office.wait_standard, office.service_standard) == (None, 15)


def test_the_digest_names_what_is_shown(folder: Folder) -> None:
    before = catalogue_of(folder.pack())
    folder.replace("office.toml", "closes = 16:00", "closes = 15:00")
    assert catalogue_of(folder.pack()).digest != before.digest


def test_a_catalogue_comes_back_from_json(folder: Folder) -> None:
    catalogue = catalogue_of(folder.pack())
    assert read_strictly(Catalogue, dump(catalogue)) == catalogue
