"""The sample pack that is shipped: what the screens need of it, and what it may not claim."""

from collections.abc import Iterator
from datetime import date

import holidays
import pytest
import tomli

from kiosk.language import LANGUAGES, Language, Text
from kiosk.office.calendar import add_working_days
from kiosk.shipped import shipped
from kiosk.sop.catalogue import catalogue_of
from kiosk.sop.load import load_pack
from kiosk.text import cells

PACK = load_pack(shipped("sops"))
CATALOGUE = catalogue_of(PACK)


def narrow_names() -> Iterator[tuple[Text, Text | None, int]]:
    for queue in PACK.office.file.queue:
        yield queue.name, queue.short, 18
    for sop in CATALOGUE.sops:
        yield sop.name, sop.short, 27
        for step in sop.steps:
            yield step.name, step.short, 28


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_has_a_form_for_narrow_places(language: Language) -> None:
    wide = [name for name, short, most in narrow_names() if cells((short or name)[language]) > most]
    assert wide == []


def test_all_that_is_shown_has_english() -> None:
    def texts(value: object) -> Iterator[Text]:
        if isinstance(value, Text):
            yield value
        elif isinstance(value, tuple):
            for part in value:
                yield from texts(part)
        elif hasattr(value, "__attrs_attrs__"):
            for field in value.__attrs_attrs__:
                yield from texts(getattr(value, field.name))

    counters = tuple(counter.name for counter in PACK.office.file.counter)
    shown = [*texts(CATALOGUE), *texts(counters), *texts(PACK.office.file.queue)]
    assert len(shown) > 100
    assert [text.id for text in shown if not text.en] == []


def test_it_says_that_it_is_a_sample_and_that_nothing_is_approved() -> None:
    assert CATALOGUE.office.sample
    assert [sop.id for sop in CATALOGUE.sops if sop.approved] == []


def test_no_minutes_are_invented() -> None:
    assert [step.id for sop in PACK.sops.values() for step in sop.steps if step.minutes is not None] == []
    assert (CATALOGUE.office.wait_standard, CATALOGUE.office.service_standard) == (None, None)


def test_the_six_services_with_their_queues_fees_and_promises() -> None:
    assert {sop.id: (sop.queue, sop.fee_from) for sop in CATALOGUE.sops} == {
        "paspor-baru": ("A", 350_000),
        "paspor-anak": ("A", 350_000),
        "paspor-penggantian-habis": ("A", 350_000),
        "itas-perpanjangan": ("C", None),
        "pengaduan-informasi": ("E", 0),
        "eazy-passport": ("E", 350_000),
    }
    assert {(p.most, p.unit) for sop in CATALOGUE.sops for p in sop.promises} == {
        (4, "working-days"),
        (1, "working-days"),
    }


def test_a_passport_visit_has_two_legs_and_either_counter_can_do_each() -> None:
    for service in ("paspor-baru", "paspor-anak", "paspor-penggantian-habis"):
        tasks = [(c.id, t) for c in PACK.office.file.counter for t in c.task if t.service == service]
        doing = [{c for c, task in tasks if step.id in task.steps} for step in PACK.sops[service].counter_steps]
        assert doing == [{"1", "2"}, {"1", "2"}, {"3", "4"}, {"3", "4"}]


@pytest.mark.parametrize("year", sorted(PACK.office.years))
def test_the_calendar_is_that_of_the_holidays_package(year: int) -> None:
    for kind, category in (("public", "public"), ("collective-leave", "government")):
        known = holidays.country_holidays("ID", years=year, categories=(category,), language="id")
        ours = [day for day in PACK.office.days_off.values() if day.date.year == year and day.kind == kind]
        named = {day.date: day.name.id + (" (perkiraan)" if day.estimated else "") for day in ours}
        assert named == dict(known.items())


@pytest.mark.parametrize("count", [1, 4, 10])
def test_working_days_are_those_of_the_holidays_package(count: int) -> None:
    known = holidays.country_holidays("ID", years=(2026, 2027), categories=("public", "government"))
    for day in (date(2026, 1, 1), date(2026, 3, 13), date(2026, 5, 12), date(2026, 12, 22)):
        assert add_working_days(PACK.office, day, count) == known.get_nth_working_day(day, count)


def test_every_file_says_where_it_is_from() -> None:
    for file in sorted(shipped("sops").rglob("*.toml")):
        text = file.read_text("utf-8")
        assert text.startswith("# ")
        assert all(address.strip() for address in tomli.loads(text)["source"].values())
