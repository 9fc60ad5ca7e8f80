import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from dated import MORNING

from kiosk.cli import command
from kiosk.config.resources import resource_folder
from kiosk.system.clock import SystemClock

HERE = "sops"
"""The tests are run in the folder that holds the pack."""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, ["sop", *arguments])


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    """A copy of the sample with one fault in each of two files."""
    folder = tmp_path / "sops"
    shutil.copytree(resource_folder("sops"), folder)
    for name, old, new in (
        ("pusat/paspor-baru.toml", "actors =", "actor ="),
        ("office.toml", 'letter = "F"', 'letter = "A"'),
    ):
        text = (folder / name).read_text("utf-8")
        (folder / name).write_text(text.replace(old, new, 1), "utf-8")
    return folder


def test_a_sound_pack_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SystemClock, "now", lambda _: MORNING)
    result = run("check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(
        f"Tidak ada kesalahan di {HERE}: 25 SOP, 6 antrean, 5 loket, kalender 2025, 2026, 2027; isi "
    )
    assert result.stdout.count("\n") == 1
    assert run("check", "--language", "en").stdout.startswith(f"No faults in {HERE}: 25 SOPs")


@pytest.mark.parametrize("arguments", [["check"], ["list"], ["show", "paspor-baru"]])
def test_a_faulty_pack_ends_with_all_faults_and_78(spoilt: Path, arguments: list[str]) -> None:
    result = run(*arguments, "--pack", str(spoilt))
    assert (result.exit_code, result.stdout) == (78, "")
    line = (spoilt / "office.toml").read_text("utf-8").rpartition('letter = "A"')[0].count("\n") + 1
    assert f"{spoilt}/office.toml:{line}:1: queue[3].letter: A ada dua kali\n" in result.stderr
    assert "step[0].actor: kunci 'actor' tidak dikenal - maksudnya 'actors'?\n" in result.stderr
    assert result.stderr.endswith("\n2 kesalahan\n")


def test_faults_are_told_in_the_language_asked_for(spoilt: Path) -> None:
    result = run("check", "--pack", str(spoilt), "--language", "en")
    assert "unknown key 'actor' - did you mean 'actors'?" in result.stderr
    assert result.stderr.endswith("\n2 faults\n")


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    result = run("check", "--pack", str(tmp_path / "nowhere"))
    assert result.exit_code == 78
    assert "folder paket ini tidak ada" in result.stderr


def test_the_standards_are_listed_and_shown() -> None:
    assert "Eazy Passport" in run("list").stdout
    shown = run("show", "paspor-anak", "--language", "en")
    assert shown.exit_code == 0
    assert "Interview with both parents present" in shown.stdout


def test_an_id_that_is_not_there_is_told_with_the_nearest() -> None:
    result = run("show", "paspor-bru")
    assert result.exit_code == 2
    assert "SOP 'paspor-bru' tidak ada - maksudnya 'paspor-baru'?" in result.stderr
    assert "\x1b" not in run("show", "\x1b[2J").stderr


def test_standards_are_found_by_words_in_both_languages() -> None:
    result = run("search", "sidk", "jari", "dan", "foto")
    assert result.exit_code == 0
    assert "\n                          tahap: Mengambil foto dan sidik jari\n" in result.stdout
    found = run("search", "--language", "en", "limited stay extension").stdout
    assert found.startswith("itas-perpanjangan  Extension of a limited stay permit")
    assert any(line.startswith("paspor-anak ") for line in run("search", "paspor-ank").stdout.splitlines()[:2])


def test_words_that_no_standard_has_are_told() -> None:
    result = run("search", "zzzz\x1b[2J")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "tidak ada SOP yang memuat 'zzzz\ufffd[2J'\n"


def test_what_a_variation_changes_is_shown_step_by_step(tmp_path: Path) -> None:
    shown = run("diff", "paspor-anak").stdout
    assert "\n  ~  1 Mendaftar di M-Paspor" in shown
    assert "\n       aturan: Anak di bawah 5 tahun boleh datang tanpa M-Paspor.\n" in shown
    assert "\n       pelaksana: Pemohon -> Orang tua\n" in shown
    result = run("diff", "paspor-baru", "--data", str(tmp_path))
    assert result.exit_code == 2
    assert "paspor-baru bukan variasi dan belum disahkan" in result.stderr


def test_sources_and_duties_are_listed() -> None:
    assert run("sources", "--language", "en").stdout.endswith("\nfigures shown: 31, their sources: 14; not: 23\n")
    assert "\n  4 Memeriksa berkas asli                . . . D . .  Pejabat Imigrasi yang..\n" in run("matrix").stdout
    assert run("matrix", "--csv").stdout.startswith("layanan,nama layanan,no,tahap,kegiatan,tempat,unit,pelaksana\n")


def test_what_is_unwise_is_listed_under_its_file_with_what_to_do() -> None:
    result = run("review")
    assert (result.exit_code, result.stderr) == (0, "")
    assert f"{HERE}/pusat/paspor-baru.toml\n" in result.stdout
    assert (
        "  step[8]: keputusan tanpa jalan bila tidak: Adjudikasi\n        -> isi no: tahap yang dituju, "
        in result.stdout
    )
