"""What terminals are given holds no figure without a current source, whatever an SOP says."""

from collections.abc import Iterator
from typing import Any, get_args

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from sop.folder import Folder

from kiosk.config.resources import resource_folder
from kiosk.schema.dump import dump
from kiosk.sop.catalogue import shown_sop
from kiosk.sop.file.load import load_pack
from kiosk.sop.rows import FeeRole, Status
from kiosk.sop.sourced_figures import sop_figures, source_lines

SAMPLE = load_pack(resource_folder("sops"))
BASE = SAMPLE.sops["paspor-baru"]

SOURCE = st.none() | st.just("tarif")
STATUS = st.sampled_from(get_args(Status))
ROLE = st.sampled_from(get_args(FeeRole))


def numbers(value: Any) -> Iterator[int]:
    """Every whole number that *value*, plain data, holds."""
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from numbers(part)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield value


@given(st.data())
def test_no_figure_without_a_current_source_is_in_what_terminals_get(data: st.DataObject) -> None:
    steps = tuple(
        evolve(step, minutes=1000 + place, minutes_source=data.draw(SOURCE)) for place, step in enumerate(BASE.steps)
    )
    promise = BASE.file.promise[0]
    promises = tuple(
        evolve(promise, max=2000 + 2 * n, min=1999 + 2 * n, status=data.draw(STATUS), source=data.draw(SOURCE))
        for n in range(data.draw(st.integers(0, 4)))
    )
    fees = tuple(
        evolve(
            BASE.file.fee[0],
            role=data.draw(ROLE),
            amount=data.draw(st.none() | st.just(10_000 + 10**n)),
            always=data.draw(st.booleans()),
            status=data.draw(STATUS),
            source=data.draw(SOURCE),
        )
        for n in range(data.draw(st.integers(0, 5)))
    )
    sop = evolve(BASE, file=evolve(BASE.file, step=steps, promise=promises, fee=fees, complaint=None))
    shown = shown_sop(sop, SAMPLE.office)
    found = set(numbers(dump(shown)))
    public = {number for step in sop.steps if step.minutes_source for number in [step.minutes]}
    public |= {n for p in promises if p.status == "current" and p.source for n in (p.min, p.max)}
    base = [f.amount for f in fees if f.role == "base" and f.status == "current" and f.source and f.amount is not None]
    always = [f for f in fees if f.always]
    if base and all(f.status == "current" and f.source and f.amount is not None for f in always):
        public |= {min(base) + sum(f.amount or 0 for f in always)}
    assert found == public


def test_figures_that_are_not_shown_say_why() -> None:
    file = evolve(
        BASE.file, fee=(evolve(BASE.file.fee[0], amount=None), evolve(BASE.file.fee[1], source=None), BASE.file.fee[2])
    )
    hidden = [figure.hidden and figure.hidden["en"] for figure in sop_figures(file) if figure.path[0] == "fee"]
    assert hidden == ["the amount is not known", "no source", None]


def test_every_figure_of_the_sample_is_told_with_its_source_or_as_not_shown() -> None:
    told = list(source_lines(SAMPLE, "id"))
    hidden_from = told.index("TANPA SUMBER YANG BERLAKU, TIDAK TAMPIL")
    shown, hidden = " ".join(" ".join(told[:hidden_from]).split()), " ".join(" ".join(told[hidden_from:]).split())
    for sop in SAMPLE.sops.values():
        for figure in sop_figures(sop.file):
            assert figure.text["id"] in (shown if figure.public else hidden)
            assert not figure.source or sop.file.source[figure.source] in told or not figure.public
    assert told[-1] == "angka yang tampil: 31, sumbernya: 14; yang tidak: 23"


def test_a_figure_stands_once_under_its_source_with_its_services(folder: Folder) -> None:
    standards = 'wait_standard = { minutes = 30 }\nservice_standard = { minutes = 15, source = "sk" }'
    folder.replace("office.toml", 'name = "Kanim"', f'name = "Kanim"\n{standards}')
    folder.write("office.toml", (folder.path / "office.toml").read_text() + '\n[source]\nsk = "SK Kepala Kantor"\n')
    assert list(source_lines(folder.pack(), "en")) == [
        "SK Kepala Kantor",
        "  - 15 minutes: service time",
        "      office.toml",
        "",
        "https://example.id",
        "  - 10 minutes: Memeriksa berkas",
        "      anak, paspor",
        "  - 4 working days from berkas lengkap",
        "      anak, paspor",
        "  - Rp350.000 Paspor",
        "      anak, paspor",
        "",
        "WITHOUT A CURRENT SOURCE, NOT SHOWN",
        "  - 30 minutes: waiting time (no source)",
        "      office.toml",
        "  - 5 minutes: Foto bersama orang tua (no source)",
        "      anak",
        "  - 5 minutes: Foto (no source)",
        "      paspor",
        "",
        "figures shown: 4, their sources: 2; not: 3",
    ]
