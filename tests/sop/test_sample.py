"""The sample pack that is shipped: what the screens need of it, and what it may not claim."""

import itertools
from collections.abc import Iterator
from datetime import date

import attrs
import holidays
import pytest
import tomli

from kiosk.config.resources import resource_folder
from kiosk.office.calendar import add_working_days
from kiosk.sop.catalogue import catalogue_of
from kiosk.sop.file.load import load_pack, load_pack_files
from kiosk.sop.matrix import matrix_csv, matrix_lines
from kiosk.sop.review import review
from kiosk.sop.sheet import sop_lines
from kiosk.text.language import LANGUAGES, Language, Text
from kiosk.text.sanitize import cells
from kiosk.wire.catalogue import COLLECTION

PACK = load_pack(resource_folder("sops"))
CATALOGUE = catalogue_of(PACK)


def narrow_names() -> Iterator[tuple[Text, Text | None, int]]:
    for queue in PACK.office.file.queue:
        yield queue.name, queue.short, 18
    for sop in PACK.sops.values():
        yield sop.name, sop.file.short, 27
        yield from ((step.name, step.short, 28) for step in sop.steps)
        yield from ((paper.name, paper.short, 28) for paper in sop.file.requirement)


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


def test_an_english_reader_misses_no_word_but_the_notes_of_the_sources() -> None:
    findings = review(load_pack_files(resource_folder("sops")), PACK, date(2026, 11, 24))
    assert [f"{f.file}: {f.text['en']}" for f in findings if "no English yet" in f.text["en"]] == []
    term = PACK.office.file.term
    sheet = "\n".join(sop_lines(PACK.sops["paspor-bap"], "en", term))
    assert "Intelligence and Enforcement" in sheet and "no tariff for the record itself" in sheet
    assert "For            Indonesian citizens" in sheet
    assert "not counting approval of the" in "\n".join(sop_lines(PACK.sops["itas-perpanjangan"], "en", term))
    for told in ("\n".join(matrix_lines(PACK, "en")), matrix_csv(PACK, "en")):
        assert "Immigration Traffic and Stay Permit Subsection" in told and "Subseksi" not in told


def test_it_says_that_it_is_a_sample_and_that_nothing_is_approved() -> None:
    assert CATALOGUE.office.sample
    assert [sop.id for sop in CATALOGUE.sops if sop.approved] == [COLLECTION], "the program's own"


def test_no_minutes_are_invented() -> None:
    assert [step.id for sop in PACK.sops.values() for step in sop.steps if step.minutes is not None] == []
    assert (CATALOGUE.office.wait_standard, CATALOGUE.office.service_standard) == (None, None)


def test_the_services_of_the_queues_with_their_least_cost() -> None:
    queued = {sop.id: (sop.queue, sop.fee_from) for sop in CATALOGUE.sops if sop.queue}
    assert queued == {
        "pengambilan": ("F", None),
        "paspor-baru": ("A", 350_000),
        "paspor-anak": ("A", 350_000),
        "paspor-penggantian-habis": ("A", 350_000),
        "paspor-haji-umrah": ("A", 350_000),
        "paspor-ubah-data": ("A", 350_000),
        "paspor-simpatik": ("A", 350_000),
        "paspor-hilang": ("A", None),  # the burden fee is always paid, and nobody is certain of it
        "paspor-rusak": ("A", None),
        "paspor-percepatan": ("B", 1_350_000),
        "itk-perpanjangan": ("C", 250_000),
        "itas-baru": ("C", None),
        "itas-perpanjangan": ("C", None),
        "alih-status-itk-itas": ("C", None),
        "itap-alih-status": ("C", None),
        "itap-perpanjangan": ("C", None),
        "affidavit": ("C", None),
        "skim": ("C", None),
        "mutasi-alamat-wna": ("C", None),
        "paspor-bap": ("E", None),
        "pengaduan-informasi": ("E", 0),
        "eazy-passport": ("E", 350_000),
    }


def test_what_is_in_no_queue_has_no_step_at_a_counter_or_is_a_yes_at_issue() -> None:
    unqueued = {sop.id for sop in CATALOGUE.sops if not sop.queue}
    assert unqueued == {"epo", "paspor-saprahan", "paspor-tanjak", "layanan-prioritas-ham"}
    assert {name for name in unqueued if PACK.sops[name].counter_steps} == {"layanan-prioritas-ham"}


def test_shared_steps_are_written_once() -> None:
    """A variation adds what is its own; whole SOPs have at most two rows alike."""
    whole = [sop for sop in PACK.sops.values() if sop.file.extends is None]
    for one, other in itertools.combinations(whole, 2):
        alike = {(s.name.id, s.actors, s.source) for s in one.steps} & {
            (s.name.id, s.actors, s.source) for s in other.steps
        }
        assert len(alike) <= 2, (one.id, other.id, alike)
    for sop in PACK.sops.values():
        if sop.file.extends:
            base = {attrs.evolve(step, id="") for step in PACK.sops[sop.file.extends].steps}
            assert [s.id for patch in sop.file.patch for s in patch.add if attrs.evolve(s, id="") in base] == []


@pytest.mark.parametrize(
    ("services", "doing"),
    [
        (("paspor-baru", "paspor-anak", "paspor-penggantian-habis", "paspor-haji-umrah"), ["12", "12", "34", "34"]),
        (("paspor-hilang", "paspor-rusak"), ["12", "12", "34"]),
        (("itk-perpanjangan",), ["45", "45", "45"]),
    ],
)
def test_every_leg_can_be_done_at_two_counters(services: tuple[str, ...], doing: list[str]) -> None:
    for service in services:
        tasks = [(c.id, t) for c in PACK.office.file.counter for t in c.task if t.service == service]
        steps = PACK.sops[service].counter_steps
        assert ["".join(c for c, task in tasks if not task.steps or step.id in task.steps) for step in steps] == doing


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
    for file in sorted(resource_folder("sops").rglob("*.toml")):
        text = file.read_text("utf-8")
        assert text.removeprefix("#:schema ../sop.schema.json\n").startswith("# ")
        assert all(address.strip() for address in tomli.loads(text).get("source", {}).values())
