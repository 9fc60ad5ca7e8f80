"""SIGHUP has a running endpoint read its pack again; one that has faults never replaces the one in force."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
from dated import dated
from waiting import until

from kiosk.config.resources import resource_folder


class Served(NamedTuple):
    url: str
    process: int
    pack: Path
    said: Path
    token: str

    def get(self, path: str) -> Any:
        return httpx.get(f"{self.url}{path}", trust_env=False).json()

    def reload(self, words: str) -> None:
        """Have the pack read again, and wait until *words* are said of it."""
        before = len(self.said.read_text("utf-8"))
        os.kill(self.process, signal.SIGHUP)
        until(lambda: words in self.said.read_text("utf-8")[before:])

    def edit(self, name: str, old: str, new: str) -> None:
        file = self.pack / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    pack, data, said = tmp_path / "sops", tmp_path / "data", tmp_path / "said"
    shutil.copytree(resource_folder("sops"), pack)
    add = dated("terminal", "add", "pintu", "--role", "ticket", "--data", data)
    token = subprocess.run(add, capture_output=True, text=True, check=True).stdout.strip()
    with (
        said.open("w") as errors,
        subprocess.Popen(
            dated("serve", "--pack", pack, "--data", data, "--port", 0),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        assert process.stdout is not None
        yield Served(process.stdout.readline().strip(), process.pid, pack, said, token)
        process.kill()


def test_a_pack_with_faults_never_replaces_the_one_in_force(served: Served) -> None:
    before = served.get("/v1/catalogue")
    served.edit("pusat/paspor-baru.toml", "actors =", "actor =")
    served.reload("paket SOP yang lama tetap berlaku")
    said = served.said.read_text("utf-8")
    assert "paspor-baru.toml:" in said and "maksudnya 'actors'?" in said and "kesalahan" in said
    assert served.get("/v1/catalogue") == before


def test_a_sound_pack_is_in_force_for_new_visits_and_its_forerunner_stays_known(served: Served) -> None:
    before = served.get("/v1/catalogue")
    old = next(sop for sop in before["sops"] if sop["id"] == "paspor-baru")
    served.edit("pusat/paspor-baru.toml", "Permohonan paspor baru", "Paspor pertama")
    served.reload("paket SOP dibaca ulang")
    after = served.get("/v1/catalogue")
    new = next(sop for sop in after["sops"] if sop["id"] == "paspor-baru")
    assert after["digest"] != before["digest"] and new["digest"] != old["digest"]
    assert new["name"]["id"] == "Paspor pertama"
    assert served.get("/v1/board")["catalogue"]["digest"] == after["digest"]
    assert served.get(f"/v1/catalogue/{old['digest']}") == old


def test_an_open_visit_keeps_the_steps_it_was_given(served: Served) -> None:
    headers = {"authorization": f"Bearer {served.token}", "idempotency-key": "1"}
    issued = httpx.post(
        f"{served.url}/v1/tickets",
        json={"service": "paspor-baru", "language": "id"},
        headers=headers,
        trust_env=False,
    )
    assert issued.status_code == 201, issued.text
    old = served.get("/v1/catalogue/paspor-baru")
    for file in served.pack.rglob("*.toml"):
        file.write_text(file.read_text("utf-8").replace('"periksa"', '"cek-berkas"'), "utf-8")
    served.reload("paket SOP dibaca ulang")
    assert "cek-berkas" in [step["id"] for step in served.get("/v1/catalogue/paspor-baru")["steps"]]
    assert served.get(f"/v1/catalogue/{old['digest']}") == old
    assert served.get("/v1/board")["queues"][0]["waiting"] == 1
