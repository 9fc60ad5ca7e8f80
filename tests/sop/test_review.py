from datetime import date
from pathlib import Path

import pytest
from sop.folder import Folder

from kiosk.config.resources import resource_folder
from kiosk.sop.file.load import load_pack_files, pack_of
from kiosk.sop.layout import WIDTH
from kiosk.sop.review import review, review_lines
from kiosk.text.language import LANGUAGES, Language
from kiosk.text.sanitize import cells
from kiosk.toml.errors import TomlFault

TODAY = date(2026, 11, 24)
PASPOR, ANAK = "pusat/paspor.toml", "pusat/anak.toml"


def reviewed(folder: Path) -> list[TomlFault]:
    files = load_pack_files(folder)
    return review(files, pack_of(files), TODAY)


def told(folder: Folder, file: str) -> list[str]:
    """The findings of one file, without those about what the small pack of the tests leaves out."""
    return [
        f"{f.path}: {f.text['en']} -> {f.hint['en'] if f.hint else ''}"
        for f in reviewed(folder.path)
        if Path(f.file) == folder.path / file
        and not any(words in f.text["en"] for words in ("no English", "component", "identity block", "it is on trial"))
    ]


UNSOURCED = "step[2].minutes: not shown, no source: 5 minutes: Foto -> find a current source"
NO_OFFICE = 'life = "uji-coba"'


@pytest.mark.parametrize(
    ("file", "old", "new", "found"),
    [
        (PASPOR, "", "", []),
        (
            PASPOR,
            'no = "returned"\n',
            "",
            [
                "step[1]: a decision without a way back: Memeriksa berkas"
                ' -> fill no: the step it leads to, or "returned"'
            ],
        ),
        (
            PASPOR,
            'name = { id = "Memeriksa berkas" }',
            'name = { id = "Memeriksa berkas asli pemohon di loket" }',
            ["step[1].short: 38 letters, narrow screens give 28 -> fill short, at most 28 letters"],
        ),
        (
            PASPOR,
            'en = "Passport" }',
            'en = "A passport that is valid for five years" }',
            ["short: 39 letters, narrow screens give 27 -> fill short, at most 27 letters"],
        ),
        (
            PASPOR,
            'id = "nomor"\nwhere = "applicant"\nat_issue = true\nsymbol = "terminator"',
            'id = "nomor"\nwhere = "applicant"\nat_issue = true\nsymbol = "process"',
            ['step[0].symbol: the first step is no capsule -> symbol = "terminator", or add that step'],
        ),
        (
            PASPOR,
            'from = "periksa"\nto = "cetak"\nmax = 4\nunit = "working-days"',
            'from = "nomor"\nto = "foto"\nmax = 14\nunit = "minutes"',
            [
                "promise[0]: its steps take 15 minutes, it promises 14 minutes"
                " -> promise more, or mend the standard minutes"
            ],
        ),
        (
            PASPOR,
            'from_text = { id = "berkas lengkap" }',
            'from_text = { id = "berkas lengkap" }\nalternative = [{ from_text = { id = "foto" }, unit = "days" }]',
            [
                "promise[0]: sources differ on this promise: 4 working days from berkas lengkap"
                " -> settle on one by decision of the head, and say what it counts from"
            ],
        ),
        (
            PASPOR,
            "opens_case = true\n",
            "",
            ["promise[0]: no step opens a case for it -> opens_case = true where a receipt is given"],
        ),
        (
            PASPOR,
            'status = "current"',
            'status = "superseded"',
            ["fee[0]: not shown, superseded: Rp350.000 Paspor -> find a current source"],
        ),
        (
            PASPOR,
            NO_OFFICE,
            NO_OFFICE + "\nreview = 2026-11-23",
            ["review: was to be reviewed on Monday, 23 November 2026 -> review it, then write [[revision]] and review"],
        ),
        (PASPOR, NO_OFFICE, NO_OFFICE + "\nreview = 2026-11-24", []),
        (PASPOR, NO_OFFICE, NO_OFFICE + "\neffective = 2026-12-01", []),
        (
            PASPOR,
            NO_OFFICE,
            NO_OFFICE + '\nunit = { id = "Dokumen" }\nteam = { member = [{ unit = "Umum" }] }',
            [
                "team: a team that no decree names -> fill decree, and name it in [source]",
                "team: nobody of Dokumen, which does a step of it -> add a [[team.member]] of that unit",
            ],
        ),
        (
            ANAK,
            "change = { name",
            "change = { minutes = 7, name",
            ["patch[0].minutes: not shown, no source: 7 minutes: Foto bersama orang tua -> find a current source"],
        ),
        (
            "office.toml",
            'name = { id = "Paspor" }',
            'name = { id = "Paspor dan izin tinggal" }',
            [
                ": no service charter; it must be published -> fill maklumat, as it was signed",
                "queue[0].short: 23 letters, narrow screens give 18 -> fill short, at most 18 letters",
                "hours[0]: hours without a source -> name the decision in source",
            ],
        ),
        (
            "office.toml",
            'name = "Kanim"',
            'name = "Kanim"\nwait_standard = { minutes = 30 }',
            [
                ": no service charter; it must be published -> fill maklumat, as it was signed",
                "wait_standard: no source: not shown -> name the decision in source",
                "hours[0]: hours without a source -> name the decision in source",
            ],
        ),
    ],
)
def test_what_is_unwise_is_told_with_what_to_do(
    folder: Folder, file: str, old: str, new: str, found: list[str]
) -> None:
    folder.replace(file, old, new, 1)
    always = {PASPOR: [UNSOURCED], ANAK: []}.get(file, [])
    assert sorted(told(folder, file)) == sorted([*always, *found])


def test_a_variation_is_told_only_what_it_says_itself(folder: Folder) -> None:
    folder.replace(PASPOR, 'no = "returned"\n', "")
    assert not any("way back" in line for line in told(folder, ANAK))
    paper = [f.text["en"] for f in reviewed(folder.path) if Path(f.file) == folder.path / ANAK]
    assert not any("component" in line or "identity block" in line for line in paper)


def test_texts_without_english_are_told_where_they_stand(folder: Folder) -> None:
    found = [
        (f.line, f.path) for f in reviewed(folder.path) if f.text["en"] == "no English yet" and f.file.endswith(ANAK)
    ]
    assert found == [(3, "name"), (8, "patch[0].note"), (9, "patch[0].change.name")]


def test_official_words_without_english_are_told_once_in_the_file_that_says_them(folder: Folder) -> None:
    folder.write("office.toml", (folder.path / "office.toml").read_text() + '\n[english]\nPetugas = "Officer"\n')
    found = [f for f in reviewed(folder.path) if f.text["en"].startswith("'")]
    assert [(Path(f.file).name, f.path, f.text["en"]) for f in found] == [
        ("paspor.toml", "step[0]", "'Pemohon': no English yet")
    ]


def test_grounds_and_what_stops_the_clock_are_missed_in_english_but_rules_are_not(folder: Folder) -> None:
    unit = 'unit = "working-days"\n'
    folder.replace(PASPOR, unit, unit + 'basis = "PP 45/2024"\nstops = ["persetujuan Kanwil"]\n')
    folder.replace(PASPOR, 'id = "paspor"\n', 'id = "paspor"\naudience = "semua"\n')
    found = {f.text["en"] for f in reviewed(folder.path) if f.file.endswith(PASPOR) and f.text["en"].startswith("'")}
    assert {"'semua': no English yet", "'persetujuan Kanwil': no English yet"} <= found
    assert not any("PP 45" in each for each in found)


def test_one_activity_given_to_two_units_is_told_at_both(folder: Folder) -> None:
    folder.replace(PASPOR, NO_OFFICE, NO_OFFICE + '\nunit = { id = "Dokumen" }')
    add = '\n[[patch]]\nstep = "periksa"\nreason = "constraint"\nnote = { id = "x" }\nchange = { unit = "Intel" }\n'
    folder.write(ANAK, (folder.path / ANAK).read_text() + add)
    todo = " -> give it to one unit, or tell the two apart"
    assert f"step[1]: 'Memeriksa berkas': here Dokumen, elsewhere Intel (anak){todo}" in told(folder, PASPOR)
    assert f"patch[1]: 'Memeriksa berkas': here Intel, elsewhere Dokumen (paspor){todo}" in told(folder, ANAK)


def test_a_unit_that_is_nearly_one_of_the_office_is_told(folder: Folder) -> None:
    folder.replace("office.toml", 'name = "Kanim"', 'name = "Kanim"\nunits = ["Subseksi Dokumen"]')
    folder.replace(PASPOR, NO_OFFICE, NO_OFFICE + '\nunit = { id = "Subsexi Dokumen" }')
    line = "unit.id: the unit 'Subsexi Dokumen' is not in office.toml -> did you mean 'Subseksi Dokumen'?"
    assert line in told(folder, PASPOR)


def test_an_sop_on_trial_says_who_signed_it_and_when_it_is_looked_at_again(folder: Folder) -> None:
    found = [f.text["en"] for f in reviewed(folder.path) if "it is on trial" in f.text["en"]]
    assert sorted(found) == [
        f"it is on trial, but {k} is empty" for k in ("approved by", "drafting team", "effective", "review")
    ]


def test_what_the_public_and_the_standard_must_be_told_is_missed(folder: Folder) -> None:
    found = [f.text["en"] for f in reviewed(folder.path) if f.file.endswith(PASPOR) and "component" in f.text["en"]]
    assert sorted(found) == [
        "a public component is missing: complaints",
        "a public component is missing: product",
        "internal components are missing: facilities, internal supervision, number of staff, guarantee of service, "
        "guarantee of safety, evaluation of staff",
    ]


def test_a_service_with_counter_steps_but_no_queue_is_told(folder: Folder) -> None:
    folder.replace("office.toml", 'services = ["paspor", "anak"]', 'services = ["paspor"]')
    assert told(folder, ANAK) == ["id: it has steps at a counter, but no queue -> put it in a queue of office.toml"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_s_findings_fit_a_terminal_and_each_says_what_to_do(language: Language) -> None:
    found = reviewed(resource_folder("sops"))
    assert [finding.text.id for finding in found if finding.hint is None] == []
    assert not any("bahasa Inggris" in finding.text.id or "layar sempit" in finding.text.id for finding in found)
    files = {finding.file for finding in found}
    lines = list(review_lines(found, language))
    assert [line for line in lines if cells(line) > WIDTH and line not in files] == []
    assert lines[-1].endswith(f": {len(files)}")


def test_no_findings_are_told_too() -> None:
    assert list(review_lines([], "id")) == ["Tidak ada temuan."]
