"""Approval from the command line, with and without a running endpoint: what was approved is in force, and stays so."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
from click.testing import CliRunner, Result
from endpoint.house import SetClock, opened
from waiting import until

from kiosk.cli import command
from kiosk.config.resources import resource_folder
from kiosk.sop.file.load import load_pack
from kiosk.system.clock import SystemClock

PASPOR = "pusat/paspor-baru.toml"


class Office(NamedTuple):
    pack: Path
    data: Path
    pin: str

    def run(self, *arguments: str, typed: str | None = None) -> Result:
        """A command on this pack and these data."""
        own = [] if "withdraw" in arguments else ["--pack", str(self.pack)]
        return CliRunner().invoke(command, ["sop", *arguments, *own, "--data", str(self.data)], input=typed)

    def approve(self, sop: str = "paspor-baru", *arguments: str, by: str = "HK", pin: str | None = None) -> Result:
        return self.run("approve", sop, "--by", by, *arguments, typed=f"{pin or self.pin}\n")

    def edit(self, old: str = "Permohonan paspor baru", new: str = "Paspor pertama") -> None:
        file = self.pack / PASPOR
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    def no_sample(self) -> None:
        file = self.pack / "office.toml"
        file.write_text(file.read_text("utf-8").replace("sample = true", "sample = false"), "utf-8")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    pack, data = tmp_path / "sops", tmp_path / "data"
    shutil.copytree(resource_folder("sops"), pack)
    arguments = ["person", "add", "HK", "--right", "approve", "--data", str(data)]
    pin = CliRunner().invoke(command, arguments).stdout.strip()
    return Office(pack, data, pin)


def named(url: str, sop: str = "paspor-baru") -> Any:
    """The SOP of the endpoint's catalogue."""
    sops = httpx.get(f"{url}/v1/catalogue", trust_env=False).json().get("sops", [])
    return next((each for each in sops if each["id"] == sop), None)


def test_an_approval_says_what_it_approves_and_is_history(office: Office) -> None:
    done = office.approve()
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    digest = load_pack(office.pack).sops["paspor-baru"].digest
    assert lines[0] == "PERMOHONAN PASPOR BARU"
    assert lines[1].startswith(f"paspor-baru, SOP pusat, isi {digest}, berlaku mulai ")
    assert lines[-1].startswith("paspor-baru disahkan oleh HK, berlaku mulai ")
    assert office.pin not in done.output
    history = office.run("history", "paspor-baru").stdout
    assert f"paspor-baru, {digest}: berlaku sejak " in history
    assert f"disahkan oleh HK, isi {digest}, berlaku " in history.replace("\n                ", " ")


def test_an_edit_shows_and_can_be_compared(office: Office) -> None:
    office.approve()
    assert "Tidak ada yang berbeda." in office.run("diff", "paspor-baru").stdout
    office.edit()
    for words in (("history", "paspor-baru"), ("life",)):
        assert "berkas berubah sejak disahkan" in " ".join(office.run(*words).stdout.split())
    shown = office.run("diff", "paspor-baru").stdout
    assert "Permohonan paspor baru -> Paspor pertama" in shown
    again = office.approve().stdout
    assert "Permohonan paspor baru -> Paspor pertama" in again
    assert "berubah" not in office.run("history", "paspor-baru").stdout


def test_a_variation_is_compared_with_its_base_or_with_what_was_approved(office: Office) -> None:
    assert "variasi dari paspor-baru" in office.run("diff", "paspor-anak").stdout
    refused = office.run("diff", "paspor-anak", "--approved")
    assert refused.exit_code == 2 and "belum disahkan" in refused.output
    office.approve("paspor-anak")
    assert "Tidak ada yang berbeda." in office.run("diff", "paspor-anak", "--approved").stdout


@pytest.mark.parametrize(
    ("by", "pin", "words"),
    [("HK", "000001", "kode atau PIN salah"), ("XY", "193755", "kode atau PIN salah"), ("RM", None, "tidak berhak")],
)
def test_only_who_may_approves(office: Office, by: str, pin: str | None, words: str) -> None:
    arguments = ["person", "add", "RM", "--right", "serve", "--data", str(office.data)]
    own = CliRunner().invoke(command, arguments).stdout.strip()
    refused = office.approve(by=by, pin=pin or own)
    assert (refused.exit_code, words in refused.output) == (73, True)
    assert "konsep" in office.run("history", "paspor-baru").stdout


def test_the_same_content_is_not_approved_twice(office: Office) -> None:
    office.approve()
    assert "sudah disahkan" in office.approve().output


def test_a_day_that_has_passed_is_no_beginning(office: Office) -> None:
    refused = office.approve("paspor-baru", "--effective", "2020-01-01")
    assert (refused.exit_code, "sebelum hari ini" in refused.output) == (64, True)


def test_a_faulty_pack_approves_nothing(office: Office) -> None:
    office.edit("actors =", "actor =")
    assert office.approve().exit_code == 78


@pytest.mark.parametrize("sop", ["pengambilan", "nowhere"])
def test_what_no_file_says_cannot_be_approved(office: Office, sop: str) -> None:
    assert office.approve(sop).exit_code == 2


def running(office: Office, work: Callable[[str], None]) -> None:
    """Do *work* while an endpoint serves the pack as it is now."""
    with opened(office.data, pack=load_pack(office.pack), clock=SetClock(SystemClock().now())) as house:
        work(house.url)


def test_without_a_sample_only_what_is_approved_is_served_and_at_once(office: Office) -> None:
    office.no_sample()

    def work(url: str) -> None:
        assert named(url) is None
        assert office.approve().exit_code == 0
        until(lambda: named(url))
        shown = named(url)
        assert shown["approved"] is True
        board = httpx.get(f"{url}/v1/board", trust_env=False).json()
        catalogue = httpx.get(f"{url}/v1/catalogue", trust_env=False).json()
        assert board["catalogue"]["digest"] == catalogue["digest"]
        withdrawn = office.run("withdraw", "paspor-baru", "--by", "HK", typed=f"{office.pin}\n")
        assert withdrawn.exit_code == 0, withdrawn.output
        until(lambda: named(url) is None)
        assert httpx.get(f"{url}/v1/catalogue/{shown['digest']}", trust_env=False).json() == shown

    running(office, work)


def test_the_approved_content_stays_in_force_after_an_edit_and_a_restart(office: Office) -> None:
    office.approve()
    before = load_pack(office.pack).sops["paspor-baru"].digest
    office.edit()

    def work(url: str) -> None:
        assert (named(url)["digest"], named(url)["name"]["id"]) == (before, "Permohonan paspor baru")
        assert "approved" not in named(url, "paspor-anak")
        assert office.approve().exit_code == 0
        until(lambda: named(url)["name"]["id"] == "Paspor pertama")

    running(office, work)


def test_an_approval_for_later_waits_for_its_day(office: Office) -> None:
    office.no_sample()
    assert office.approve("paspor-baru", "--effective", "2099-01-01").exit_code == 0
    assert ": disahkan sejak " in office.run("history", "paspor-baru").stdout
    running(office, lambda url: None if named(url) is None else pytest.fail("it is served before its day"))


def test_withdrawing_what_was_never_approved_is_refused(office: Office) -> None:
    refused = office.run("withdraw", "paspor-baru", "--by", "HK", typed=f"{office.pin}\n")
    assert (refused.exit_code, "tidak sedang disahkan" in refused.output) == (73, True)
